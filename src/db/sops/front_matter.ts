// One file of sops/: front matter in YAML between two lines of ---, then the procedure in Markdown.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar, visit, type YAMLMap } from 'yaml';
import { type Complain, type Parameter, readParameters } from './parameters.ts';
import type { SopProblem } from './problem.ts';

/** What agent.sops_sync takes. */
export interface Sop {
  readonly path: string;
  readonly source: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly agents: readonly string[];
  readonly event_types: readonly string[];
  readonly jobs: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly body: string;
}

export interface Parsed {
  readonly sop: Sop | undefined;
  readonly problems: readonly SopProblem[];
  /** The line of a place in the front matter, for what the database says about it. */
  readonly lineOf: (at: readonly (string | number)[]) => number;
}

const KEYS = ['name', 'description', 'agents', 'event_types', 'jobs', 'parameters', 'version'];
const MAX_DESCRIPTION = 160;

/** The line of what stands at a path; of the nearest thing above it when it is not there. */
function locate(root: Node | null, lines: LineCounter, at: readonly (string | number)[]): number {
  let node = root;
  let offset = 0;
  for (const step of at) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isScalar(p.key) && p.key.value === step);
      if (pair === undefined) break;
      offset = (pair.key as Scalar).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    }
  }
  return lines.linePos(offset).line + 1;
}

/** Reads one file. Its text has passed the scan for credentials: what is said here may name a key, never a value. */
export function parseSop(path: string, source: string): Parsed {
  const problems: SopProblem[] = [];
  const nowhere = { sop: undefined, problems, lineOf: () => 1 };
  const refuse = (line: number, says: string, todo: string): void => void problems.push({ file: path, line, says, todo });
  const found = /^---[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(source);
  if (found === null) {
    refuse(1, 'there is no front matter', 'Begin the file with a line ---, then name, description, agents, version, then a line ---.');
    return nowhere;
  }
  const lines = new LineCounter();
  const doc = parseDocument(found[1]!, { lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: true });
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  for (const error of [...doc.errors, ...doc.warnings])
    refuse(
      lineAt(error.pos[0]),
      `the front matter is no YAML: ${said(error)}`,
      'Correct that line; a text that holds : or # needs quotes.',
    );
  if (problems.length > 0) return nowhere;
  const root = doc.contents;
  if (!isMap(root)) {
    refuse(2, 'the front matter is no map', 'Write one line for each: name: …');
    return nowhere;
  }
  const complain: Complain = (node, says, todo) => refuse(lineAt(node?.range?.[0] ?? root.range?.[0] ?? 0), says, todo);
  visit(doc, {
    Node: (_key, node) => {
      if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined)
        complain(node, 'anchors, aliases and tags are not read', 'Write the value out.');
    },
  });
  if (problems.length > 0) return nowhere;
  const body = source.slice(found[0].length).trim();
  const sop = readFields(path, source, body, root, complain);
  const bodyLine = found[0].split('\n').length;
  if (body === '') refuse(bodyLine, 'there is no procedure below the front matter', 'Describe what is done, step by step.');
  checkPlaceholders(source, found[0].length, sop.parameters, refuse);
  return { sop: problems.length === 0 ? sop : undefined, problems, lineOf: (at) => locate(root, lines, at) };
}

/** The library's sentence without what it quotes: a front matter that is broken may hold anything. */
const said = (error: Error): string =>
  error.message
    .split('\n')[0]!
    .replace(/: \S.*$/, '')
    .slice(0, 120);

function readFields(path: string, source: string, body: string, root: YAMLMap, complain: Complain): Sop {
  for (const pair of root.items) {
    const key = String((pair.key as Scalar).value);
    if (!KEYS.includes(key)) complain(pair.key as Node, `front matter has no ${key.slice(0, 40)}`, `It has: ${KEYS.join(', ')}.`);
  }
  const node = (key: string): Node | null => (root.get(key, true) as Node | undefined) ?? null;
  const text = (key: string): string => {
    const given = node(key);
    if (isScalar(given) && typeof given.value === 'string' && given.value.trim() !== '') return given.value.trim();
    complain(given, given === null ? `${key} is missing` : `${key} is no text`, `Write ${key}: and a text in the front matter.`);
    return '';
  };
  const name = text('name');
  if (name !== '' && !/^[a-z][a-z0-9_-]{0,63}$/.test(name))
    complain(node('name'), 'the name has other signs than small letters, digits, _ and -', 'For example pull_stock.');
  const description = text('description');
  if (/[\r\n]/.test(description))
    complain(node('description'), 'the description has more than one line', 'Write it in one line; the rest belongs to the procedure.');
  else if (description.length > MAX_DESCRIPTION)
    complain(
      node('description'),
      `the description has ${description.length} letters`,
      `At most ${MAX_DESCRIPTION}: each agent reads it of each SOP.`,
    );
  const agents = names(node('agents'), 'agents', complain);
  if (agents.length === 0 && (node('agents') === null || isSeq(node('agents'))))
    complain(node('agents'), 'no agent works by this SOP', 'Write agents: [ops_warehouse]; names are those of agent.profiles.');
  return {
    path,
    source,
    name,
    description,
    version: versionOf(node('version'), complain),
    agents,
    event_types: names(node('event_types'), 'event_types', complain),
    jobs: names(node('jobs'), 'jobs', complain),
    parameters: readParameters(node('parameters'), complain),
    body,
  };
}

function versionOf(given: Node | null, complain: Complain): string {
  // As it is written: 1.10 is not 1.1.
  const text = isScalar(given) ? String(typeof given.value === 'string' ? given.value : (given.source ?? '')).trim() : '';
  if (!/^\d+(?:\.\d+){0,2}$/.test(text)) complain(given, 'version is missing or no number', 'Write version: 1, or 1.2.');
  return text;
}

function names(given: Node | null, key: string, complain: Complain): string[] {
  if (given === null || (isScalar(given) && given.value === null)) return [];
  if (!isSeq(given)) {
    complain(given, `${key} is no list`, `Write ${key}: [one, two].`);
    return [];
  }
  const out: string[] = [];
  for (const item of given.items as Node[]) {
    if (!isScalar(item) || typeof item.value !== 'string' || item.value === '')
      complain(item, `${key} holds something that is no name`, 'Write names only.');
    else if (out.includes(item.value)) complain(item, `${item.value} stands in ${key} twice`, 'Remove one.');
    else out.push(item.value);
  }
  return out;
}

/** {{name}} in the procedure must be a parameter, and one that fits into a sentence. */
function checkPlaceholders(
  source: string,
  from: number,
  parameters: Readonly<Record<string, Parameter>>,
  refuse: (line: number, says: string, todo: string) => void,
): void {
  for (const found of source.slice(from).matchAll(/\{\{([^{}\n]*)\}\}/g)) {
    const line = source.slice(0, from + found.index).split('\n').length;
    const key = found[1]!.trim();
    const type = Object.hasOwn(parameters, key) ? parameters[key]!.type : undefined;
    if (type === undefined)
      refuse(line, `{{${key.slice(0, 40)}}} is no parameter of this SOP`, 'Add it to parameters, or correct its name.');
    else if (type === 'list' || type === 'table')
      refuse(line, `{{${key}}} is a ${type} and has no place in a sentence`, 'Name it without braces.');
  }
}
