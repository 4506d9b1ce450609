import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { say } from '../output.ts';
import { projectRoot } from '../root.ts';
import { startWorker } from '../start-worker.ts';
import { untilStopped } from '../stop.ts';
import { deployAs } from './deploy.ts';

export function upCommand(): Command {
  return new Command('up')
    .description('database (embedded unless DATABASE_URL is set), deploy, worker: everything that a day needs')
    .action(async () => {
      const config = loadConfig();
      const log = createLog('up', config.logLevel);
      const database = await openDatabase(config, log);
      try {
        const isNew = database.isEmbedded ? { kind: 'development' as const } : {};
        const done = await deployAs({ url: database.url, root: projectRoot, log }, isNew);
        if (done.dataViolations.length > 0) process.exitCode = 3;
        const worker = await startWorker({ url: database.url, config, log });
        say(
          `Mandor is up. Connection for DBeaver: \`npx mandor db url\`${database.port === undefined ? '' : ` (port ${database.port})`}. Ctrl-C stops it.`,
        );
        await Promise.race([untilStopped(log), worker.promise]);
        await worker.stop();
      } finally {
        await database.stop();
      }
    });
}
