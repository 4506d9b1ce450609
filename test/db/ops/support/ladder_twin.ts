// The world of test/model/ladder.ts in the database: each step as a statement, and what stands there as the model would say it.
import assert from 'node:assert/strict';
import type pg from 'pg';
import { escapeLiteral } from 'pg';
import type { Step } from '../../../model/ladder.ts';
import { midnight } from '../../../model/ladder_time.ts';
import { type Ask, type Item, NOTES, nth, PEOPLE, type Person, type World } from '../../../model/ladder_world.ts';
import { mailFactsOf, type Place, updateOf } from './ladder_inbox.ts';

const iso = (at: number): string => new Date(at).toISOString();
const day = (n: number): string => iso(n * 86_400_000).slice(0, 10);
const text = (value: string | object): string => escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
const list = (numbers: readonly number[]): string => `'{${numbers.join(',')}}'`;

export interface Twin {
  /** The statements that a step is; what the last one says is the answer. */
  calls(world: World, step: Step): string[];
  /** Lets steps happen in the database; what each call answered and what stands there then. */
  act(calls: readonly string[]): Promise<Seen>;
  /** The same, and everything is as before. */
  try(calls: readonly string[]): Promise<Seen>;
  /** @throws when what stands in the database is not what the model says. */
  compare(world: World, seen: Seen, trace: readonly string[]): void;
  look(): Promise<Seen>;
  /** Numbers of wake-ups that it knows of an item: what a job that comes late may still carry. */
  known(item: number): number[];
  /** Remembers which rows are whose; the answer goes back to that, after a rollback. */
  mark(): () => void;
}

export interface Seen {
  readonly said: readonly (string | null)[];
  readonly seen: readonly unknown[];
  readonly ids: readonly [wakeup: number | null, asks: [id: number, token: string, hash: string, prompts: number[]][]][];
}

export const clockCall = (to: number): string => `select set_config('mandor.now', '${iso(to)}', false)`;

