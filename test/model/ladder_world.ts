// What the model of the approval ladder knows: items, who is asked, who is away, the policy, the calendar, and what has come in.
// Times are milliseconds; a day is a number of days since 1970 in Jakarta.

export const HOUR = 3_600_000;

/** In the order in which they were hired, which decides between two delegates. */
export const PEOPLE = ['supervisor', 'pic', 'backup', 'delegate', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];

export type Channel = 'email' | 'telegram';
/** A request goes out by mail, and beside it in the own chat of who has one. */
export interface Message {
  delivery: 'planned' | 'confirmed' | 'failed';
  confirmedAt: number;
}

/** What a button that needs words stands for. */
export type Wants = 'reject' | 'redo' | 'close';

export interface Ask {
  readonly role: 'pic' | 'backup' | 'supervisor';
  readonly person: Person;
  readonly revision: number;
  readonly sentAt: number;
  readonly messages: Partial<Record<Channel, Message>>;
  status: 'open' | 'approved' | 'rejected' | 'closed';
  isClosedByAnother: boolean;
  /** The message that counts for the start of the ladder. */
  channel: Channel;
  /** Unclear mails that had an effect: for the first the person was asked, for the second the supervisor told. */
  readonly askedAbout: number[];
  /** What was asked in the chat after a button that needs words. */
  readonly prompts: Wants[];
  answeredBy: 'cli' | Channel | undefined;
  notes: string | undefined;
}

export interface Item {
  status: 'new' | 'pending_approval' | 'revision' | 'in_progress' | 'escalated' | 'approved' | 'cancelled';
  readonly hasBackup: boolean;
  readonly maxRevisions: number;
  revisionNo: number;
  revisionCount: number;
  ladderSince: number | undefined;
  rung: number;
  due: number | undefined;
  /** Number of its wake-up: another wait is another wake-up; one that is moved stays the same. */
  wake: number;
  readonly asks: Ask[];
}

export interface Absence {
  readonly id: number;
  readonly person: Person;
  readonly from: number;
  readonly to: number;
  readonly delegate: Person | undefined;
}

/** A request that is named in a mail: the code that it carries. */
export interface Ref {
  readonly item: number;
  readonly ask: number;
}

export const TEXTS = ['approval', 'notes', 'nothing', 'fillers', 'condition', 'question'] as const;

export interface Mail {
  readonly kind: 'mail';
  /** Its Message-ID. */
  readonly id: number;
  /** The same Message-ID with other bytes is another copy. */
  readonly copy: number;
  readonly from: Person | 'unknown';
  readonly thread: Ref | undefined;
  readonly subject: Ref | undefined;
  readonly says: (typeof TEXTS)[number];
  readonly by: 'person' | 'program' | 'bounce' | 'delay';
  readonly trick: 'unverified' | 'two_from' | 'on_behalf' | 'forged' | undefined;
}

export type Chat =
  /** A button; the word on it stands for what is wanted. */
  | { readonly kind: 'press'; readonly ref: Ref; readonly from: Person | 'unknown'; readonly wants: 'approve' | Wants }
  /** A reply to the n-th question about a request. */
  | { readonly kind: 'note'; readonly ref: Ref; readonly prompt: number; readonly from: Person; readonly isEmpty: boolean }
  /** Something said in the own chat. */
  | { readonly kind: 'chat'; readonly from: Person };

export interface World {
  now: number;
  /** Hours after which a rung is due; what it does follows from its place. */
  rungs: readonly number[];
  workdays: readonly number[];
  holidays: readonly number[];
  absences: readonly Absence[];
  /** Who has Telegram. */
  readonly chats: readonly Person[];
  readonly items: Item[];
  /** What was stored, in this order, and what became of it once it was read. */
  inbox: readonly { readonly message: Mail | Chat; readonly outcome: string | undefined }[];
  /** What happened, in the words in which it is counted. */
  hits: string[];
}

export const NOTES = 'Artikel M1CA01 seharusnya 24 dus';

export const openAsks = (item: Item): Ask[] => item.asks.filter((a) => a.status === 'open');

/** The n-th, which must be there. */
export function nth<T>(list: readonly T[] | undefined, n: number): T {
  const found = list?.[n];
  if (found === undefined) throw new RangeError(`there is no number ${n}`);
  return found;
}

/** structuredClone takes a hundred times as long. */
export function copyOf(w: World): World {
  const items = w.items.map((item) => ({
    ...item,
    asks: item.asks.map((a) => ({
      ...a,
      messages: Object.fromEntries(Object.entries(a.messages).map(([channel, m]) => [channel, { ...m }])),
      prompts: [...a.prompts],
      askedAbout: [...a.askedAbout],
    })),
  }));
  return { ...w, items, hits: [...w.hits] };
}
