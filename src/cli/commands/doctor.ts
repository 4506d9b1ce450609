import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type pg from 'pg';
import { type Config, ENTITIES, loadConfig } from '../../config.ts';
import { GoogleError } from '../../connectors/google/errors.ts';
import { NotionError } from '../../connectors/notion/errors.ts';
import { verifySmtp } from '../../connectors/smtp/client.ts';
import { many, value } from '../../db/call.ts';
import { plan } from '../../db/deploy.ts';
import { openPool } from '../../db/pool.ts';
import { silentLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { makeConnectors, makeNotion, makeSheets } from '../connectors.ts';
import { explainError } from '../errors.ts';
import { makeGmail } from '../mail-channel.ts';
import { paint, printJson } from '../output.ts';
import { projectRoot } from '../root.ts';
import { journalCommand } from './doctor-journal.ts';

interface Line {
  readonly line: string;
  /** ok, off (not configured), wrong, or unusable: reachable but not usable. */
  readonly state: 'ok' | 'off' | 'wrong' | 'unusable';
  readonly says: string;
  readonly next_step: string | null;
}

const JOB_PATIENCE_MS = 3_000;
/** Less than this the overlap of two windows makes up for. */
const MAX_SKEW_SECONDS = 120;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('is everything well? one line each: ok, or what is wrong and what to do')
    .option('--json', 'print the lines as one JSON document')
    .action(async (options: { json?: boolean }) => {
      const lines = await examine(loadConfig());
      if (options.json) printJson({ ok: lines.every(isFine), lines });
      else for (const line of lines) process.stdout.write(`${text(line)}\n`);
      if (!lines.every(isFine)) process.exitCode = 1;
    })
    .addCommand(journalCommand());
}

const isFine = (line: Line): boolean => line.state === 'ok' || line.state === 'off';

