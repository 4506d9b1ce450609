// A frozen report becomes one mail: subject, HTML, text. The same report and options always give the same bytes, so a mail that is sent
// again after a crash is the same mail.
import { LIMIT_STEPS, type MailOptions, mailSubject, mailView } from './layout.ts';
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
  for (const limits of LIMIT_STEPS) {
    const view = mailView(report, options, limits);
    const html = renderHtml(view);
    const room = MAIL_BYTES_MAX - Buffer.byteLength(html);
    if (room <= 0) continue;
    const text = renderText(view);
    if (Buffer.byteLength(text) < room) return { subject, html, text };
  }
  throw new Error(
    `The mail of report ${report.kind} of ${report.business_date} stays over ${MAIL_BYTES_MAX} bytes even when shortened. ` +
      'Shorten the report in its SQL function: fewer sections or columns.',
  );
}
