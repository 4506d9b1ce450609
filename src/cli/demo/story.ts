// The demo's story: one company, two trading days. Time stands still where the story needs it (util.test_clock), the
// servers are real: PostgreSQL, the ERP's protocol over HTTP, mail over SMTP.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadConfig } from '../../config.ts';
import { one, value } from '../../db/call.ts';
import { approveReport, CHECKS, isAsked, isEventDone, isOutboxSettled, readAggregates, seedDemo } from '../../db/demo.ts';
import { deploy } from '../../db/deploy.ts';
import { readInstance, wipeDemo } from '../../db/instance.ts';
import { openPool } from '../../db/pool.ts';
import { setAccurateRate } from '../../db/rate.ts';
import { silentLog } from '../../log.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type Database, openDatabase, varFolder } from '../connect.ts';
import { paint, say } from '../output.ts';
import { projectRoot } from '../root.ts';
import { startWorker, type Worker } from '../start-worker.ts';
import { untilStopped } from '../stop.ts';
import { loadHistory, loadPeople, loadReference, loadTill } from './company.ts';
import { controlSheetStep } from './control_sheet.ts';
import { ask, finish, PULLS } from './day.ts';
import { showMail, writeMail } from './mail.ts';
import { notionStep } from './notion.ts';
import { salesStep } from './sales.ts';
import { sheetStep } from './sheet.ts';
import { storyteller } from './steps.ts';
import { type Summary, summarise } from './summary.ts';
import { until } from './until.ts';

const DAYS = { historyFrom: '2025-10-20', historyTo: '2026-02-06', first: '2026-02-07', second: '2026-02-08' } as const;
const RATE = 400;
const PIC = 'merchandiser@toko.example';
const WAREHOUSE = 'gudang@toko.example';

interface Stage {
  readonly database: Database;
  pool: pg.Pool;
  sandbox?: Sandbox;
  worker?: Worker;
}

/** Plays the demo. Every step asserts its state by a SELECT that is printed; the first that fails ends it. */
export async function runDemo(options: { keep: boolean; isJson: boolean }): Promise<Summary> {
  const started = performance.now();
  const folder = join(varFolder(), 'demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const story = storyteller(options.isJson);
  const database = await openDatabase(loadConfig(), silentLog);
  const stage: Stage = { database, pool: undefined as unknown as pg.Pool };
  try {
    await prepare(database.url);
    stage.pool = openPool(database.url, 'mandor_deploy', { max: 4, applicationName: 'mandor demo' });
    const ok = (await scene(stage, story, folder)) && (await days(stage, story, folder)) && (await more(stage, story, folder));
    const summary = await summarise(stage.pool, stage.sandbox, { ok, seconds: (performance.now() - started) / 1000, steps: story.results });
    story.print(summary.text);
    writeFileSync(join(folder, 'terminal.txt'), `${story.transcript()}\n`);
    if (options.keep && ok) await keep(stage, folder);
    return summary.document;
  } finally {
    await stage.worker?.stop();
    await stage.pool?.end();
    await stage.sandbox?.stop();
    await database.stop();
  }
}

/** The demo only ever touches an empty database or that of an earlier demo. */
async function prepare(url: string): Promise<void> {
  const { kind, isEmpty } = await readInstance(url);
  if (kind === undefined && isEmpty) return;
  if (kind !== 'demo') {
    const what = kind === undefined ? 'tables of somebody else' : `a ${kind} instance`;
    throw new Error(
      `The demo starts from nothing, and this database holds ${what}. Give it an empty one by DATABASE_URL, or move the folder var/pg away.`,
    );
  }
  await wipeDemo(url);
}

type Story = ReturnType<typeof storyteller>;
type Row = Record<string, unknown>;
const every = (rows: readonly Row[], n: number, test: (row: Row) => boolean): string | undefined =>
  rows.length === n && rows.every(test) ? undefined : `expected ${n} rows in that state`;

async function scene(stage: Stage, story: Story, folder: string): Promise<boolean> {
  const { database, pool } = stage;
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
      'Clock frozen at Monday 9 February 2026, 01:00 WIB',
      pool,
      async () => {
        await value(pool, 'util.clock_set', { p_now: `${nextDay(DAYS.second)}T01:00:00+07:00` });
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

async function days(stage: Stage, story: Story, folder: string): Promise<boolean> {
  const { pool, database } = stage;
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
          await until(() => isAsked(pool, 'report.control_stock', day), 'layer 2 did not pass the report');
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
          const [mail] = await sandbox.mailbox.wait({ to: PIC, count: isLast ? 2 : 1, timeoutMs: 15_000 }).then((mails) => mails.slice(-1));
          // The mail is there before the worker has noted the server's answer.
          await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
          if (mail === undefined) throw new Error('no mail arrived');
          if (isLast) {
            writeMail(mail, join(folder, 'control_stock'));
            story.print(showMail(mail));
          }
          return `${mail.parsed.subject} (${(mail.raw.length / 1024).toFixed(0)} KB)`;
        },
        { sql: CHECKS.mail, values: [day], judge: (rows) => every(rows, 1, (row) => row.status === 'confirmed' && row.attempts === 1) },
      )) &&
      (await story.step(
        `sign_${day}`,
        `${day}: signed, bound to these figures; now the warehouse gets it too`,
        pool,
        async () => {
          const outcome = await approveReport(pool, 'report.control_stock', day);
          if (outcome !== 'accepted') throw new Error(`the signature was not taken: ${outcome}`);
          await sandbox.mailbox.wait({ to: WAREHOUSE, count: isLast ? 2 : 1, timeoutMs: 15_000 });
          await until(() => isOutboxSettled(pool), 'the mails were sent and never confirmed');
          return `${outcome}: ${WAREHOUSE} has the same frozen report`;
        },
        {
          sql: CHECKS.signed,
          values: [day],
          judge: (rows) => every(rows, 1, (row) => row.status === 'approved' && row.these_figures === true),
        },
      ));
    if (!ok) return false;
  }
  return true;
}

