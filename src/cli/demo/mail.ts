import { writeFileSync } from 'node:fs';
import type { KeptMail } from '../../sandbox/index.ts';
import { paint } from '../output.ts';

/** Writes a mail as a person may want it: .eml, .html, .txt. */
export function writeMail(mail: KeptMail, path: string): void {
  writeFileSync(`${path}.eml`, mail.raw);
  writeFileSync(`${path}.html`, mail.parsed.html ?? '');
  writeFileSync(`${path}.txt`, mail.parsed.text ?? '');
}

const LINES = 42;

/** The beginning of the mail's text, framed for the terminal. */
export function showMail(mail: KeptMail): string {
  const lines = (mail.parsed.text ?? '').trimEnd().split('\n');
  const shown = lines.slice(0, LINES);
  const rest = lines.length - shown.length;
  const head = [`From: ${mail.from}`, `To: ${mail.to.join(', ')}`, `Subject: ${mail.parsed.subject ?? ''}`, ''];
  const frame = [...head, ...shown, ...(rest > 0 ? [`… ${rest} more lines in var/demo/control_stock.txt`] : [])];
  return `\n${frame.map((line) => `  ${paint('│', 'cyan')} ${line}`).join('\n')}`;
}
