import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { startWorker } from '../start-worker.ts';
import { untilStopped } from '../stop.ts';

export function workerCommand(): Command {
  return new Command('worker')
    .description('run the queue until it is stopped (Ctrl-C: finishes what it is doing)')
    .option('--concurrency <n>', 'jobs at once', '8')
    .action(async (options: { concurrency: string }) => {
      const config = loadConfig();
      const log = createLog('worker', config.logLevel);
      const database = await openDatabase(config, log);
      try {
        const worker = await startWorker({ url: database.url, config, log, concurrency: Number(options.concurrency) });
        const asked = untilStopped(log);
        // Whichever comes first: somebody stops it, or it stops itself (declared dead, or a newer deployment).
        const reason = await Promise.race([asked, worker.promise]);
        if (reason !== 'SIGINT' && reason !== 'SIGTERM') process.exitCode = 1;
        await worker.stop();
      } finally {
        await database.stop();
      }
    });
}
