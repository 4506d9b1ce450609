// Before the first day: the schema, the clock, the sandbox, the people, the lists that they keep.
import { join } from 'node:path';
import { value } from '../../db/call.ts';
import { CHECKS, seedDemo } from '../../db/demo.ts';
import { deploy } from '../../db/deploy.ts';
import { setAccurateRate } from '../../db/rate.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { projectRoot } from '../root.ts';
import { loadHistory, loadPeople, loadReference } from './company.ts';
import { DAYS, every, RATE, type Stage, sandboxOf } from './stage.ts';

/** @returns false when a state was not reached. */
export async function scene(stage: Stage): Promise<boolean> {
  const { database, pool, story, folder } = stage;
  return (
    (await story.step(
      'schema',
      'Schema deployed in one transaction',
      pool,
      async () => {
        const done = await deploy({ url: database.url, root: projectRoot, kind: 'demo' });
        return `${done.migrations.length} migrations and ${done.files} files of sql/ in ${done.seconds.toFixed(2)} s`;
      },
      { sql: CHECKS.schema, judge: ([row]) => (row?.owned_by_superuser === 0 ? undefined : 'a superuser owns objects of ours') },
    )) &&
    (await story.step(
      'clock',
      'Clock frozen at Monday 9 February 2026, 07:00 WIB',
      pool,
      async () => {
        await value(pool, 'util.clock_set', { p_now: stage.at.toISOString() });
        return 'only a demo or test instance lets it be moved';
      },
      { sql: CHECKS.database, judge: ([row]) => (row?.kind === 'demo' ? undefined : 'this is no demo instance') },
    )) &&
    (await story.step(
      'sandbox',
      'Sandbox: ERP of a generated company, and a mail server',
      pool,
      async () => {
        stage.sandbox = await startSandbox({ seed: 7, size: 'S', endDate: DAYS.second, rate: RATE });
        await setAccurateRate(pool, RATE);
        await seedDemo(pool);
        return `300 codes, 12 shops, 4 entities; ${RATE} requests per second instead of 8`;
      },
      { sql: CHECKS.rates, judge: (rows) => every(rows, 4, () => true) },
    )) &&
    (await story.step(
      'people',
      'Who signs which report, who stands in, who is above: the lists of the first week',
      pool,
      () => loadPeople(pool, join(folder, 'data')),
      { sql: CHECKS.people, judge: (rows) => every(rows, 3, (row) => row.requires_review === true) },
    )) &&
    (await story.step(
      'reference',
      'Reference data loaded from CSV',
      pool,
      () => loadReference(pool, sandboxOf(stage), join(folder, 'data')),
      {
        sql: CHECKS.reference,
        judge: ([row]) => (row?.kodemix === 300 && row.store === 12 ? undefined : 'not all rows arrived'),
      },
    )) &&
    (await story.step(
      'history',
      'Sales history loaded from the ERP’s export',
      pool,
      () => loadHistory(pool, sandboxOf(stage), join(folder, 'data'), { from: DAYS.historyFrom, to: DAYS.historyTo }),
      { sql: CHECKS.history, judge: (rows) => every(rows, 3, (row) => row.status === 'accepted') },
    ))
  );
}
