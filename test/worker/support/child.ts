// A worker as a process of its own: `node child.ts <database url> <task folder>`. Prints "ready" when it takes jobs.
import { loadConfig } from '../../../src/config.ts';
import { silentLog } from '../../../src/log.ts';
import { runWorker } from '../../../src/worker/run.ts';
import { noConnectors } from './no-connectors.ts';

const [url = '', taskDirectory = ''] = process.argv.slice(2);
const worker = await runWorker({
  url,
  taskDirectory,
  services: { config: loadConfig({}), connectors: noConnectors },
  logger: silentLog,
  handleSignals: true,
  gracePeriod: 1_000,
  onReady: () => process.stdout.write('ready\n'),
});
await worker.promise;
