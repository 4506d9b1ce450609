/** One machine and the only way in. */
export interface SshHost {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Private key without a passphrase, readable by nobody else. */
  readonly keyFile: string;
  /** Pinned keys: "SHA256:…" fingerprints as ssh-keygen -lf prints them; one, or two during rotation. */
  readonly hostKeys: readonly string[];
}

export interface SshOutcome {
  /** Null when a signal ended the command. */
  readonly exit: number | null;
  /** e.g. "SIGTERM" */
  readonly signal: string | null;
  /** UTF-8; what is none, and NUL (which PostgreSQL does not store), become U+FFFD. */
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes that came, also those not kept. */
  readonly bytes: number;
  /** Not all that came is in stdout and stderr. */
  readonly truncated: boolean;
  readonly milliseconds: number;
  /** Fingerprint that the host showed; empty when it showed none. */
  readonly hostKey: string;
}

export type SshFault =
  | 'host_key'
  | 'auth'
  | 'unreachable'
  | 'handshake_timeout'
  | 'command_timeout'
  | 'too_much_output'
  /** The connection was lost in mid-command: outcome unknown. Also: stopped by our own signal. */
  | 'dropped'
  | 'key_file';

/** Why a command has no outcome. The message is made for people: which machine, what happened, what to do. It holds no secret. */
export class SshError extends Error {
  readonly fault: SshFault;
  /** host:port */
  readonly host: string;
  /** What came until then. */
  readonly partial: Partial<SshOutcome>;
  /** The command had been handed over: it may have been carried out. False: certainly not. */
  readonly sent: boolean;
  constructor(fault: SshFault, host: SshHost, message: string, partial: Partial<SshOutcome>, sent: boolean) {
    super(message);
    this.name = 'SshError';
    this.fault = fault;
    this.host = where(host);
    this.partial = partial;
    this.sent = sent;
  }
}

export const where = (host: SshHost): string => `${host.host.includes(':') ? `[${host.host}]` : host.host}:${host.port}`;
