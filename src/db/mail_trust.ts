// Which servers' word about a sender is believed.
import type { Db } from './pool.ts';

export interface MailTrust {
  /** The server that says so. */
  readonly authservId: string;
  /** dmarc: dmarc=pass for the sender's domain; dkim: an aligned signature, for the domain that is listed. */
  readonly rule: 'dmarc' | 'dkim';
  readonly domain: string | null;
}

/** The rules in force; none where the table has not been made yet. */
export async function mailTrustRules(db: Db): Promise<readonly MailTrust[]> {
  const { rows } = await db.query<{ there: boolean }>(`select to_regclass('ops.mail_trust') is not null as there`);
  if (rows[0]?.there !== true) return [];
  const found = await db.query<MailTrust>('select t.authserv_id as "authservId", t.rule, t.domain from ops.mail_trust t order by 1, 2, 3');
  return found.rows;
}
