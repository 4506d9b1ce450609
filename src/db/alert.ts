import { value } from './call.ts';
import { openPool } from './pool.ts';

export interface Alert {
  readonly severity: 'info' | 'warning' | 'critical';
  readonly department: string;
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly dedupeKey: string;
}

/** Raises one alert over a connection of its own, for a program that has no worker any more. */
export async function raiseAlert(url: string, alert: Alert): Promise<void> {
  const pool = openPool(url, 'mandor_worker', { max: 1, applicationName: 'mandor alert' });
  try {
    await value(pool, 'ops.alert_raise', {
      p_severity: alert.severity,
      p_department: alert.department,
      p_category: alert.category,
      p_title: alert.title,
      p_body: alert.body,
      p_dedupe_key: alert.dedupeKey,
    });
  } finally {
    await pool.end();
  }
}
