// `mandor sops`: the procedures of sops/, put in force without a deploy. Git is where people change them.
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { many, value } from '../../db/call.ts';
import type { SopStep, SopsOutcome } from '../../db/sops/sync.ts';
import { withPool } from '../connect.ts';
import { explainError } from '../errors.ts';
import { whole } from '../options.ts';
import { localTime, paint, printJson, table, wrap } from '../output.ts';
import { projectRoot } from '../root.ts';

interface Flags {
  readonly from: string;
  readonly json?: boolean;
}

interface Shown {
  readonly name: string;
  readonly is_active: boolean;
  readonly in_force_no: number;
  readonly version_no: number;
  readonly version: string;
  readonly description: string;
  readonly agents: readonly string[];
  readonly event_types: readonly string[];
  readonly jobs: readonly string[];
  readonly source: string;
  readonly body: string | null;
  readonly parameters: readonly (Readonly<Record<string, unknown>> & { readonly name: string })[];
  readonly versions: readonly {
    readonly version_no: number;
    readonly version: string;
    readonly source_commit: string | null;
    readonly synced_at: string;
    readonly synced_by: string;
  }[];
}

const HELP = `
The folder as a whole is what holds: a file that is gone makes its SOP inactive. A file with a credential, with an error, or
with a name that the database does not know is refused with its line, and then nothing changes. A deploy syncs sops/ of the
program, too.

Back to an older version:
  git checkout <commit> -- sops && mandor sops sync

Exit codes: 0 done, 1 refused.
`;

/** The command. */
export function sopsCommand(): Command {
  const command = new Command('sops').description('procedures (sops/*.md) and their numbers: show, compare, put in force');
  const withFolder = (name: string, description: string): Command =>
    command
      .command(name)
      .description(description)
      .option('--from <folder>', 'where the files are', join(projectRoot, 'sops'))
      .option('--json', 'print one JSON document on stdout')
      .addHelpText('after', HELP);
  withFolder('sync', 'put the files in force').action((flags: Flags) => put(flags, true));
  withFolder('diff', 'say what a sync would change, and change nothing').action((flags: Flags) => put(flags, false));
  command
    .command('list', { isDefault: true })
    .description('the SOPs that are known')
    .option('--json', 'print them as one JSON document')
    .action(async ({ json }: { json?: boolean }) => {
      const rows = (await withPool('mandor_console', (pool) => many(pool, 'agent.sops_list'))) as unknown as Record<string, unknown>[];
      if (json) printJson(rows);
      else process.stdout.write(`${listText(rows)}\n`);
    });
  command
    .command('show')
    .description('one SOP: its text with the numbers in force, and its versions')
    .argument('<name>', 'as `mandor sops list` names it')
    .option('--version-no <n>', 'an older version, as its file was', whole(1, 1_000_000))
    .option('--json', 'print it as one JSON document')
    .action(async (name: string, { versionNo, json }: { versionNo?: number; json?: boolean }) => {
      const shown = (await withPool('mandor_console', (pool) =>
        value(pool, 'agent.sop_show', { p_name: name, p_version_no: versionNo ?? null }),
      )) as unknown as Shown;
      if (json) printJson(shown);
      else process.stdout.write(`${showText(shown)}\n`);
    });
  return command;
}

async function put({ from, json }: Flags, isSync: boolean): Promise<void> {
  const folder = resolve(from);
  const { diffSops, syncSops } = await import('../../db/sops/sync.ts');
  const { SopsRefused } = await import('../../db/sops/problem.ts');
  try {
    const outcome = await withPool('mandor_console', (pool) => (isSync ? syncSops(pool, folder) : diffSops(pool, folder)));
    if (json) printJson(outcome);
    else process.stdout.write(`${outcomeText(outcome)}\n`);
  } catch (e) {
    if (!(e instanceof SopsRefused) || !json) throw e;
    process.exitCode = 1;
    process.stderr.write(`${explainError(e)}\n`);
    printJson({ status: 'refused', problems: e.problems });
  }
}

