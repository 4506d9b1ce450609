import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { LOGIN_ROLES } from '../../db/deploy/roles.ts';
import { freshFiles } from '../../db/fresh-types.ts';
import { roleUrl } from '../../db/pool.ts';
import { openDatabase } from '../connect.ts';
import { say } from '../output.ts';
import { projectRoot } from '../root.ts';

export function dbCommand(): Command {
  const db = new Command('db').description('the database itself');
  db.command('url')
    .description('print the connection string (it holds a password)')
    .addOption(new Option('--role <name>', 'the one with which this role of ours logs in, such as mandor_analyst').choices(LOGIN_ROLES))
    .action(async ({ role }: { role?: string }) => {
      const database = await openDatabase();
      process.stdout.write(`${role === undefined ? database.url : roleUrl(database.url, role)}\n`);
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
    .description('write src/db/db.gen.ts and docs/dictionary.md from a freshly deployed database')
    .option('--check', 'only say whether they are up to date')
    .action(async (options: { check?: boolean }) => {
      const files = await freshFiles(projectRoot);
      const stale = files.filter((file) => !file.isSame);
      if (options.check && stale.length > 0)
        throw new Error(
          `Not up to date: ${stale.map((file) => file.path).join(', ')}. Run \`npm run db:types\` and commit what it writes.`,
        );
      for (const file of stale) writeFileSync(join(projectRoot, file.path), file.text);
      for (const file of files) say(`${file.path} ${file.isSame ? 'is up to date' : 'was written'}.`);
    });
  return db;
}

function withoutPassword(url: string): { href: string; password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { href: parsed.href, password };
}
