// Rules of the house that a machine can read from the files: who may import whom, where SQL may stand, how a file of
// sql/ is made. Used by `npm run check` and by a test.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** One sentence per offence, with file and line. */
export type Problem = string;

type Area = 'base' | 'db' | 'connectors' | 'reports' | 'worker' | 'console' | 'sandbox' | 'cli' | 'tasks' | 'test' | 'bench';

const MAY_IMPORT: Readonly<Record<Area, readonly Area[]>> = {
  base: ['base'],
  db: ['base'],
  connectors: ['base'],
  reports: ['base'],
  worker: ['base', 'db', 'tasks'],
  console: ['base', 'db'],
  sandbox: ['base'],
  tasks: ['base', 'connectors', 'reports', 'db'],
  cli: ['base', 'db', 'connectors', 'reports', 'worker', 'console', 'sandbox', 'tasks'],
  test: ['base', 'db', 'connectors', 'reports', 'worker', 'console', 'sandbox', 'cli', 'tasks', 'bench'],
  bench: ['base', 'db', 'connectors', 'reports', 'worker', 'console', 'sandbox', 'cli', 'tasks', 'test'],
};

/** The area of a path from the project folder; undefined for what is no source of ours. */
export function areaOf(path: string): Area | undefined {
  const [top, second = ''] = path.split('/');
  if (top === 'tasks' || top === 'test' || top === 'bench') return top;
  if (top !== 'src') return undefined;
  if (second.endsWith('.ts') || second === 'config') return 'base';
  return second in MAY_IMPORT ? (second as Area) : undefined;
}

function filesUnder(root: string, folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith(ending) && !f.split(sep).includes('node_modules'))
    .map((f) => `${folder}/${f.split(sep).join('/')}`)
    .sort();
}

const sourceFiles = (root: string): string[] => ['src', 'tasks', 'test', 'bench'].flatMap((folder) => filesUnder(root, folder, '.ts'));

// import … from, export … from, import '…', import('…'); over several lines too.
const IMPORT =
  /(?:^|\n)[ \t]*(?:import|export)\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\}|\w+(?:\s*,\s*\{[^}]*\})?)\s+from\s+['"](\.[^'"]+)['"]|(?:^|\n)[ \t]*import\s+['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g;

/** Offences against the dependency rule in one file's text. */
export function importProblems(path: string, text: string): Problem[] {
  const area = areaOf(path);
  if (area === undefined) return [`${path}: lies in no known area of the layout`];
  const out: Problem[] = [];
  for (const found of text.matchAll(IMPORT)) {
    const target = found[1] ?? found[2] ?? found[3] ?? '';
    const line = text.slice(0, (found.index ?? 0) + found[0].length).split('\n').length;
    const to = relative('/', resolve('/', dirname(path), target))
      .split(sep)
      .join('/');
    if (!/\.(ts|json|css|js)$/.test(target)) out.push(`${path}:${line}: the import of "${target}" does not end in .ts`);
    const other = areaOf(to);
    const typesOfDb = area === 'reports' && other === 'db' && /\b(?:import|export)\s+type\b/.test(found[0]);
    if (other !== undefined && other !== area && !MAY_IMPORT[area].includes(other) && !typesOfDb)
      out.push(`${path}:${line}: ${area} must not import ${other} (${to})`);
  }
  return out;
}

/** SQL outside src/db and sql/. (`c.req.query(…)` of a sandbox reads a URL, `dataSources.query(…)` is Notion's.) */
export function sqlInCodeProblems(path: string, text: string): Problem[] {
  const area = areaOf(path);
  if (area === undefined || ['db', 'test', 'bench'].includes(area)) return [];
  return text
    .split('\n')
    .flatMap((line, i) =>
      /(?<!\.req|\.dataSources)\.query\s*(?:<[^(]*>)?\(/.test(line)
        ? [`${path}:${i + 1}: SQL belongs in src/db or sql/; call a function by name instead`]
        : [],
    );
}

/** Text without comments and without what is in dollar quotes or quotes, same line numbers. */
export function bareSql(text: string): string {
  const blank = (found: string): string => found.replace(/[^\n]/g, ' ');
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|(\$\w*\$)[\s\S]*?\1|'(?:[^']|'')*'/g, blank);
}

const NEEDS_COMMENT = ['functions', 'views', 'api'];

/** Offences of one file of sql/ against the style: one object per file with its name, qualified, commented. */
export function sqlFileProblems(path: string, text: string): Problem[] {
  const [, schema = '', layer = '', ...rest] = path.split('/');
  const name = rest.at(-1)?.replace(/\.sql$/, '') ?? '';
  const out: Problem[] = [];
  const bare = bareSql(text);
  const at = (index: number): string => `${path}:${bare.slice(0, index).split('\n').length}`;
  if (text.includes('\t')) out.push(`${path}: has a tab; two spaces`);
  if (text.includes('\r')) out.push(`${path}: has Windows line ends`);
  if (!text.endsWith('\n')) out.push(`${path}: does not end with a line end`);
  const upper = /\b(SELECT|CREATE|INSERT|UPDATE|DELETE|FROM|WHERE|GRANT|BEGIN|RETURNS)\b/.exec(bare);
  if (upper) out.push(`${at(upper.index)}: key words are in lower case`);
  const made = [...bare.matchAll(/\bcreate\s+(?:or\s+replace\s+)?(function|procedure|view)\s+([a-z0-9_."]+)/g)];
  for (const found of made) if (!found[2]!.includes('.')) out.push(`${at(found.index)}: "${found[2]}" has no schema in front`);
  if (!NEEDS_COMMENT.includes(layer)) return out;
  const first = made[0];
  if (made.length !== 1 || first === undefined) return [...out, `${path}: makes ${made.length} objects; one object, one file`];
  if (first[2] !== `${schema}.${name}`) out.push(`${at(first.index)}: makes ${first[2]}; a file of this name makes ${schema}.${name}`);
  if (!new RegExp(`\\bcomment\\s+on\\s+${first[1]}\\s+${schema}\\.${name}\\b`).test(bare))
    out.push(`${path}: has no "comment on ${first[1]} ${schema}.${name}"`);
  if (/\bsecurity\s+definer\b/.test(bare) && !/\bset\s+search_path\s*(?:=|to)\s*pg_catalog\s*,\s*pg_temp\b/.test(bare))
    out.push(`${path}: is security definer without "set search_path = pg_catalog, pg_temp"`);
  if (layer === 'views' && !/\bsecurity_invoker\b(?!\s*=\s*(?:false|off))/.test(bare))
    out.push(`${path}: the view is not security_invoker`);
  return out;
}

/** Every offence of the project. */
export function projectProblems(root: string): Problem[] {
  const code = sourceFiles(root).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return [...importProblems(path, text), ...sqlInCodeProblems(path, text)];
  });
  const sql = filesUnder(root, 'sql', '.sql').flatMap((path) => sqlFileProblems(path, readFileSync(join(root, path), 'utf8')));
  return [...code, ...sql];
}
