// A frozen report becomes one mail: subject, HTML, text. The same report and options always give the same bytes, so a mail that is sent
// again after a crash is the same mail.
import { LIMIT_STEPS, type Limits, type MailOptions, mailSubject, mailView } from './layout.ts';
import { renderHtml } from './mail_html.ts';
import { renderText } from './mail_text.ts';
import { type FrozenReport, readReport } from './types.ts';

export type { MailOptions } from './layout.ts';

/** A mail ready for multipart/alternative. */
export interface ReportMail {
  subject: string;
  html: string;
  text: string;
}

/** Bytes of HTML and text together; Gmail hides what lies past about 102 KB of HTML. */
export const MAIL_BYTES_MAX = 90_000;

/**
 * Lays out a frozen report for one recipient. A report too large for {@link MAIL_BYTES_MAX} is shortened in steps, and says how much
 * is left out. Vendor text stays text: everything is escaped, direction overrides are removed.
 * @param report the frozen report; its shape is checked.
 * @throws Error naming the missing or wrong fields of the report.
 */
export function renderReportMail(report: FrozenReport, options: MailOptions): ReportMail {
  readReport(report);
  const subject = mailSubject(report, options.isTest);
  const attempt = (limits: Limits): ReportMail | null => {
    const view = mailView(report, options, limits);
    const html = renderHtml(view);
    const room = MAIL_BYTES_MAX - Buffer.byteLength(html);
    if (room <= 0) return null;
    const text = renderText(view);
    return Buffer.byteLength(text) < room ? { subject, html, text } : null;
  };

  // Nearly every report fits whole. Else the least shortening that fits, found by halving: a huge report takes seconds to lay out twelve times.
  const [whole, ...shorter] = LIMIT_STEPS as [Limits, ...Limits[]];
  let best = attempt(whole);
  let [low, high] = best === null ? [0, shorter.length - 1] : [1, 0];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const mail = attempt(shorter[middle] as Limits);
    if (mail === null) low = middle + 1;
    else [best, high] = [mail, middle - 1];
  }
  if (best !== null) return best;
  throw new Error(
    `The mail of report ${report.kind} of ${report.business_date} stays over ${MAIL_BYTES_MAX} bytes even when shortened. ` +
      'Shorten the report in its SQL function: fewer sections or columns.',
  );
}
