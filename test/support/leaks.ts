// Whether a secret got into what a run left behind: rows of every table, jobs of the queue included, files, and what was printed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** The values of an environment that are nobody's business, by name. Addresses are no secrets; a password in one is. */
export function secretsOf(env: Readonly<Record<string, string>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, text] of Object.entries(env)) {
    if (URL.canParse(text) && /^[a-z]+:\/\//.test(text)) {
      const { password } = new URL(text);
      if (password !== '') found.set(name, decodeURIComponent(password));
    } else if (/TOKEN|SECRET|KEY/.test(name)) found.set(name, text);
  }
  return found;
}

/** "schema.table: NAME", one for each secret in each table (of the schemas that are like `schema`). Binary columns count in clear, not what is packed into them. */
export async function leaksInRows(superuser: pg.Pool, secrets: ReadonlyMap<string, string>, schema = '%'): Promise<string[]> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relpersistence <> 't'
        and n.nspname like $1
      order by 1`,
    [schema],
  );
  const names = [...secrets.keys()];
  const values = [...secrets.values()];
  const forms = values.flatMap((value) => [value, Buffer.from(value).toString('hex')]);
  const out: string[] = [];
  for (const { name } of tables) {
    const { rows } = await superuser.query<{ form: string }>(
      // offset 0: the text of a row is made once, not for each secret (7 s over a whole demo, and 2 this way).
      `select distinct f.form from (select t::text as line from ${name} t offset 0) t
         cross join unnest($1::text[]) f(form) where strpos(t.line, f.form) > 0`,
      [forms],
    );
    out.push(...rows.map(({ form }) => `${name}: ${names[Math.floor(forms.indexOf(form) / 2)]}`));
  }
  return out;
}

/** The same of a text, said where it stands. */
export function leaksInText(where: string, text: string, secrets: ReadonlyMap<string, string>): string[] {
  return [...secrets].flatMap(([name, value]) => (text.includes(value) ? [`${where}: ${name}`] : []));
}

/** The same of all files in a folder. */
export function leaksInFiles(folder: string, secrets: ReadonlyMap<string, string>): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return leaksInText(path.slice(folder.length + 1), readFileSync(path, 'latin1'), secrets);
    });
}
