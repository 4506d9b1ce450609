import type { Log } from '../log.ts';

/** Resolves on the first SIGINT or SIGTERM. A second one ends the process at once: somebody is in a hurry. */
export function untilStopped(log: Log): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = (signal: NodeJS.Signals): void => {
      if (isAsked) process.exit(130);
      isAsked = true;
      log.info({ signal }, 'stopping');
      resolve(signal);
    };
    process.on('SIGINT', ask);
    process.on('SIGTERM', ask);
  });
}
