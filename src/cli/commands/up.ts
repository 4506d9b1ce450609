import { join } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { raiseAlert } from '../../db/alert.ts';
import { createLog, type Log } from '../../log.ts';
import { type Supervised, supervise } from '../../worker/supervisor.ts';
import { openDatabase } from '../connect.ts';
import { say } from '../output.ts';
import { projectRoot } from '../root.ts';
import { untilStopped } from '../stop.ts';
import { deployAs } from './deploy.ts';

export function upCommand(): Command {
  return new Command('up')
    .description('database (embedded unless DATABASE_URL is set), deploy, supervised worker: everything that a day needs')
    .action(async () => {
      const config = loadConfig();
      const log = createLog('up', config.logLevel);
      const database = await openDatabase(config, log);
      try {
        const isNew = database.isEmbedded ? { kind: 'development' as const } : {};
        const done = await deployAs({ url: database.url, root: projectRoot, log }, isNew);
        if (done.dataViolations.length > 0) process.exitCode = 3;
        const worker = superviseWorker(database.url, log);
        say(
          `Mandor is up. Connection for DBeaver: \`npx mandor db url\`${database.port === undefined ? '' : ` (port ${database.port})`}. Ctrl-C stops it.`,
        );
        try {
          await Promise.race([untilStopped(log), worker.promise]);
        } finally {
          await worker.stop();
        }
      } finally {
        await database.stop();
      }
    });
}

/** The worker as a process of its own: what kills it leaves this one alive to start the next. */
function superviseWorker(url: string, log: Log): Supervised {
  return supervise({
    command: process.execPath,
    args: [join(projectRoot, 'src/cli/mandor.js'), 'worker'],
    env: { ...process.env, DATABASE_URL: url },
    log,
    onGivenUp: (last) =>
      raiseAlert(url, {
        severity: 'critical',
        department: 'OPS',
        category: 'worker',
        title: 'Worker berhenti dan tidak dinyalakan lagi',
        body: `Worker berhenti 5 kali dalam 10 menit (terakhir: ${last}). Lihat lognya, lalu jalankan lagi: mandor up.`,
        dedupeKey: 'worker_given_up',
      }),
  });
}
