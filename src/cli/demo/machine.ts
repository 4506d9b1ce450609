// A machine in the demo: it is well, it dies, and nobody has to do anything but read.
import { addDemoMachine, CHECKS, isMachineQuiet, isOutboxSettled } from '../../db/demo.ts';
import { paint } from '../output.ts';
import { ask, finish } from './day.ts';
import { actor, DAYS, type Stage, sandboxOf } from './stage.ts';
import { until } from './until.ts';

/** The group of the department. */
const GROUP = '-1002026';

/** @returns false when a state was not reached. */
export async function machineDies(stage: Stage): Promise<boolean> {
  const { pool, story } = stage;
  const [machine] = sandboxOf(stage).ssh.machines;
  if (machine === undefined) throw new Error('The sandbox has no machine.');
  const look = async (): Promise<void> => {
    await finish(pool, await ask(pool, ['overseer.watch'], DAYS.second), DAYS.second);
    await until(() => isMachineQuiet(pool), 'the machine is not well', 60_000);
  };
  return (
    (await story.step(
      'machine_well',
      'The overseer asks a machine how it is, over SSH: well, and nobody is messaged',
      pool,
      async () => {
        await addDemoMachine(pool, machine, { group: GROUP, supervisor: actor('Dewi').email });
        await look();
        return 'its host key is pinned; the account on it knows four words';
      },
      { sql: CHECKS.machine, judge: (rows) => (rows.length === 1 && rows[0]?.verdict === 'ok' ? undefined : 'it is not well') },
    )) &&
    (await story.step(
      'machine_dies',
      'Its gateway dies: found, restarted, ready, healthy, its schedule looked at',
      pool,
      async () => {
        await machine.kill('gateway');
        await look();
        return `${machine.commands.length} commands over SSH`;
      },
      {
        sql: CHECKS.machine,
        judge: (rows) =>
          rows.map((row) => row.step).join(' ') === 'health health restart verify health schedule' ? undefined : 'other steps were taken',
      },
    )) &&
    (await story.step(
      'machine_told',
      'Reported after the fact, by chat and by mail',
      pool,
      async () => {
        await until(() => isOutboxSettled(pool), 'the report was not sent');
        const post = sandboxOf(stage).telegram.posts(GROUP).at(-1)?.text ?? '';
        story.print(post.trim().replace(/^/gm, `  ${paint('│', 'cyan')} `));
        return 'one message each, after the machine was well';
      },
      {
        sql: CHECKS.machine_told,
        judge: ([row]) =>
          row?.status === 'closed' && row.restarts === 1 && row.told === 2 && row.by === 'email telegram' ? undefined : 'nobody was told',
      },
    ))
  );
}
