// The demo's story: one company, two trading days, and what people say to their reports. Time stands still where the story needs it
// (util.test_clock) and moves where a person is silent; the servers are real: PostgreSQL, the ERP's protocol over HTTP, Gmail's.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadConfig } from '../../config.ts';
import { readInstance, wipeDemo } from '../../db/instance.ts';
import { openPool } from '../../db/pool.ts';
import { silentLog } from '../../log.ts';
import { openDatabase, varFolder } from '../connect.ts';
import { paint, say } from '../output.ts';
import { untilStopped } from '../stop.ts';
import { days } from './days.ts';
import { more } from './more.ts';
import { scene } from './scene.ts';
import { STORY_BEGINS, type Stage, sandboxOf } from './stage.ts';
import { storyteller } from './steps.ts';
import { type Summary, summarise } from './summary.ts';

/** Plays the demo. Every step asserts its state by a SELECT that is printed; the first that fails ends it. */
export async function runDemo(options: { keep: boolean; isJson: boolean }): Promise<Summary> {
  const started = performance.now();
  const folder = join(varFolder(), 'demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const story = storyteller(options.isJson);
  const database = await openDatabase(loadConfig(), silentLog);
  const stage: Stage = { database, story, folder, pool: undefined as unknown as pg.Pool, at: new Date(STORY_BEGINS) };
  try {
    await prepare(database.url);
    stage.pool = openPool(database.url, 'mandor_deploy', { max: 4, applicationName: 'mandor demo' });
    const ok = (await scene(stage)) && (await days(stage)) && (await more(stage));
    const summary = await summarise(stage.pool, stage.sandbox, { ok, seconds: (performance.now() - started) / 1000, steps: story.results });
    story.print(summary.text);
    writeFileSync(join(folder, 'terminal.txt'), `${story.transcript()}\n`);
    if (options.keep && ok) await keep(stage);
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

async function keep(stage: Stage): Promise<void> {
  const sandbox = sandboxOf(stage);
  say(
    `\nEverything runs. Database: ${stage.database.url}\nERP sandbox: ${sandbox.accountUrl} (control ${sandbox.controlUrl}), mail ${sandbox.smtpUrl}\nMail and terminal: ${stage.folder}`,
  );
  say(paint('Ctrl-C stops it.', 'dim', process.stderr));
  await untilStopped(silentLog);
}
