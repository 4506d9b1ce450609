// A report that is sent back by replies with notes: twice it is made again, the third time a supervisor decides.
import { join } from 'node:path';
import { isOutboxSettled } from '../../db/demo.ts';
import { LOOP_CHECKS, readItem } from '../../db/demo_loop.ts';
import { addOrder } from './company.ts';
import { writeMail } from './mail.ts';
import { press, replyAs, requestFor } from './replies.ts';
import { actor, every, PATIENCE_MS, type Stage, sandboxOf, WAREHOUSE } from './stage.ts';
import { wentThrough } from './steps.ts';
import { until } from './until.ts';

const REPORT = 'report.control_stock';
const FRIDAY = '2026-02-06';
const PAIRS = 120;
const notes = (article: string): readonly string[] => [
  `PO ${article} hari Jumat, ${PAIRS} pasang, belum terhitung. Sudah saya masukkan ke daftar PO; mohon dibuat lagi.`,
  `PO ${article} sudah benar. Kiriman ke gudang hari Sabtu belum terlihat, mohon dicek.`,
  'Kiriman hari Sabtu masih belum terlihat. Ini belum bisa saya tanda tangani.',
];

/** @returns false when a state was not reached. */
export async function sentBackTwice(stage: Stage, day: string): Promise<boolean> {
  const { pool, story } = stage;
  const sari = actor('Sari');
  const dewi = actor('Dewi');
  const values = [REPORT, day];
  /** The most urgent one of the report. */
  let article: string | undefined;
  const sendBack = async (revisionNo: number): Promise<string> => {
    const { id } = await readItem(pool, REPORT, day);
    const request = await requestFor(stage, { id, revisionNo }, sari);
    article ??= /Artikel (\S+)/.exec(request.parsed.text ?? '')?.[1];
    if (article === undefined) throw new Error('the report names no article to order');
    // What she knows goes where reports read it, before she asks for a new one.
    if (revisionNo === 1) await addOrder(pool, join(stage.folder, 'data'), { article, orderedOn: FRIDAY, pairs: PAIRS });
    const text = notes(article)[revisionNo - 1] as string;
    return replyAs(stage, request, 'revision', { who: sari, text, afterMinutes: 18, keepAs: `reply_notes_${revisionNo}` });
  };
  for (const revisionNo of [1, 2]) {
    const ok = await story.step(
      `sent_back_${revisionNo}`,
      `${day}: Sari sends it back with notes; it is made again, reviewed again, and asked for again as revision ${revisionNo + 1}`,
      pool,
      async () => {
        await sendBack(revisionNo);
        const { id } = await readItem(pool, REPORT, day);
        const next = await requestFor(stage, { id, revisionNo: revisionNo + 1 }, sari);
        await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
        if (revisionNo === 1) writeMail(next, join(stage.folder, 'request_again'));
        return next.parsed.subject ?? '';
      },
      {
        sql: LOOP_CHECKS.requests,
        values,
        judge: (rows) =>
          rows.length === revisionNo + 1 &&
          rows.at(-1)?.status === 'open' &&
          rows.at(-2)?.status === 'rejected' &&
          // The order that she added is in the second revision; the third knows nothing new.
          (rows.at(-1)?.figures === rows.at(-2)?.figures) === (revisionNo === 2)
            ? undefined
            : `expected ${revisionNo} requests answered and one open, of figures that know her order`,
      },
    );
    if (!ok) return false;
  }
  return (
    (await story.step(
      'escalated',
      `${day}: the third time it is not made again; Dewi, her supervisor, is asked`,
      pool,
      async () => {
        await sendBack(3);
        await requestFor(stage, await readItem(pool, REPORT, day), dewi);
        return 'two revisions at most, then a person above decides';
      },
      {
        sql: LOOP_CHECKS.requests,
        values,
        judge: (rows) =>
          rows.length === 4 && rows[3]?.role === 'supervisor' && rows[3].status === 'open' ? undefined : 'the supervisor was not asked',
      },
    )) &&
    (await story.step(
      'supervisor',
      `${day}: Dewi presses “Setujui” in her own chat with the bot`,
      pool,
      async () => {
        const item = await readItem(pool, REPORT, day);
        await press(stage, item, 'Setujui', dewi);
        await until(async () => (await readItem(pool, REPORT, day)).status === 'approved', 'the button did nothing', PATIENCE_MS);
        await sandboxOf(stage).mailbox.wait({ to: WAREHOUSE, count: 2, timeoutMs: 30_000 });
        await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
        return `${WAREHOUSE} has revision ${item.revisionNo}`;
      },
      {
        sql: LOOP_CHECKS.signed,
        values,
        judge: (rows) =>
          every(rows, 1, (row) => row.status === 'approved' && row.role === 'supervisor' && row.channel === 'telegram' && row.rev === 3),
      },
    )) &&
    story.step(
      `history_${day}`,
      `${day}: the life of this report`,
      pool,
      async () => 'made three times, sent back three times, decided above',
      {
        sql: LOOP_CHECKS.history,
        values,
        judge: wentThrough(
          'slot_due start finish review_pass request reject start finish review_pass request reject start finish review_pass request reject approve',
        ),
      },
    )
  );
}
