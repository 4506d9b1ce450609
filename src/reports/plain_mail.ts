// A short message in words: an alert, a reminder, "the report is not there". Paragraphs are lines of the text.
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
  const body = lines.map((line) => (line === '' ? '<br>' : `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`)).join('\n');
  return {
    subject: clipEnd(`${options.isTest ? '[UJI] ' : ''}${oneLine(subject)}`, SUBJECT_MAX),
    html: `<!doctype html><html lang="id"><head><meta charset="utf-8"></head><body style="font:14px/1.5 Arial,sans-serif;max-width:640px">\n${body}\n</body></html>\n`,
    text: `${lines.join('\n')}\n`,
  };
}
