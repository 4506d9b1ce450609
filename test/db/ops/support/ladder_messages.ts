// Messages that people, programs and forgers may send in a world of approvals, stored and read in whatever order.
import type { Step } from '../../../model/ladder.ts';
import { type Ask, type Chat, type Item, type Mail, type Person, type Ref, TEXTS, type World } from '../../../model/ladder_world.ts';
import type { Random } from '../../../oracle/random.ts';

export const newId = (w: World): number => 1 + Math.max(0, ...w.inbox.map((m) => (m.message.kind === 'mail' ? m.message.id : 0)));

/** A mail of the person who is asked, in the request's thread, that nobody sent before. */
export function mail(w: World, r: Random, ref: Ref, given: Partial<Mail> = {}): Mail {
  const witnesses = r.pick([
    { thread: ref, subject: ref },
    { thread: ref, subject: undefined },
    { thread: undefined, subject: ref },
  ]);
  return {
    kind: 'mail',
    id: newId(w) + r.int(0, 5),
    copy: 0,
    from: w.items[ref.item]?.asks[ref.ask]?.person as Person,
    ...witnesses,
    says: 'approval',
    by: 'person',
    trick: undefined,
    ...given,
  };
}

/** Stored and read at once, or in the other order. */
const arrives = (w: World, ...messages: (Mail | Chat)[]): Step[] => [
  ...messages.map((message): Step => ({ do: 'store', message })),
  ...messages.map((_m, i): Step => ({ do: 'read', number: w.inbox.length + messages.length - 1 - i })),
];

function mails(w: World, r: Random, ref: Ref): Step[][] {
  const one = (given: Partial<Mail> = {}): Mail => mail(w, r, ref, given);
  const others = w.items.flatMap((item, i) => item.asks.map((_a, n) => ({ item: i, ask: n })));
  const unclear = ['nothing', 'fillers', 'condition', 'question'] as const;
  const id = one().id;
  const list = [
    ...TEXTS.map((says) => [one({ says })]),
    [one({ from: r.pick(['stranger', 'unknown', 'backup', 'delegate', 'supervisor', 'pic'] as const) })],
    [one({ thread: ref, subject: r.pick(others) })],
    [one({ thread: undefined, subject: undefined })],
    [one({ thread: undefined, subject: undefined, from: r.pick(['stranger', 'unknown'] as const) })],
    ...(['unverified', 'two_from', 'on_behalf', 'forged'] as const).map((trick) => [one({ trick })]),
    [one({ thread: undefined, subject: undefined, trick: 'unverified' })],
    [one({ by: 'program' })],
    ...(['bounce', 'delay'] as const).map((by) => [one({ by, thread: r.chance(0.7) ? ref : undefined, subject: undefined })]),
    [one({ id, says: 'approval' }), one({ id: id + 1, says: 'notes' })],
    [one({ id, says: r.pick(unclear) }), one({ id: id + 1, says: r.pick(unclear) })],
    [one({ id, says: r.pick(unclear) }), one({ id: id + 1, says: r.pick(unclear) }), one({ id: id + 2, says: r.pick(unclear) })],
  ];
  // Delivered twice by two ways, with the headers of both.
  for (const says of ['notes', r.pick(unclear)] as const) {
    const twice = one({ says });
    list.push([{ ...twice, copy: 1 }, twice]);
  }
  return list.map((m) => arrives(w, ...m));
}

function chats(w: World, r: Random, ref: Ref): Step[][] {
  const which = w.items[ref.item]?.asks[ref.ask] as Ask;
  const wants = which.role === 'supervisor' ? (['approve', 'redo', 'close'] as const) : (['approve', 'reject'] as const);
  const list: Chat[] = [];
  if (w.chats.includes(which.person)) {
    for (const want of wants) list.push({ kind: 'press', ref, from: which.person, wants: want });
    list.push({ kind: 'press', ref, from: which.person, wants: which.role === 'supervisor' ? 'reject' : 'close' });
    for (const [prompt] of which.prompts.entries()) {
      list.push({ kind: 'note', ref, prompt, from: which.person, isEmpty: false });
      if (r.chance(0.3)) list.push({ kind: 'note', ref, prompt, from: which.person, isEmpty: true });
      list.push({ kind: 'note', ref, prompt, from: r.pick(w.chats), isEmpty: r.chance(0.2) });
    }
  }
  list.push({ kind: 'press', ref, from: r.pick([...w.chats, 'unknown'] as const), wants: r.pick(['approve', 'reject', 'redo', 'close']) });
  const steps = list.map((chat) => arrives(w, chat));
  // A button that needs words, and what is written then.
  const [, ...wordy] = wants;
  const n = which.prompts.length;
  if (w.chats.includes(which.person) && which.status === 'open' && n < 5)
    for (const want of wordy)
      for (const given of [{}, { isEmpty: true }, { from: r.pick(w.chats) }])
        steps.push([
          ...arrives(w, { kind: 'press', ref, from: which.person, wants: want }),
          { do: 'store', message: { kind: 'note', ref, prompt: n, from: which.person, isEmpty: false, ...given } },
          { do: 'read', number: w.inbox.length + 1 },
        ]);
  return steps;
}

/** Each a few steps in a row. */
export function messages(w: World, r: Random): Step[][] {
  // Every request that is open, and of those that are over one of an item.
  const refs = w.items.flatMap((item: Item, i) => {
    const over = item.asks.flatMap((a, n) => (a.status === 'open' ? [] : [n]));
    const asked = over.filter((n) => (item.asks[n] as Ask).prompts.length > 0);
    return item.asks
      .flatMap((a, n) => (a.status === 'open' ? [n] : []))
      .concat(over.length === 0 ? [] : r.pick(asked.length > 0 && r.chance(0.5) ? asked : over))
      .map((ask) => ({ item: i, ask }));
  });
  const list: Step[][] = [];
  for (const ref of refs) list.push(...mails(w, r, ref), ...chats(w, r, ref));
  for (const from of w.chats) list.push(arrives(w, { kind: 'chat', from }));
  if (w.inbox.length > 0) {
    const number = r.int(0, w.inbox.length - 1);
    const { message } = w.inbox[number] as World['inbox'][number];
    list.push([{ do: 'read', number }]);
    if (message.kind === 'mail')
      list.push(arrives(w, message), arrives(w, { ...message, copy: message.copy + r.int(1, 1_000_000) }), [{ do: 'store', message }]);
  }
  return list;
}
