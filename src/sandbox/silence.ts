import type { HttpBindings } from '@hono/node-server';

/** As much of a request as it takes to leave it without an answer. */
interface Asked {
  readonly env: HttpBindings;
}

/** Holds the request until the caller gives up, then lets the server forget it. */
export function waitForClose({ env: { outgoing } }: Asked): Promise<Response> {
  const closed = new Response(null, { status: 200, headers: { 'x-hono-already-sent': 'true' } });
  if (outgoing.destroyed || outgoing.socket?.destroyed) return Promise.resolve(closed);
  return new Promise((resolve) => outgoing.once('close', () => resolve(closed)));
}

/** Closes the connection without a word. */
export function cutOff(c: Asked): Promise<Response> {
  c.env.incoming.socket.destroy();
  return waitForClose(c);
}
