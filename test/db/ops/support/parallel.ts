// A report of articles that a person makes by hand too: its days frozen as the engine does it, results handed in as the command does.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadParallelFile, type ParallelOutcome } from '../../../../src/db/parallel.ts';
import { emptyFolder } from '../../../support/cli.ts';
import type { TestDatabase } from '../../../support/harness.ts';
import { newWorker } from './race.ts';

export const REPORT = 'report.hand';
export interface Article {
  readonly kode: string | null;
  readonly stok: number | null;
  readonly bulan?: number | null;
  readonly flag?: string;
}
export const ARTICLES: readonly Article[] = [
  { kode: 'M1CA01', stok: 118, bulan: 1.24, flag: 'MUST_PO' },
  { kode: 'M1CA02', stok: 0, bulan: null, flag: 'NO_SALES' },
  { kode: 'M1CA03', stok: 12345.5, bulan: 14, flag: 'OVERSTOCK' },
];
/** The same as a person writes it. */
export const SAME = 'Kode;Stok;Sisa Bulan;Status\nM1CA01;118;1,2;WAJIB PO\nM1CA02;0;;NO_SALES\nM1CA03;12.345,5;14;OVERSTOCK\n';

export const dayOf = (n: number): string => new Date(Date.UTC(2026, 1, n)).toISOString().slice(0, 10);

export async function handReport(db: TestDatabase) {
  await db.setClock('2026-04-01T05:00:00+07:00');
  const [people] = await db.sql(
    `with s as (insert into ops.people (name, email) values ('Kepala', 'kepala@toko.example') returning id),
          p as (insert into ops.people (name, email, supervisor_id) select 'PIC', 'pic@toko.example', s.id from s returning id)
     select (select id from s) as supervisor, (select id from p) as pic`,
  );
  await db.sql(
    `insert into ops.job_definitions (key, title, agent, task_identifier, needs, latest_start, max_duration, makes_work_item, requires_review, requires_approval, max_revisions, pic_id, recipient_key)
     values ($1, 'Laporan Tangan', 'ops_warehouse', 'ops/noop', '{}', '2 hours', '1 hour', true, true, false, 2, $2, $1)`,
    REPORT,
    people.pic,
  );
  await db.as('mandor_analyst', async (c) => {
    await c.query(`insert into ops.parallel_settings (definition_key, row_filter, ignored_keys) values ($1, '{"ada": true}', '{TOTAL}')`, [
      REPORT,
    ]);
    await c.query(
      `insert into ops.parallel_columns (definition_key, position, header, field, role, data_type, decimals, words) values
         ($1, 1, 'Kode', 'kode', 'key', 'text', null, '{"": "SEMUA"}'), ($1, 2, 'Stok', 'stok', 'value', 'number', null, '{}'),
         ($1, 3, 'Sisa Bulan', 'bulan', 'value', 'number', 1, '{}'), ($1, 4, 'Status', 'flag', 'value', 'text', null, '{"MUST_PO": "WAJIB PO"}')`,
      [REPORT],
    );
    await c.query(`update ops.parallel_settings set is_enabled = true where definition_key = $1`, [REPORT]);
  });
  const worker = await newWorker(db);
  await db.sql(`update agent.profiles set max_concurrent_runs = 100000`);
  await db.sql(`update ops.settings set value = '100000' where key = 'worker.max_runs'`);
  const folder = emptyFolder();
  const console = db.pool('mandor_console', { max: 1 });
  const one = async (sql: string, ...values: unknown[]): Promise<string> =>
    String(Object.values((await db.sql(sql, ...values))[0] ?? {})[0]);
  const freezeRun = async (id: string, rows: readonly Article[]): Promise<void> => {
    const token = await one('select run_token from ops.work_item_start($1, $2)', id, worker);
    const figures = { rows: [...rows.map((r) => ({ ...r, ada: true })), { kode: 'X', stok: 1, bulan: 1, flag: 'OK', ada: false }] };
    await one(`select ops.work_item_finish($1, $2, '{"subject": "Tangan"}')`, token, JSON.stringify(figures));
  };
  return {
    pic: people.pic as string,
    supervisor: people.supervisor as string,
    one,
    /** Freezes the report of a day; its item. */
    async freeze(date: string, rows: readonly Article[] = ARTICLES): Promise<string> {
      await one('select ops.occurrence_open($1, $2)', REPORT, date);
      const id = await one(`select max(id) from ops.work_items where definition_key = $1 and business_date = $2`, REPORT, date);
      await freezeRun(id, rows);
      return id;
    },
    /** Sends it back and freezes another revision. */
    async revise(id: string, rows: readonly Article[]): Promise<void> {
      await one(`select ops.review_decide($1, (select revision_no from ops.work_items where id = $1), 'reject', 'salah')`, id);
      await freezeRun(id, rows);
    },
    async load(date: string, text: string | Buffer, report = 'hand'): Promise<ParallelOutcome> {
      const file = join(folder, 'hasil.csv');
      writeFileSync(file, text);
      return loadParallelFile(console, { report, file, date, encoding: 'utf-8' });
    },
    worker,
    day: async (date: string) =>
      (await db.sql('select * from ops.v_parallel_runs where definition_key = $1 and business_date = $2', REPORT, date))[0],
    where: async (date: string): Promise<string[]> =>
      (
        await db.sql(
          `select ops.parallel_difference_text(d) as t from ops.parallel_differences d join ops.parallel_runs r on r.id = d.run_id
            where r.definition_key = $1 and r.business_date = $2 and r.is_current order by d.position`,
          REPORT,
          date,
        )
      ).map((r) => r.t as string),
    line: (id: string, seesCost = true) =>
      one(`select ops.parallel_line($1, (select revision_no from ops.work_items where id = $1), $2)`, id, seesCost),
  };
}
