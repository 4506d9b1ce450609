// Who a mail really comes from, found out by ourselves: for mailboxes whose server writes no Authentication-Results that we trust.
import type { AuthFacts } from './auth_results.ts';

/** Asks the DNS. As node:dns/promises resolve(). */
export type Resolver = (name: string, type: string) => Promise<string[][] | string[]>;

/** Stands where a server's name stands in a header; only what was computed here carries it. */
export const OURSELVES = 'mandor-mailauth';

/**
 * Checks DKIM and DMARC of a mail as it came. Without the sender's IP there is no SPF: DMARC passes by an aligned signature alone.
 * @throws Error when the DNS does not answer: then it is tried later, and nothing is refused.
 */
export async function verifyMail(raw: Buffer, resolver?: Resolver): Promise<AuthFacts> {
  // Loaded when it is needed: a worker on Gmail never does.
  const { authenticate } = await import('mailauth');
  const found = await authenticate(raw, {
    trustReceived: false,
    disableArc: true,
    disableBimi: true,
    mta: OURSELVES,
    ...(resolver === undefined ? {} : { resolver }),
  });
  const results = (found.dkim?.results ?? []) as unknown as readonly {
    readonly signingDomain?: string;
    readonly canonBodyLengthLimited?: boolean;
    readonly status?: { readonly result?: string };
  }[];
  const dmarc = found.dmarc as false | { domain?: string; status?: { result?: string; header?: { from?: string } } } | undefined;
  const verdict = dmarc === false || dmarc === undefined ? undefined : dmarc.status;
  const all = [verdict?.result, ...results.map((r) => r.status?.result)];
  if (verdict?.result !== 'pass' && all.includes('temperror')) throw new Error('the DNS gave no answer about the sender of a mail');
  return {
    authserv_id: OURSELVES,
    dmarc: verdict?.result ?? null,
    header_from: verdict?.header?.from?.toLowerCase() ?? null,
    dkim: results.map((r) => ({
      result: r.status?.result ?? 'none',
      domain: r.signingDomain?.toLowerCase() ?? null,
      has_length: r.canonBodyLengthLimited === true,
    })),
  };
}