/** Sets the world up: people, a policy with a calendar of its own, and a definition for each item; nothing is made yet. */
export async function openTwin(client: pg.ClientBase, number: number, world: World): Promise<Twin> {
  const terms = { ...world, people: PEOPLE, items: world.items.map((i) => [i.hasBackup, i.maxRevisions]) };
  const { rows } = await client.query('select ladder.open($1, $2, $3) as o', [number, iso(world.now), JSON.stringify(terms)]);
  const made = rows[0].o as { people: number[]; policy: number; worker: string; items: number[] };
  const idOf = (person: Person): number => made.people[PEOPLE.indexOf(person)] as number;
  const asks: Seen['ids'][number][1][] = world.items.map(() => []);
  const wakeups = world.items.map(() => new Map<number, number>());
  const place: Place = { number, items: made.items, asks };
  const approval = (item: number, ask: number): number => nth(asks[item], ask)[0];

  function calls(w: World, step: Step): string[] {
    const id = 'item' in step ? made.items[step.item] : undefined;
    switch (step.do) {
      case 'clock':
        return [clockCall(step.to)];
      case 'make': {
        const run = `(select s.run_token from ops.work_item_start(${id}, '${made.worker}') s)`;
        return [`select ops.work_item_finish(${run}, '{"pairs": 1}', '{"subject": "Model"}')`];
      }
      case 'timer':
        return [`select ops.work_item_timer(${wakeups[step.item]?.get(step.wake)})`];
      case 'answer': {
        const revision = ((w.items[step.item] as Item).asks[step.ask] as Ask).revision + (step.isStale ? 1 : 0);
        return [
          `select ops.approval_decide(${approval(step.item, step.ask)}, ${revision}, '${step.decision}', '${NOTES}', 'cli', ${idOf(step.person)})`,
        ];
      }
      case 'store': {
        const { message } = step;
        const raw = message.kind === 'mail' ? { number, ...message } : updateOf(place, w, message, w.inbox.length);
        const store = `select ops.inbound_store('${message.kind === 'mail' ? 'gmail' : 'telegram'}', '${number}:${w.inbox.length}', convert_to(${text(raw)}, 'UTF8'), null)`;
        if (message.kind !== 'note') return [store];
        // Nobody can reply to what has not arrived.
        const question = asks[message.ref.item]?.[message.ref.ask]?.[3][message.prompt];
        return [`select ops.outbox_confirm(c.run_token, '${question}') from ops.outbox_claim(${question}, '${made.worker}') c`, store];
      }
      case 'read': {
        const { message } = w.inbox[step.number] as World['inbox'][number];
        const row = (source: string): string =>
          `(select m.id from ops.inbound_messages m where m.source = '${source}' and m.external_id = '${number}:${step.number}')`;
        return message.kind === 'mail'
          ? [`select ops.inbound_read(${row('gmail')}, ${text(mailFactsOf(place, w, message))})`]
          : [`select ops.telegram_receive(${row('telegram')})`];
      }
      case 'withdraw':
        return [
          `select ops.work_item_withdraw(${id}, '${step.to}', 'catatan', ${idOf(step.by === 'supervisor' ? 'supervisor' : 'stranger')})`,
        ];
      case 'close':
        return [`select ops.work_item_close(${id}, 'catatan', ${idOf('supervisor')})`];
      case 'deliver': {
        const which = approval(step.item, step.ask);
        const key = step.channel === 'telegram' ? `and o.dedupe_key = 'telegram:approval:${which}'` : '';
        const token = `(select c.run_token from ops.outbox o cross join lateral ops.outbox_claim(o.id, '${made.worker}') c
          where o.work_item_id = ${id} and o.channel = '${step.channel}' and (o.params ->> 'approval_id')::bigint = ${which} ${key})`;
        return [
          step.outcome === 'confirmed'
            ? `select ops.outbox_confirm(${token}, 'x${which}')`
            : `select ops.outbox_refuse(${token}, '{"message": "no"}', null, true)`,
        ];
      }
      case 'bounce':
        return [`select ops.approval_bounced(${approval(step.item, step.ask)}, '{}')`];
      case 'absence': {
        const { person, from, to, delegate, id: n } = step.absence;
        const row = number * 1000 + 1_000_000 + n;
        const values = `${idOf(person)}, '${day(from)}', '${day(to)}', ${delegate === undefined ? 'null' : idOf(delegate)}`;
        return [
          w.absences.some((a) => a.id === n)
            ? `update ops.absences set (person_id, from_on, to_on, delegate_id) = (${values.replace(/'[^']*'/g, '$&::date')}) where id = ${row} returning null::text`
            : `insert into ops.absences (id, person_id, from_on, to_on, delegate_id) overriding system value values (${row}, ${values}) returning null::text`,
        ];
      }
      case 'return':
        return [`delete from ops.absences where id = ${number * 1000 + 1_000_000 + step.id} returning null::text`];
      case 'policy':
        return [
          `update ops.approval_rungs r set after = make_interval(hours => (${list(step.rungs)}::int[])[r.position]) where r.policy_id = ${made.policy} returning null::text`,
        ];
      case 'holiday':
        return [
          w.holidays.includes(step.day)
            ? `delete from ops.holidays where calendar_key = 'ladder.${number}' and day_on = '${day(step.day)}' returning null::text`
            : `insert into ops.holidays values ('ladder.${number}', '${day(step.day)}', 'Libur') returning null::text`,
        ];
      case 'workdays':
        return [`update ops.calendars set working_weekdays = ${list(step.days)} where key = 'ladder.${number}' returning null::text`];
    }
  }

  const run =
    (sql: string) =>
    async (given: readonly string[]): Promise<Seen> =>
      (await client.query({ name: sql, text: sql, values: [given, made.items] })).rows[0].o;
  const act = run('select ladder.act($1, $2) as o');
  return {
    calls,
    act,
    try: run('select ladder.try($1, $2) as o'),
    look: () => act([]),
    known: (item) => [...(wakeups[item] as Map<number, number>).keys()],
    mark() {
      const kept = wakeups.map((m) => [...m]);
      return () => {
        for (const [i, entries] of kept.entries()) wakeups[i] = new Map(entries);
      };
    },
    compare(w, { seen, ids }, trace) {
      const problems: string[] = [];
      const wanted = w.items.map((item, i) => {
        const [wakeup, rows] = ids[i] as Seen['ids'][number];
        asks[i] = rows;
        const known = wakeups[i] as Map<number, number>;
        if (wakeup !== null && !known.has(item.wake)) known.set(item.wake, wakeup);
        if (item.status === 'pending_approval' && known.get(item.wake) !== wakeup) problems.push(`item ${i}: another wake-up than before`);
        return viewOf(item);
      });
      const is = seen.map((item) => (item as unknown[]).map((v) => (v === 'scheduled' ? 'new' : v)));
      if (JSON.stringify(is) !== JSON.stringify(wanted)) assert.deepEqual(is, wanted, trace.join('\n'));
      assert.deepEqual(problems, [], trace.join('\n'));
    },
  };
}

/** As ladder.state shows it. */
const viewOf = (item: Item): unknown[] => [
  item.status,
  item.revisionNo,
  item.revisionCount,
  item.ladderSince ?? null,
  item.rung,
  item.due ?? null,
  item.asks.some((a) => a.askedAbout.length === 2),
  item.asks.map((a) => [
    a.role,
    a.person,
    a.status,
    a.answeredBy ?? null,
    a.notes ?? null,
    true,
    ['question', 'unclear'].slice(0, a.askedAbout.length),
    a.prompts,
  ]),
];

export const textOf = (w: World, step: Step): string =>
  `${iso(w.now)} ${w.items.map((i) => i.status).join(' | ')} ${JSON.stringify(step)}${step.do === 'absence' ? ` (${day(step.absence.from)} to ${day(step.absence.to)}, midnight ${iso(midnight(step.absence.from))})` : ''}`;
