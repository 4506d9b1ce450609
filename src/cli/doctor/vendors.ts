// What doctor asks the vendors whose data we read or write: one real call per endpoint that the work needs. A login that works
// says nothing about the rest, so "reachable but not usable" is a verdict of its own.
import { accessSync, constants, statSync } from 'node:fs';
import type pg from 'pg';
import { type Config, ENTITIES } from '../../config.ts';
import { GoogleError } from '../../connectors/google/errors.ts';
import { NotionError } from '../../connectors/notion/errors.ts';
import { many, value } from '../../db/call.ts';
import { makeConnectors, makeNotion, makeSheets } from '../connectors.ts';
import { explainError } from '../errors.ts';
import type { Line } from './line.ts';

/** Less than this the overlap of two windows makes up for. */
const MAX_SKEW_SECONDS = 120;

/** One real call per endpoint that the work needs, for each entity. */
export async function erpLines(config: Config, pool: pg.Pool): Promise<Line[]> {
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
export async function marketplacesLine(config: Config, pool: pg.Pool): Promise<Line> {
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
export async function googleLines(config: Config, pool: pg.Pool): Promise<Line[]> {
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

/** Whether the key is there to be used; how each machine answers is a line of the database's. */
export async function machinesLine({ ssh }: Config, pool: pg.Pool): Promise<Line> {
  const line = 'SSH';
  if (ssh.keyFile === undefined) {
    const watched = (await value(pool, 'ops.machines_watched')) ?? 0;
    return watched === 0
      ? { line, state: 'off', says: 'no machine is watched: set SSH_KEY_FILE', next_step: null }
      : {
          line,
          state: 'wrong',
          says: `SSH_KEY_FILE is not set, so none of the ${watched} machines of ops.machines can be asked from here`,
          next_step: 'Set SSH_KEY_FILE (docs/ssh.md says how the key is made), or switch the machines off.',
        };
  }
  try {
    const mode = statSync(ssh.keyFile).mode & 0o077;
    accessSync(ssh.keyFile, constants.R_OK);
    return mode === 0
      ? { line, state: 'ok', says: 'the key file is there', next_step: null }
      : { line, state: 'wrong', says: `others may read ${ssh.keyFile}`, next_step: `chmod 600 ${ssh.keyFile}` };
  } catch (error) {
    return {
      line,
      state: 'wrong',
      says: `${ssh.keyFile} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      next_step: 'Correct SSH_KEY_FILE; docs/ssh.md says how the key is made.',
    };
  }
}

/** One real call with each token, and the columns of each database that is written. */
export async function notionLines(config: Config, pool: pg.Pool): Promise<Line[]> {
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
