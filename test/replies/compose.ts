// Puts a reply together: what was typed and where, the client that wrote it, and the headers that mailboxes add on the way.
import { CRLF, dateHeaderOf, digest, type Entity, mailboxHeader, message, word } from './mime.ts';
import { htmlBody, rendered } from './quote.ts';
import type { Mailbox, Request, World } from './types.ts';

export type Language = 'id' | 'en';
/** Where the typed text stands; `none`: the client was told not to quote. */
export type Position = 'top' | 'bottom' | 'inline' | 'none';

/** A piece of the body in the order of reading. A quote without lines is the whole report, with its own HTML. */
export interface Segment {
  kind: 'typed' | 'signature' | 'attribution' | 'quote' | 'footer';
  lines: string[];
  html?: string;
}

/** All that a client has to know to write the body. */
export interface Letter {
  world: World;
  request: Request;
  language: Language;
  sender: Mailbox;
  segments: Segment[];
  seed: string;
}

export interface Client {
  key: string;
  provider: 'google' | 'microsoft' | 'apple' | 'yahoo';
  /** Whether the end of a quote can be seen, in the text part and in the HTML part. */
  marksQuote: boolean;
  headers: (letter: Letter) => string[];
  messageId: (seed: string) => string;
  entity: (letter: Letter) => Entity;
}

