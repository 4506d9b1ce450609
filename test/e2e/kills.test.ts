// kill -9 at each moment of each kind of task, enumerated: before the request leaves, after the vendor has it, before the
// outcome is committed. Two workers run: who has the job is the victim, the other one rescues it, and a new one takes the
// victim's place.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { testDatabase } from '../support/harness.ts';
import { PULLS } from '../support/instance.ts';
import { type Line, makeWorld, printTable, until } from './support/kills.ts';
import { workerPair } from './support/worker_pair.ts';

const db = await testDatabase();
const world = await makeWorld(db.url, db.sql);
const { sandbox, day } = world;
const lines: Line[] = [];
after(() => printTable(lines));

type Row = Record<string, unknown>;
const one = async (text: string, ...values: unknown[]): Promise<Row> => (await world.sql(text, ...values))[0] as Row;
let n = 0;
const { killed, killedAtLock } = workerPair(db, world);
const note = (task: string, moment: string, state: unknown, effects: string, seconds: number): void =>
  void lines.push({ task, moment, state: String(state), effects, seconds });

describe('deliver/email: never twice; whether it arrived, a person finds out', () => {
  const mailsTo = (to: string) => sandbox.mailbox.list(to).length;
  async function plan(): Promise<{ id: string; to: string }> {
    const to = `kill${n++}@toko.example`;
    const row = await one(
      `select ops.outbox_plan('email', $1, 'kill', jsonb_build_object('from', 'mandor@mandor.example', 'message_id', '<' || $1 || '>', 'subject', 'uji', 'text', 'isi'), $1) as id`,
      to,
    );
    return { id: row.id as string, to };
  }
  const status = async (id: string) => (await one('select status, error from ops.outbox where id = $1', id)).status as string;
  /** The rule of the channel has spoken: somebody is asked. He looks into the mailbox, and decides by what is there. */
  async function resolved(id: string, to: string): Promise<{ state: string; first: number }> {
    await until(`mail ${id} is asked about`, async () =>
      (await one(`select count(*)::int as n from ops.alerts where dedupe_key = $1`, `outbox_unknown:${id}`)).n ? true : undefined,
    );
    assert.equal(await status(id), 'unknown');
    const first = mailsTo(to);
    await world.sql('select ops.outbox_resolve($1, $2, $3)', id, first > 0 ? 'confirmed' : 'planned', 'looked into the mailbox');
    await until(`mail ${id} is confirmed`, async () => (await status(id)) === 'confirmed');
    return { state: await status(id), first };
  }
  for (const [moment, arrived] of [
    ['before send', 0],
    ['after receipt', 1],
    ['before commit', 1],
  ] as const) {
    it(`killed ${moment}`, async () => {
      let mail: { id: string; to: string } = { id: '', to: '' };
      const finish = () => resolved(mail.id, mail.to);
      let outcome: Awaited<ReturnType<typeof killed<{ state: string; first: number }>>>;
      if (moment === 'before send') {
        outcome = await killed(
          'deliver/email',
          async () => {
            const held = world.smtp.hold();
            mail = await plan();
            await held;
          },
          async () => {
            world.smtp.release();
            return finish();
          },
        );
      } else if (moment === 'after receipt') {
        outcome = await killed(
          'deliver/email',
          async () => {
            sandbox.mailbox.failData('hang');
            mail = await plan();
            await sandbox.mailbox.wait({ to: mail.to, timeoutMs: 20_000 });
          },
          finish,
        );
      } else {
        outcome = await killedAtLock(
          'deliver/email',
          'select 1 from ops.outbox where id = $1 for update',
          async () => {
            const held = world.smtp.hold();
            mail = await plan();
            await held;
            setTimeout(() => world.smtp.release(), 200);
            return [mail.id];
          },
          finish,
        );
      }
      assert.equal(outcome.result.first, arrived);
      assert.equal(mailsTo(mail.to), 1, 'exactly once in the end');
      note(
        'deliver/email',
        moment,
        `unknown → asked → ${outcome.result.state}`,
        `${arrived} mail, 1 after the person's decision`,
        outcome.seconds,
      );
    });
  }
});

