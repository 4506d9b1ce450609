// What one of our mails said, laid out again: a quote of it in an answer is known by its words.
import { remember } from '../remember.ts';
import { renderReportMail } from './mail.ts';
import { readReport } from './types.ts';

interface Sent {
  readonly text: string;
  readonly html?: string;
  /** Not ours: what the person answered before. */
  readonly isAnswer?: true;
}

// The answers to one report come in a row, and laying it out is most of the work of reading one.
const lay = remember(12, (key): Sent => {
  const { result, isTest, recipientName } = JSON.parse(key);
  try {
    const { text, html } = renderReportMail(readReport(result), { isTest, recipientName });
    return { text, html };
  } catch {
    return { text: '' };
  }
});

/** Text and HTML of a planned mail, or what a person answered before. Never throws: a mail that cannot be laid out was not sent. */
export function sentText(row: { params: unknown; result: unknown; is_test: unknown; typed: unknown }): Sent {
  if (typeof row.typed === 'string') return { text: row.typed, isAnswer: true };
  const params = (row.params ?? {}) as { text?: unknown; recipient_name?: string | null };
  if (row.result === null && typeof params.text === 'string') return { text: params.text };
  return lay(JSON.stringify({ result: row.result, isTest: row.is_test === true, recipientName: params.recipient_name ?? '' }));
}