async function more(stage: Stage, story: Story, folder: string): Promise<boolean> {
  const { pool } = stage;
  const before = await readAggregates(pool);
  let event = '';
  return (
    (await story.step(
      'again',
      'The same day pulled once more changes nothing',
      pool,
      async () => {
        await finish(pool, await ask(pool, PULLS, DAYS.second), DAYS.second);
        return 'facts and aggregates are the same, to the byte';
      },
      { sql: CHECKS.again, judge: ([row]) => (JSON.stringify(row) === JSON.stringify(before) ? undefined : 'something changed') },
    )) &&
    (await story.step(
      'till',
      'The tills’ own export beside the ERP: the same sales, compared and never added',
      pool,
      () => loadTill(pool, sandboxOf(stage), join(folder, 'data'), { from: '2026-01-10', to: DAYS.second }),
      { sql: CHECKS.till, judge: (rows) => (rows.some((row) => row.state === 'match') ? undefined : 'no shop and day agrees') },
    )) &&
    (await story.step(
      'channels',
      'Orders of four marketplaces pulled from Ginee: the mix of channels',
      pool,
      async () => {
        await finish(pool, await ask(pool, ['channel.ginee_hourly'], DAYS.second), DAYS.second);
        return `${sandboxOf(stage).ginee.calls()} requests`;
      },
      {
        sql: CHECKS.channels,
        values: [DAYS.second],
        judge: (rows) => (rows.filter((row) => row.is_in_mix).length >= 4 ? undefined : 'channels are missing'),
      },
    )) &&
    (await notionStep(pool, sandboxOf(stage), story)) &&
    (await salesStep(pool, sandboxOf(stage), story, DAYS.second, folder)) &&
    (await story.step(
      'event',
      'An agent submits an event: row → trigger → job → handler',
      pool,
      async () => {
        event = await submitAsAgent(stage);
        return 'as role mandor_agent_stock, which may write to no table';
      },
      {
        get sql() {
          return CHECKS.event;
        },
        get values() {
          return [event];
        },
        judge: ([row]) => (row?.status === 'completed' ? undefined : 'the event was not handled'),
      },
    )) &&
    (await controlSheetStep(pool, sandboxOf(stage), story, DAYS.second, until, folder)) &&
    (await story.step('end', 'Nothing is left over', pool, async () => '', {
      sql: CHECKS.end,
      judge: ([row]) => (row?.orphans === 0 && row.dead_jobs === 0 && row.mails === 6 ? undefined : 'something is left over'),
    }))
  );
}

/** As the agent's own role: it may call one function and write to no table. */
async function submitAsAgent(stage: Stage): Promise<string> {
  const agent = openPool(stage.database.url, 'mandor_worker', { max: 1, settings: { role: 'mandor_agent_stock' } });
  try {
    const event = await one(agent, 'ops.event_submit', {
      p_event_type: 'ENGINE_PING',
      p_payload: { note: 'demo' },
      p_dedupe_key: 'demo-ping',
    });
    const id = event.id ?? '';
    await until(() => isEventDone(stage.pool, id), 'nobody handled the event');
    return id;
  } finally {
    await agent.end();
  }
}

async function keep(stage: Stage, folder: string): Promise<void> {
  const sandbox = sandboxOf(stage);
  say(
    `\nEverything runs. Database: ${stage.database.url}\nERP sandbox: ${sandbox.accountUrl} (control ${sandbox.controlUrl}), mail ${sandbox.smtpUrl}\nMail and terminal: ${folder}`,
  );
  say(paint('Ctrl-C stops it.', 'dim', process.stderr));
  await untilStopped(silentLog);
}

function sandboxOf(stage: Stage): Sandbox {
  if (stage.sandbox === undefined) throw new Error('The sandbox does not run.');
  return stage.sandbox;
}

const nextDay = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
