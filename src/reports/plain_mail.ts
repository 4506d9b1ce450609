// A short message in words: an alert, a reminder, "the report is not there". An empty line parts paragraphs.
import { COLOUR } from './mail_style.ts';
import { clipEnd, oneLine } from './text.ts';

export interface PlainMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const SUBJECT_MAX = 180;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] as string);

/**
 * Lays out a message of two strings. Everything is escaped; nothing in it is a link.
 * @throws Error when subject or text is missing.
 */
export function renderPlainMail(message: { subject?: unknown; text?: unknown }, options: { isTest: boolean }): PlainMail {
  const { subject, text } = message;
  if (typeof subject !== 'string' || typeof text !== 'string' || subject.trim() === '' || text.trim() === '') {
    throw new Error('a plain mail needs a subject and a text in its params');
  }
  const lines = text.split(/\r?\n/).map(oneLine);
  const paragraphs = lines.join('\n').split(/\n{2,}/);
  const body = paragraphs.map((one) => `<p style="margin:0 0 14px">${one.split('\n').map(escapeHtml).join('<br>\n')}</p>`).join('\n');
  return {
    subject: clipEnd(`${options.isTest ? '[UJI] ' : ''}${oneLine(subject)}`, SUBJECT_MAX),
    html: `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"></head><body style="margin:0;padding:16px;max-width:640px;font:15px/22px Arial,Helvetica,sans-serif;color:${COLOUR.text}">\n${body}\n</body></html>\n`,
    text: `${lines.join('\n')}\n`,
  };
}
