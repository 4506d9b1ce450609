// What comes in from people and what it does (10-engine §5, "Reading a reply" and "Who may decide by mail"): mails, buttons, notes in
// reply to a question in the chat. First what a mail is, then who sent it, then what it answers, and only then what it says.
import { bounce, close, decide, refusal } from './ladder_decide.ts';
import { type Ask, type Chat, type Item, type Mail, NOTES, type Ref, type Wants, type World } from './ladder_world.ts';

const MAX_PROMPTS = 5;
const itemOf = (w: World, ref: Ref): Item => w.items[ref.item] as Item;
const askOf = (w: World, ref: Ref): Ask => itemOf(w, ref).asks[ref.ask] as Ask;

/** Reads what was stored under this number. Read again it says the same and does nothing. */
export function read(w: World, number: number): string {
  const { message, outcome: known } = w.inbox[number] as World['inbox'][number];
  if (known !== undefined) {
    w.hits.push(`${message.kind}: read again`);
    return known;
  }
  if (w.inbox.some((m, i) => i > number && m.outcome !== undefined)) w.hits.push('read in another order than stored');
  const outcome = message.kind === 'mail' ? readMail(w, message) : readChat(w, message);
  w.inbox = w.inbox.map((m, i) => (i === number ? { message, outcome } : m));
  return outcome;
}

function readMail(w: World, mail: Mail): string {
  const before = w.inbox.filter((m) => m.outcome !== undefined && m.message.kind === 'mail') as { message: Mail; outcome: string }[];
  const [outcome, more] = outcomeOf(w, mail, before);
  w.hits.push(`mail: ${outcome}${more === undefined ? '' : `, ${more}`}`);
  return outcome;
}

function outcomeOf(w: World, mail: Mail, before: readonly { message: Mail; outcome: string }[]): [outcome: string, more?: string] {
  const same = before.filter((m) => m.message.id === mail.id);
  if (same.some((m) => m.message.copy === mail.copy && m.outcome !== 'duplicate')) return ['duplicate', 'the same bytes'];
  if (mail.by === 'bounce' || mail.by === 'delay') {
    if (mail.by === 'bounce' && mail.thread !== undefined) bounce(w, itemOf(w, mail.thread), askOf(w, mail.thread));
    return ['ignored_bounce', mail.by === 'delay' ? 'a delay' : mail.thread === undefined ? 'no code in it' : undefined] as [
      string,
      string?,
    ];
  }
  if (mail.by === 'program') return ['ignored_auto'];
  if (mail.trick === 'two_from') return ['refused_from'];
  const ref = mail.thread ?? mail.subject;
  if (ref === undefined) {
    const open = w.items.flatMap((item) => item.asks.filter((a) => a.status === 'open' && a.person === mail.from));
    if (open.length !== 1) return ['unmatched'];
    return mail.trick === 'unverified' ? ['unmatched', 'not verified'] : ['asked', `without a code, ${askBack(open[0] as Ask, mail.id)}`];
  }
  const item = itemOf(w, ref);
  const which = askOf(w, ref);
  if (mail.trick === 'unverified') return ['refused_unverified'];
  if (!item.asks.some((a) => a.person === mail.from)) return ['refused_sender', 'was never asked'];
  if (mail.trick === 'on_behalf') return ['refused_sender', 'on behalf'];
  if (same.some((m) => ['approved', 'revision'].includes(m.outcome))) return ['refused_replayed'];
  const code = codeOf(w, mail, which, item);
  if (code !== undefined) return [code];
  if (which.status !== 'open') return ['refused_closed'];
  if (which.askedAbout.includes(mail.id)) return ['duplicate', 'asked about before'];

  w.hits.push(`a mail says: ${mail.says}`);
  if (mail.says !== 'approval' && mail.says !== 'notes') return ['asked', askBack(which, mail.id)];
  decide(w, item, which, mail.says === 'approval' ? 'approve' : 'reject', 'email', mail.says === 'notes' ? NOTES : undefined);
  return [mail.says === 'approval' ? 'approved' : 'revision'];
}

/** What is wrong with the code of a mail: thread and subject are two witnesses, and when both speak they must mean the same. */
function codeOf(w: World, mail: Mail, which: Ask, item: Item): string | undefined {
  if (mail.trick === 'forged' || which.person !== mail.from) return 'refused_token';
  if (mail.thread !== undefined && mail.subject !== undefined) {
    const other = askOf(w, mail.subject);
    if (mail.thread.item !== mail.subject.item || other.person !== which.person) return 'refused_token';
    if (other !== which) return 'refused_stale';
  }
  return which.revision === item.revisionNo ? undefined : 'refused_stale';
}

/** One question; the second time the supervisor is told; after that nothing. No revision is counted, the ladder goes on. */
function askBack(which: Ask, mail: number): string {
  if (which.askedAbout.length === 2) return 'nothing more';
  return which.askedAbout.push(mail) === 1 ? 'the person is asked' : 'the supervisor is told';
}

const CHAT_REFUSALS: Readonly<Record<string, string>> = { not_an_approver: 'refused_sender', stale_revision: 'refused_stale' };
const chatRefusal = (why: string): string => CHAT_REFUSALS[why] ?? 'refused_closed';

function readChat(w: World, chat: Chat): string {
  const outcome = chat.kind === 'press' ? press(w, chat) : chat.kind === 'note' ? note(w, chat) : said(w, chat.from);
  w.hits.push(`${chat.kind}: ${outcome}`);
  return outcome;
}

function prompt(which: Ask, wants: Wants): string {
  if (which.prompts.length < MAX_PROMPTS) which.prompts.push(wants);
  return 'asked';
}

function press(w: World, { ref, from, wants }: Extract<Chat, { kind: 'press' }>): string {
  const [item, which] = [itemOf(w, ref), askOf(w, ref)];
  if (wants !== 'approve' && (wants === 'reject') === (which.role === 'supervisor')) return 'refused_token';
  const refused = refusal(item, which, from);
  if (refused !== undefined) return chatRefusal(refused);
  if (wants !== 'approve') return prompt(which, wants);
  decide(w, item, which, 'approve', 'telegram', undefined);
  return 'approved';
}

function note(w: World, { ref, prompt: n, from, isEmpty }: Extract<Chat, { kind: 'note' }>): string {
  const [item, which] = [itemOf(w, ref), askOf(w, ref)];
  const wants = which.prompts[n] as Wants;
  const refused = refusal(item, which, from);
  if (refused !== undefined) return chatRefusal(refused);
  if (isEmpty) return prompt(which, wants);
  if (wants === 'close') {
    close(w, item);
    return 'closed';
  }
  decide(w, item, which, 'reject', 'telegram', NOTES);
  return 'revision';
}

/** Never a decision: who said "ok" may have meant anything. */
function said(w: World, from: Chat['from']): string {
  return w.items.some((item) => item.asks.some((a) => a.status === 'open' && a.person === from)) ? 'asked' : 'unmatched';
}
