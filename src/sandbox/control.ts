import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { AccessLog } from './access-log.ts';
import type { Account } from './accurate/auth.ts';
import { type Fault, type Faults, faultSchema } from './accurate/faults.ts';
import { type AnthropicBox, anthropicFaultSchema } from './anthropic.ts';
import { dayNumber } from './dates.ts';
import { gmailFaultSchema } from './google/gmail_faults.ts';
import { type GoogleBox, googleFaultSchema } from './google.ts';
import type { Ledger } from './ledger.ts';
import type { Mailbox } from './mailbox.ts';
import { type NotionBox, notionFaultSchema } from './notion.ts';
import { replyTo } from './people_mail.ts';
import { type DocumentKind, type Entity, entities, type SourceDocument } from './source.ts';
import type { TelegramBox } from './telegram.ts';

/** What a test or a person does to the sandbox from outside of the protocol. */
export interface Control {
  fault(fault: Fault): void;
  clearFaults(): void;
  /** The day whose closing stock is shown and after which no document exists yet. */
  setDate(date: string): void;
  date(entity: Entity): string;
  revokeToken(entity: Entity, revoked?: boolean): void;
  /** The application gets another signature secret; the old one is refused. */
  changeSecret(entity: Entity, secret: string): void;
  /** Moves the server's clock against the real one. */
  setClockOffset(ms: number): void;
  /** Whether the account host tells number and name of a database; the vendor's guide does not promise it. */
  nameDatabases(named: boolean): void;
  /** Moves a database to the other business host; the old one answers 308. */
  moveHost(entity: Entity): void;
  /** `patch` gives the changed parts; optLock and lastUpdate move by themselves. */
  changeInvoice(entity: Entity, number: string, patch: (was: SourceDocument) => Partial<SourceDocument>): SourceDocument;
  deleteInvoice(entity: Entity, number: string): void;
  addInvoice(entity: Entity, document: Omit<SourceDocument, 'id' | 'kind' | 'optLock' | 'lastUpdate'>): SourceDocument;
  /** The same three for returns. */
  changeReturn(entity: Entity, number: string, patch: (was: SourceDocument) => Partial<SourceDocument>): SourceDocument;
  deleteReturn(entity: Entity, number: string): void;
  addReturn(entity: Entity, document: Omit<SourceDocument, 'id' | 'kind' | 'optLock' | 'lastUpdate'>): SourceDocument;
  /** A change that the vendor's own counters do not tell. */
  changeSilently(
    entity: Entity,
    kind: DocumentKind,
    number: string,
    patch: (was: SourceDocument) => Partial<SourceDocument>,
  ): SourceDocument;
  /** What the books hold now, to compare with what a client made of it. */
  findDocument(entity: Entity, kind: DocumentKind, number: string): SourceDocument | undefined;
  documents(entity: Entity, kind: DocumentKind, from: string, to: string): SourceDocument[];
}

export interface ControlState {
  readonly accounts: readonly Account[];
  readonly ledgers: Readonly<Record<Entity, Ledger>>;
  readonly faults: Faults;
  readonly dates: Record<Entity, string>;
  clockOffsetMs: number;
  namesDatabases: boolean;
}

export function createControl(state: ControlState): Control {
  const account = (entity: Entity) => state.accounts.find((one) => one.entity === entity) as Account;
  return {
    fault: (fault) => state.faults.add(fault),
    clearFaults: () => state.faults.clear(),
    nameDatabases(named) {
      state.namesDatabases = named;
    },
    setDate(date) {
      dayNumber(date);
      for (const entity of entities) state.dates[entity] = date;
    },
    date: (entity) => state.dates[entity],
    revokeToken(entity, revoked = true) {
      account(entity).revoked = revoked;
    },
    changeSecret(entity, secret) {
      account(entity).secret = secret;
    },
    setClockOffset(ms) {
      state.clockOffsetMs = ms;
    },
    moveHost(entity) {
      const one = account(entity);
      one.host = one.host === 'zeus' ? 'iris' : 'zeus';
    },
    changeInvoice: (entity, number, patch) => state.ledgers[entity].changeDocument('invoice', number, patch),
    deleteInvoice: (entity, number) => state.ledgers[entity].deleteDocument('invoice', number),
    addInvoice: (entity, document) => state.ledgers[entity].addDocument({ ...document, kind: 'invoice' }),
    changeReturn: (entity, number, patch) => state.ledgers[entity].changeDocument('return', number, patch),
    deleteReturn: (entity, number) => state.ledgers[entity].deleteDocument('return', number),
    addReturn: (entity, document) => state.ledgers[entity].addDocument({ ...document, kind: 'return' }),
    changeSilently: (entity, kind, number, patch) => state.ledgers[entity].changeSilently(kind, number, patch),
    findDocument: (entity, kind, number) => state.ledgers[entity].findDocument(kind, number),
    documents(entity, kind, from, to) {
      const ledger = state.ledgers[entity];
      return ledger.documentIds(kind, from, to).map((id) => ledger.document(kind, id) as SourceDocument);
    },
  };
}

const actSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('date'), date: z.string() }),
  z.object({ action: z.literal('revoke'), entity: z.enum(entities), revoked: z.boolean().default(true) }),
  z.object({ action: z.literal('secret'), entity: z.enum(entities), secret: z.string().min(1) }),
  z.object({ action: z.literal('clock'), ms: z.number() }),
  z.object({ action: z.literal('move'), entity: z.enum(entities) }),
  z.object({ action: z.literal('delete'), entity: z.enum(entities), kind: z.enum(['invoice', 'return']), number: z.string() }),
  z.object({
    action: z.literal('quantity'),
    entity: z.enum(entities),
    kind: z.enum(['invoice', 'return']),
    number: z.string(),
    line: z.number().int().positive(),
    quantity: z.string(),
    totalPrice: z.string(),
  }),
]);

const cellValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const bookSchema = z.object({ id: z.string().min(1), tabs: z.record(z.string(), z.array(z.array(cellValue))) });
/** A person in a chat: presses the button with this label, or writes. */
const chatSchema = z.union([
  z.object({ chat: z.number(), from: z.number(), message: z.number().int(), press: z.string().min(1) }),
  z.object({ chat: z.number(), from: z.number(), say: z.string(), reply_to: z.number().int().optional() }),
]);
const cellSchema = z.object({ spreadsheet: z.string(), tab: z.string(), cell: z.string(), value: cellValue });

/** What the models say next, in turn: a text each. */
const answersSchema = z.array(z.string()).min(1);

/** A person answers the newest mail that they got (or the one with this Message-ID); the answer arrives in the robot's mailbox. */
const replySchema = z.object({
  from: z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is no address'),
  name: z.string().optional(),
  text: z.string().min(1),
  messageId: z.string().optional(),
});

async function reply(mailbox: Mailbox, google: GoogleBox, wish: z.output<typeof replySchema>): Promise<{ id: string; subject: string }> {
  const { messageId, from, text, name } = wish;
  const mail = mailbox.list(from).findLast((one) => messageId === undefined || one.parsed.messageId === messageId);
  if (mail === undefined)
    throw new Error(`No mail to ${from} has arrived${messageId === undefined ? '' : ` with Message-ID ${messageId}`}.`);
  const { id, parsed } = await google.gmail.receive(await replyTo(mail, { from, text, ...(name === undefined ? {} : { name }) }));
  return { id, subject: parsed.subject ?? '' };
}

/** The same control over HTTP, on a port of its own, for a sandbox that runs in another process. */
export function createControlServer(
  control: Control,
  state: ControlState,
  log: AccessLog,
  google: GoogleBox,
  notion: NotionBox,
  telegram: TelegramBox,
  mailbox: Mailbox,
  anthropic: AnthropicBox,
): Server {
  const app = new Hono();
  app.get('/__sandbox/faults', (c) => c.json(state.faults.active()));
  app.post('/__sandbox/faults', async (c) => {
    const parsed = faultSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    control.fault(parsed.data);
    return c.json({ ok: true });
  });
  app.delete('/__sandbox/faults', (c) => {
    control.clearFaults();
    return c.json({ ok: true });
  });
  app.post('/__sandbox/act', async (c) => {
    const parsed = actSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    try {
      act(control, state, parsed.data);
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400);
    }
    return c.json({ ok: true });
  });
  app.post('/__sandbox/google/faults', async (c) => {
    const parsed = googleFaultSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    google.fail(parsed.data);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/notion/faults', async (c) => {
    const parsed = notionFaultSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    notion.fail(parsed.data);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/anthropic/faults', async (c) => {
    const parsed = anthropicFaultSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    anthropic.fail(parsed.data);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/anthropic/answers', async (c) => {
    const parsed = answersSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    anthropic.answer(...parsed.data);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/telegram', async (c) => {
    const parsed = chatSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const wish = parsed.data;
    try {
      if ('press' in wish) telegram.press(wish.chat, wish.message, wish.press, { id: wish.from });
      else telegram.say(wish.chat, { id: wish.from }, wish.say, wish.reply_to);
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400);
    }
    return c.json({ ok: true });
  });
  app.get('/__sandbox/telegram/:chat', (c) => c.json(telegram.shown(c.req.param('chat')) ?? null));
  app.post('/__sandbox/gmail/faults', async (c) => {
    const parsed = gmailFaultSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    google.gmail.fail(parsed.data);
    return c.json({ ok: true });
  });
  app.get('/__sandbox/mail', (c) =>
    c.json(
      mailbox.list().map(({ at, to, parsed }) => ({ at, to, messageId: parsed.messageId, subject: parsed.subject, text: parsed.text })),
    ),
  );
  app.post('/__sandbox/mail/reply', async (c) => {
    const parsed = replySchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    try {
      return c.json({ ok: true, ...(await reply(mailbox, google, parsed.data)) });
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400);
    }
  });
  app.post('/__sandbox/google/book', async (c) => {
    const parsed = bookSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    google.books.add(parsed.data);
    return c.json({ ok: true });
  });
  app.post('/__sandbox/google/cell', async (c) => {
    const parsed = cellSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    const { spreadsheet, tab, cell, value } = parsed.data;
    try {
      google.books.setCell(spreadsheet, tab, cell, value);
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400);
    }
    return c.json({ ok: true });
  });
  app.get('/__sandbox/counts', (c) => {
    const counts = new Map<string, number>();
    for (const entry of log.entries) {
      const name = `${entry.entity} ${entry.path} ${entry.status}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return c.json(Object.fromEntries(counts));
  });
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}

function act(control: Control, state: ControlState, wish: z.output<typeof actSchema>): void {
  switch (wish.action) {
    case 'date':
      control.setDate(wish.date);
      break;
    case 'revoke':
      control.revokeToken(wish.entity, wish.revoked);
      break;
    case 'secret':
      control.changeSecret(wish.entity, wish.secret);
      break;
    case 'clock':
      control.setClockOffset(wish.ms);
      break;
    case 'move':
      control.moveHost(wish.entity);
      break;
    case 'delete':
      state.ledgers[wish.entity].deleteDocument(wish.kind, wish.number);
      break;
    case 'quantity':
      state.ledgers[wish.entity].changeDocument(wish.kind, wish.number, (was) => ({
        lines: was.lines.map((line, i) => (i === wish.line - 1 ? { ...line, quantity: wish.quantity, totalPrice: wish.totalPrice } : line)),
      }));
  }
}
