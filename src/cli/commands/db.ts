import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { freshTypes } from '../../db/fresh-types.ts';
import { openDatabase } from '../connect.ts';
import { say } from '../output.ts';
import { projectRoot } from '../root.ts';

export function dbCommand(): Command {
  const db = new Command('db').description('the database itself');
  db.command('url')
    .description('print the connection string (it holds a password)')
    .action(async () => {
      const database = await openDatabase();
      process.stdout.write(`${database.url}\n`);
      if (database.isEmbedded)
        say('The embedded server runs only while a command of ours runs: keep `mandor up` open to connect with DBeaver.');
      await database.stop();
    });
  db.command('psql')
    .description('open psql on it (PostgreSQL’s own client has to be installed)')
    .argument('[args...]', 'arguments for psql')
    .allowUnknownOption()
    .action(async (args: string[]) => {
      const database = await openDatabase();
      // The password goes by environment: the list of processes shows arguments to everybody.
      const { href, password } = withoutPassword(database.url);
      const child = spawn('psql', [href, ...args], { stdio: 'inherit', env: { ...process.env, PGPASSWORD: password } });
      const code = await new Promise<number>((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (c) => resolve(c ?? 1));
      })
        .catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
          throw new Error(
            'psql is not installed. Install PostgreSQL’s client (Debian: postgresql-client), or connect with DBeaver: `mandor db url`.',
          );
        })
        .finally(() => database.stop());
      process.exitCode = code;
    });
  db.command('types')
    .description('generate src/db/db.gen.ts from a freshly deployed database')
    .option('--check', 'only say whether it is up to date')
    .action(async (options: { check?: boolean }) => {
      const file = join(projectRoot, 'src/db/db.gen.ts');
      const { text, isSame } = await freshTypes(projectRoot, file);
      if (options.check && !isSame) throw new Error('src/db/db.gen.ts is not up to date: run `npm run db:types` and commit it.');
      if (!options.check && !isSame) writeFileSync(file, text);
      say(isSame ? 'src/db/db.gen.ts is up to date.' : 'src/db/db.gen.ts was written.');
    });
  return db;
}

function withoutPassword(url: string): { href: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { href: parsed.href, password };
}
