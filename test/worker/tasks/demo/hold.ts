// Takes a run and then does what its payload says, without ever reporting by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { defineTask } from '../../../../tasks/define.ts';

export default defineTask(async (id, { db, incarnation, signal }) => {
  const { rows } = await db.query('select * from ops.occurrence_start($1, $2)', [id, incarnation]);
  if (rows.length === 0) return;
  const payload = rows[0].payload as { ms?: number; fail?: boolean };
  if (payload.fail) throw new Error('the task fails as it was asked to');
  await sleep(payload.ms ?? 0, undefined, { signal });
  await db.query('select ops.occurrence_finish($1)', [rows[0].run_token]);
});
