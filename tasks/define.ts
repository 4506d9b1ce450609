// What a task is: a function of one id and its surroundings. The worker builds the surroundings, so a task opens nothing
// itself and a test can hand it whatever it likes.
import type pg from 'pg';
import type { Config } from '../src/config.ts';
import type { AccurateClient } from '../src/connectors/accurate/client.ts';
import type { AnthropicClient } from '../src/connectors/anthropic.ts';
import type { GineeClient } from '../src/connectors/ginee/client.ts';
import type { GmailInbox } from '../src/connectors/google/gmail_inbox.ts';
import type { SheetsClient } from '../src/connectors/google/sheets.ts';
import type { ImapInbox } from '../src/connectors/imap/client.ts';
import type { Resolver } from '../src/connectors/mail/verify.ts';
import type { Column, PageRef } from '../src/connectors/notion/client.ts';
import type { PageNotes, PageWish } from '../src/connectors/notion/page.ts';
import type { TelegramEdit } from '../src/connectors/telegram/client.ts';
import type { TelegramReader } from '../src/connectors/telegram/updates.ts';
import type { Log } from '../src/log.ts';

/** One mail, ready to be sent. */
export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Message-ID that all mails of one report name, so that mail programs show them as one conversation. */
  readonly references?: string;
  /** The conversation at the provider that earlier mails of this report made. */
  readonly threadId?: string;
  readonly attachments?: readonly MailAttachment[];
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** One message for a chat, in plain text. */
export interface ChatMessage {
  readonly chatId: string;
  /** Topic of a forum group. */
  readonly threadId?: number;
  readonly title: string | null;
  readonly text: string;
  /** Put before a message that may have arrived already. */
  readonly mark: string | null;
  /** Under the message, row by row; `data` comes back when one is pressed. */
  readonly buttons?: readonly (readonly { readonly text: string; readonly data: string }[])[];
  /** The chat opens a reply, with this word in the empty field. */
  readonly placeholder?: string;
  /** The message that this one answers. */
  readonly replyTo?: string;
}

/** What became of a message. `unknown`: it was handed over and no answer came, so it may have arrived. */
export type Outcome =
  | { readonly status: 'accepted'; readonly externalId: string; readonly threadId?: string }
  | { readonly status: 'refused'; readonly isFinal: boolean; readonly message: string; readonly retryAfterSeconds?: number }
  /** Not taken: the recipient has another address now. */
  | { readonly status: 'moved'; readonly recipient: string }
  /** Nothing has left, and it is nobody's failure: later. */
  | { readonly status: 'deferred'; readonly message: string; readonly retryAfterSeconds: number }
  /** Nothing has left, and nothing will until somebody mends the account. */
  | { readonly status: 'off'; readonly message: string }
  | { readonly status: 'unknown'; readonly message: string };

export type MailOutcome = Exclude<Outcome, { status: 'moved' }>;

/** What a provider says about an effect whose answer was lost. */
export type Found = 'there' | 'absent' | 'cannot_tell';

/** One way out for mails, whatever carries them. */
export interface MailChannel {
  /** gmail | smtp; null: none is configured, and mails wait. Rules about lost answers hang on it (ops.channels). */
  readonly via: 'gmail' | 'smtp' | null;
  send(mail: Mail, signal: AbortSignal): Promise<MailOutcome>;
  /** Looks for a mail among those that were sent. Throws when it cannot be looked for now. */
  find(sent: { messageId: string; to: string; since: Date }, signal: AbortSignal): Promise<Found>;
}

/** Mailboxes in which people answer. Null: not configured. */
export interface Inboxes {
  readonly gmail: GmailInbox | null;
  /** Connects and opens the mailbox; the caller closes it. Throws ImapError. */
  readonly imap: ((signal: AbortSignal) => Promise<ImapInbox>) | null;
}

/** The outside world as tasks see it. */
export interface Connectors {
  /** Client of an entity's database. Throws what its judge calls final when the entity has no credentials. */
  accurate(entity: string): AccurateClient;
  /** The marketplaces' orders. Throws when there are no keys. */
  ginee(): GineeClient;
  /** All cells of a Sheet's tab, unformatted, row by row from A1. Throws GoogleError, also when Google is off. */
  readTab(spreadsheetId: string, tab: string, signal: AbortSignal): Promise<(string | number | boolean | null)[][]>;
  /** False: Google is not configured. What is to be written to Sheets then waits. */
  readonly isSheetsOn: boolean;
  /** Our own Sheets. Throws GoogleError when Google is off. */
  sheets(): SheetsClient;
  readonly mail: MailChannel;
  readonly inboxes: Inboxes;
  /** DNS for finding out who a mail comes from; absent: the machine's. */
  readonly mailDns?: Resolver;
  /** False: no bot is configured. Messages then wait. */
  readonly isTelegramOn: boolean;
  sendTelegram(message: ChatMessage, signal: AbortSignal): Promise<Outcome>;
  /** Changes a message of ours, or answers a pressed button. */
  editTelegram(edit: TelegramEdit, signal: AbortSignal): Promise<Outcome>;
  /** What people write to the bot; null: no bot is configured. */
  readonly telegram: TelegramReader | null;
  /** False: there is no token. Pages then wait. */
  readonly isNotionOn: boolean;
  /** The data source of a Notion database, with its columns. Throws NotionError. */
  notionSource(databaseId: string): Promise<{ readonly id: string; readonly columns: readonly Column[] }>;
  /** Brings a page to the state of now, with the token of layer 1 or 2. Throws NotionError. */
  showNotionPage(layer: number, wish: PageWish, notes: PageNotes, signal: AbortSignal): Promise<PageRef>;
  /** Whether a page with our id is there. Throws NotionError. */
  hasNotionPage(sourceId: string, idProperty: string, subject: string): Promise<boolean>;
  /** The language models; null: there is no key, and templates and rules do the work. */
  readonly models: AnthropicClient | null;
}

export interface TaskContext {
  /** Pool of mandor_worker: reads, and calls named functions. Never the queue's pool. */
  readonly db: pg.Pool;
  /** Identity of this start of the worker: what claims are made with. */
  readonly incarnation: string;
  readonly config: Config;
  readonly connectors: Connectors;
  readonly log: Log;
  /** Aborted when the worker has to end: stop at the next page, throw, and another run goes on. */
  readonly signal: AbortSignal;
  /** 1, 2, 3 … */
  readonly attempt: number;
  /** An error of this attempt is final: nobody tries again. */
  readonly isLastAttempt: boolean;
}

export type TaskRun = (id: string, context: TaskContext) => Promise<void>;

/** A task as its file exports it. */
export interface Task {
  readonly run: TaskRun;
}

/**
 * Makes a task. The id is that of our row (occurrence, work item, event, outbox); all else is read from the database.
 * Ending quietly means "done, or nothing to do"; throwing means "try again".
 */
export function defineTask(run: TaskRun): Task {
  return Object.freeze({ run });
}
