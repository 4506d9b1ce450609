// `mandor load`: reads the arguments, shows progress, prints the outcome. All else is src/db/load.
import { Command, Option } from 'commander';
import { type LoadMode, type LoadProgress, loadFile } from '../../db/load/load.ts';
import { exitCode, outcomeText } from '../../db/load/outcome.ts';
import type { Encoding } from '../../db/load/source.ts';
import { withPool } from '../connect.ts';
import { explainError } from '../errors.ts';
import { printJson } from '../output.ts';
import { boundYoung } from '../small.ts';

interface Flags {
  readonly dryRun?: boolean;
  readonly mode?: LoadMode;
  readonly force?: boolean;
  readonly date?: string;
  readonly delimiter?: string;
  readonly encoding: Encoding;
  readonly json?: boolean;
}

const PHASES: Record<LoadProgress['phase'], string> = { check: 'checking', copy: 'copying', apply: 'applying' };

/** Progress on stderr: a bar that redraws itself on a terminal, a line every 5 seconds elsewhere. */
export function progressWriter(
  out: NodeJS.WriteStream,
  every: number = out.isTTY ? 100 : 5_000,
): { show(p: LoadProgress): void; say(line: string): void; end(): void } {
  let phase: LoadProgress['phase'] | undefined;
  let began = performance.now();
  let last = performance.now();
  let isDrawn = false;
  return {
    show(p) {
      const now = performance.now();
      if (p.phase !== phase) began = now;
      else if (now - last < every) return;
      if (!out.isTTY && now - last < every) {
        phase = p.phase;
        return;
      }
      phase = p.phase;
      last = now;
      const share = p.bytesTotal === 0 ? 0 : Math.min(1, p.bytes / p.bytesTotal);
      const rate = now - began < 200 ? '' : `, ${Math.round((p.rows / (now - began)) * 1000).toLocaleString('en-US')} rows/s`;
      const text = `${PHASES[p.phase]} ${p.rows.toLocaleString('en-US')} rows${p.phase === 'apply' ? `, ${Math.round((now - began) / 1000)} s` : rate}`;
      if (!out.isTTY) out.write(`${text}, ${Math.round(share * 100)} %\n`);
      else {
        const full = Math.round(share * 24);
        out.write(`\r\x1b[2K[${'█'.repeat(full)}${'░'.repeat(24 - full)}] ${String(Math.round(share * 100)).padStart(3)} % ${text}`);
        isDrawn = true;
      }
    },
    say(line) {
      if (isDrawn) out.write('\r\x1b[2K');
      out.write(`${line}\n`);
    },
    end() {
      if (isDrawn) out.write('\r\x1b[2K');
    },
  };
}

const HELP = `
The first line of the file names the columns of the table, in any order. Columns are parted by , or ; (found out from the
first line); .gz is unpacked on the way. Text is UTF-8 with or without a byte order mark. Numbers have a decimal point; in
files parted by ; a decimal comma. Thousands separators are not read. Dates are yyyy-mm-dd or dd/mm/yyyy. An empty cell is
"nothing" (NULL), or the default of a column that may not be empty.

A file lands whole or not at all. What is wrong is told with line and column, up to 20 places at once.

Modes, for tables of portal:
  append    adds new rows; a row that is there already with other values refuses the file
  upsert    adds new rows and changes those that are there
  replace   makes the table what the file is; refused when it would remove more than 20 %, unless --force

Tables of raw have no modes: stock takes the place of the snapshot of its day, sales that of the days they cover.

Exit codes: 0 done, 1 refused, 3 quarantined (a check of raw.load_checks failed; the rows count nowhere).

Examples:
  mandor load portal.kodemix kodemix.csv --mode upsert --dry-run
  mandor load raw.accurate_sales_ddd export-2022.csv.gz --date 2022-12-31
  mandor load --sheet toko --dry-run
`;

/** What the next run of a tab's job would change. */
async function showTab(key: string, json: boolean): Promise<void> {
  const [{ loadConfig }, { makeSheets }, { previewTab }] = await Promise.all([
    import('../../config.ts'),
    import('../connectors.ts'),
    import('../../db/load/tab_preview.ts'),
  ]);
  const outcome = await withPool('mandor_deploy', (pool) =>
    previewTab(pool, key, (spreadsheetId, tab) => makeSheets(loadConfig(), pool).readTab(spreadsheetId, tab)),
  );
  process.exitCode = exitCode(outcome);
  if (json) printJson(outcome);
  else (outcome.status === 'refused' ? process.stderr : process.stdout).write(`${outcomeText(outcome).join('\n')}\n`);
}

/** The command. */
export function loadCommand(): Command {
  return new Command('load')
    .description('load a CSV file into a table of portal or raw')
    .argument('[table]', 'for example portal.kodemix or raw.accurate_sales_ddd')
    .argument('[file]', 'the file, .csv or .csv.gz')
    .option('--sheet <key>', 'instead of table and file: the tab of portal.sheet_sources, with --dry-run')
    .option('--dry-run', 'show what would change, and change nothing')
    .addOption(
      new Option('--mode <mode>', 'what happens to rows that are there (default: append)').choices(['append', 'upsert', 'replace']),
    )
    .option('--force', 'let replace remove more than 20 % of the rows')
    .option('--date <yyyy-mm-dd>', 'snapshot and business date of a raw file that has no snapshot_date column')
    .addOption(new Option('--delimiter <char>', 'what parts the columns, when it is not found out rightly').choices([',', ';']))
    .addOption(new Option('--encoding <name>', 'encoding of the file').choices(['utf-8', 'windows-1252']).default('utf-8'))
    .option('--json', 'print one JSON document on stdout, everything else on stderr')
    .addHelpText('after', HELP)
    .action(
      async (table: string | undefined, file: string | undefined, { sheet, ...flags }: Flags & { sheet?: string }, command: Command) => {
        if (sheet !== undefined) {
          if (table !== undefined || flags.dryRun !== true)
            command.error(`--sheet goes with --dry-run and without a table. To load the tab: mandor run sheet.${sheet}`);
          return showTab(sheet, flags.json ?? false);
        }
        if (table === undefined || file === undefined) return command.error('load needs a table and a file.');
        const progress = progressWriter(process.stderr);
        const { json, ...options } = flags;
        const onProgress = (p: LoadProgress): void => {
          boundYoung();
          progress.show(p);
        };
        try {
          const outcome = await withPool('mandor_deploy', (pool) =>
            loadFile({ pool, table, file, options, onProgress, onNote: progress.say }),
          );
          progress.end();
          process.exitCode = exitCode(outcome);
          const out = outcome.status === 'refused' || json ? process.stderr : process.stdout;
          out.write(`${outcomeText(outcome).join('\n')}\n`);
          if (json) printJson(outcome);
        } catch (e) {
          progress.end();
          // A program that reads the document must get one when the database is down, too.
          if (json) printJson({ status: 'failed', table, file, message: explainError(e) });
          throw e;
        }
      },
    );
}
