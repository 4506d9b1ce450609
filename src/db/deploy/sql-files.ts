// The tree of sql/: which files there are, in which order they are applied, and their digest.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DeployError } from './error.ts';

/** Schemas whose functions, views, triggers and policies belong to sql/ alone. `util` belongs to migrations. */
export const MANAGED = ['ops', 'portal', 'raw', 'core', 'mart', 'erp', 'agent', 'insight', 'api'] as const;

/** The order in which layers are applied, over all schemas. */
export const LAYERS = ['functions', 'views', 'api', 'triggers', 'policies', 'data', 'grants'] as const;
export type Layer = (typeof LAYERS)[number];

export interface SqlFile {
  /** Path from the project folder with forward slashes: sql/ops/functions/event_submit.sql. */
  readonly path: string;
  readonly schema: string;
  readonly layer: Layer | 'catalog' | 'data-check';
  readonly text: string;
  readonly digest: string;
}

export interface SqlTree {
  /** In the order of application. */
  readonly files: readonly SqlFile[];
  readonly catalogChecks: readonly SqlFile[];
  readonly dataChecks: readonly SqlFile[];
  /** sha256 over all paths and texts, checks included. */
  readonly digest: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(dir, entry.name)) : entry.name.endsWith('.sql') ? [join(dir, entry.name)] : [],
  );
}

function readOne(root: string, file: string): SqlFile {
  const path = relative(root, file).split(sep).join('/');
  const [, schema = '', layer = '', kind = ''] = path.split('/');
  const fail = (what: string): never => {
    throw new DeployError(`${path}: ${what}`, { file: path });
  };
  if (!(MANAGED as readonly string[]).includes(schema))
    fail(`the folder "${schema}" is no schema of sql/; known are ${MANAGED.join(', ')}`);
  const text = readFileSync(file, 'utf8');
  // One transaction for all: a file that ends it would leave half a deploy behind.
  if (/^(begin|commit|rollback|start\s+transaction)\b[^\n]*;/im.test(text))
    fail('begins or ends a transaction; the deploy is one transaction, remove that statement');
  const base = { path, schema, text, digest: sha256(text) };
  if (layer === 'checks') {
    if (kind === 'catalog') return { ...base, layer: 'catalog' };
    if (kind === 'data') return { ...base, layer: 'data-check' };
    return fail('checks live in checks/catalog or checks/data');
  }
  if (!(LAYERS as readonly string[]).includes(layer)) fail(`the folder "${layer}" is no layer; known are ${LAYERS.join(', ')}, checks`);
  return { ...base, layer: layer as Layer };
}

/**
 * Reads sql/ under the project folder. Order: layer, then schema, then path; no manifest to maintain.
 * @throws DeployError for a file in a folder that means nothing.
 */
export function readSqlTree(root: string): SqlTree {
  const dir = join(root, 'sql');
  const all = existsSync(dir) ? walk(dir).map((file) => readOne(root, file)) : [];
  const rank = (f: SqlFile): string => `${LAYERS.indexOf(f.layer as Layer)}/${f.path}`;
  const ordered = [...all].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const of = (layer: SqlFile['layer']): SqlFile[] => ordered.filter((f) => f.layer === layer);
  return {
    files: ordered.filter((f) => f.layer !== 'catalog' && f.layer !== 'data-check'),
    catalogChecks: of('catalog'),
    dataChecks: of('data-check'),
    digest: sha256(
      ordered
        .map((f) => `${f.path} ${f.digest}\n`)
        .sort()
        .join(''),
    ),
  };
}
