// A machine on which an agent lives: the overseer looks, finds it dead, restarts it over SSH, sees that it is well, and says so afterwards.
import { join } from 'node:path';
import { isOutboxSettled } from '../../db/demo.ts';
import { countAnswers, MACHINE_CHECKS, readIncident, seedMachine } from '../../db/demo_machine.ts';
import { paint } from '../output.ts';
import { ask, finish } from './day.ts';
import { writeMail } from './mail.ts';
import { actor, every, moveClock, PATIENCE_MS, type Stage, sandboxOf } from './stage.ts';
import { until } from './until.ts';

const WATCH = 'overseer.watch';

/** @returns false when a state was not reached. */
export async function machineStep(stage: Stage): Promise<boolean> {
  const { pool, story, folder } = stage;
  const { mailbox, ssh } = sandboxOf(stage);
  const machine = ssh.machines[0];
  if (machine === undefined) throw new Error('The sandbox has no machine.');
  const supervisor = actor('Dewi').email;
  const today = (): string => new Date(stage.at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const look = async (): Promise<void> => finish(pool, await ask(pool, [WATCH], today()), today());
  return (
    (await story.step(
      'machine_well',
      'The overseer looks at a machine on which an agent lives: all is well, and nobody is told',
      pool,
      async () => {
        await seedMachine(pool, machine, supervisor);
        await look();
        await until(async () => (await countAnswers(pool, machine.name)) === 1, 'the machine was not asked', PATIENCE_MS);
        return `${machine.name}, by SSH on port ${machine.port}, with its host key pinned`;
      },
      {
        sql: MACHINE_CHECKS.well,
        judge: (rows) => every(rows, 1, (row) => String(row.note).startsWith('HEARTBEAT_OK') && row.signs_of_life === 1),
      },
    )) &&
    (await story.step(
      'machine_dead',
      'Its gateway dies: found at the next look, restarted, verified, and told after the fact',
      pool,
      async () => {
        const before = mailbox.list(supervisor).length;
        await machine.kill('gateway');
        await moveClock(stage, 30);
        await look();
        await until(() => isHealed(stage, machine.name), 'the incident did not end', PATIENCE_MS);
        const mail = (await mailbox.wait({ to: supervisor, count: before + 1, timeoutMs: PATIENCE_MS })).at(-1);
        if (mail !== undefined) {
          writeMail(mail, join(folder, 'machine'));
          story.print(
            (mail.parsed.text ?? '')
              .trim()
              .split('\n')
              .map((line) => `  ${paint('│', 'cyan')} ${line}`)
              .join('\n'),
          );
        }
        await until(() => isOutboxSettled(pool), 'the message was planned and never confirmed', PATIENCE_MS);
        return machine.commands.map(({ command }) => command.split(' ')[0]).join(' → ');
      },
      {
        sql: MACHINE_CHECKS.incident,
        judge: (rows) => every(rows, 1, (row) => row.status === 'closed' && row.restarts === 1 && row.told === 'warning'),
      },
    ))
  );
}

/** The clock goes on to whatever the incident waits for. */
async function isHealed(stage: Stage, machine: string): Promise<boolean> {
  const incident = await readIncident(stage.pool, machine);
  if (incident === undefined) return false;
  const wait = incident.dueAt === null ? 0 : incident.dueAt.getTime() - stage.at.getTime();
  if (!incident.isOver && wait > 0) await moveClock(stage, wait / 60_000);
  return incident.isOver;
}
