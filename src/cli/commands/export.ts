import { Command } from 'commander';
import { exportMonth } from '../../db/archive.ts';
import { many, value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { localTime, printJson, table } from '../output.ts';

interface Month {
  readonly month_on: string;
  readonly row_count: string;
  readonly exported_at: Date | null;
  readonly file_name: string | null;
  readonly sha256: string | null;
  readonly may_drop: boolean;
}

interface Flags {
  readonly month?: string;
  readonly to: string;
  readonly drop?: boolean;
  readonly json?: boolean;
}

const HELP = `
History of work items, attempts to decide and approvals move into ops.archive when their retention is over
(ops.retention_rules). Without --month its months are listed.

A month is written as audit-<month>.ndjson, one JSON document a line, with its SHA-256 beside it (sha256sum -c). With --drop
the month then leaves the database; without a file that holds all of its rows that is refused.
`;

/** `mandor export`: what leaves the database as a file. */
export function exportCommand(): Command {
  const command = new Command('export').description('write what the database holds into files');
  command
    .command('audit')
    .description('a month of archived history: who did and decided what')
    .option('--month <yyyy-mm>', 'the month', monthOf)
    .option('--to <folder>', 'where the files go; made when it is not there', '.')
    .option('--drop', 'take the month out of the database once its file is written')
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', HELP)
    .action(async ({ month, to, drop, json }: Flags) => {
      await withPool('mandor_deploy', async (pool) => {
        if (month === undefined) {
          if (drop) throw new Error('--drop needs --month.');
          const months = (await many(pool, 'ops.archive_list')) as unknown as Month[];
          if (json) printJson(months);
          else process.stdout.write(`${monthsText(months)}\n`);
          return;
        }
        const done = await exportMonth(pool, month, to);
        const dropped = drop ? Number(await value(pool, 'ops.archive_drop', { p_month: `${month}-01` })) : 0;
        if (json) printJson({ ...done, dropped });
        else
          process.stdout.write(
            `${done.file}: ${done.rows} rows, SHA-256 ${done.sha256}\n${
              drop ? `${dropped} rows were dropped from the database.` : 'The rows are still in the database (--drop takes them out).'
            }\n`,
          );
      });
    });
  return command;
}

function monthOf(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new Error(`${text} is no month. Write it as 2026-02.`);
  return text;
}

function monthsText(months: readonly Month[]): string {
  if (months.length === 0) return 'The archive is empty.';
  return table(
    ['month', 'rows', 'exported', 'file', 'may be dropped'],
    months.map((m) => [
      m.month_on.slice(0, 7),
      Number(m.row_count),
      m.exported_at === null ? 'never' : localTime(m.exported_at),
      m.file_name ?? '–',
      m.may_drop ? 'yes' : 'no',
    ]),
  );
}
