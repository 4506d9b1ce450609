import { Command, InvalidArgumentError } from 'commander';
import { many, value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { whole } from '../options.ts';
import { printJson } from '../output.ts';
import { catalogText, type Report, reportCsv, reportText } from '../report-text.ts';

interface Options {
  readonly filter: Readonly<Record<string, string>>;
  readonly limit: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

function addFilter(text: string, given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write name=value, for example tier=1.');
  const name = text.slice(0, at);
  if (Object.hasOwn(given, name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
  return { ...given, [name]: text.slice(at + 1) };
}

export function reportCommand(): Command {
  return new Command('report')
    .description('a report by name, with the filters that it allows; `mandor report list` names them')
    .argument('<name>', 'name of the report, or list')
    .option('--filter <name=value>', 'may be given several times', addFilter, {})
    .option('--limit <rows>', 'rows at most', whole(1, 10_000), 50)
    .option('--json', 'print it as one JSON document')
    .option('--csv', 'print it as CSV: plain numbers, ISO dates')
    .action(async (name: string, options: Options, command: Command) => {
      if (options.json && options.csv) command.error('error: --json or --csv, not both');
      if (name === 'list') return printCatalog(options);
      const report = (await withPool('mandor_deploy', (pool) =>
        value(pool, 'ops.report_run', { p_key: name, p_filters: options.filter, p_limit: options.limit }),
      )) as unknown as Report;
      if (options.json) printJson(report);
      else process.stdout.write(options.csv ? reportCsv(report) : `${reportText(report)}\n`);
    });
}

async function printCatalog({ json }: Options): Promise<void> {
  const reports = await withPool('mandor_deploy', (pool) => many(pool, 'ops.report_list'));
  if (json) printJson(reports);
  else process.stdout.write(`${catalogText(reports as unknown as Parameters<typeof catalogText>[0])}\n`);
}
