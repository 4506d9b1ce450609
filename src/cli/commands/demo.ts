import { Command } from 'commander';
import { runDemo } from '../demo/story.ts';
import { printJson } from '../output.ts';

export function demoCommand(): Command {
  return new Command('demo')
    .description('a whole working day of an invented company, on a real PostgreSQL and the built-in sandbox')
    .option('--keep', 'leave everything running and print where it is')
    .option('--json', 'print the summary as one JSON document')
    .action(async (options: { keep?: boolean; json?: boolean }) => {
      const summary = await runDemo({ keep: options.keep === true, isJson: options.json === true });
      if (options.json) printJson(summary);
      if (!summary.ok) process.exitCode = 1;
    });
}
