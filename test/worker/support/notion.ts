// A worker whose Notion is the sandbox's, and what a test asks about the two.
import { after } from 'node:test';
import { connectNotion } from '../../../src/connectors/notion/connect.ts';
import { many, value } from '../../../src/db/call.ts';
import { type NotionBox, startSandbox } from '../../../src/sandbox/index.ts';
import type { Connectors } from '../../../tasks/define.ts';
import type { TestDatabase } from '../../support/harness.ts';
import { noConnectors, until } from './worker.ts';

export interface NotionDesk {
  readonly box: NotionBox;
  readonly connectors: Connectors;
  /** Waits until no page of the channel is ready to be sent or on its way. */
  quiet(): Promise<void>;
  /** Moves the frozen clock on and lets what is due happen. */
  later(seconds: number): Promise<void>;
  rows(
    subject: string,
  ): Promise<
    { id: string; status: string; error: { code?: string; message: string } | null; attempts: number; external_id: string | null }[]
  >;
  /** Titles of the alerts about Notion since the clock stood at `since`. */
  alerts(): Promise<string[]>;
}

export async function notionDesk(db: TestDatabase, timeoutMs = 30_000): Promise<NotionDesk> {
  const sandbox = await startSandbox({ invoicesPerDay: 1 });
  after(() => sandbox.stop());
  const box = sandbox.notion;
  // The pace has tests of its own.
  await db.sql(`update ops.rate_keys set min_gap = '1 millisecond' where key like 'notion:%'`);
  await db.sql(`update ops.settings set value = '100 milliseconds' where key = 'dispatcher.every'`);
  for (const [key, database] of Object.entries(box.databases)) {
    if (!key.endsWith('.test')) await db.sql('update ops.notion_sources set database_id = $2 where key = $1', key, database);
  }
  const notion = connectNotion({
    tokens: box.tokens as [string, string],
    baseUrl: box.url,
    take: async (key) => (await many(db.deployPool, 'ops.rate_take', { p_key: key, p_n: 1 }))[0]?.rate_take as unknown as Date,
    // Real pauses would hold the tests up; that they are asked for is tested with the connector.
    postponed: async (key) => void (await value(db.deployPool, 'ops.rate_postponed', { p_key: key })),
    timeoutMs,
  });
  const connectors: Connectors = {
    ...noConnectors,
    isTelegramOn: false,
    isNotionOn: true,
    notionSource: (id) => notion.source(id),
    showNotionPage: (layer, wish, notes, signal) => notion.show(layer, wish, notes, signal),
    hasNotionPage: (source, property, subject) => notion.has(source, property, subject),
  };
  const busy = () =>
    db.sql(
      `select 'row' as what, o.id::text, o.status, o.subject_key as detail from ops.outbox o where o.channel = 'notion'
          and (o.status = 'sending' or o.status in ('planned', 'unknown') and coalesce(o.next_at, '-infinity') <= util.now())
        union all select 'wakeup', u.subject_id, u.kind, '' from ops.wakeups u where u.subject_kind = 'outbox' and u.due_at <= util.now()
          and u.dispatched_at is null and exists (select from ops.outbox o where o.id::text = u.subject_id and o.channel = 'notion')
        union all select 'job', j.key, j.attempts::text, j.last_error from graphile_worker.jobs j where j.key like 'reconcile:%' or j.last_error is not null`,
    );
  const quiet = async (): Promise<void> => {
    let left: unknown[] = [];
    const isQuiet = async (): Promise<boolean> => {
      left = await busy();
      return left.length === 0;
    };
    await until('Notion to be quiet', isQuiet, 30_000).catch((error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify(left)}`);
    });
  };
  return {
    box,
    connectors,
    quiet,
    async later(seconds) {
      const [{ at }] = await db.sql(`select (util.now() + make_interval(secs => $1))::text as at`, seconds);
      await db.setClock(at);
      await quiet();
    },
    rows: async (subject) =>
      (await db.sql(
        `select id, status, error, attempts, external_id from ops.outbox where channel = 'notion' and subject_key = $1 order by id`,
        subject,
      )) as never,
    alerts: async () =>
      (await db.sql(`select title from ops.alerts where category in ('notion', 'delivery') order by id`)).map((row) => row.title as string),
  };
}
