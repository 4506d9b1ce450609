#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { hasJson, printJson } from './output.ts';
import { keepSmall } from './small.ts';

// Before anything of ours is loaded: stripped and compiled code is kept between runs, which halves start and memory.
enableCompileCache();
if (process.argv[2] === 'worker') keepSmall();

/** Each command is loaded when it is asked for: a worker has no use for the sandbox's servers. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand(),
  up: async () => (await import('./commands/up.ts')).upCommand(),
  deploy: async () => (await import('./commands/deploy.ts')).deployCommand(),
  worker: async () => (await import('./commands/worker.ts')).workerCommand(),
  sandbox: async () => (await import('./commands/sandbox.ts')).sandboxCommand(),
  simulate: async () => (await import('./commands/simulate.ts')).simulateCommand(),
  demo: async () => (await import('./commands/demo.ts')).demoCommand(),
  load: async () => (await import('./commands/load.ts')).loadCommand(),
  loads: async () => (await import('./commands/loads.ts')).loadsCommand(),
  parallel: async () => (await import('./commands/parallel.ts')).parallelCommand(),
  incidents: async () => (await import('./commands/incidents.ts')).incidentsCommand(),
  sops: async () => (await import('./commands/sops.ts')).sopsCommand(),
  report: async () => (await import('./commands/report.ts')).reportCommand(),
  run: async () => (await import('./commands/run.ts')).runCommand(),
  pause: async () => (await import('./commands/pause.ts')).pauseCommand(),
  resume: async () => (await import('./commands/pause.ts')).resumeCommand(),
  approve: async () => (await import('./commands/approve.ts')).approveCommand(),
  reject: async () => (await import('./commands/approve.ts')).rejectCommand(),
  retry: async () => (await import('./commands/retry.ts')).retryCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  status: async () => (await import('./commands/status.ts')).statusCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  db: async () => (await import('./commands/db.ts')).dbCommand(),
};

const asked = commands[process.argv[2] ?? ''];
const program = new Command('mandor')
  .description("Runs a company's daily admin work from one PostgreSQL database.")
  .version('0.1.0')
  .showHelpAfterError('(mandor <command> --help says more)');
program.configureOutput({ outputError: tell });
for (const make of asked === undefined ? Object.values(commands) : [asked]) program.addCommand(inherit(await make(), program));

try {
  await program.parseAsync();
} catch (error) {
  const { explainError } = await import('./errors.ts');
  tell(`${explainError(error)}\n`);
  process.exitCode ||= 1;
}

/** What went wrong, for people on stderr; a program that asked for a document gets one, too. */
function tell(text: string): void {
  process.stderr.write(text);
  if (process.argv.includes('--json') && !hasJson()) printJson({ status: 'failed', message: text.trim().replace(/^error: /, '') });
}

function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const sub of command.commands) inherit(sub, command);
  return command;
}
