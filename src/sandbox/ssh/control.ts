import type { Hono } from 'hono';
import { z } from 'zod';
import type { Machine, SshBox } from '../ssh.ts';
import { gatewaySchema } from './openclaw.ts';

const door = z.enum(['open', 'closed', 'silent', 'garbage', 'reset']);

/** Defaults would overwrite what is not named, so they are taken away. */
const gatewayPatch = z.record(z.string(), z.unknown()).transform((patch, context) => {
  const parsed = gatewaySchema.strict().safeParse(patch);
  if (parsed.success) return Object.fromEntries(Object.entries(parsed.data).filter(([name]) => name in patch));
  context.addIssue({ code: 'custom', message: z.prettifyError(parsed.error) });
  return z.NEVER;
});

const actSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('kill'), what: z.enum(['gateway', 'ssh', 'machine']).default('gateway') }),
  z.object({ action: z.literal('revive') }),
  z.object({ action: z.literal('reset') }),
  z.object({ action: z.literal('door'), which: z.enum(['main', 'rescue']).default('main'), door }),
  z.object({
    action: z.literal('fail'),
    kind: z.enum(['never', 'flood', 'drop', 'drop_after']),
    command: z.string().optional(),
    times: z.number().int().positive().default(1),
  }),
  z.object({ action: z.literal('gateway'), gateway: gatewayPatch }),
  z.object({ action: z.literal('refuse_key'), refused: z.boolean().default(true) }),
  z.object({ action: z.literal('host_key') }),
]);

const show = ({ name, host, port, rescuePort, user, userKeyFile, hostKeys, state, commands, logins }: Machine) => ({
  name,
  host,
  port,
  rescuePort,
  user,
  userKeyFile,
  hostKeys,
  state,
  commands,
  logins,
});

/** GET /__sandbox/machines shows them; POST /__sandbox/machines/:name does something to one. */
export function addMachineRoutes(app: Hono, box: SshBox): void {
  app.get('/__sandbox/machines', (c) => c.json(box.machines.map(show)));
  app.post('/__sandbox/machines/:name', async (c) => {
    const machine = box.machines.find((one) => one.name === c.req.param('name'));
    if (machine === undefined) return c.json({ error: `There is ${box.machines.map((one) => one.name).join(', ') || 'no machine'}.` }, 404);
    const parsed = actSchema.safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    await act(machine, parsed.data);
    return c.json({ ok: true, machine: show(machine) });
  });
}

async function act(machine: Machine, wish: z.output<typeof actSchema>): Promise<void> {
  switch (wish.action) {
    case 'kill':
      return machine.kill(wish.what);
    case 'revive':
      return machine.revive();
    case 'reset':
      return machine.reset();
    case 'door':
      return machine.setDoor(wish.which, wish.door);
    case 'fail':
      return machine.fail({ kind: wish.kind, times: wish.times, ...(wish.command === undefined ? {} : { command: wish.command }) });
    case 'gateway':
      return machine.setGateway(wish.gateway);
    case 'refuse_key':
      return machine.refuseKey(wish.refused);
    case 'host_key':
      machine.changeHostKey();
  }
}
