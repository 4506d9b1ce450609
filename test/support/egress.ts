// A net under tests of libraries that know the vendor's real hosts: every socket of this process that is opened to
// another machine is refused and noted. fetch, http, https and tls all end in net.Socket.connect.
import { Socket } from 'node:net';
import { after } from 'node:test';

const LOCAL = new Set(['127.0.0.1', '::1', 'localhost']);

export interface Egress {
  /** Hosts that somebody tried to reach. */
  readonly attempts: readonly string[];
}

type Connect = (this: Socket, ...args: unknown[]) => Socket;

interface Target {
  readonly host?: string;
  readonly path?: string;
}

/** node passes its own calls on as one array of arguments; others give options, or port and host. */
function targetOf(args: readonly unknown[]): Target {
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
  if (typeof first === 'object' && first !== null) return first as Target;
  return typeof first === 'string' ? { path: first } : { host: typeof second === 'string' ? second : 'localhost' };
}

/** Blocks every way out of this machine until the file ends. */
export function blockEgress(): Egress {
  const attempts: string[] = [];
  const real = Socket.prototype.connect as unknown as Connect;
  const guarded: Connect = function (...args) {
    const { host = 'localhost', path } = targetOf(args);
    if (path !== undefined && path !== null) return real.apply(this, args);
    if (LOCAL.has(host)) return real.apply(this, args);
    attempts.push(host);
    process.nextTick(() => this.destroy(Object.assign(new Error(`a test tried to reach ${host}`), { code: 'EGRESS' })));
    return this;
  };
  Socket.prototype.connect = guarded as never;
  after(() => {
    Socket.prototype.connect = real as never;
  });
  return { attempts };
}
