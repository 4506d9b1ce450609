// The baseline of the worker: graphile-worker as its manual shows it, one task that does nothing.
//   node bare_worker.ts <database url>
import { Logger, run } from 'graphile-worker';

const quiet = new Logger(() => () => undefined);
const runner = await run({
  connectionString: process.argv[2] ?? '',
  schema: 'bench_bare',
  concurrency: 8,
  logger: quiet,
  parsedCronItems: [],
  taskList: { noop: () => undefined },
});
await runner.promise;
