// After the two days: the same day again, tills, marketplaces, Notion, the daily sales, an event, the Sheet, and what is left over.
import { join } from 'node:path';
import { one } from '../../db/call.ts';
import { CHECKS, isEventDone, isOutboxSettled, readAggregates } from '../../db/demo.ts';
import { openPool } from '../../db/pool.ts';
import { loadTill } from './company.ts';
import { controlSheetStep } from './control_sheet.ts';
import { ask, finish, PULLS } from './day.ts';
import { machineDies } from './machine.ts';
import { notionStep } from './notion.ts';
import { salesStep } from './sales.ts';
import { silence } from './silence.ts';
import { DAYS, type Stage, sandboxOf } from './stage.ts';
import { unclearReply } from './unclear.ts';
import { until } from './until.ts';

/** @returns false when a state was not reached. */
export async function more(stage: Stage): Promise<boolean> {
  const { pool, story, folder } = stage;
  const before = await readAggregates(pool);
  let event = '';
  // An alert may be on its way yet: rules look by themselves each minute.
  const settled = async (): Promise<string> => {
    await until(() => isOutboxSettled(pool), 'a message was planned and never confirmed');
    return 'every message was confirmed';
  };
  return (
    (await story.step(
      'again',
      'The same day pulled once more changes nothing',
      pool,
      async () => {
        await finish(pool, await ask(pool, PULLS, DAYS.second), DAYS.second);
        return 'facts and aggregates are the same, to the byte';
      },
      { sql: CHECKS.again, judge: ([row]) => (JSON.stringify(row) === JSON.stringify(before) ? undefined : 'something changed') },
    )) &&
    (await story.step(
      'till',
      'The tills’ own export beside the ERP: the same sales, compared and never added',
      pool,
      () => loadTill(pool, sandboxOf(stage), join(folder, 'data'), { from: '2026-01-10', to: DAYS.second }),
      { sql: CHECKS.till, judge: (rows) => (rows.some((row) => row.state === 'match') ? undefined : 'no shop and day agrees') },
    )) &&
    (await story.step(
      'channels',
      'Orders of four marketplaces pulled from Ginee: the mix of channels',
      pool,
      async () => {
        await finish(pool, await ask(pool, ['channel.ginee_hourly'], DAYS.second), DAYS.second);
        return `${sandboxOf(stage).ginee.calls()} requests`;
      },
      {
        sql: CHECKS.channels,
        values: [DAYS.second],
        judge: (rows) => (rows.filter((row) => row.is_in_mix).length >= 4 ? undefined : 'channels are missing'),
      },
    )) &&
    (await notionStep(pool, sandboxOf(stage), story)) &&
    (await salesStep(stage)) &&
    (await unclearReply(stage, DAYS.first)) &&
    (await story.step(
      'event',
      'An agent submits an event: row → trigger → job → handler',
      pool,
      async () => {
        event = await submitAsAgent(stage);
        return 'as role mandor_agent_stock, which may write to no table';
      },
      {
        get sql() {
          return CHECKS.event;
        },
        get values() {
          return [event];
        },
        judge: ([row]) => (row?.status === 'completed' ? undefined : 'the event was not handled'),
      },
    )) &&
    (await controlSheetStep(pool, sandboxOf(stage), story, DAYS.second, until, folder)) &&
    (await machineDies(stage)) &&
    (await silence(stage, DAYS.second)) &&
    (await story.step('end', 'Nothing is left over', pool, settled, {
      sql: CHECKS.end,
      judge: ([row]) =>
        row?.orphans === 0 && row.dead_jobs === 0 && row.unsent === 0 && row.approved === 5 ? undefined : 'something is left over',
    }))
  );
}

/** As the agent's own role: it may call one function and write to no table. */
async function submitAsAgent(stage: Stage): Promise<string> {
  const agent = openPool(stage.database.url, 'mandor_worker', { max: 1, settings: { role: 'mandor_agent_stock' } });
  try {
    const event = await one(agent, 'ops.event_submit', {
      p_event_type: 'ENGINE_PING',
      p_payload: { note: 'demo' },
      p_dedupe_key: 'demo-ping',
    });
    const id = event.id ?? '';
    await until(() => isEventDone(stage.pool, id), 'nobody handled the event');
    return id;
  } finally {
    await agent.end();
  }
}
