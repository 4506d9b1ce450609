import { Command } from 'commander';
import { loadConfig } from '../../config.ts';
import { checkDeploy, deploy, plan } from '../../db/deploy.ts';
import { readInstance } from '../../db/instance.ts';
import { createLog } from '../../log.ts';
import { openDatabase } from '../connect.ts';
import { printJson } from '../output.ts';
import { projectRoot } from '../root.ts';

export function deployCommand(): Command {
  return new Command('deploy')
    .description('bring the database to the state of migrations/ and sql/, in one transaction')
    .option('--check', 'try it on a scratch database; the live one stays as it is')
    .option('--plan', 'say what would be done, and do nothing')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (options: { check?: boolean; plan?: boolean; json?: boolean }) => {
      const config = loadConfig();
      const log = createLog('deploy', options.json ? 'error' : config.logLevel);
      const database = await openDatabase(config, log);
      try {
        const request = { url: database.url, root: projectRoot, log };
        const isNew = database.isEmbedded ? { kind: 'development' as const } : {};
        if (options.plan) return printJson(await plan(request));
        const outcome = options.check ? await checkDeploy(request) : await deployAs(request, isNew);
        if (options.json) printJson(outcome);
        else process.stdout.write(`${summary(outcome, options.check === true)}\n`);
        if (outcome.dataViolations.length > 0) process.exitCode = 3;
      } finally {
        await database.stop();
      }
    });
}

type Outcome = Awaited<ReturnType<typeof deploy>>;

/** A new embedded database is a development instance; one that is already something stays what it is. */
export async function deployAs(request: Parameters<typeof deploy>[0], isNew: { kind?: 'development' }): Promise<Outcome> {
  const { kind } = await readInstance(request.url);
  return deploy(kind === undefined ? { ...request, ...isNew } : request);
}

function summary(outcome: Outcome, isCheck: boolean): string {
  const what = isCheck ? 'Checked on a scratch database' : 'Deployed';
  const orphans = outcome.orphans.length === 0 ? '' : `, dropped: ${outcome.orphans.join(', ')}`;
  const moved = (outcome.sops?.sops ?? []).filter((s) => s.action !== 'unchanged');
  const sops = moved.length === 0 ? '' : `\n  SOPs: ${moved.map((s) => `${s.name} (${s.action})`).join(', ')}`;
  const violations = outcome.dataViolations.map((v) => `\n  data check ${v.file}: ${v.count} rows`).join('');
  return `${what} in ${outcome.seconds.toFixed(2)} s: ${outcome.migrations.length} migrations, ${outcome.files} files${orphans}.${sops}${violations}`;
}
