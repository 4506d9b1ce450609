// How a request to Gmail is made: after its turn, with a token that is valid, once.
import { setTimeout as sleep } from 'node:timers/promises';
import { type GoogleCredentials, type GoogleHosts, openAuth } from './auth.ts';
import { GoogleError, googleError } from './errors.ts';

export interface GmailSettings {
  readonly credentials: GoogleCredentials;
  readonly hosts: GoogleHosts;
  /** The mailbox that a service account writes for. */
  readonly user?: string | undefined;
  /** The next time at which a request of this user may leave. */
  readonly take: () => Promise<Date>;
  /** Google asked all workers of this user to wait. */
  readonly postponed: (until: Date) => Promise<void>;
  readonly timeoutMs?: number;
}

type Api = import('@googleapis/gmail').gmail_v1.Gmail;

export interface GmailCalls {
  /** Waits for our turn and for a token that is valid: whatever fails here, nothing has left. `waitSeconds`: the turn is too far off. */
  ready(
    signal: AbortSignal | undefined,
    longestWaitMs: number,
  ): Promise<{ readonly waitSeconds: number; readonly api?: undefined } | { readonly api: Api; readonly options: object }>;
  /** What a failure means; a request for a pause is passed on. */
  told(thrown: unknown, what: string): Promise<GoogleError>;
  /** One request that changes nothing. @throws GoogleError */
  read<T>(what: string, signal: AbortSignal | undefined, use: (api: Api, options: object) => Promise<{ data: T }>): Promise<T>;
}

const SCOPES = ['gmail.send', 'gmail.readonly'].map((name) => `https://www.googleapis.com/auth/${name}`);
const READ_WAIT_MS = 60_000;

/** What is said about a Sheet that is not shared does not help with a mailbox. */
function ofGmail(error: GoogleError, thrown: unknown): GoogleError {
  const data = (thrown as { response?: { data?: { error?: { status?: string } } } }).response?.data;
  if (data?.error?.status === 'FAILED_PRECONDITION')
    return new GoogleError(
      'permanent',
      'refused',
      'Gmail menolak akun layanan (Precondition check failed): isi GOOGLE_MAIL_USER dan minta admin mendelegasikannya.',
    );
  if (error.reason === 'forbidden')
    return new GoogleError('permanent', 'forbidden', 'Akun Google itu belum boleh memakai Gmail: beri izin gmail.send dan gmail.readonly.');
  return error;
}

export function createGmailCalls(settings: GmailSettings): GmailCalls {
  const { rootUrl } = settings.hosts;
  const root = rootUrl === undefined ? {} : { rootUrl };
  let opened: ReturnType<typeof open> | undefined;
  async function open() {
    const asked = { scopes: SCOPES, ...(settings.user === undefined ? {} : { subject: settings.user }) };
    const [{ gmail }, auth] = await Promise.all([import('@googleapis/gmail'), openAuth(settings.credentials, settings.hosts, asked)]);
    return { api: gmail({ version: 'v1', auth: auth as never, ...root }), auth };
  }

  const calls: GmailCalls = {
    async ready(signal, longestWaitMs) {
      opened ??= open();
      const delay = (await settings.take()).getTime() - Date.now();
      if (delay > longestWaitMs) return { waitSeconds: Math.ceil(delay / 1000) };
      if (delay > 0) await sleep(delay, undefined, signal === undefined ? {} : { signal });
      const { api, auth } = await opened;
      await auth.getAccessToken();
      const limit = AbortSignal.timeout(settings.timeoutMs ?? 60_000);
      return { api, options: { retry: false, signal: signal === undefined ? limit : AbortSignal.any([signal, limit]), ...root } };
    },
    async told(thrown, what) {
      const error = ofGmail(googleError(thrown, what), thrown);
      if (error.reason === 'rate_limited') await settings.postponed(new Date(Date.now() + error.retryAfter * 1000));
      return error;
    },
    async read(what, signal, use) {
      try {
        const turn = await calls.ready(signal, READ_WAIT_MS);
        if (turn.api === undefined)
          throw new GoogleError('transient', 'queue_full', `Antrean ke Gmail penuh pada ${what}.`, turn.waitSeconds);
        return (await use(turn.api, turn.options)).data;
      } catch (thrown) {
        if (signal?.aborted) throw signal.reason;
        throw await calls.told(thrown, what);
      }
    },
  };
  return calls;
}
