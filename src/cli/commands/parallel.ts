// `mandor parallel`: a person's own result beside the report's. What is compared, ops.parallel_columns says.
import { Command, InvalidArgumentError, Option } from 'commander';
import { many, value } from '../../db/call.ts';
import { LoadRefused, problemText } from '../../db/load/problem.ts';
import type { Encoding } from '../../db/load/source.ts';
import { loadParallelFile, type ParallelOutcome } from '../../db/parallel.ts';
import { withPool } from '../connect.ts';
import { explainError } from '../errors.ts';
import { localTime, paint, printJson, table, wrap } from '../output.ts';

interface LoadFlags {
  readonly date: string;
  readonly encoding: Encoding;
  readonly delimiter?: string;
  readonly json?: boolean;
}

interface Shown {
  readonly run: Readonly<Record<string, unknown>> & { readonly outcome: string; readonly text: string };
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly differences: readonly { readonly text: string; readonly line: number | null }[];
  readonly days: readonly { readonly business_date: string; readonly outcome: string; readonly text: string }[];
}

const PROBLEMS: Readonly<Record<string, string>> = {
  header_missing: 'the header lacks this column',
  header_twice: 'stands in the header more than once',
  no_rows: 'the file has a header and no rows',
  no_rows_of_day: 'no row is of that day (the column of the date says otherwise), or all keys are passed over',
};
const COLOURS = { match: 'green', differs: 'red', incomplete: 'yellow' } as const;

const HELP = `
The file is CSV, parted by , or ;. Its first line names the columns; those of ops.parallel_columns must be there, others are
passed over. Numbers are read with the report's decimal_mark: 1.234,5 with comma, 1,234.5 with point.

Handing in a day again takes the place of what was handed in before. The comparison is made at once when the report of that
day is frozen, and otherwise as soon as it is.

Exit codes: 0 taken (also when it differs), 1 refused.

Examples:
  mandor parallel load control_stock hasil-8-feb.csv --date 2026-02-08
  mandor parallel show control_stock --date 2026-02-08
`;

function readDate(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('It is a day of the calendar, yyyy-mm-dd.');
  return text;
}

/** The command. */
export function parallelCommand(): Command {
  const command = new Command('parallel').description("a person's own result beside a report's, compared cell by cell");
  command
    .command('list', { isDefault: true })
    .description('reports with a parallel run: days in a row that matched, and the newest comparison')
    .option('--json', 'print them as one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const rows = (await withPool('mandor_console', (pool) => many(pool, 'ops.parallel_list'))) as unknown as Record<string, unknown>[];
      if (json) printJson(rows);
      else process.stdout.write(`${listText(rows)}\n`);
    });
  command
    .command('load')
    .description("hand in a person's result of a day")
    .argument('<report>', 'for example control_stock; `mandor parallel list` names them')
    .argument('<file>', 'the file, .csv or .csv.gz')
    .requiredOption('--date <yyyy-mm-dd>', 'business date: the trading day that the figures are of', readDate)
    .addOption(new Option('--delimiter <char>', 'what parts the columns, when it is not found out rightly').choices([',', ';']))
    .addOption(new Option('--encoding <name>', 'encoding of the file').choices(['utf-8', 'windows-1252']).default('utf-8'))
    .option('--json', 'print one JSON document on stdout')
    .addHelpText('after', HELP)
    .action(load);
  command
    .command('show')
    .description('one comparison, with every difference')
    .argument('<report>', 'for example control_stock')
    .option('--date <yyyy-mm-dd>', 'business date; the newest comparison without it', readDate)
    .option('--json', 'print it as one JSON document')
    .action(async (report: string, { date, json }: { date?: string; json?: boolean }) => {
      const shown = (await withPool('mandor_console', (pool) =>
        value(pool, 'ops.parallel_show', { p_report: report, p_business_date: date ?? null }),
      )) as unknown as Shown;
      if (json) printJson(shown);
      else process.stdout.write(`${showText(shown)}\n`);
    });
  command
    .command('compare')
    .description('compare a day again, after its columns were changed in ops.parallel_columns')
    .argument('<report>', 'for example control_stock')
    .requiredOption('--date <yyyy-mm-dd>', 'business date', readDate)
    .option('--json', 'print it as one JSON document')
    .action(async (report: string, { date, json }: { date: string; json?: boolean }) => {
      const shown = await withPool('mandor_console', async (pool) => {
        const key = await value(pool, 'ops.parallel_key', { p_report: report });
        await value(pool, 'ops.parallel_compare', { p_definition_key: key as string, p_business_date: date });
        return (await value(pool, 'ops.parallel_show', { p_report: report, p_business_date: date })) as unknown as Shown;
      });
      if (json) printJson(shown);
      else process.stdout.write(`${showText(shown)}\n`);
    });
  return command;
}

