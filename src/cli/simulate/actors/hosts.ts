// What happens to the machines that agents run on, and the person who keeps them: gateways die, ports close, a machine is off for
// hours, channels drop, a host comes back with another key. What the engine cannot mend, the person mends, hours later and with a note.
import { value } from '../../../db/call.ts';
import { addMachine, exhaustedIncidents, pinKeys } from '../../../db/simulate.ts';
import { type Machine, people, type Sandbox } from '../../../sandbox/index.ts';
import { dice as throwDice } from '../random.ts';
import { instant } from '../world.ts';
import type { Act, Actor, Surroundings } from './define.ts';

const HOSTS = [
  { key: 'vps-toko-1', title: 'VPS Toko 1', department: 'OPS', agents: ['ops_logistics', 'ops_warehouse'] },
  { key: 'vps-kanal-1', title: 'VPS Kanal 1', department: 'CEMES', agents: ['cemes_online_sales', 'cemes_content'] },
] as const;
const GROUP = '-1002026';
/** When the keeper of the machines looks. */
const LOOKS = [9.4, 13.2, 17.6] as const;
/** How likely it is that something happens to a machine on a day. */
const TROUBLE = 0.3;
const ENDLESS = 1_000_000;
const HOUR_MS = 3_600_000;

type Trouble = 'gateway' | 'channels' | 'hung' | 'ssh' | 'stubborn' | 'slow' | 'lost' | 'missed' | 'off' | 'hopeless' | 'key' | 'login';

const TROUBLES: readonly (readonly [number, Trouble])[] = [
  [18, 'gateway'],
  [14, 'channels'],
  [12, 'hung'],
  [10, 'ssh'],
  [9, 'stubborn'],
  [9, 'slow'],
  [8, 'lost'],
  [8, 'missed'],
  [7, 'off'],
  [4, 'hopeless'],
  [3, 'key'],
  [2, 'login'],
];

interface Known {
  /** Host keys as the database has them. */
  pins: readonly string[];
  /** By the moved clock. */
  illSince: Date | undefined;
}
/** What is known of machines beside their own state. Two lives may run in one process: each has machines of its own. */
const known = new WeakMap<Machine, Known>();

export const hosts: Actor = {
  key: 'hosts',
  plan(day, dice, { sandbox }) {
    const acts: Act[] = LOOKS.map((hour, n) => ({
      at: instant(day, hour),
      what: 'the keeper of the machines looks',
      do: (around) => look(around, day, n),
    }));
    if (day === 0) acts.push({ at: instant(0, 5), what: 'machines are entered', do: enter });
    for (const [machine, { key }] of hostsOf(sandbox)) {
      const isToday = dice.chance(TROUBLE);
      const trouble = dice.weighted(TROUBLES);
      const [at, minutes] = [instant(day, dice.between(430, 1130) / 60), dice.between(60, 540)];
      if (isToday) acts.push({ at, what: `${key}: ${trouble}`, do: (around) => fallIll(around, machine, trouble, minutes) });
    }
    return acts;
  },
};

/** Machines that are ill, and since when: what the engine has to know of. */
export function illMachines(sandbox: Pick<Sandbox, 'ssh'>): { machine: string; ill_since: string }[] {
  return hostsOf(sandbox).flatMap(([machine, { key }]) => {
    const since = known.get(machine)?.illSince;
    return since !== undefined && isIll(machine) ? [{ machine: key, ill_since: since.toISOString() }] : [];
  });
}

/** Machines with the name that rows know them by. */
const hostsOf = ({ ssh }: Pick<Sandbox, 'ssh'>): readonly (readonly [Machine, (typeof HOSTS)[number]])[] =>
  HOSTS.flatMap((host, n) => {
    const machine = ssh.machines[n];
    return machine === undefined ? [] : [[machine, host] as const];
  });

async function enter({ pool, sandbox }: Surroundings): Promise<void> {
  const keeper = people.find((person) => person.supervisor === null)?.email ?? '';
  for (const [machine, host] of hostsOf(sandbox)) {
    await addMachine(pool, machine, host, { group: GROUP, keeper });
    known.set(machine, { pins: machine.hostKeys, illSince: undefined });
  }
}

async function fallIll({ clock }: Surroundings, machine: Machine, trouble: Trouble, minutes: number): Promise<readonly Act[]> {
  const its = known.get(machine);
  // One illness at a time: what it has must be mended first.
  if (its === undefined || isIll(machine)) return [];
  const now = clock.now();
  its.illSince = now;
  // Its own clock stands where ours does: what it tells of its schedule is judged by it.
  machine.setGateway({
    clockOffsetMs: now.getTime() - Date.now(),
    jobs: machine.state.gateway.jobs.map(({ nextRunAtMs: _, ...job }, n) =>
      trouble === 'missed' && n === 0 ? { ...job, nextRunAtMs: now.getTime() - 2 * HOUR_MS } : job,
    ),
    failingRestarts: trouble === 'stubborn' ? 2 : trouble === 'hopeless' ? ENDLESS : 0,
    slowStart: trouble === 'slow' ? 4 : 0,
  });
  switch (trouble) {
    case 'channels':
      machine.setGateway({ channels: { telegram: { running: false, healthState: 'disconnected', probeOk: false } } });
      return [];
    case 'hung':
      machine.setGateway({ phase: 'hung' });
      return [];
    case 'key':
      machine.changeHostKey();
      return [];
    case 'login':
      machine.refuseKey();
      return [];
    case 'off':
      await machine.kill('machine');
      return [
        { at: new Date(now.getTime() + minutes * 60_000), what: `machine ${machine.name} has power again`, do: () => machine.revive() },
      ];
    case 'ssh':
      await machine.kill('ssh');
      return [];
    default:
      if (trouble === 'lost') machine.fail({ kind: 'drop_after', command: 'restart' });
      await machine.kill('gateway');
      return [];
  }
}

/** Mends what the engine gave up, and says so; now and then says so without having mended it, or comes another time. */
async function look({ pool, sandbox, clock, seed }: Surroundings, day: number, n: number): Promise<void> {
  for (const incident of await exhaustedIncidents(pool)) {
    const [machine] = hostsOf(sandbox).find(([, { key }]) => key === incident.machine) ?? [];
    const its = machine && known.get(machine);
    const does = throwDice(seed, 'keeper', incident.machine, incident.openedAt.toISOString(), day, n).weighted<
      'mends' | 'claims' | 'waits'
    >([
      [70, 'mends'],
      [10, 'claims'],
      [20, 'waits'],
    ]);
    if (machine === undefined || its === undefined || does === 'waits') continue;
    if (does === 'mends') {
      await machine.revive();
      machine.refuseKey(false);
      machine.setGateway({ channels: { telegram: { running: true, probeOk: true } } });
      its.pins = machine.hostKeys;
      await pinKeys(pool, incident.machine, its.pins);
    }
    its.illSince = clock.now();
    const note = does === 'mends' ? 'Sudah diperbaiki di tempat.' : 'Sepertinya sudah jalan.';
    await value(pool, 'ops.incident_close', { p_id: incident.id, p_note: note });
  }
}

/** Another host key is nothing that the machine itself would notice. */
function isIll(machine: Machine): boolean {
  const { state } = machine;
  return (
    state.gateway.phase !== 'ready' ||
    state.door !== 'open' ||
    state.refusesKey ||
    Object.values(state.gateway.channels).some((channel) => !channel.running) ||
    machine.hostKeys.some((key) => !known.get(machine)?.pins.includes(key))
  );
}
