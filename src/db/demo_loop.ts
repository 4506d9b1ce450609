// What the demo asks the database about the human loop, and the statements that show where an item stands.
import type pg from 'pg';

export interface DemoItem {
  readonly id: string;
  readonly status: string;
  readonly revisionNo: number;
}

/** A report's day. @throws when there is none */
export async function readItem(pool: pg.Pool, key: string, businessDate: string): Promise<DemoItem> {
  const { rows } = await pool.query<DemoItem>(
    `select w.id::text as id, w.status, w.revision_no as "revisionNo" from ops.work_items w
      where w.definition_key = $1 and w.business_date = $2 and w.subject_key = ''`,
    [key, businessDate],
  );
  if (rows[0] === undefined) throw new Error(`there is no item of ${key} for ${businessDate}`);
  return rows[0];
}

/** What became of a mail; undefined while nobody has read it. */
export async function readReply(pool: pg.Pool, messageId: string): Promise<{ outcome: string; why: string | null } | undefined> {
  const { rows } = await pool.query<{ outcome: string; why: string | null }>(
    `select m.outcome, m.detail ->> 'why' as why from ops.inbound_messages m
      where m.parsed ->> 'message_id' = $1 and m.status = 'read' order by m.id desc limit 1`,
    [messageId],
  );
  return rows[0];
}

/** Whose answer is awaited, and since when the hours run; undefined: the request has not arrived yet. */
export async function readLadder(pool: pg.Pool, itemId: string): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date | null }>('select w.ladder_started_at as at from ops.work_items w where w.id = $1', [
    itemId,
  ]);
  return rows[0]?.at ?? undefined;
}

export const LOOP_CHECKS = {
  history: `select to_char(h.at at time zone 'Asia/Jakarta', 'DD Mon HH24:MI') as wib, concat_ws(' → ', nullif(h.from_status, ''), h.to_status) as change, h.event,
       h.actor || ' (' || h.actor_kind || ')' as who, left(h.reason, 48) as why
  from ops.work_item_history h join ops.work_items w on w.id = h.work_item_id
 where w.definition_key = $1 and w.business_date = $2 order by h.id`,
  replies: `select i.sender, i.revision_no as rev, i.outcome, left(i.typed, 40) as typed, left(i.why, 60) as why, w.status as report
  from ops.v_inbound i join ops.work_items w on w.id = i.work_item_id
 where w.definition_key = $1 and w.business_date = $2 order by i.id`,
  refused: `select i.sender, i.outcome, i.why, w.status as report, a.severity, a.title as alert
  from ops.v_inbound i join ops.work_items w on w.id = i.work_item_id
  left join ops.alerts a on a.dedupe_key = format('work_item:%s:%s:%s', w.id, i.outcome, i.sender)
 where w.definition_key = $1 and w.business_date = $2 and i.outcome like 'refused%' order by i.id`,
  requests: `select a.revision_no as rev, p.name, a.role, to_char(a.requested_at at time zone 'Asia/Jakarta', 'DD Mon HH24:MI') as asked, a.status,
       a.channel, left(a.figures_hash, 8) as figures, left(a.notes, 48) as notes
  from ops.approvals a join ops.people p on p.id = a.person_id join ops.work_items w on w.id = a.work_item_id
 where w.definition_key = $1 and w.business_date = $2 order by a.id`,
  signed: `select w.status, p.name as signed_by, a.role, a.channel, a.revision_no as rev, a.figures_hash = r.figures_hash as these_figures,
       a.decided_at at time zone 'Asia/Jakarta' as at_wib
  from ops.work_items w join ops.work_item_revisions r on r.work_item_id = w.id and r.revision_no = w.revision_no
  join ops.approvals a on a.work_item_id = w.id and a.status = 'approved' join ops.people p on p.id = a.person_id
 where w.definition_key = $1 and w.business_date = $2`,
} as const;
