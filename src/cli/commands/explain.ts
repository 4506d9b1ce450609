import { Command } from 'commander';
import { many } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { localTime, paint, printJson, wrap } from '../output.ts';

const KINDS = ['event', 'job', 'outbox', 'work_item', 'load', 'occurrence', 'incident', 'cross_check'] as const;

interface Cause {
  readonly rank: number;
  readonly cause: string;
  readonly says: string;
  readonly evidence: object;
  readonly next: string;
  readonly next_at: Date | null;
}

export function explainCommand(): Command {
  return new Command('explain')
    .description('why does it not go on? every cause with its evidence, and what happens next')
    .argument('<kind>', KINDS.join(', '))
    .argument('<id>', 'as `mandor status` shows it; of a job its key, e.g. outbox:12')
    .option('--json', 'print it as one JSON document')
    .action(async (kind: string, id: string, options: { json?: boolean }) => {
      const causes = (await withPool('mandor_deploy', (pool) =>
        many(pool, 'ops.explain', { p_kind: kind, p_id: id }),
      )) as unknown as Cause[];
      if (options.json) printJson({ kind, id, causes });
      else process.stdout.write(`${explainText(kind, id, causes)}\n`);
    });
}

/** The causes as a terminal shows them. */
export function explainText(kind: string, id: string, causes: readonly Cause[]): string {
  const lines = [paint(`${kind.replace('_', ' ')} ${id}`, 'bold')];
  for (const { rank, cause, says, evidence, next, next_at } of causes) {
    lines.push(
      '',
      wrap(`${rank}. ${says}`, 0, 3),
      paint(wrap(`→ ${next}${next_at === null ? '' : ` (${localTime(next_at)})`}`, 3, 5), 'yellow'),
    );
    const facts = Object.entries(evidence).filter(([, fact]) => fact !== null);
    const shown = facts.map(([name, fact]) => `${name}=${typeof fact === 'string' ? fact : JSON.stringify(fact)}`).join('  ');
    lines.push(paint(wrap(`${cause}${shown === '' ? '' : `  ${shown}`}`, 3, 5), 'dim'));
  }
  return lines.join('\n');
}
