import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { keepWorker } from '../../worker/keep.ts';
import { RESTART_CODE, WorkerOutdated } from '../../worker/run.ts';
import { openDatabase } from '../connect.ts';
import { explainError } from '../errors.ts';
import { whole } from '../options.ts';
import { say } from '../output.ts';
import { startWorker } from '../start-worker.ts';
import { untilStopped } from '../stop.ts';

export function workerCommand(): Command {
  return new Command('worker')
    .description('run the queue until it is stopped (Ctrl-C: finishes what it is doing)')
    .option('--concurrency <n>', 'jobs at once', whole(1, 200), 8)
    .addHelpText(
      'after',
      `\nExit codes: 0 stopped · 1 declared dead, refused or broken · ${RESTART_CODE} something new was deployed: start it again (a supervisor does).`,
    )
    .action(async (options: { concurrency: number }) => {
      const config = loadConfig();
      const log = createLog('worker', config.logLevel);
      const database = await openDatabase(config, log);
      const start = () => startWorker({ url: database.url, config, log, concurrency: options.concurrency });
      try {
        const kept = await keepWorker(start, log);
        const ended = kept.promise.then(
          () => undefined,
          (error: unknown) => {
            process.exitCode = error instanceof WorkerOutdated ? RESTART_CODE : 1;
            say(explainError(error));
          },
        );
        // Whichever comes first: somebody stops it, or it must not go on (declared dead, or a newer deployment).
        await Promise.race([untilStopped(log), ended]);
        await kept.stop();
        await ended;
      } finally {
        await database.stop();
        // A connection that went silent would keep the process for minutes.
        setTimeout(() => process.exit(), 3_000).unref();
      }
    });
}
