// One fixture for each cause that a work item can have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestDatabase } from '../../../support/harness.ts';
import { type Explainer, NOW } from './explain.ts';

/** Adds the tests; `live` is the worker that is alive when they run. */
export function workItemCauses(db: TestDatabase, { explain, causes, only, open, itemOf }: Explainer, live: () => string): void {
  test('waiting for a person until T, then Q', async () => {
    await db.sql(`insert into ops.people (name, email) values ('Sari', 'sari@toko.example'), ('Budi', 'budi@toko.example')`);
    await db.sql(`update ops.job_definitions set needs = '{}', requires_review = false, requires_approval = true, pic_id = (select id from ops.people where name = 'Sari'),
                         backup_id = (select id from ops.people where name = 'Budi') where key = 'report.control_stock'`);
    const report = await open('report.control_stock');
    const item = await itemOf(report);
    const [taken] = await db.sql('select run_token from ops.work_item_start($1, $2)', item, live());
    await only('work_item', item, 'held');
    assert.equal(
      (await db.sql(`select ops.work_item_finish($1, '{"a": 1}', '{"subject": "x"}') as o`, taken.run_token))[0].o,
      'pending_approval',
    );
    const asked = await only('work_item', item, 'waiting_for_person');
    assert.deepEqual([asked.evidence.person, asked.evidence.role, asked.evidence.revision_no], ['Sari', 'pic', 1]);
    assert.match(asked.next, /has not been confirmed/);
    const [mail] = await db.sql(
      'select run_token from ops.outbox_claim((select outbox_id from ops.approvals where work_item_id = $1), $2)',
      item,
      live(),
    );
    await db.sql(`select ops.outbox_confirm($1, '250')`, mail.run_token);
    // The ladder begins when the mail has arrived: the item's timer is due at once.
    await db.sql('select ops.work_item_timer(w.wakeup_id) from ops.work_items w where w.id = $1', item);
    const climbing = await only('work_item', item, 'waiting_for_person');
    assert.match(climbing.next, /Nobody answers: remind \(pic\)/);
    assert.deepEqual(climbing.next_at, new Date('2026-02-10T05:00:00+07:00'));
    assert.equal((await db.sql('select 1 from ops.v_pending_approvals where work_item_id = $1', item)).length, 1);
    assert.match((await only('occurrence', report, 'finished')).next, new RegExp(`work_item ${item}`));
  });

  test('a work item that failed says why, and who goes on', async () => {
    await db.sql(`update ops.job_definitions set requires_approval = false where key = 'report.control_stock'`);
    const item = await itemOf(await open('report.control_stock'));
    const [taken] = await db.sql('select run_token from ops.work_item_start($1, $2)', item, live());
    await db.sql(`select ops.work_item_fail($1, '{"message": "division by zero"}', true)`, taken.run_token);
    const failed = await only('work_item', item, 'failed');
    assert.match(failed.says, /division by zero/);
    assert.ok((failed.next_at as Date) > new Date(NOW));
  });

  /** A report of a day, done, with a PIC who is asked when it passes. */
  async function reported(set: string): Promise<string> {
    await db.sql(`update ops.job_definitions set needs = '{}', ${set} where key = 'report.control_stock'`);
    const item = await itemOf(await open('report.control_stock'));
    const [taken] = await db.sql('select run_token from ops.work_item_start($1, $2)', item, live());
    await db.sql(`select ops.work_item_finish($1, '{"a": 1}', '{"subject": "x"}')`, taken.run_token);
    return item;
  }

  test('waiting for its review, until when; then escalated: a supervisor decides', async () => {
    const item = await reported('requires_review = true, requires_approval = false');
    const review = await only('work_item', item, 'waiting_for_review');
    assert.deepEqual([review.evidence.revision_no, review.next_at], [1, new Date('2026-02-09T07:00:00+07:00')]);
    for (const at of ['2026-02-09T07:00:00+07:00', '2026-02-09T09:00:00+07:00']) {
      await db.setClock(at);
      await db.sql('select ops.work_item_timer(w.wakeup_id) from ops.work_items w where w.id = $1', item);
    }
    const escalated = await only('work_item', item, 'escalated');
    assert.match(escalated.says, /a supervisor has to decide/);
    assert.deepEqual(escalated.next_at, new Date('2026-02-10T09:00:00+07:00'));
    await db.setClock(NOW);
  });

  test('sent back: a review or a person wants it made again, with these notes', async () => {
    const item = await reported('requires_review = true, requires_approval = false');
    await db.sql(`select ops.review_decide($1, 1, 'reject', 'angka B keliru')`, item);
    const sentBack = await only('work_item', item, 'sent_back');
    assert.match(sentBack.says, /^revision 1 was sent back by mandor_deploy: angka B keliru$/);
    assert.deepEqual(sentBack.evidence, { revision_no: 1, revision_count: 1, by: 'mandor_deploy', event: 'review_reject' });
    await db.sql(`select ops.work_item_cancel($1, 'no longer wanted')`, item);
  });

  test('delivery: an approved report whose mail has not arrived names the message and what holds it', async () => {
    await db.sql(`insert into ops.recipients (key, channel, address) select d.recipient_key, 'email', 'kepala@toko.example'
                    from ops.job_definitions d where d.key = 'report.control_stock' on conflict do nothing`);
    const item = await reported('requires_review = false, requires_approval = false');
    assert.deepEqual(await causes('work_item', item), ['finished'], 'a mail that only waits for its worker holds nothing up');
    const [mail] = await db.sql('select id, recipient from ops.outbox where work_item_id = $1', item);
    await db.sql(`select ops.outbox_hold($1, 'SMTP_URL is not set')`, mail.id);
    const [finished, delivery, ...more] = await explain('work_item', item);
    assert.deepEqual([finished?.cause, delivery?.cause, more.length], ['finished', 'delivery', 0]);
    assert.ok(delivery?.says.startsWith(`delivery ${mail.id} to ${mail.recipient}: channel email is off`), delivery?.says);
    await db.setClock('2026-02-10T05:00:00+07:00');
    const [held] = await db.sql('select run_token from ops.outbox_claim($1, $2)', mail.id, live());
    await db.sql(`select ops.outbox_confirm($1, '250')`, held.run_token);
    assert.deepEqual(await causes('work_item', item), ['finished'], 'what has arrived holds nothing back');
    await db.setClock(NOW);
  });
}
