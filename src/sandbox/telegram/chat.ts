// The other side of the bot: messages that stand in chats, what people press and write, and the updates that come of it.

export interface Button {
  readonly text: string;
  readonly data: string;
}

/** What stands in a chat now. */
export interface Shown {
  readonly chatId: string;
  readonly messageId: number;
  text: string;
  /** As it was sent: an edit that changes nothing is refused. */
  raw: string;
  buttons: readonly Button[];
  readonly asksForReply: boolean;
  readonly replyTo: number | null;
}

/** The notice that a person sees over a pressed button. */
export interface Notice {
  readonly queryId: string;
  readonly text: string;
  readonly isAlert: boolean;
}

export interface Person {
  readonly id: number;
  readonly name?: string;
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly description: string };

/** Updates are kept for 24 h and a query is answered soon or never; tests make both old at once. */
export function createChats() {
  const shown = new Map<string, Shown>();
  const waiting: { update_id: number; at: number }[] = [];
  const queries = new Map<string, 'open' | 'answered' | 'old'>();
  const notices: Notice[] = [];
  const heard: (() => void)[] = [];
  let nextUpdate = 900;
  let nextOwn = 100_000;

  const key = (chatId: string | number, messageId: string | number): string => `${chatId}:${messageId}`;
  const typeOf = (chatId: string): string => (chatId.startsWith('-') ? 'supergroup' : 'private');
  const from = ({ id, name = 'Orang' }: Person) => ({ id, is_bot: false, first_name: name });
  const asMessage = (one: Shown) => ({
    message_id: one.messageId,
    date: Math.floor(Date.now() / 1000),
    from: { id: 7001, is_bot: true, first_name: 'Mandor', username: 'mandor_bot' },
    chat: { id: Number(one.chatId), type: typeOf(one.chatId) },
    text: one.text,
  });
  function add(update: object): number {
    const id = nextUpdate++;
    waiting.push({ update_id: id, at: Date.now(), ...update });
    for (const wake of heard.splice(0)) wake();
    return id;
  }

  return {
    notices,
    put: (one: Shown) => void shown.set(key(one.chatId, one.messageId), one),
    message: (chatId: string | number, messageId: string | number) => shown.get(key(chatId, messageId)),
    last: (chatId: string | number) => [...shown.values()].filter((one) => one.chatId === String(chatId)).at(-1),
    /** A person presses the button with this label. @throws when the message shows none. */
    press(chatId: string | number, messageId: number, label: string, who: Person): string {
      const message = shown.get(key(chatId, messageId));
      const button = message?.buttons.find((one) => one.text === label);
      if (message === undefined || button === undefined) throw new Error(`message ${messageId} shows no button "${label}"`);
      return this.pressed(message, button.data, who);
    },
    /** The same with any data: a client that kept an old message, or one that was tampered with. */
    pressed(message: Shown, data: string, who: Person): string {
      const id = `43${String(nextUpdate).padStart(17, '0')}`;
      queries.set(id, 'open');
      add({ callback_query: { id, from: from(who), message: asMessage(message), chat_instance: '1', data } });
      return id;
    },
    say(chatId: string | number, who: Person, text: string | null, replyTo?: number): number {
      const replied = replyTo === undefined ? undefined : shown.get(key(chatId, replyTo));
      return add({
        message: {
          message_id: nextOwn++,
          date: Math.floor(Date.now() / 1000),
          from: from(who),
          chat: { id: Number(chatId), type: typeOf(String(chatId)) },
          ...(text === null ? { sticker: { file_id: 'S' } } : { text }),
          ...(replied === undefined ? {} : { reply_to_message: asMessage(replied) }),
        },
      });
    },
    ageQueries(): void {
      for (const id of queries.keys()) queries.set(id, 'old');
    },
    answer(id: string, text: string, isAlert: boolean): Answer {
      if (queries.get(id) === undefined || queries.get(id) === 'old')
        return { ok: false, description: 'Bad Request: query is too old and response timeout expired or query ID is invalid' };
      queries.set(id, 'answered');
      notices.push({ queryId: id, text, isAlert });
      return { ok: true };
    },
    edit(chatId: string, messageId: string, text: string, raw: string, buttons: readonly Button[]): Answer {
      const message = shown.get(key(chatId, messageId));
      if (message === undefined) return { ok: false, description: 'Bad Request: message to edit not found' };
      if (message.raw === raw && JSON.stringify(message.buttons) === JSON.stringify(buttons))
        return {
          ok: false,
          description:
            'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
        };
      Object.assign(message, { text, raw, buttons });
      return { ok: true };
    },
    /** What is asked for with getUpdates; a higher offset forgets what is below it. */
    updates(offset: number, limit: number): readonly object[] {
      const day = Date.now() - 86_400_000;
      for (let i = waiting.length - 1; i >= 0; i--) {
        const one = waiting[i] as { update_id: number; at: number };
        if (one.update_id < offset || one.at < day) waiting.splice(i, 1);
      }
      return waiting.slice(0, limit).map(({ at: _, ...update }) => update);
    },
    /** Resolves with the next update or after `ms`. */
    wait(ms: number, signal: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        const done = (): void => {
          clearTimeout(timer);
          resolve();
        };
        heard.push(done);
        signal.addEventListener('abort', done, { once: true });
      });
    },
    clear(): void {
      shown.clear();
      waiting.length = 0;
      queries.clear();
      notices.length = 0;
    },
  };
}

export type Chats = ReturnType<typeof createChats>;
