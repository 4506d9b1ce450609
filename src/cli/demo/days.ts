// Two trading days: the loads, the report, its review, and what the person in charge says to it.
import { join } from 'node:path';
import { loadConfig } from '../../config.ts';
import { CHECKS, isAsked, isOutboxSettled } from '../../db/demo.ts';
import { readItem } from '../../db/demo_loop.ts';
import { silentLog } from '../../log.ts';
import { startWorker } from '../start-worker.ts';
import { approveByReply } from './approve.ts';
import { ask, finish, PULLS } from './day.ts';
import { showMail, writeMail } from './mail.ts';
import { requestFor } from './replies.ts';
import { sentBackTwice } from './sent_back.ts';
import { sheetStep } from './sheet.ts';
import { actor, DAYS, every, PATIENCE_MS, type Row, type Stage, sandboxOf } from './stage.ts';
import { until } from './until.ts';

/** @returns false when a state was not reached. */
export async function days(stage: Stage): Promise<boolean> {
  const { pool, database, story, folder } = stage;
  const sandbox = sandboxOf(stage);
  let report: string[] = [];
  for (const day of [DAYS.first, DAYS.second]) {
    const isLast = day === DAYS.second;
    const judgeLoads = (rows: readonly Row[]) => every(rows, 7, (row) => row.status === 'accepted');
    const ok =
      (!isLast || (await sheetStep(pool, sandbox, story, day))) &&
      (await story.step(
        `needs_${day}`,
        `${day}: the report is asked for, and waits for its seven loads`,
        pool,
        async () => {
          sandbox.control.setDate(day);
          report = await ask(pool, ['report.control_stock'], day);
          return 'no run on partial data';
        },
        {
          sql: CHECKS.waiting,
          values: [day],
          judge: ([row]) => (row?.status === 'waiting' && row.needs_missing === 7 ? undefined : 'the report does not wait'),
        },
      )) &&
      (await story.step(
        `pull_${day}`,
        `${day}: four stock pulls and three sales pulls over the ERP’s protocol`,
        pool,
        async () => {
          const config = loadConfig({ ...process.env, ...sandbox.env, DATABASE_URL: database.url });
          stage.worker ??= await startWorker({ url: database.url, config, log: silentLog });
          const before = sandbox.accessLog.count();
          await finish(pool, await ask(pool, PULLS, day), day);
          return `${sandbox.accessLog.count() - before} requests`;
        },
        { sql: CHECKS.loads, values: [day], judge: judgeLoads },
      )) &&
      (!isLast ||
        (await story.step(
          'control_stock',
          'Control Stock: what to order, what to stop',
          pool,
          async () => 'months of cover from three months of sales',
          {
            sql: CHECKS.controlStock,
            judge: (rows) => (rows.length > 1 ? undefined : 'no figures'),
          },
        ))) &&
      (await story.step(
        `report_${day}`,
        `${day}: the last load started the report; it is frozen`,
        pool,
        async () => {
          await finish(pool, report, day);
          return 'figures and sentences are now one immutable revision';
        },
        { sql: CHECKS.report, values: [day], judge: (rows) => every(rows, 1, (row) => row.revision_no === 1) },
      )) &&
      (await story.step(
        `review_${day}`,
        `${day}: layer 2 holds it against the raw data, and passes it on to be signed`,
        pool,
        async () => {
          await until(() => isAsked(pool, 'report.control_stock', day), 'layer 2 did not pass the report', PATIENCE_MS);
          return 'by another way than the report was made: raw rows, not core';
        },
        {
          sql: CHECKS.review,
          values: [day],
          judge: (rows) =>
            every(rows, 1, (row) => row.status === 'pending_approval' && row.checks === row.passed && Number(row.checks) > 9),
        },
      )) &&
      (await story.step(
        `mail_${day}`,
        `${day}: the report goes to the person in charge alone, who is asked to sign it`,
        pool,
        async () => {
          const mail = await requestFor(stage, await readItem(pool, 'report.control_stock', day), actor('Sari'));
          // The mail is there before the worker has noted the server's answer.
          await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
          if (isLast) {
            writeMail(mail, join(folder, 'control_stock'));
            story.print(showMail(mail, 'control_stock.txt'));
          }
          return `${mail.parsed.subject} (${(mail.raw.length / 1024).toFixed(0)} KB)`;
        },
        { sql: CHECKS.mail, values: [day], judge: (rows) => every(rows, 1, (row) => row.status === 'confirmed' && row.attempts === 1) },
      )) &&
      (!isLast ||
        (await story.step(
          'opening',
          'A model worded its opening; the figures in it were put there by SQL',
          pool,
          async () => 'of its own it may write no number; without a model the report opens with a paragraph of ours',
          {
            sql: CHECKS.opening,
            values: [day],
            judge: (rows) => every(rows, 2, (row) => /[0-9]/.test(String(row.first_words)) === (row.who === 'as it was sent')),
          },
        ))) &&
      (await (isLast ? sentBackTwice(stage, day) : approveByReply(stage, day)));
    if (!ok) return false;
  }
  return true;
}
