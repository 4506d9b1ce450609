import { Command, Option } from 'commander';
import { type Rates, restoreAccurateRate, setAccurateRate } from '../../db/rate.ts';
import { createLog } from '../../log.ts';
import { type Sandbox, startSandbox, writeTillExport } from '../../sandbox/index.ts';
import { withPool } from '../connect.ts';
import { explainError } from '../errors.ts';
import { whole } from '../options.ts';
import { printJson, say } from '../output.ts';
import { untilStopped } from '../stop.ts';
import { isoDate } from './run.ts';

interface Options {
  readonly size: 'S' | 'L';
  readonly seed: number;
  readonly rate: number;
  readonly end?: string;
  readonly port?: number;
  readonly invoices?: string;
  readonly stock?: string;
  readonly accessLog?: string;
  readonly till?: string;
  readonly json?: boolean;
  readonly noRateRow?: boolean;
}

export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description("local servers that speak the vendors' protocols: the ERP with a generated company (or your CSV files), and a mailbox")
    .addOption(new Option('--size <S|L>', 'S: 300 codes, 12 shops; L: 5,464 codes, 326 shops').choices(['S', 'L']).default('S'))
    .option('--seed <n>', 'the same seed makes the same company', whole(1, 999_999_999), 1)
    .option(
      '--rate <n>',
      'requests per second that it lets one token make; the rate rows of the database are set with it until it ends',
      whole(1, 100_000),
      8,
    )
    .option('--port <n>', 'port of the ERP, so that .env stays valid over restarts (default: a free one)', whole(1, 65_535))
    .option('--end <yyyy-mm-dd>', 'last day that the company has traded (default: yesterday)')
    .option(
      '--invoices <file>',
      'serve these invoices instead of a company (CSV or CSV.gz: InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country)',
    )
    .option('--stock <file>', 'serve this stock (CSV: kode_barang,nama_barang,nama_gudang,kuantitas,unit_price)')
    .option('--till <folder>', "write the tills' sales export of the last 30 days there (mandor load raw.iseller_sales …)")
    .option('--access-log <file>', 'append each request to this file as a line of JSON')
    .option('--no-rate-row', 'do not touch the rate rows of the database')
    .option('--json', 'print addresses and credentials as one JSON document')
    .action(async (options: Options & { rateRow: boolean }) => {
      const { rate } = options;
      const sandbox = await startSandbox({
        size: options.size,
        seed: options.seed,
        rate,
        ...(options.port === undefined ? {} : { port: options.port }),
        ...(options.end === undefined ? {} : { endDate: isoDate(options.end, '--end') }),
        ...(options.invoices === undefined
          ? {}
          : { csv: { invoices: options.invoices, ...(options.stock === undefined ? {} : { stock: options.stock }) } }),
        ...(options.accessLog === undefined ? {} : { accessLogFile: options.accessLog }),
      });
      let before: Rates | undefined;
      try {
        if (options.till !== undefined && sandbox.company !== undefined) {
          const to = sandbox.company.options.endDate;
          const from = new Date(Date.parse(`${to}T00:00:00Z`) - 29 * 86_400_000).toISOString().slice(0, 10);
          say(`Export of the tills: ${await writeTillExport(sandbox.company, options.till, { from, to })}`);
        }
        if (options.rateRow) before = await withPool('mandor_deploy', (pool) => setAccurateRate(pool, rate));
        if (options.json) printJson({ ...sandbox.env, control: sandbox.controlUrl, machines: machinesOf(sandbox) });
        else {
          process.stdout.write(`# Put these lines into .env, then start \`mandor worker\`:\n`);
          for (const [name, text] of Object.entries(sandbox.env)) process.stdout.write(`${name}=${text}\n`);
          process.stdout.write(`# Machines for ops.machines (SSH, user and pinned host key):\n`);
          for (const { name, host, port, rescuePort, user, hostKeys } of machinesOf(sandbox))
            process.stdout.write(`# ${name}: ${user}@${host}:${port}, rescue port ${rescuePort}, ${hostKeys.join(' ')}\n`);
        }
        say(`The sandbox runs (${rate} requests per second a token; control: ${sandbox.controlUrl}). Ctrl-C stops it.`);
        await untilStopped(createLog('sandbox'));
      } finally {
        await sandbox.stop();
        if (before !== undefined) await putBack(rate, before);
      }
    });
}

const machinesOf = (sandbox: Sandbox) =>
  sandbox.ssh.machines.map(({ name, host, port, rescuePort, user, hostKeys }) => ({ name, host, port, rescuePort, user, hostKeys }));

/** What a sandbox bears is too much for the vendor: the rate goes back with it. */
async function putBack(rate: number, before: Rates): Promise<void> {
  try {
    await withPool('mandor_deploy', (pool) => restoreAccurateRate(pool, rate, before));
  } catch (error) {
    say(`The rate rows were left at ${rate} requests per second (${explainError(error)}). \`mandor doctor\` says how to mend them.`);
  }
}
