import { Command } from 'commander';
import { value } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { printJson } from '../output.ts';

export function runCommand(): Command {
  return new Command('run')
    .description('ask for one run of a job definition; a worker does it')
    .argument('<job-key>', 'e.g. stock.ddd, sales.mbb, report.control_stock')
    .requiredOption('--date <yyyy-mm-dd>', 'business date: the trading day that it works on')
    .option('--from <yyyy-mm-dd>', 'first day of a sales pull (default: the last days that are always read again)')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (key: string, options: { date: string; from?: string; json?: boolean }) => {
      const id = await withPool('mandor_deploy', (pool) =>
        value(pool, 'ops.occurrence_open', {
          p_definition_key: key,
          p_business_date: isoDate(options.date, '--date'),
          p_payload: options.from === undefined ? {} : { from: isoDate(options.from, '--from') },
        }),
      );
      if (options.json) printJson({ occurrence: id, key, business_date: options.date });
      else process.stdout.write(`Run ${id} of ${key} for ${options.date} is asked for. \`mandor status\` shows how it goes.\n`);
    });
}

/** A calendar date that exists, in the one form that cannot be misread. */
export function isoDate(text: string, name: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new Error(`${name} ${text} is not a date. Write it as year-month-day, for example 2026-02-08.`);
  }
  return text;
}
