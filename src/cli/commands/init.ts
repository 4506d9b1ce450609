// `mandor init`: the first week. It writes the lists that people fill in, takes what they filled in, and says what is
// left. Called again after every step; nothing is asked twice and nothing is overwritten.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { many } from '../../db/call.ts';
import { plan } from '../../db/deploy.ts';
import { openPool } from '../../db/pool.ts';
import { createLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { goThrough, LISTS, type ListOutcome } from '../init/lists.ts';
import { paint, printJson, wrap } from '../output.ts';
import { projectRoot } from '../root.ts';
import { deployAs } from './deploy.ts';

interface Step {
  readonly position: number;
  readonly step: string;
  readonly is_done: boolean;
  readonly says: string;
  readonly next_step: string | null;
}

const HELP = `
Lists in the folder, to be filled in with a spreadsheet and saved as CSV:
  orang.csv      people: name, email, telegram_user_id, language (id, en), supervisor_email
  tugas.csv      who answers for each report, and who when he is away
  penerima.csv   who else receives reports and alerts (keys such as report.control_stock, department.OPS, alerts.main, alerts.direct)
  gudang.csv     made after the first pull: warehouses that nobody mapped, with a proposal; only lines with "ya" in setuju are taken

Exit code 0: every step is done; 1: a list was refused; 2: steps are left.
`;

export function initCommand(): Command {
  return new Command('init')
    .description('the first week, step by step: people, reference data, first pull, warehouses, history')
    .option('--dir <folder>', 'where the lists are kept', 'minggu-pertama')
    .option('--json', 'print the outcome as one JSON document')
    .addHelpText('after', HELP)
    .action(async (options: { dir: string; json?: boolean }) => {
      const config = loadConfig();
      const log = createLog('init', 'error');
      const database = await openDatabase(config, log);
      try {
        const request = { url: database.url, root: projectRoot, log };
        const wasBehind = !(await plan(request)).upToDate;
        if (wasBehind) await deployAs(request, database.isEmbedded ? { kind: 'development' } : {});
        const pool = openPool(database.url, 'mandor_deploy', { max: 2, applicationName: 'mandor init', log });
        try {
          const dir = resolve(options.dir);
          await mkdir(dir, { recursive: true });
          const lists: ListOutcome[] = [];
          for (const list of LISTS) {
            const outcome = await goThrough(list, dir, pool);
            if (outcome !== undefined) lists.push(outcome);
          }
          const steps = (await many(pool, 'ops.first_week')) as unknown as Step[];
          const ok = steps.every((step) => step.is_done);
          process.exitCode = lists.some((list) => list.status === 'refused') ? 1 : ok ? 0 : 2;
          if (options.json) printJson({ ok, deployed: wasBehind, dir, lists, steps });
          else process.stdout.write(`${text(wasBehind, dir, lists, steps)}\n`);
        } finally {
          await pool.end();
        }
      } finally {
        await database.stop();
      }
    });
}

const DONE: Record<ListOutcome['status'], (o: ListOutcome) => string> = {
  written: () => 'written: fill it in and run this again',
  waiting: () => 'nothing filled in yet',
  applied: (o) => (o.added + o.changed === 0 ? 'taken before, nothing changed' : `taken: ${o.added} new, ${o.changed} changed`),
  refused: () => 'refused, nothing of it was taken:',
};

function text(deployed: boolean, dir: string, lists: readonly ListOutcome[], steps: readonly Step[]): string {
  const out = deployed ? ['The database was brought to this version.', ''] : [];
  out.push(paint(`Lists in ${dir}`, 'bold'));
  for (const list of lists) {
    const mark = list.status === 'refused' ? paint('✘', 'red') : list.status === 'applied' ? paint('✔', 'green') : paint('·', 'yellow');
    out.push(`${mark} ${list.file.padEnd(14)} ${DONE[list.status](list)}`);
    for (const problem of list.problems) out.push(wrap(problem, 4, 6));
  }
  out.push('', paint('The first week', 'bold'));
  const next = steps.find((step) => !step.is_done);
  for (const step of steps) {
    const mark = step.is_done ? paint('✔', 'green') : step === next ? paint('→', 'yellow') : paint('·', 'dim');
    out.push(`${mark} ${step.position}. ${step.step.padEnd(18)} ${step.says}`);
    if (!step.is_done && step.next_step !== null) out.push(paint(wrap(step.next_step, 5, 5), step === next ? 'yellow' : 'dim'));
  }
  out.push('', next === undefined ? 'All steps are done.' : 'Run `npx mandor init` again after each step.');
  return out.join('\n');
}
