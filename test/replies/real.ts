// Mails that real programs wrote and that this project does not keep: ../shared/data. Each of the 40 is taken twice: as it comes, which
// is a stranger's mail without our reference, and as if the approver had sent it as the answer to our request. The second way keeps
// the body, its MIME headers and what an automatic sender says of itself, and replaces who, to whom, about what and proven by whom.
// The three HTML replies are bodies only: they become the answer of an Outlook. real.expected.csv holds the answers, read by eye.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Client, reply } from './compose.ts';
import { CRLF, leaf } from './mime.ts';
import { CLIENTS } from './product.ts';
import type { ReplyCase, ReplyClass, World } from './types.ts';

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');
const EXPECTED = join(import.meta.dirname, 'real.expected.csv');

interface Row {
  file: string;
  /** Empty for a file that is no mail. */
  as_it_comes: string;
  as_an_answer: string;
}

/** The rows of real.expected.csv. */
export const realRows = (): Row[] => parse(readFileSync(EXPECTED, 'utf8'), { columns: true }) as Row[];

export const realDataIsThere = (): boolean => existsSync(join(DATA, 'email-chatwoot-eml')) && existsSync(join(DATA, 'email-planer-html'));

// Who sent it to whom, by which way and about what; and what a parser may hold against the proof.
const REPLACED =
  /^(from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|received|received-spf|authentication-results|arc-[a-z-]+|dkim-signature|delivered-to|mime-version|x-forwarded-for|x-google-[a-z-]+|x-received)$/i;

const client = (key: string): Client => CLIENTS.find((c) => c.key === key) as Client;

/** The mail as if the approver had answered with it. A null Return-Path stays: it is what a bounce says of itself. */
function answer(raw: Buffer, world: World, seed: string): Buffer {
  const text = raw.toString('latin1').replace(/\r?\n/g, CRLF);
  const end = text.indexOf(`${CRLF}${CRLF}`);
  const lines = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split(CRLF);
  const kept = lines.filter(
    (line) => !REPLACED.test(line.slice(0, line.indexOf(':'))) && (!/^return-path:/i.test(line) || /<>/.test(line)),
  );
  const own = kept.some((line) => /^content-type:/i.test(line)) ? kept : [...kept, 'Content-Type: text/plain; charset=us-ascii'];
  const body = text.slice(end + 4);
  const made = reply(world, client('gmail_web'), '', seed, { entity: () => ({ headers: own, body }) });
  // Two Return-Paths would contradict each other.
  return own.some((line) => /^return-path:/i.test(line))
    ? Buffer.from(
        made.toString('latin1').replace(/Return-Path: <[^>]+>\r\n/, () => ''),
        'latin1',
      )
    : made;
}

function asAnswer(row: Row): ReplyCase['mail'] {
  const seed = `real/${row.file}`;
  if (row.file.endsWith('.eml')) return (world) => answer(readFileSync(join(DATA, 'email-chatwoot-eml', row.file)), world, seed);
  const html = (): string => readFileSync(join(DATA, 'email-planer-html', row.file), 'utf8');
  return (world) =>
    reply(world, client('outlook_desktop'), '', seed, { entity: () => leaf('text/html', html(), 'quoted-printable', 'UTF-8') });
}

/** The cases of the real mails; only to be called when {@link realDataIsThere}. */
export function realCases(): ReplyCase[] {
  const make = (row: Row, way: string, mail: ReplyCase['mail'], kind: string): ReplyCase => ({
    name: `real/${way}/${row.file}`,
    group: 'real',
    client: 'raw',
    language: '-',
    trick: way,
    scene: 'open',
    mail,
    class: kind as ReplyClass,
  });
  return realRows().flatMap((row) => {
    const answered = make(row, 'answer', asAnswer(row), row.as_an_answer);
    if (row.as_it_comes === '') return [answered];
    return [make(row, 'as_it_comes', () => readFileSync(join(DATA, 'email-chatwoot-eml', row.file)), row.as_it_comes), answered];
  });
}
