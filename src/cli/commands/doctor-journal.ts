import { Command } from 'commander';
import { many } from '../../db/call.ts';
import { withPool } from '../connect.ts';
import { paint, printJson, wrap } from '../output.ts';

interface Finding {
  /** wrong: changed after it was sealed; late: unsealed for too long; ok. */
  readonly state: 'ok' | 'late' | 'wrong';
  readonly block_id: string | null;
  readonly journal_id: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly says: string;
}

/** `mandor doctor journal`: reads the whole journal and names what was changed after it was sealed. */
export function journalCommand(): Command {
  return (
    new Command('journal')
      .description('was the journal of operations changed? names each row and block, and says how much is not sealed yet')
      .option('--json', 'print the findings as one JSON document')
      // The command above has an option of that name too, and takes it when it stands before "journal".
      .action(async (_options: unknown, command: Command) => {
        const findings = (await withPool('mandor_deploy', (pool) => many(pool, 'ops.journal_verify'))) as unknown as Finding[];
        if (command.optsWithGlobals<{ json?: boolean }>().json) printJson({ ok: findings.every((f) => f.state !== 'wrong'), findings });
        else process.stdout.write(`${journalText(findings)}\n`);
        if (findings.some((f) => f.state === 'wrong')) process.exitCode = 1;
      })
  );
}

/** The findings as a terminal shows them. */
export function journalText(findings: readonly Finding[]): string {
  const colour = { ok: 'green', late: 'yellow', wrong: 'red' } as const;
  return findings.map((f) => `${paint(f.state.padEnd(6), colour[f.state])} ${wrap(f.says, 0, 7, 93)}`).join('\n');
}
