// The world of test/model/ladder.ts in the database: each step as one statement, and what stands there as the model would say it.
import assert from 'node:assert/strict';
import type pg from 'pg';
import { type Ask, type Item, midnight, PEOPLE, type Person, type Step, type World } from '../../../model/ladder_world.ts';

const iso = (at: number): string => new Date(at).toISOString();
const day = (n: number): string => iso(n * 86_400_000).slice(0, 10);
const ACTIONS = [
  ['remind', 'pic'],
  ['open_backup', 'backup'],
  ['remind', 'both'],
  ['escalate', 'supervisor'],
];

/** How an answer of a person reaches the decider. Mail and buttons end in the same call. */
export type Answer = (given: { approval: string; revision: number; decision: string; person: string }) => Statement;
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const decide: Answer = ({ approval, revision, decision, person }) => ({
  sql: `select ops.approval_decide($1, $2, $3, 'catatan', 'cli', $4) as o`,
  values: [approval, revision, decision, person],
});

export interface Twin {
  /** The statement that a step is; what moves the clock or needs more than one is none. */
  statement(world: World, step: Step): Statement;
  /** Lets a step happen in the database; what it answered. */
  take(world: World, step: Step): Promise<string | undefined>;
  /** @throws when what stands in the database is not what the model says. */
  compare(world: World, trace: readonly string[]): Promise<void>;
  clock(to: number, client?: pg.ClientBase): Promise<unknown>;
  /** Numbers of wake-ups that it knows of an item: what a job that comes late may still carry. */
  known(item: number): number[];
  /** Remembers which rows are whose; the answer goes back to that, after a rollback. */
  mark(): () => void;
}