export interface Options {
  language?: Language;
  position?: Position;
  /** More own text under the quote. */
  below?: string;
  /** More own text between quoted lines. */
  within?: string;
  signature?: string[];
  /** Lines that a mail gateway puts under everything. */
  footer?: string[];
  /** The request that is answered; the world's own when absent. */
  request?: Request;
  sender?: Mailbox;
  /** Header lines in place of `From: …`. */
  from?: string[];
  /** Authentication-Results as they stand, topmost first; absent: the sender's domain passes. */
  auth?: string[];
  /** DKIM-Signature lines in place of the client's own. */
  dkim?: string[];
  more?: string[];
  cc?: Mailbox[];
  subject?: string;
  /** In-Reply-To and References; null leaves them out. */
  replyTo?: string | null;
  messageId?: string;
  /** Comes through another server, at another time: only the trace headers differ. */
  again?: boolean;
  /** Replaces the body wholly. */
  entity?: (letter: Letter) => Entity;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Authentication-Results as Google writes them. */
export function authResults(address: string, results: Partial<Record<'dkim' | 'spf' | 'dmarc' | 'from' | 'id', string>> = {}): string {
  const domain = domainOf(address);
  const dkim = results.dkim ?? 'pass';
  const spf = results.spf ?? 'pass';
  const dmarc = results.dmarc ?? 'pass';
  const lines = [
    dkim === 'none' ? '' : `dkim=${dkim} header.i=@${domain} header.s=s1 header.b=Qm9sYUto`,
    `spf=${spf} (google.com: domain of ${address} designates 203.0.113.9 as permitted sender) smtp.mailfrom=${address}`,
    dmarc === 'none'
      ? ''
      : `dmarc=${dmarc} (p=QUARANTINE sp=QUARANTINE dis=${dmarc === 'pass' ? 'NONE' : 'QUARANTINE'}) header.from=${results.from ?? domain}`,
  ].filter((line) => line !== '');
  return `Authentication-Results: ${results.id ?? 'mx.google.com'};${CRLF}       ${lines.join(`;${CRLF}       `)}`;
}

export function dkimSignature(domain: string, selector = 's1', tags = ''): string {
  return [
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};${tags}`,
    '        h=to:subject:message-id:date:from:in-reply-to:references:mime-version;',
    '        bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;',
    '        b=Qm9sYUtoYXR1bGlzdGl3YUJlcm5hbWFLYXJlbmFEaWFEaXRlbXVrYW5EaVNhbmE=',
  ].join(CRLF);
}

const HOSTS = {
  google: 'mail-ej1-f51.google.com',
  microsoft: 'outbound.protection.outlook.com',
  apple: 'ci-2001b.icloud.com',
  yahoo: 'sonic307.mail.sg3.yahoo.com',
};

function segmentsOf(world: World, typed: string, options: Options): Segment[] {
  const position = options.position ?? 'top';
  const own = (text: string): Segment[] => (text === '' ? [] : [{ kind: 'typed', lines: text.split('\n') }]);
  const signature: Segment[] = options.signature === undefined ? [] : [{ kind: 'signature', lines: options.signature }];
  const footer: Segment[] = options.footer === undefined ? [] : [{ kind: 'footer', lines: options.footer }];
  const attribution: Segment = { kind: 'attribution', lines: [] };
  const lines = rendered(world.report.html);
  const whole: Segment = { kind: 'quote', lines, html: htmlBody(world.report.html) };
  const half = Math.ceil(lines.length / 2);
  const parts = (text: string): Segment[] => [
    { kind: 'quote', lines: lines.slice(0, half) },
    { kind: 'typed', lines: text.split('\n') },
    { kind: 'quote', lines: lines.slice(half) },
  ];
  const below = own(options.below ?? '');
  const middle = options.within === undefined ? [whole] : parts(options.within);
  if (position === 'none') return [...own(typed), ...signature, ...footer];
  if (position === 'bottom') return [attribution, ...middle, ...own(typed), ...signature, ...footer];
  if (position === 'inline') return [attribution, ...parts(typed), ...below, ...signature, ...footer];
  return [...own(typed), ...signature, attribution, ...middle, ...below, ...footer];
}

/** Where the mail went before it reached us: what mailboxes write on top of what the client wrote. */
function trace(client: Client, sender: Mailbox, options: Options, world: World, at: Date): string[] {
  const domain = domainOf(sender.address);
  const host = options.again === true ? 'relay.asing.example' : HOSTS[client.provider];
  return [
    `Delivered-To: ${world.mailbox.address}`,
    `Received: by 2002:a05:6402:${options.again === true ? '11' : '10'}c8 with SMTP id x8csp1201394edq;${CRLF}        ${dateHeaderOf(at)}`,
    `Return-Path: <${sender.address}>`,
    `Received: from ${host} (${host}. [203.0.113.9])${CRLF}        by mx.google.com with ESMTPS id a640c23a62f3a-ab${CRLF}        for <${world.mailbox.address}>;${CRLF}        ${dateHeaderOf(at)}`,
    `Received-SPF: pass (google.com: domain of ${sender.address} designates 203.0.113.9 as permitted sender) client-ip=203.0.113.9;`,
    ...(options.auth ?? [authResults(sender.address)]),
    ...(options.dkim ?? [dkimSignature(domain)]),
  ];
}

/** Writes one reply. The same arguments give the same bytes. */
export function reply(world: World, client: Client, typed: string, seed: string, options: Options = {}): Buffer {
  const request = options.request ?? world;
  const sender = options.sender ?? world.approver;
  const language = options.language ?? 'id';
  const at = new Date(world.sentAt.getTime() + 1000 * (3600 + (Number.parseInt(digest(seed, 4), 16) % 7200)));
  const letter: Letter = { world, request, language, sender, segments: segmentsOf(world, typed, options), seed };
  const answered = options.replyTo === undefined ? request.messageId : options.replyTo;
  const headers = [
    ...trace(client, sender, options, world, at),
    ...client.headers(letter),
    ...(options.from ?? [`From: ${mailboxHeader(sender, client.provider === 'yahoo')}`]),
    `To: ${mailboxHeader(world.mailbox)}`,
    ...(options.cc ?? []).map((box) => `Cc: ${mailboxHeader(box)}`),
    `Subject: ${options.subject ?? word(`Re: ${request.subject}`)}`,
    `Date: ${dateHeaderOf(at)}`,
    `Message-ID: ${options.messageId ?? client.messageId(seed)}`,
    ...(answered === null
      ? []
      : [`In-Reply-To: ${answered}`, `References: ${request === world ? `${world.older.messageId}${CRLF} ` : ''}${answered}`]),
    ...(options.more ?? []),
  ];
  return message(headers, (options.entity ?? client.entity)(letter));
}
