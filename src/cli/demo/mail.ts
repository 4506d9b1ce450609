import { writeFileSync } from 'node:fs';
import type { KeptMail } from '../../sandbox/index.ts';
import { paint } from '../output.ts';

type Shown = Pick<KeptMail, 'raw' | 'parsed'>;

/** Writes a mail as a person may want it: .eml, .html, .txt. */
export function writeMail(mail: Shown, path: string): void {
  writeFileSync(`${path}.eml`, mail.raw);
  writeFileSync(`${path}.html`, mail.parsed.html ?? '');
  writeFileSync(`${path}.txt`, mail.parsed.text ?? '');
}

/** The beginning of the mail's text, framed for the terminal; `file` in var/demo has the rest. */
export function showMail(mail: Shown, file: string, most = 42): string {
  const { from, to, subject = '', text = '' } = mail.parsed;
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, most);
  const rest = lines.length - shown.length;
  const address = (one: { address?: string | undefined } | undefined): string => one?.address ?? '';
  const head = [`From: ${address(from)}`, `To: ${(to ?? []).map(address).join(', ')}`, `Subject: ${subject}`, ''];
  const frame = [...head, ...shown, ...(rest > 0 ? [`… ${rest} more lines in var/demo/${file}`] : [])];
  return `\n${frame.map((line) => `  ${paint('│', 'cyan')} ${line}`).join('\n')}`;
}
