// What proves the sender's domain, and every way to look proven without being it: Authentication-Results (RFC 8601) and DKIM.
import { authResults, dkimSignature, domainOf, type Options } from './compose.ts';
import { CRLF } from './mime.ts';
import type { ReplyClass, Scene, World } from './types.ts';

export interface Trick {
  key: string;
  class: ReplyClass;
  options: (world: World) => Options;
  /** Typed instead of the word of approval. */
  text?: string;
  scene?: Scene;
  /** Named by the table of the issue: written by every client. The others by three. */
  every?: boolean;
}

const auth = (...lines: string[]): Options => ({ auth: lines });
const pass = (w: World): string => authResults(w.approver.address);
const results = (w: World, body: string, id = 'mx.google.com'): string =>
  `Authentication-Results: ${id};${CRLF}       ${body.replaceAll('{domain}', domainOf(w.approver.address)).replaceAll('{address}', w.approver.address)}`;
export const PROOF: Trick[] = [
  {
    key: 'dmarc_fail',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { dkim: 'fail', spf: 'softfail', dmarc: 'fail' })),
  },
  { key: 'dmarc_none', class: 'refused_unverified', every: true, options: (w) => auth(authResults(w.approver.address, { dmarc: 'none' })) },
  {
    key: 'dmarc_none_said',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(
          w,
          'dkim=pass header.i=@{domain} header.s=s1;\r\n       spf=pass smtp.mailfrom={address};\r\n       dmarc=none header.from={domain}',
        ),
      ),
  },
  { key: 'no_results', class: 'refused_unverified', every: true, options: () => auth() },
  {
    key: 'foreign_authserv',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.asing.example' })),
  },
  {
    key: 'forged_below',
    class: 'refused_unverified',
    every: true,
    options: (w) => auth(authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }), pass(w)),
  },
  {
    key: 'forged_above',
    class: 'refused_unverified',
    every: true,
    options: (w) =>
      auth(
        authResults(w.approver.address, { id: 'mx.asing.example' }),
        authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }),
      ),
  },
  {
    key: 'forged_both',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        authResults(w.approver.address, { id: 'mx.asing.example' }),
        authResults(w.approver.address, { dkim: 'none', spf: 'fail', dmarc: 'fail' }),
        pass(w),
      ),
  },
  {
    key: 'authserv_suffix',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.google.com.asing.example' })),
  },
  {
    key: 'authserv_in_comment',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'dmarc=pass header.from={domain}', 'asing.example (mx.google.com)')),
  },
  {
    key: 'pass_in_comment',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(w, 'spf=fail smtp.mailfrom={address};\r\n       dmarc=fail (was: dmarc=pass header.from={domain}) header.from={domain}'),
      ),
  },
  {
    key: 'pass_in_quotes',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'spf=fail reason="; dmarc=pass header.from={domain};" smtp.mailfrom={address}')),
  },
  {
    key: 'pass_in_mailfrom',
    class: 'refused_unverified',
    options: (w) =>
      auth(
        results(w, 'spf=pass smtp.mailfrom="x; dmarc=pass header.from={domain}"@asing.example;\r\n       dmarc=fail header.from={domain}'),
      ),
  },
  {
    key: 'both_verdicts',
    class: 'refused_unverified',
    options: (w) => auth(results(w, 'dmarc=fail header.from={domain};\r\n       dmarc=pass header.from={domain}')),
  },
  {
    key: 'pass_for_other_domain',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { from: 'asing.example' })),
  },
  {
    key: 'pass_for_longer_domain',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { from: `${domainOf(w.approver.address)}.asing.example` })),
  },
  { key: 'dmarc_temperror', class: 'refused_unverified', options: (w) => auth(authResults(w.approver.address, { dmarc: 'temperror' })) },
  {
    key: 'arc_only',
    class: 'refused_unverified',
    options: (w) => auth(pass(w).replace('Authentication-Results:', 'ARC-Authentication-Results: i=1;')),
  },
  {
    key: 'other_header_names',
    class: 'refused_unverified',
    options: (w) => auth(pass(w).replace('Auth', 'X-Auth'), pass(w).replace('Results:', 'Results-Original:')),
  },
  { key: 'forged_below_true_above', class: 'approved', options: (w) => auth(pass(w), authResults(w.stranger.address, { dmarc: 'fail' })) },
  {
    key: 'foreign_above_true_below',
    class: 'approved',
    options: (w) => auth(authResults(w.approver.address, { id: 'mx.kantor.example', dmarc: 'none' }), pass(w)),
  },
  { key: 'dkim_aligned', scene: 'dkim', class: 'approved', options: (w) => auth(authResults(w.approver.address, { dmarc: 'none' })) },
  {
    key: 'dkim_other_domain',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => ({
      ...auth(results(w, 'dkim=pass header.i=@asing.example header.s=s1 header.b=Qm9sYUto;\r\n       spf=pass smtp.mailfrom={address}')),
      dkim: [dkimSignature('asing.example')],
    }),
  },
  {
    key: 'dkim_fail',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { dkim: 'neutral (body hash did not verify)', dmarc: 'none' })),
  },
  {
    key: 'dkim_length',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => ({
      ...auth(authResults(w.approver.address, { dmarc: 'none' })),
      dkim: [dkimSignature(domainOf(w.approver.address), 's1', ' l=120;')],
    }),
  },
  {
    key: 'dkim_spf_only',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) => auth(authResults(w.approver.address, { dkim: 'none', dmarc: 'none' })),
  },
  {
    key: 'dkim_forged_below',
    scene: 'dkim',
    class: 'refused_unverified',
    options: (w) =>
      auth(authResults(w.approver.address, { dkim: 'fail', dmarc: 'none' }), authResults(w.approver.address, { dmarc: 'none' })),
  },
];