async function load(report: string, file: string, { json, ...flags }: LoadFlags): Promise<void> {
  let outcome: ParallelOutcome;
  try {
    outcome = await withPool('mandor_console', (pool) => loadParallelFile(pool, { report, file, ...flags }));
  } catch (e) {
    if (!(e instanceof LoadRefused)) {
      if (json) printJson({ status: 'failed', report, file, message: explainError(e) });
      throw e;
    }
    process.exitCode = 1;
    process.stderr.write(`${file}: refused, nothing was taken.\n${e.problems.map((p) => `  ${problemText(p)}`).join('\n')}\n`);
    if (e.hint !== null) process.stderr.write(`  → ${e.hint}\n`);
    if (json) printJson({ status: 'refused', report, file, problems: e.problems, hint: e.hint });
    return;
  }
  if (json) printJson({ file, ...outcome });
  if (outcome.status !== 'refused') {
    if (!json) process.stdout.write(`${loadText(outcome)}\n`);
    return;
  }
  process.exitCode = 1;
  process.stderr.write(
    `${file}: refused, nothing was taken.\n${(outcome.problems ?? [])
      .map((p) => `  ${p.header === null ? '' : `"${p.header}": `}${PROBLEMS[p.code] ?? p.code}`)
      .join('\n')}\n  → \`mandor parallel list\` names the columns of each report.\n`,
  );
}

function loadText(o: ParallelOutcome): string {
  const lines = [
    `${o.definition_key} ${o.business_date}: ${o.rows} rows ${o.status === 'unchanged' ? 'as they were handed in before' : 'taken'}`,
  ];
  if ((o.rows_passed_over ?? 0) > 0) lines.push(`  passed over: ${o.rows_passed_over} rows (another day, blank, or an ignored key)`);
  if ((o.headers_passed_over ?? []).length > 0) lines.push(`  not compared: ${(o.headers_passed_over ?? []).join(', ')}`);
  if (o.run) lines.push(wrap(paint(o.run.text, COLOURS[o.run.outcome]), 2, 4));
  return lines.join('\n');
}

function listText(rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'No report has a parallel run. Add rows to ops.parallel_settings and ops.parallel_columns.';
  const head = ['report', 'on', 'from', 'in a row', 'since', 'newest day', 'outcome'];
  const lines = [
    table(
      head,
      rows.map((r) => [
        String(r.definition_key),
        r.is_enabled ? 'yes' : 'no',
        String(r.source),
        `${r.days} of ${r.required_days}`,
        r.since as string | null,
        r.business_date as string | null,
        r.outcome as string | null,
      ]),
    ),
  ];
  for (const r of rows) {
    lines.push('', paint(String(r.definition_key), 'bold'), wrap(`columns: ${r.columns ?? 'none'}`, 2, 4));
    if (r.text !== null) lines.push(wrap(`${r.business_date}: ${r.text}`, 2, 4));
    if (r.proposes) lines.push(paint('  enough days matched: set is_enabled = false in ops.parallel_settings to stop', 'green'));
  }
  return lines.join('\n');
}

function showText({ run, input, differences, days }: Shown): string {
  const lines = [
    paint(`${run.definition_key} ${run.business_date}`, 'bold'),
    wrap(paint(run.text, COLOURS[run.outcome as keyof typeof COLOURS]), 2, 4),
    `  ${run.compared_cells} cells compared; ${run.rows_ours} rows of the report${run.revision_no === null ? '' : ` (item ${run.work_item_id}, revision ${run.revision_no})`}, ${run.rows_theirs} of the person's`,
  ];
  if (input !== null)
    lines.push(
      `  handed in ${localTime(new Date(String(input.loaded_at)))} by ${input.loaded_by}: ${input.origin} (${input.row_count} rows)`,
    );
  for (const d of differences) lines.push(wrap(`${d.line === null ? '' : `line ${d.line}: `}${d.text}`, 2, 4));
  const told = Number(run.differing_cells) + Number(run.missing_rows) + Number(run.extra_rows) + Number(run.duplicate_keys);
  if (told > differences.length) lines.push(`  … and ${told - differences.length} more`);
  if (days.length > 1) lines.push('', ...days.map((d) => `  ${d.business_date}  ${d.outcome.padEnd(10)}  ${d.text.slice(0, 80)}`));
  return lines.join('\n');
}
