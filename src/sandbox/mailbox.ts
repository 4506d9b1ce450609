import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface KeptMail {
  readonly at: Date;
  readonly from: string;
  /** Envelope recipients, lower case. */
  readonly to: readonly string[];
  /** The message as it came, to be written to an .eml file. */
  readonly raw: Buffer;
  readonly parsed: Email;
  /** Who had logged in, if anybody. */
  readonly user: string | null;
}

export type DataFault =
  /** Keeps the mail, never answers. */
  | 'hang'
  /** Keeps the mail, closes the connection without an answer: the sender cannot know. */
  | 'drop'
  /** Keeps the mail, and begins an answer that never ends. */
  | 'drip'
  /** Does not keep it: 554. */
  | 'refuse'
  /** Does not keep it: 451, later please. */
  | 'defer';

export interface Mailbox {
  readonly url: string;
  readonly port: number;
  list(to?: string): readonly KeptMail[];
  /** Resolves with all mails to the recipient as soon as there are `count`; rejects after the deadline. */
  wait(filter?: { to?: string; count?: number; timeoutMs?: number }): Promise<readonly KeptMail[]>;
  /** 550 for this recipient from now on. */
  refuse(recipient: string): void;
  /** Every recipient is taken again. */
  accept(): void;
  /** 451 for this recipient the next `times` times. */
  greylist(recipient: string, times?: number): void;
  /** What happens to the next `times` messages after DATA. */
  failData(fault: DataFault, times?: number): void;
  /** Keeps a mail that came another way than by SMTP. */
  deliver(raw: Buffer, envelope: { from: string; to: readonly string[]; user: string }): Promise<void>;
  /** Forgets mails and faults. */
  clear(): void;
  stop(): Promise<void>;
}

export interface MailboxOptions {
  readonly port?: number | undefined;
  /** When given, senders must log in so. */
  readonly login?: { readonly user: string; readonly password: string } | undefined;
}

/** An SMTP server that keeps every mail in memory, whoever it is for. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const mails: KeptMail[] = [];
  const refused = new Set<string>();
  const greylisted = new Map<string, number>();
  const faults: DataFault[] = [];
  const waiting = new Set<() => void>();

  const server = new SMTPServer({
    authOptional: options.login === undefined,
    disabledCommands: options.login === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, done) {
      const right = auth.username === options.login?.user && auth.password === options.login?.password;
      done(right ? null : answer(535, 'wrong user or password'), right ? { user: auth.username } : undefined);
    },
    onRcptTo(address, _session, done) {
      const recipient = address.address.toLowerCase();
      const left = greylisted.get(recipient) ?? 0;
      if (refused.has(recipient)) return done(answer(550, 'no such mailbox here'));
      if (left > 0) {
        greylisted.set(recipient, left - 1);
        return done(answer(451, 'greylisted, try again later'));
      }
      return done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', done);
      stream.on('end', () => {
        finish(Buffer.concat(chunks), session, done).catch(done);
      });
    },
  });

  async function finish(raw: Buffer, session: SMTPServerSession, done: (error?: Error | null) => void): Promise<void> {
    const fault = faults.shift();
    if (fault === 'refuse') return done(answer(554, 'message refused'));
    if (fault === 'defer') return done(answer(451, 'try again later'));
    const { mailFrom, rcptTo } = session.envelope;
    const to = rcptTo.map((address) => address.address);
    await keep(raw, mailFrom ? mailFrom.address : '', to, session.user ?? null);
    if (fault === 'hang') return undefined;
    if (fault === 'drop') return closeConnection(session);
    if (fault === 'drip') return drip(session);
    return done();
  }

  async function keep(raw: Buffer, from: string, to: readonly string[], user: string | null): Promise<void> {
    const parsed = await PostalMime.parse(raw);
    mails.push({ at: new Date(), from, to: to.map((address) => address.toLowerCase()), raw, parsed, user });
    for (const wake of waiting) wake();
  }

  // smtp-server offers no way to reach one session's socket; its open connections are a set that carries the session's id.
  function socketOf(session: SMTPServerSession): Socket | undefined {
    const open = (server as unknown as { connections: Set<{ id: string; _socket: Socket }> }).connections;
    return [...open].find((connection) => connection.id === session.id)?._socket;
  }
  const closeConnection = (session: SMTPServerSession): void => void socketOf(session)?.destroy();

  function drip(session: SMTPServerSession): void {
    const socket = socketOf(session);
    const timer = setInterval(() => socket?.write('250-one moment\r\n'), 50);
    socket?.once('close', () => clearInterval(timer));
  }

  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  const login = options.login ? `${encodeURIComponent(options.login.user)}:${encodeURIComponent(options.login.password)}@` : '';

  const list = (to?: string) => mails.filter((mail) => to === undefined || mail.to.includes(to.toLowerCase()));
  return {
    url: `smtp://${login}127.0.0.1:${port}`,
    port,
    list,
    wait({ to, count = 1, timeoutMs = 5000 } = {}) {
      return new Promise((resolve, reject) => {
        const deadline = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${list(to).length} of ${count} mails to ${to ?? 'anybody'} arrived within ${timeoutMs} ms`));
        }, timeoutMs);
        const look = () => {
          if (list(to).length < count) return;
          clearTimeout(deadline);
          waiting.delete(look);
          resolve(list(to));
        };
        waiting.add(look);
        look();
      });
    },
    accept: () => refused.clear(),
    refuse: (recipient) => void refused.add(recipient.toLowerCase()),
    greylist: (recipient, times = 1) => void greylisted.set(recipient.toLowerCase(), times),
    failData: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    deliver: (raw, { from, to, user }) => keep(raw, from, to, user),
    clear() {
      mails.length = 0;
      faults.length = 0;
      refused.clear();
      greylisted.clear();
    },
    stop() {
      const open = (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections;
      for (const connection of open) connection._socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
