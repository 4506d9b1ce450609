// Reports as whom its connection works, and as whom the queue would see it.
import { defineTask } from '../../../../tasks/define.ts';

export default defineTask(async (id, { db, incarnation }) => {
  const { rows } = await db.query('select * from ops.occurrence_start($1, $2)', [id, incarnation]);
  if (rows.length === 0) return;
  const who = await db.query('select session_user || $1 || current_user as who', ['/']);
  await db.query('select ops.occurrence_finish($1, $2)', [rows[0].run_token, who.rows[0].who]);
});
