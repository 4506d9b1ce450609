import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import type pg from 'pg';
import { many, value } from '../../db/call.ts';
import { openPool } from '../../db/pool.ts';
import { openDatabase } from '../connect.ts';
import { localTime, paint, printJson, say } from '../output.ts';

interface Asked {
  readonly answer: 'open' | 'already_decided' | 'closed' | 'not_an_approver' | 'no_person';
  readonly approval_id: string | null;
  readonly revision_no: number | null;
  readonly figures_hash: string | null;
  readonly subject: string | null;
  readonly business_date: string | null;
  readonly role: string | null;
  readonly person: string | null;
  readonly requested_at: Date | null;
  readonly status: string | null;
  readonly says: string | null;
  readonly database_role: string;
}

interface Options {
  readonly note?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Decision = 'approve' | 'reject';

/** `mandor approve <item>`: signs as the person of the database role that DATABASE_URL logs in as. */
export const approveCommand = (): Command =>
  command('approve', 'sign a report that waits for your approval').option('--note <text>', 'kept with the decision').action(run('approve'));

/** `mandor reject <item>`: sends it back with a note; of a supervisor, lets it be made again. */
export const rejectCommand = (): Command =>
  command('reject', 'send a report that waits for your approval back')
    .requiredOption('--note <text>', 'what is wrong: whoever makes it again reads it')
    .action(run('reject'));

const command = (name: Decision, description: string): Command =>
  new Command(name)
    .description(`${description}; you are the person of the database role in DATABASE_URL (ops.people.db_role)`)
    .argument('<item>', 'number of the work item, as `mandor status` and the mail show it', item)
    .option('--yes', 'do not ask; needed where there is no terminal')
    .option('--json', 'print the outcome as one JSON document');

function item(text: string): string {
  if (!/^[1-9]\d{0,17}$/.test(text))
    throw new Error(`${text} is no number of a work item. \`mandor status\` and the subject of the mail show it.`);
  return text;
}

const run =
  (decision: Decision) =>
  async (id: string, options: Options): Promise<void> => {
    const database = await openDatabase();
    // As whoever DATABASE_URL is: a role of ours would sign in nobody's name.
    const pool = openPool(database.url, undefined, { max: 1, applicationName: `mandor ${decision}` });
    try {
      await decide(pool, id, decision, options);
    } finally {
      await pool.end();
      await database.stop();
    }
  };

async function decide(pool: pg.Pool, id: string, decision: Decision, options: Options): Promise<void> {
  const [asked] = (await many(pool, 'ops.approval_show', { p_work_item_id: id })) as unknown as [Asked];
  if (asked.answer !== 'open') return refuse(id, asked.answer, asked, options);
  if (decision === 'approve' && asked.revision_no === null) return refuse(id, 'no_revision', asked, options);
  if (!options.json) say(shownText(id, asked));
  if (!options.yes && !(await confirmed(decision, options))) {
    process.exitCode = 1;
    return say('Nothing was decided.');
  }
  const outcome = String(
    await value(pool, 'ops.approval_decide', {
      p_approval_id: asked.approval_id,
      // Exactly what was shown: a revision that came meanwhile is not signed unseen.
      p_revision_no: asked.revision_no,
      p_decision: decision,
      p_notes: options.note ?? null,
      p_channel: 'cli',
      p_person_id: null,
      p_evidence: { figures_hash: asked.figures_hash } as never,
    }),
  );
  if (outcome !== 'accepted') return refuse(id, outcome, asked, options);
  if (options.json)
    printJson({ item: id, outcome, decision, revision_no: asked.revision_no, figures_hash: asked.figures_hash, person: asked.person });
  else process.stdout.write(`${decidedText(id, decision, asked)}\n`);
}

async function confirmed(decision: Decision, { json }: Options): Promise<boolean> {
  if (json || !process.stdin.isTTY) throw new Error(`There is no terminal to ask on. Look at what it is, then: mandor ${decision} … --yes`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|ya)$/i.test((await terminal.question(`${decision === 'approve' ? 'Sign it' : 'Send it back'}? [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

function refuse(id: string, outcome: string, asked: Asked, { json }: Options): void {
  process.exitCode = 1;
  const says = refusalText(id, outcome, asked);
  if (json) printJson({ item: id, outcome, message: says });
  else say(says);
}

const shownText = (id: string, asked: Asked): string =>
  [
    paint(asked.subject ?? '', 'bold', process.stderr),
    `item ${id}, ${asked.revision_no === null ? 'no revision yet' : `revision ${asked.revision_no}, hash ${asked.figures_hash?.slice(0, 16)}`}, for ${asked.business_date}`,
    `asked of ${asked.person} (${asked.role}) since ${localTime(asked.requested_at as Date)}`,
  ].join('\n');

function decidedText(id: string, decision: Decision, asked: Asked): string {
  if (decision === 'approve')
    return `Item ${id} is approved (revision ${asked.revision_no}, signed by ${asked.person}). It goes to its recipients.`;
  return asked.role === 'supervisor' ? `Item ${id} is made again.` : `Item ${id} goes back with your note (${asked.person}).`;
}

/** Why not, and what to do: a sentence for each answer of the deciding function. */
export function refusalText(id: string, outcome: string, asked: Pick<Asked, 'says' | 'database_role' | 'revision_no'>): string {
  switch (outcome) {
    case 'no_person':
      return `The database role ${asked.database_role} belongs to no active person. Log in with your own role: DATABASE_URL with a role that stands in ops.people.db_role.`;
    case 'not_an_approver':
      return asked.says === null
        ? `Nobody is asked about item ${id} now. \`mandor explain work_item ${id}\` says what it waits for.`
        : `You are not asked about item ${id}: ${asked.says} is. Reply to your own mail, or ask them.`;
    case 'already_decided':
      return `Item ${id} is decided already. ${asked.says ?? `\`mandor explain work_item ${id}\` says how.`}`;
    case 'closed':
      return `Item ${id} needs your answer no more. ${asked.says ?? `\`mandor explain work_item ${id}\` says what it waits for.`}`;
    case 'stale_revision':
      return `Revision ${asked.revision_no ?? '–'} of item ${id} is no longer the current one. Look at the new one, then run the command again.`;
    case 'no_revision':
      return `Item ${id} has no result that could be signed. \`mandor reject ${id} --note …\` lets it be made again.`;
    case 'self_approval':
      return `Item ${id} is your own work or was asked for by you: somebody else has to sign it. \`mandor explain work_item ${id}\` names who is asked.`;
    case 'needs_missing':
      return `Item ${id} can not be made again yet: its data is not there. \`mandor explain work_item ${id}\` says what is missing.`;
    default:
      return `Item ${id}: ${outcome}.`;
  }
}
