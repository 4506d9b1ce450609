#!/usr/bin/env node
import { Command } from 'commander';
import { dbCommand } from './commands/db.ts';
import { demoCommand } from './commands/demo.ts';
import { deployCommand } from './commands/deploy.ts';
import { doctorCommand } from './commands/doctor.ts';
import { loadCommand } from './commands/load.ts';
import { runCommand } from './commands/run.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { statusCommand } from './commands/status.ts';
import { upCommand } from './commands/up.ts';
import { workerCommand } from './commands/worker.ts';
import { explainError } from './errors.ts';

const program = new Command('mandor')
  .description("Runs a company's daily admin work from one PostgreSQL database.")
  .version('0.1.0')
  .showHelpAfterError('(mandor <command> --help says more)');
for (const make of [
  upCommand,
  deployCommand,
  workerCommand,
  sandboxCommand,
  demoCommand,
  loadCommand,
  runCommand,
  statusCommand,
  doctorCommand,
  dbCommand,
]) {
  program.addCommand(make());
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explainError(error)}\n`);
  process.exitCode ||= 1;
}
