import { value } from '../../src/db/call.ts';
import { askModel } from '../../src/db/model.ts';
import { defineTask } from '../define.ts';

/** Reviews a frozen revision (id: item.revision). SQL checks it and decides; a model may word its opening and remark on it before. */
export default defineTask(async (id, { db, incarnation, connectors, log, signal }) => {
  const [item = '', revision = ''] = id.split('.');
  const { models } = connectors;
  const ask = async (purpose: string): Promise<void> => {
    if (models === null) return;
    // Whatever becomes of a model, the review goes on.
    await askModel(db, models, incarnation, { purpose, workItem: item, revision: Number(revision) }, signal, log).catch((error: Error) =>
      log.warn({ workItem: item, purpose, err: error }, 'a model could not be asked'),
    );
    signal.throwIfAborted();
  };
  const review = (mayRead: boolean): Promise<unknown> =>
    value(db, 'ops.review_run', { p_work_item_id: item, p_revision_no: Number(revision), p_may_read: mayRead });

  await ask('opening');
  let outcome = await review(models !== null);
  if (outcome === 'reading') {
    await ask('reading');
    outcome = await review(false);
  }
  log.info({ workItem: item, revision, outcome }, 'reviewed');
});