describe('deliver/telegram: news is not resent; warning and critical once, marked', () => {
  async function plan(severity: string): Promise<{ id: string; chat: string }> {
    const chat = `-${9000 + n++}`;
    const row = await one(
      `select ops.outbox_plan('telegram', $1, 'kill', '{"subject": "Stok", "text": "rendah"}', $1, p_severity => $2) as id`,
      chat,
      severity,
    );
    return { id: row.id as string, chat };
  }
  for (const severity of ['info', 'warning', 'critical'] as const)
    for (const moment of ['before send', 'after receipt', 'before commit'] as const) {
      it(`${severity}, killed ${moment}`, async () => {
        let post: { id: string; chat: string } = { id: '', chat: '' };
        const ended = () =>
          until(`message ${post.id} has ended`, async () => {
            const row = await one('select status, is_settled, resend_count from ops.outbox where id = $1', post.id);
            return row.status === 'confirmed' || row.is_settled ? row : undefined;
          });
        const holdAndPlan = async (): Promise<void> => {
          const held = world.telegram.hold();
          post = await plan(severity);
          await held;
        };
        let outcome: { result: Row; seconds: number };
        if (moment === 'before send')
          outcome = await killed('deliver/telegram', holdAndPlan, async () => {
            world.telegram.release();
            return ended();
          });
        else if (moment === 'after receipt')
          outcome = await killed(
            'deliver/telegram',
            async () => {
              sandbox.telegram.fail('hang');
              post = await plan(severity);
              await until('it was posted', () => sandbox.telegram.posts(post.chat).length === 1);
            },
            ended,
          );
        else
          outcome = await killedAtLock(
            'deliver/telegram',
            'select 1 from ops.outbox where id = $1 for update',
            async () => {
              await holdAndPlan();
              setTimeout(() => world.telegram.release(), 200);
              return [post.id];
            },
            ended,
          );
        const posts = sandbox.telegram.posts(post.chat);
        const first = moment === 'before send' ? 0 : 1;
        assert.equal(posts.length, severity === 'info' ? first : first + 1);
        if (severity === 'info') assert.equal(outcome.result.is_settled, true);
        else assert.match(posts.at(-1)?.text ?? '', /^\(ulang\) ref [0-9A-F]{4}\nStok\nrendah$/);
        note(
          `deliver/telegram ${severity}`,
          moment,
          severity === 'info' ? 'unknown, settled' : 'confirmed',
          posts.length === 0 ? 'none' : posts.map((p) => (p.text.startsWith('(ulang)') ? '1 marked (ulang)' : '1')).join(' + '),
          outcome.seconds,
        );
      });
    }
});

async function occurrenceEnds(id: string): Promise<string> {
  return until(`run ${id} ends`, async () => {
    const { status, error } = await one('select status, error from ops.occurrences where id = $1', id);
    if (status === 'failed') throw new Error(`run ${id} failed: ${JSON.stringify(error)}`);
    return status === 'done' || status === 'late' ? (status as string) : undefined;
  });
}

for (const [task, key, kind, detail] of [
  ['accurate/pull_stock', 'stock.ddd', 'stock', 'item/detail.do'],
  ['accurate/pull_sales', 'sales.ddd', 'sales', 'sales-invoice/detail.do'],
] as const)
  describe(`${task}: reads, so it may read again; what it writes is there once`, () => {
    // Everything is asked for each time: the second pull of a day would otherwise fetch nothing.
    const open = async (): Promise<string> =>
      (await one(`select ops.occurrence_open($1, $2, '{"full": true}') as id`, key, day)).id as string;
    const accepted = async (id: string): Promise<string> => {
      const row = await one(
        `select count(*) filter (where status = 'accepted')::int as accepted, (select count(*)::int from raw.staging_stock) + (select count(*)::int from raw.staging_sales) as staged
           from raw.load_history where occurrence_id = $1 and kind = $2`,
        id,
        kind,
      );
      assert.deepEqual(row, { accepted: 1, staged: 0 });
      return '1 load accepted, nothing left staged';
    };
    for (const moment of ['before send', 'after receipt', 'before commit'] as const) {
      it(`killed ${moment}`, async () => {
        let id = '';
        const ended = () => occurrenceEnds(id);
        let outcome: { result: string; seconds: number };
        if (moment === 'before send')
          outcome = await killed(
            task,
            async () => {
              const held = world.accurate.hold();
              id = await open();
              await held;
            },
            async () => {
              world.accurate.release();
              return ended();
            },
          );
        else if (moment === 'after receipt')
          outcome = await killed(
            task,
            async () => {
              const before = sandbox.accessLog.count({ path: detail });
              sandbox.control.fault({ kind: 'hang', path: detail, nth: 5 });
              id = await open();
              await until('the vendor has requests', () => sandbox.accessLog.count({ path: detail }) >= before + 5);
            },
            ended,
          );
        // The whole of the load is staged; its acceptance and the run's end are one commit, and that waits for us.
        else
          outcome = await killedAtLock(
            task,
            '',
            async (holder) => {
              await holder.query(`lock table core.${kind === 'stock' ? 'fact_stock' : 'fact_sales'} in share mode`);
              id = await open();
              return [];
            },
            ended,
          );
        note(task, moment, outcome.result, await accepted(id), outcome.seconds);
      });
    }
  });