const COLOURS = { new: 'green', changed: 'yellow', back: 'yellow', 'active again': 'green', inactive: 'red', unchanged: 'dim' } as const;

function stepText(s: SopStep): string[] {
  const no = s.was_no !== null && s.was_no !== s.version_no ? `version ${s.was_no} → ${s.version_no}` : `version ${s.version_no}`;
  return [`${paint(s.action, COLOURS[s.action])} ${s.name} (${s.path}, ${no})`, ...s.changes.map((line) => wrap(line, 4, 6))];
}

/** A plan, or what was done, as a terminal shows it. */
export function outcomeText(outcome: SopsOutcome): string {
  const moved = outcome.sops.filter((s) => s.action !== 'unchanged');
  const same = outcome.sops.length - moved.length;
  if (moved.length === 0) return `Nothing differs: ${same} SOPs are in force as the files say.`;
  const end = outcome.status === 'planned' ? 'Nothing was changed; `mandor sops sync` does it.' : 'In force from the next run on.';
  return [...moved.flatMap(stepText), `${moved.length} of ${outcome.sops.length} SOPs. ${end}`].join('\n');
}

function listText(rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'No SOP is known. `mandor sops sync` reads them.';
  const head = ['name', 'version', 'of', 'in force', 'agents', 'for', 'parameters'];
  const short = (list: unknown): string => {
    const all = list as string[];
    return all.length > 2 ? `${all.slice(0, 2).join(', ')} + ${all.length - 2}` : all.join(', ');
  };
  return table(
    head,
    rows.map((r) => [
      String(r.name),
      Number(r.version_no),
      Number(r.versions),
      r.is_active ? 'yes' : 'no',
      short(r.agents),
      short([...(r.event_types as string[]), ...(r.jobs as string[])]),
      Number(r.parameters),
    ]),
  );
}

const plain = (given: unknown): string => (typeof given === 'object' ? JSON.stringify(given) : String(given));

function parameterText(p: Shown['parameters'][number]): string[] {
  const unit = p.unit === undefined ? '' : ` ${p.unit}`;
  const isOther = p.in_force !== null && plain(p.in_force) !== plain(p.value);
  const row = p.setting !== undefined ? `setting ${p.setting}` : p.review_check !== undefined ? `review check ${p.review_check}` : '';
  const held = isOther
    ? paint(` (${row}: a person set ${plain(p.in_force)}${unit}, which holds)`, 'yellow')
    : row === ''
      ? ''
      : ` (${row})`;
  return [`  ${p.name}: ${plain(p.value)}${unit}${held}`, ...(p.description === undefined ? [] : [wrap(String(p.description), 6, 6)])];
}

function showText(s: Shown): string {
  const state = !s.is_active
    ? 'not in force: its file is gone'
    : s.version_no === s.in_force_no
      ? 'in force'
      : `version ${s.in_force_no} is in force`;
  return [
    `${paint(s.name, 'bold')} version ${s.version_no} (${s.version}), ${state}`,
    wrap(s.description, 2, 2),
    wrap(`agents: ${s.agents.join(', ')}`, 2, 4),
    ...(s.event_types.length === 0 ? [] : [wrap(`events: ${s.event_types.join(', ')}`, 2, 4)]),
    ...(s.jobs.length === 0 ? [] : [wrap(`jobs: ${s.jobs.join(', ')}`, 2, 4)]),
    ...(s.parameters.length === 0 ? [] : ['', ...s.parameters.flatMap(parameterText)]),
    '',
    s.body ?? s.source.trimEnd(),
    '',
    ...s.versions.map(
      (v) =>
        `${v.version_no === s.in_force_no ? '→' : ' '} version ${v.version_no} (${v.version}), ${localTime(v.synced_at)} by ${v.synced_by}${v.source_commit === null ? '' : `, commit ${v.source_commit.replace(/^(.{10})[0-9a-f]*/, '$1')}`}`,
    ),
  ].join('\n');
}
