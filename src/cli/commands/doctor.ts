import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type pg from 'pg';
import { type Config, loadConfig } from '../../config.ts';
import { many, value } from '../../db/call.ts';
import { plan } from '../../db/deploy.ts';
import { openPool } from '../../db/pool.ts';
import { silentLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { isFine, type Line, lineText } from '../doctor/line.ts';
import { inboxLines, mailLine } from '../doctor/mail.ts';
import { modelsLine } from '../doctor/models.ts';
import { erpLines, googleLines, machinesLine, marketplacesLine, notionLines } from '../doctor/vendors.ts';
import { explainError } from '../errors.ts';
import { printJson } from '../output.ts';
import { projectRoot } from '../root.ts';
import { journalCommand } from './doctor-journal.ts';
import { mailCommand } from './doctor-mail.ts';

const JOB_PATIENCE_MS = 3_000;
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('is everything well? one line each: ok, or what is wrong and what to do')
    .option('--json', 'print the lines as one JSON document')
    .action(async (options: { json?: boolean }) => {
      const lines = await examine(loadConfig());
      if (options.json) printJson({ ok: lines.every(isFine), lines });
      else for (const line of lines) process.stdout.write(`${lineText(line)}\n`);
      if (!lines.every(isFine)) process.exitCode = 1;
    })
    .addCommand(journalCommand())
    .addCommand(mailCommand());
}

async function examine(config: Config): Promise<Line[]> {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  try {
    database = await openDatabase(config, silentLog);
  } catch (error) {
    return [{ line: 'database', state: 'wrong', says: explainError(error), next_step: null }];
  }
  const pool = openPool(database.url, 'mandor_deploy', { max: 2, connectTimeout: 5_000 });
  try {
    const kind: Line = database.isEmbedded
      ? {
          line: 'database',
          state: 'ok',
          says: `embedded server, port ${database.port}; good for trying out, not for production (no backup programs)`,
          next_step: null,
        }
      : { line: 'database', state: 'ok', says: 'given by DATABASE_URL', next_step: null };
    return [
      kind,
      await schema(database.url),
      ...(await inside(pool)),
      await queue(pool),
      ...(await erpLines(config, pool)),
      await marketplacesLine(config, pool),
      ...(await googleLines(config, pool)),
      await mailLine(config, pool),
      ...(await inboxLines(config, pool)),
      ...(await notionLines(config, pool)),
      await machinesLine(config, pool),
      await modelsLine(config, pool),
    ];
  } catch (error) {
    return [{ line: 'database', state: 'wrong', says: explainError(error), next_step: null }];
  } finally {
    await pool.end();
    await database.stop();
  }
}

async function schema(url: string): Promise<Line> {
  const { upToDate } = await plan({ url, root: projectRoot, log: silentLog });
  return upToDate
    ? { line: 'schema', state: 'ok', says: 'as the files of this version', next_step: null }
    : {
        line: 'schema',
        state: 'wrong',
        says: 'differs from the files of this version',
        next_step: 'Run `mandor deploy` (`mandor deploy --plan` says what it would do).',
      };
}

async function inside(pool: pg.Pool): Promise<Line[]> {
  return (await many(pool, 'ops.doctor', { p_client_now: new Date() })) as unknown as Line[];
}

async function queue(pool: pg.Pool): Promise<Line> {
  const key = await value(pool, 'ops.doctor_job');
  const started = Date.now();
  while (Date.now() - started < JOB_PATIENCE_MS) {
    if (await value(pool, 'ops.doctor_job_is_done', { p_key: key })) {
      return { line: 'queue', state: 'ok', says: `a job that does nothing was done in ${Date.now() - started} ms`, next_step: null };
    }
    await sleep(25);
  }
  return {
    line: 'queue',
    state: 'wrong',
    says: `a job that does nothing was not taken within ${JOB_PATIENCE_MS / 1000} s`,
    next_step: 'Start `mandor worker`, or look at its log.',
  };
}
