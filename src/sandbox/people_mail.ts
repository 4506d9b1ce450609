// Mails that people write: an answer as Gmail's web page makes it (text and HTML, the quote below, the thread's headers), and
// what the receiving side writes above it about its sender.
import { randomBytes } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';

export interface Reply {
  /** Address of the person who answers. */
  readonly from: string;
  readonly name?: string;
  /** What they type; lines are kept. */
  readonly text: string;
  readonly at?: Date;
  readonly messageId?: string;
  /** Default: whoever the mail says is to be answered. */
  readonly to?: string;
  readonly cc?: readonly string[];
  /** More headers, such as Auto-Submitted. */
  readonly headers?: Readonly<Record<string, string>>;
  /** False: the person has deleted the quote. */
  readonly hasQuote?: boolean;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const WIB = new Intl.DateTimeFormat('id-ID', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Asia/Jakarta',
});

/** The line above a quote, as Gmail in Indonesian writes it. */
function attribution(date: Date, name: string, address: string): string {
  const part = Object.fromEntries(WIB.formatToParts(date).map(({ type, value }) => [type, value]));
  return `Pada ${part.weekday}, ${part.day} ${part.month} ${part.year} pukul ${part.hour}.${part.minute} ${name} <${address}> menulis:`;
}

/** A person's answer to a mail of ours, as bytes. Without Received or Authentication-Results: the receiving side writes those. */
export async function replyTo(mail: { readonly raw: Buffer }, reply: Reply): Promise<Buffer> {
  const was = await PostalMime.parse(mail.raw);
  const sender = (was.replyTo?.[0] ?? was.from) as { name?: string; address?: string } | undefined;
  const author = was.from as { name?: string; address?: string } | undefined;
  const at = reply.at ?? new Date();
  const line = attribution(was.date === undefined ? at : new Date(was.date), author?.name || 'Mandor', author?.address ?? '');
  const quote = (was.text ?? '').trimEnd().split(/\r?\n/);
  const hasQuote = reply.hasQuote ?? true;
  const paragraphs = reply.text.split('\n').map((one) => (one === '' ? '<div><br></div>' : `<div>${escaped(one)}</div>`));
  const style = 'margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex';
  const quoted = `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${escaped(line)}<br></div><blockquote class="gmail_quote" style="${style}">${was.html ?? escaped(quote.join('\n'))}</blockquote></div>`;
  const composed = new MailComposer({
    from: reply.name === undefined ? reply.from : { name: reply.name, address: reply.from },
    to: reply.to ?? sender?.address ?? '',
    ...(reply.cc === undefined ? {} : { cc: [...reply.cc] }),
    subject: /^re:/i.test(was.subject ?? '') ? (was.subject ?? '') : `Re: ${was.subject ?? ''}`,
    date: at,
    messageId: reply.messageId ?? `<CA${randomBytes(16).toString('base64url')}@mail.gmail.com>`,
    ...(was.messageId === undefined ? {} : { inReplyTo: was.messageId }),
    references: `${was.references ?? ''} ${was.messageId ?? ''}`.trim().split(/\s+/),
    ...(reply.headers === undefined ? {} : { headers: { ...reply.headers } }),
    text: hasQuote ? `${reply.text}\n\n${line}\n\n${quote.map((one) => (one === '' ? '>' : `> ${one}`)).join('\n')}\n` : `${reply.text}\n`,
    html: `<div dir="ltr">${paragraphs.join('')}</div>${hasQuote ? quoted : ''}`,
  } as ConstructorParameters<typeof MailComposer>[0]).compile();
  // Mail travels with CRLF; the composer leaves the line ends of the text as they are.
  return Buffer.from((await composed.build()).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

/** What the receiving side found out about a mail's sender. */
export interface SenderCheck {
  /** Who says so; default mx.google.com. */
  readonly authservId?: string;
  readonly dmarc?: 'pass' | 'fail' | 'none';
  readonly dkim?: 'pass' | 'fail' | 'none';
  /** Domain that dmarc speaks about; default that of the From. */
  readonly headerFrom?: string;
}

/** Puts the header of the receiving side on top: below it, anything may have been written by the sender. */
export async function withSenderCheck(raw: Buffer, check: SenderCheck): Promise<Buffer> {
  const { from } = await PostalMime.parse(raw);
  const address = (from as { address?: string } | undefined)?.address ?? '';
  const domain = check.headerFrom ?? address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const dmarc = check.dmarc ?? 'pass';
  const dkim = check.dkim ?? (dmarc === 'none' ? 'none' : dmarc);
  const lines = [
    `Authentication-Results: ${check.authservId ?? 'mx.google.com'};`,
    ...(dkim === 'none' ? [] : [`       dkim=${dkim} header.i=@${domain} header.s=s1 header.b=AbC1dEf2;`]),
    `       spf=${dkim === 'none' ? 'none' : dkim} (google.com: domain of ${address} designates 203.0.113.9 as permitted sender) smtp.mailfrom=${address}${dmarc === 'none' ? '' : ';'}`,
    ...(dmarc === 'none' ? [] : [`       dmarc=${dmarc} (p=REJECT sp=REJECT dis=NONE) header.from=${domain}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw]);
}