/** Sets the world up: people, a policy with a calendar of its own, and a definition for each item; nothing is made yet. */
export async function openTwin(client: pg.ClientBase, number: number, world: World, answer: Answer = decide): Promise<Twin> {
  const one = async (sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>> =>
    (await client.query(sql, [...values])).rows[0];
  const clock = (to: number, other = client): Promise<unknown> => other.query(`select set_config('mandor.now', $1, false)`, [iso(to)]);
  await clock(world.now);
  const key = `ladder.${number}`;
  const people = {} as Record<Person, string>;
  for (const [i, name] of PEOPLE.entries()) {
    const telegram = name === 'pic' && world.picHasTelegram ? 700_000 + number : null;
    const supervisor = name === 'pic' ? people.supervisor : null;
    const { id } = await one('insert into ops.people (name, email, telegram_user_id, supervisor_id) values ($1, $2, $3, $4) returning id', [
      `${name} ${number}`,
      `p${number}x${i}@toko.example`,
      telegram,
      supervisor,
    ]);
    people[name] = id as string;
  }
  await client.query(`insert into ops.calendars (key, title, working_weekdays) values ($1, 'Kalender', $2)`, [key, [...world.workdays]]);
  const policy = (await one('insert into ops.approval_policies (key, title, calendar_key) values ($1, $1, $1) returning id', [key])).id;
  await client.query(
    `insert into ops.approval_rungs (policy_id, position, after, action, whom)
     select $1, r.n, make_interval(hours => r.h), ($3::text[])[r.n], ($4::text[])[r.n] from unnest($2::int[]) with ordinality r (h, n)`,
    [policy, [...world.rungs], ACTIONS.map((a) => a[0]), ACTIONS.map((a) => a[1])],
  );
  const worker = (await one(`select ops.worker_register('model', 'test', 1) as w`)).w;
  const ids: string[] = [];
  for (const [i, item] of world.items.entries()) {
    await client.query(
      `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review,
         requires_approval, max_revisions, pic_id, backup_id, approval_policy_id)
       values ($1, 'Model', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', true, false, true, $2, $3, $4, $5)`,
      [`${key}.${i}`, item.maxRevisions, people.pic, item.hasBackup ? people.backup : null, policy],
    );
    await client.query(`select ops.occurrence_open($1, '2026-02-01')`, [`${key}.${i}`]);
    ids.push((await one('select id from ops.work_items where definition_key = $1', [`${key}.${i}`])).id as string);
  }
  const approvals: string[][] = world.items.map(() => []);
  const wakeups = world.items.map(() => new Map<number, string>());
  let absences = new Map<number, string>();

  function statement(w: World, step: Step): Statement {
    const id = 'item' in step ? ids[step.item] : undefined;
    switch (step.do) {
      case 'timer':
        return { sql: 'select ops.work_item_timer($1) as o', values: [wakeups[step.item]?.get(step.wake)] };
      case 'answer': {
        const which = (w.items[step.item] as Item).asks[step.ask] as Ask;
        return answer({
          approval: approvals[step.item]?.[step.ask] as string,
          revision: which.revision + (step.isStale ? 1 : 0),
          decision: step.decision,
          person: people[step.person],
        });
      }
      case 'withdraw':
        return {
          sql: `select ops.work_item_withdraw($1, $2, 'catatan', $3) as o`,
          values: [id, step.to, people[step.by === 'supervisor' ? 'supervisor' : 'stranger']],
        };
      case 'close':
        return { sql: `select ops.work_item_close($1, 'catatan', $2) as o`, values: [id, people.supervisor] };
      case 'deliver': {
        const token = `(select c.run_token from ops.approvals a cross join lateral ops.outbox_claim(a.outbox_id, $2) c where a.id = $1)`;
        return {
          sql:
            step.outcome === 'confirmed'
              ? `select ops.outbox_confirm(${token}, 'x') as o`
              : `select ops.outbox_refuse(${token}, '{"message": "no"}', null, true) as o`,
          values: [approvals[step.item]?.[step.ask], worker],
        };
      }
      case 'bounce':
        return { sql: `select ops.approval_bounced($1, '{}') as o`, values: [approvals[step.item]?.[step.ask]] };
      case 'absence': {
        const { person, from, to, delegate, id: number } = step.absence;
        const values = [people[person], day(from), day(to), delegate === undefined ? null : people[delegate]];
        const row = absences.get(number);
        return row === undefined
          ? { sql: 'insert into ops.absences (person_id, from_on, to_on, delegate_id) values ($1, $2, $3, $4) returning id', values }
          : {
              sql: 'update ops.absences set person_id = $1, from_on = $2, to_on = $3, delegate_id = $4 where id = $5 returning id',
              values: [...values, row],
            };
      }
      case 'return':
        return { sql: 'delete from ops.absences where id = $1', values: [absences.get(step.id)] };
      case 'policy':
        return {
          sql: `update ops.approval_rungs r set after = make_interval(hours => ($2::int[])[r.position]) where r.policy_id = $1`,
          values: [policy, [...step.rungs]],
        };
      case 'holiday':
        return w.holidays.includes(step.day)
          ? { sql: 'delete from ops.holidays where calendar_key = $1 and day_on = $2', values: [key, day(step.day)] }
          : { sql: `insert into ops.holidays values ($1, $2, 'Libur')`, values: [key, day(step.day)] };
      case 'workdays':
        return { sql: 'update ops.calendars set working_weekdays = $2 where key = $1', values: [key, [...step.days]] };
      default:
        throw new Error(`${step.do} is no statement`);
    }
  }

  return {
    statement,
    clock,
    known: (item) => [...(wakeups[item] as Map<number, string>).keys()],
    mark() {
      const kept = wakeups.map((m) => [...m]);
      const rows = [...absences];
      return () => {
        for (const [i, entries] of kept.entries()) {
          wakeups[i]?.clear();
          for (const [n, id] of entries) wakeups[i]?.set(n, id);
        }
        absences = new Map(rows);
      };
    },
    async take(w, step) {
      if (step.do === 'clock') {
        await clock(step.to);
        return undefined;
      }
      if (step.do === 'make') {
        const run = await one('select run_token from ops.work_item_start($1, $2)', [ids[step.item], worker]);
        return (await one(`select ops.work_item_finish($1, '{"pairs": 1}', '{"subject": "Model"}') as o`, [run?.run_token])).o as string;
      }
      const { sql, values } = statement(w, step);
      const row = await one(sql, values);
      if (step.do === 'absence') absences.set(step.absence.id, row.id as string);
      if (step.do === 'return') absences.delete(step.id);
      return row?.o as string | undefined;
    },
    async compare(w, trace) {
      const { rows } = await client.query(
        `select w.status, w.revision_no, w.revision_count, w.ladder_started_at, w.rung_position, u.id as wakeup, u.due_at,
                (select json_agg(json_build_array(a.id::text, a.role, p.name, a.status) order by a.id)
                   from ops.approvals a join ops.people p on p.id = a.person_id where a.work_item_id = w.id) as asks
           from ops.work_items w left join ops.wakeups u on u.id = w.wakeup_id where w.id = any ($1) order by w.id`,
        [ids],
      );
      for (const [i, row] of rows.entries()) {
        const item = w.items[i] as Item;
        const asks = (row.asks ?? []) as [string, string, string, string][];
        approvals[i] = asks.map((a) => a[0]);
        const known = wakeups[i] as Map<number, string>;
        if (row.wakeup !== null && !known.has(item.wake)) known.set(item.wake, row.wakeup);
        const isPending = row.status === 'pending_approval';
        assert.deepEqual(
          {
            status: row.status === 'scheduled' ? 'new' : row.status,
            revision: [row.revision_no, row.revision_count],
            ladder: [row.ladder_started_at?.toISOString(), row.rung_position],
            due: isPending ? row.due_at.toISOString() : undefined,
            wakeup: isPending ? row.wakeup : undefined,
            asks: asks.map(([, role, name, status]) => `${role} ${name.split(' ')[0]} ${status}`),
          },
          {
            status: item.status,
            revision: [item.revisionNo, item.revisionCount],
            ladder: [item.ladderSince === undefined ? undefined : iso(item.ladderSince), item.rung],
            due: item.due === undefined ? undefined : iso(item.due),
            wakeup: isPending ? known.get(item.wake) : undefined,
            asks: item.asks.map((a) => `${a.role} ${a.person} ${a.status}`),
          },
          `item ${i}\n${trace.join('\n')}`,
        );
      }
    },
  };
}

export const textOf = (w: World, step: Step): string =>
  `${iso(w.now)} ${w.items.map((i) => i.status).join(' | ')} ${JSON.stringify(step)}${step.do === 'absence' ? ` (${day(step.absence.from)} to ${day(step.absence.to)}, midnight ${iso(midnight(step.absence.from))})` : ''}`;
