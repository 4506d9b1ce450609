// Takes a run and ends well without a word about it: a fault that no task may have.
import { defineTask } from '../../../../tasks/define.ts';

export default defineTask(async (id, { db, incarnation }) => {
  await db.query('select * from ops.occurrence_start($1, $2)', [id, incarnation]);
});