describe('report/control_stock', () => {
  it('killed before commit', async () => {
    let opened = '';
    for (const key of PULLS) await occurrenceEnds((await one('select ops.occurrence_open($1, $2) as id', key, day)).id as string);
    const { result, seconds } = await killedAtLock(
      'report/control_stock',
      '',
      async (holder) => {
        await holder.query('lock table ops.work_item_revisions in share mode');
        opened = (await one(`select ops.occurrence_open('report.control_stock', $1) as id`, day)).id as string;
        return [];
      },
      () => occurrenceEnds(opened),
    );
    const row = await one(
      `select w.status, w.revision_no, (select count(*)::int from ops.work_item_revisions r where r.work_item_id = w.id) as revisions from ops.work_items w where w.occurrence_id = $1`,
      opened,
    );
    assert.deepEqual([row.revision_no, row.revisions], [1, 1]);
    note('report/control_stock', 'before commit', `${result}, item ${row.status}`, '1 revision frozen', seconds);
  });
});

describe('review/check', () => {
  it('killed before commit', async () => {
    const row = await one(
      `select id::text, status from ops.work_items where definition_key = 'report.control_stock' and revision_no = 1 order by id desc limit 1`,
    );
    const id = row.id as string;
    await until(
      'the review to have found that nobody signs',
      async () => ((await one('select count(*)::int as n from ops.review_results where work_item_id = $1', id)).n as number) > 0,
    );
    await world.sql(`update ops.job_definitions set requires_approval = false where key = 'report.control_stock'`);
    const state = async () => (await one('select status from ops.work_items where id = $1', id)).status as string;
    const { result, seconds } = await killedAtLock(
      'review/check',
      '',
      async (holder) => {
        await holder.query('lock table ops.review_results in share mode');
        await world.sql('select ops.review_add($1, 1)', id);
        return [];
      },
      async () => until('it is decided', async () => ((await state()) === 'approved' ? 'approved' : undefined)),
    );
    const { n } = await one(`select count(*)::int as n from ops.work_item_history where work_item_id = $1 and event = 'review_pass'`, id);
    assert.equal(n, 1);
    note('review/check', 'before commit', result, '1 decision', seconds);
  });
});

describe('ops/handle_event', () => {
  it('killed before commit', async () => {
    let id = '';
    const { result, seconds } = await killedAtLock(
      'ops/handle_event',
      '',
      async (holder) => {
        // A worker may be quicker than our lock: then another event, until one is there whose handler cannot begin to write.
        for (let isFree = true; isFree; ) {
          const { rows } = await holder.query(`select id from ops.event_submit('ENGINE_PING', '{}')`);
          id = rows[0].id;
          await holder.query('commit; begin; lock table ops.events in share mode');
          isFree = (await holder.query(`select from ops.events where id = $1 and status = 'pending'`, [id])).rowCount === 0;
          if (isFree) await holder.query('commit; begin');
        }
        return [];
      },
      () =>
        until('the event is handled', async () => {
          const row = await one('select status, attempts from ops.events where id = $1', id);
          return row.status === 'completed' ? row : undefined;
        }),
    );
    assert.equal(result.attempts, 1, 'the killed run left nothing behind');
    note('ops/handle_event', 'before commit', result.status, 'handled once', seconds);
  });
});

describe('ops/wakeup', () => {
  it('killed before commit', async () => {
    let id = '';
    const { seconds } = await killedAtLock(
      'ops/wakeup',
      'select 1 from ops.outbox where id = $1 for update',
      async () => {
        const row = await one(
          `insert into ops.outbox (channel, recipient, subject_key, params, dedupe_key, next_at)
         values ('telegram', '-42', 'kill', '{"subject": "x", "text": "waktunya"}', 'wakeup-kill', util.now() + interval '2 seconds') returning id`,
        );
        id = row.id as string;
        return [id];
      },
      () => until('it was sent', async () => (await one('select status from ops.outbox where id = $1', id)).status === 'confirmed'),
    );
    assert.equal(sandbox.telegram.posts('-42').length, 1);
    note('ops/wakeup', 'before commit', 'confirmed', '1 message', seconds);
  });
});

describe('after all of it', () => {
  it('nothing waits without a wake-up, nothing is left in the queue', async () => {
    assert.deepEqual(await world.sql('select * from ops.v_orphans'), []);
    await until(
      'the queue is empty',
      async () => ((await one('select count(*)::int as n from ops.jobs_list()')).n === 0 ? true : undefined),
      5_000,
    ).catch(async () => assert.deepEqual(await world.sql('select * from ops.v_queue'), []));
    const dead = await one('select count(*)::int as n, count(distinct incarnation)::int as d from ops.workers where died_at is not null');
    assert.equal(dead.n, dead.d);
    assert.ok((dead.n as number) >= 15, `${dead.n} workers died`);
  });
});
