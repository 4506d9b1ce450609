// One fixture for each cause that a cross-check can have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestDatabase } from '../../../support/harness.ts';
import type { Explainer } from './explain.ts';

/** Adds the test; `live` is the worker that is alive when it runs. */
export function crossCheckCauses(db: TestDatabase, { causes, only, open, itemOf }: Explainer, live: () => string): void {
  test('a cross-check says what it waits for, what it found, and what could not be asked', async () => {
    await db.sql(
      `update ops.job_definitions set needs = '{}', requires_review = false, requires_approval = false where key = 'report.daily_sales'`,
    );
    const item = await itemOf(await open('report.daily_sales'));
    const [taken] = await db.sql('select run_token from ops.work_item_start($1, $2)', item, live());
    await db.sql(`select ops.work_item_finish($1, '{"a": 1}', '{"subject": "x"}')`, taken.run_token);
    /** A check in this state. */
    const made = async (end: string): Promise<string> => {
      const run = await open('overseer.cross_check');
      const [row] = await db.sql(
        `insert into ops.cross_checks (occurrence_id, check_on, work_item_id, revision_no, entity) values ($1, '2026-02-08', $2, 1, 'DDD') returning id`,
        run,
        item,
      );
      if (end !== '') await db.sql(`update ops.cross_checks set finished_at = util.now(), ${end} where id = $1`, row.id);
      return String(row.id);
    };
    const running = await made('');
    assert.equal((await causes('cross_check', running))[0], 'running');
    await db.sql(
      `update ops.cross_checks set status = 'not_checked', reason = 'terputus', source_status = 'clean', finished_at = util.now() where id = $1`,
      running,
    );
    await only('cross_check', running, 'not_checked');
    const differs = await made(`status = 'differs', source_status = 'clean', compared_values = 9, differing_values = 1`);
    await db.sql(
      `insert into ops.cross_check_differences values ($1, 1, 'stock', 'artikel B', 'total_pairs', '12', '10', 'laporan beku', 'raw', true, 'x')`,
      differs,
    );
    assert.match((await only('cross_check', differs, 'differs')).says, /artikel B, total_pairs: laporan beku has 12, raw has 10/);
    await only(
      'cross_check',
      await made(`status = 'clean', source_status = 'clean', compared_values = 9, differing_values = 0`),
      'finished',
    );
    const silent = await made(
      `status = 'clean', source_status = 'not_checked', source_reason = 'token', compared_values = 9, differing_values = 0`,
    );
    assert.deepEqual(await causes('cross_check', silent), ['source_not_checked', 'finished']);
    const moved = await made(`status = 'clean', source_status = 'moved', compared_values = 9, differing_values = 0`);
    assert.deepEqual(await causes('cross_check', moved), ['source_moved', 'finished']);
    await only('cross_check', '987654', 'unknown');
  });
}
