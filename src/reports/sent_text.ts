// What one of our mails said, laid out again: a quote of it in an answer is known by its words.
import { renderReportMail } from './mail.ts';
import { readReport } from './types.ts';

/** Text and HTML of a planned mail, or what a person answered before. Never throws: a mail that cannot be laid out was not sent. */
export function sentText(row: { params: unknown; result: unknown; is_test: unknown; typed: unknown }): { text: string; html?: string } {
  if (typeof row.typed === 'string') return { text: row.typed };
  const params = (row.params ?? {}) as { text?: unknown; recipient_name?: string | null };
  if (row.result === null && typeof params.text === 'string') return { text: params.text };
  try {
    const { text, html } = renderReportMail(readReport(row.result), {
      isTest: row.is_test === true,
      recipientName: params.recipient_name ?? '',
    });
    return { text, html };
  } catch {
    return { text: '' };
  }
}