function text({ line, state, says, next_step }: Line): string {
  const mark = state === 'ok' ? paint('ok      ', 'green') : state === 'off' ? paint('off     ', 'dim') : paint(state.padEnd(8), 'red');
  return `${mark} ${line.padEnd(16)} ${says}${next_step === null ? '' : `\n${' '.repeat(26)}${paint(`→ ${next_step}`, 'yellow')}`}`;
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
      ...(await erp(config, pool)),
      await marketplaces(config, pool),
      ...(await google(config, pool)),
      await mail(config, pool),
      ...(await notion(config, pool)),
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

/** One real call per endpoint that the work needs, for each entity. */
async function erp(config: Config, pool: pg.Pool): Promise<Line[]> {
  const connectors = makeConnectors(config, pool);
  return Promise.all(
    ENTITIES.map(async (entity): Promise<Line> => {
      const line = `Accurate ${entity}`;
      if (config.accurate.accountUrl === undefined || config.accurate.credentials[entity] === undefined) {
        return {
          line,
          state: 'off',
          says: `set ACCURATE_ACCOUNT_URL, ACCURATE_API_TOKEN_${entity} and ACCURATE_SIGNATURE_SECRET_${entity}`,
          next_step: null,
        };
      }
      try {
        const client = connectors.accurate(entity);
        const { host } = await client.resolveHost();
        const today = new Date().toISOString().slice(0, 10);
        const items = await client.listItems(1);
        if (items.rows[0] !== undefined) await client.itemDetail(items.rows[0].id);
        const invoices = await client.listInvoices({ from: today, to: today, page: 1 });
        if (invoices.rows[0] !== undefined) await client.invoiceDetail(invoices.rows[0].id);
        const returns = await client.listReturns({ from: today, to: today, page: 1 });
        if (returns.rows[0] !== undefined) await client.returnDetail(returns.rows[0].id);
        return {
          line,
          state: 'ok',
          says: `${host}: ${items.rowCount} items, ${invoices.rowCount} invoices and ${returns.rowCount} returns today`,
          next_step: null,
        };
      } catch (error) {
        const isReached = (error as { where?: { status?: number } }).where?.status !== undefined;
        return { line, state: isReached ? 'unusable' : 'wrong', says: explainError(error), next_step: null };
      }
    }),
  );
}

/** One real call per endpoint, and the vendor's clock beside ours: windows are told in time. */
async function marketplaces(config: Config, pool: pg.Pool): Promise<Line> {
  const line = 'Ginee';
  if (config.ginee.keys === undefined)
    return {
      line,
      state: 'off',
      says: 'set GINEE_ACCESS_KEY and GINEE_SECRET_KEY, and switch on the jobs channel.ginee_…',
      next_step: null,
    };
  try {
    const client = makeConnectors(config, pool).ginee();
    const shops = await client.shops();
    const to = new Date();
    let orders = 0;
    let skewSeconds = 0;
    for await (const page of client.pages(shops[0]?.shop_id as string, { from: new Date(to.getTime() - 86_400_000), to })) {
      orders = page.orders.length;
      skewSeconds = page.serverNow === null ? 0 : Math.round((to.getTime() - page.serverNow.getTime()) / 1000);
      break;
    }
    if (Math.abs(skewSeconds) > MAX_SKEW_SECONDS)
      return {
        line,
        state: 'wrong',
        says: `this machine's clock is ${Math.abs(skewSeconds)} s ${skewSeconds > 0 ? 'ahead of' : 'behind'} Ginee's`,
        next_step: 'Set this machine to network time (NTP): orders are read in windows of time.',
      };
    return { line, state: 'ok', says: `${shops.length} shops; ${orders} changed orders of the first one in a day`, next_step: null };
  } catch (error) {
    const isReached = (error as { where?: { status?: number } }).where?.status !== undefined;
    return { line, state: isReached ? 'unusable' : 'wrong', says: explainError(error), next_step: null };
  }
}

/** One real call for each Sheet that is loaded: a login that works says nothing about a Sheet that nobody shared. */
async function google(config: Config, pool: pg.Pool): Promise<Line[]> {
  if (config.google.login === undefined)
    return [
      {
        line: 'Google',
        state: 'off',
        says: 'no Sheet is read or written: set GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and GOOGLE_REFRESH_TOKEN, or GOOGLE_SERVICE_ACCOUNT_FILE',
        next_step: null,
      },
    ];
  const sheets = makeSheets(config, pool);
  const sources = await many(pool, 'portal.sheet_sources_list');
  if (sources.length === 0) return [{ line: 'Google', state: 'ok', says: 'credentials are given; no tab is loaded yet', next_step: null }];
  return Promise.all(
    sources.map(async ({ key, spreadsheet_id, tab }): Promise<Line> => {
      const line = `Google ${key}`;
      try {
        const tabs = await sheets.tabs(spreadsheet_id as string);
        return tabs.includes(tab as string)
          ? { line, state: 'ok', says: `the Sheet is shared and has the tab “${tab}”`, next_step: null }
          : {
              line,
              state: 'unusable',
              says: `the Sheet has no tab “${tab}”: ${tabs.join(', ')}`,
              next_step: 'Correct portal.sheet_sources.tab.',
            };
      } catch (error) {
        const isReached = error instanceof GoogleError && error.kind !== 'transient';
        return { line, state: isReached ? 'unusable' : 'wrong', says: explainError(error), next_step: null };
      }
    }),
  );
}

/** One real call with each token, and the columns of each database that is written. */
async function notion(config: Config, pool: pg.Pool): Promise<Line[]> {
  const line = 'Notion API';
  if (config.notion.tokens === undefined) return [{ line, state: 'off', says: 'set NOTION_TOKEN', next_step: null }];
  const wrong = (name: string, error: unknown): Line => ({
    line: name,
    state: error instanceof NotionError && error.kind === 'blocked' ? 'unusable' : 'wrong',
    says: explainError(error),
    next_step: null,
  });
  const connection = makeNotion(config, pool);
  try {
    await connection.check();
  } catch (error) {
    return [wrong(line, error)];
  }
  const lines: Line[] = [{ line, state: 'ok', says: 'the tokens are taken', next_step: null }];
  for (const { key, database_id } of await many(pool, 'ops.notion_sources_list')) {
    const name = `Notion API ${key}`;
    try {
      const source = await connection.source(database_id as string);
      const told = { p_key: key, p_data_source_id: source.id, p_columns: source.columns as never };
      const missing = (await value(pool, 'ops.notion_source_learn', told)) as unknown as string[];
      lines.push(
        missing.length === 0
          ? { line: name, state: 'ok', says: `shared with us, ${source.columns.length} columns`, next_step: null }
          : {
              line: name,
              state: 'unusable',
              says: `kolom hilang: ${missing.join(', ')}`,
              next_step: 'Make these columns again in Notion.',
            },
      );
    } catch (error) {
      lines.push(wrong(name, error));
    }
  }
  return lines;
}

/** One real call: a login, or the address of the mailbox. */
async function mail(config: Config, pool: pg.Pool): Promise<Line> {
  const line = 'mail';
  if (config.mail.via === 'gmail') {
    try {
      const address = await makeGmail(config, pool).address();
      return { line, state: 'ok', says: `Gmail of ${address}`, next_step: null };
    } catch (error) {
      const isReached = error instanceof GoogleError && error.kind !== 'transient';
      return { line, state: isReached ? 'unusable' : 'wrong', says: explainError(error), next_step: 'Or set MAIL_VIA=smtp and SMTP_URL.' };
    }
  }
  if (config.smtpUrl === undefined) return { line, state: 'off', says: 'set GOOGLE_REFRESH_TOKEN (Gmail) or SMTP_URL', next_step: null };
  const problem = await verifySmtp(config.smtpUrl.reveal());
  return problem === undefined
    ? { line, state: 'ok', says: 'the server takes our login', next_step: null }
    : { line, state: 'wrong', says: problem, next_step: 'Check SMTP_URL.' };
}
