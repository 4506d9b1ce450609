// A TCP proxy that a test puts between a worker and whatever it talks to: it holds back, or goes silent without a word.
import { connect, createServer, type Socket } from 'node:net';
import { after } from 'node:test';

export interface TcpProxy {
  readonly port: number;
  /** From now on nothing reaches the other side. Resolves when somebody is being held. */
  hold(): Promise<void>;
  /** Lets go of what was held and of what comes. */
  release(): void;
  /** All present connections go silent for ever, both ways, without being closed; `alsoNew`: those to come, too. */
  blackhole(alsoNew?: boolean): number;
  heal(): void;
}

/** Forwards to host:port on a port of its own; closed with the test file. */
export async function startProxy(port: number, host = '127.0.0.1'): Promise<TcpProxy> {
  let holding = false;
  let silent = false;
  let held: (() => void) | undefined;
  const waiting = new Set<() => void>();
  const open = new Set<{ isSilent: boolean; near: Socket; far: Socket | undefined }>();

  const server = createServer((near) => {
    const pair = { isSilent: silent, near, far: undefined as Socket | undefined };
    open.add(pair);
    near.on('error', () => undefined);
    near.once('close', () => {
      open.delete(pair);
      // A silent network does not carry the end of a connection either.
      if (!pair.isSilent) pair.far?.destroy();
    });
    // Read at once, so that the end of a killed process is noticed: what it had not got through is lost with it.
    const early: Buffer[] = [];
    let isGone = false;
    near.once('end', () => {
      isGone = true;
      if (!pair.isSilent && !holding) pair.far?.end();
    });
    const forward = (): void => {
      if (isGone || near.destroyed || pair.isSilent) return;
      if (pair.far === undefined) {
        const far = connect(port, host);
        pair.far = far;
        far.on('error', () => near.destroy());
        far.once('close', () => !pair.isSilent && near.destroy());
        far.on('data', (bytes) => !pair.isSilent && near.write(bytes));
      }
      for (const bytes of early.splice(0)) pair.far.write(bytes);
    };
    const go = (): void => {
      if (!holding) forward();
      else {
        waiting.add(forward);
        held?.();
      }
    };
    near.on('data', (bytes) => {
      if (pair.isSilent) return;
      early.push(bytes);
      go();
    });
    // Some protocols begin with the server's word.
    go();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    for (const { near, far } of open) {
      near.destroy();
      far?.destroy();
    }
    server.close();
  });
  return {
    port: (server.address() as { port: number }).port,
    hold() {
      holding = true;
      return new Promise((resolve) => {
        held = resolve;
      });
    },
    release() {
      holding = false;
      for (const forward of waiting) forward();
      waiting.clear();
    },
    blackhole(alsoNew = false) {
      silent = alsoNew;
      for (const pair of open) pair.isSilent = true;
      return open.size;
    },
    heal() {
      silent = false;
    },
  };
}
