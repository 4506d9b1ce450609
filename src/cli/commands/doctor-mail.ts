import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type pg from 'pg';
import { type Config, loadConfig } from '../../config.ts';
import { readAuthResults } from '../../connectors/mail/auth_results.ts';
import { readHeaders } from '../../connectors/mail/headers.ts';
import { one, value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { isFine, type Line, lineText } from '../doctor/line.ts';
import { MAIL_OFF, makeInboxes, makeMail } from '../mail-channel.ts';
import { whole } from '../options.ts';
import { printJson } from '../output.ts';

const LOOK_MS = 2_000;

/** `mandor doctor mail`: sends a mail from us to ourselves, waits for it in the mailbox that is read, and says whose word about its sender is believed. */
export function mailCommand(): Command {
  return (
    new Command('mail')
      .description('sends a test mail to our own mailbox and says which rule of ops.mail_trust would accept it')
      .option('--wait <seconds>', 'how long to wait for it', whole(1, 3600), 60)
      // The command above has an option of that name too, and takes it when it stands before "mail".
      .option('--json', 'print the lines as one JSON document')
      .action(async (options: { wait: number }, command: Command) => {
        const lines = await withPool('mandor_deploy', (pool) => examine(loadConfig(), pool, options.wait * 1000));
        if (command.optsWithGlobals<{ json?: boolean }>().json) printJson({ ok: lines.every(isFine), lines });
        else for (const line of lines) process.stdout.write(`${lineText(line)}\n`);
        if (!lines.every((line) => line.state === 'ok')) process.exitCode = 1;
      })
  );
}

async function examine(config: Config, pool: pg.Pool, waitMs: number): Promise<Line[]> {
  const { gmail, imap } = makeInboxes(config, pool);
  const mail = makeMail(config, pool);
  if (mail.via === null) return [{ line: 'test mail', state: 'off', says: MAIL_OFF, next_step: null }];
  if (gmail === null && imap === null)
    return [{ line: 'mailbox', state: 'off', says: 'no mailbox is read: set GOOGLE_REFRESH_TOKEN or IMAP_URL', next_step: null }];
  const from = (await value(pool, 'ops.mail_sender')) as string;
  const own = /<([^>]+)>/.exec(from)?.[1] ?? from;
  const user = decodeURIComponent(new URL(config.imapUrl?.reveal() ?? 'imap://x').username);
  const signal = AbortSignal.timeout(waitMs + 60_000);
  const to = gmail === null ? (user.includes('@') ? user : own) : (await gmail.profile(signal)).address;
  const token = randomBytes(6).toString('hex');
  const messageId = `<mandor.doctor.${token}@${own.slice(own.lastIndexOf('@') + 1)}>`;
  const text = 'Surat uji dari "mandor doctor mail". Boleh dihapus.';
  const started = Date.now();
  const sent = await mail.send({ from, to, messageId, subject: `Mandor: surat uji ${token}`, html: `<p>${text}</p>`, text }, signal);
  if (sent.status !== 'accepted')
    return [{ line: 'test mail', state: 'wrong', says: `it did not leave: ${sent.message}`, next_step: 'Run `mandor doctor`.' }];

  const arrived = async (): Promise<Buffer | null> => {
    if (gmail !== null) return gmail.arrived(messageId, signal);
    await using inbox = await (imap as NonNullable<typeof imap>)(signal);
    const [uid] = await inbox.withId(messageId);
    return uid === undefined ? null : ((await inbox.fetch(uid, 1_000_000))?.raw ?? null);
  };
  let raw = await arrived();
  while (raw === null && Date.now() - started < waitMs) {
    await sleep(Math.min(LOOK_MS, waitMs));
    raw = await arrived();
  }
  if (raw === null)
    return [
      {
        line: 'test mail',
        state: 'wrong',
        says: `it left by ${mail.via} for ${to} and was not in the mailbox after ${Math.round((Date.now() - started) / 1000)} s`,
        next_step: 'Look into spam there; check that the mailbox that is read is the one that people answer to (mail.from).',
      },
    ];
  const came: Line = {
    line: 'test mail',
    state: 'ok',
    says: `left by ${mail.via}, was in the mailbox of ${to} after ${((Date.now() - started) / 1000).toFixed(1)} s`,
    next_step: null,
  };
  const address = /^From:.*?([^\s<>"]+@[^\s<>"]+)/im.exec(raw.toString('latin1'))?.[1] ?? own;
  return [came, ...(await trustLines(pool, gmail === null ? 'imap' : 'gmail', raw, address))];
}

/** What stands on top of a mail from this address, and the rule that accepts it. */
async function trustLines(pool: pg.Pool, source: 'gmail' | 'imap', raw: Buffer, address: string): Promise<Line[]> {
  const line = 'sender check';
  const otherWay = 'Until then people sign by the Telegram button or the console: replies by mail would be refused.';
  const [topmost] = readAuthResults(readHeaders(raw));
  if (topmost === undefined)
    return [
      {
        line,
        state: 'unusable',
        says: 'the mail carries no Authentication-Results: the server that received it says nothing about its sender',
        next_step: `Mail inside one domain often has none; let a person from another domain write, or have the server add it. ${otherWay}`,
      },
    ];
  const { authserv_id, dmarc, header_from, dkim } = topmost;
  const signed = dkim.map((one) => `${one.result} of ${one.domain ?? '?'}`).join(', ');
  const found: Line = {
    line,
    state: 'ok',
    says: `${authserv_id} says dmarc=${dmarc ?? 'nothing'}${header_from === null ? '' : ` for ${header_from}`}, dkim=${signed || 'nothing'}`,
    next_step: null,
  };
  const tried = await one(pool, 'ops.mail_trust_try', { p_source: source, p_auth: topmost, p_address: address });
  return [
    found,
    tried.accepted_by === null
      ? {
          line: 'rule',
          state: 'unusable',
          says: `no rule in ops.mail_trust accepts it: ${tried.says}`,
          next_step: `${tried.next_step} ${otherWay}`,
        }
      : { line: 'rule', state: 'ok', says: `accepted by ${tried.accepted_by}`, next_step: null },
  ];
}
