// Why a worker ends though nobody asked it to.

/** The database has declared this worker dead: others have its work. The process must end (exit code 1). */
export class WorkerDeclaredDead extends Error {
  override readonly name = 'WorkerDeclaredDead';
  constructor(incarnation: string) {
    super(`Worker ${incarnation} was silent for too long and was declared dead; its work was given to others. Start a new one.`);
  }
}

/** Something else was deployed. The process ends with RESTART_CODE, so that the new program starts. */
export class WorkerOutdated extends Error {
  override readonly name = 'WorkerOutdated';
  constructor() {
    super('A new version was deployed: this worker ends, to be started again.');
  }
}

/** The queue lost its connection in the middle of something, or holds jobs that it does not know of. A new one begins anew. */
export class QueueBroken extends Error {
  override readonly name = 'QueueBroken';
}

/** Exit code that asks whoever started the process to start it again at once (EX_TEMPFAIL of sysexits.h). */
export const RESTART_CODE = 75;
