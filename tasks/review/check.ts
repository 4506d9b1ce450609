import { value } from '../../src/db/call.ts';
import { defineTask } from '../define.ts';

/** Reviews a frozen revision (id: item.revision). SQL checks it and decides; this only asks for it. */
export default defineTask(async (id, { db, log }) => {
  const [item = '', revision = ''] = id.split('.');
  const outcome = await value(db, 'ops.review_run', { p_work_item_id: item, p_revision_no: Number(revision) });
  log.info({ workItem: item, revision, outcome }, 'reviewed');
});
