// GENERATED from the catalog by `npm run db:types`. Do not edit.

export type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];

/** Departments of the company and their divisions. */
export interface AgentDepartments {
  /** Short name, e.g. OPS. */
  code: string;
  /** Full name. */
  name: string;
  /** The divisions of the department. */
  divisions: string[];
}

/** Registry of agents: named actors with a role and limits. A row, not a process. */
export interface AgentProfiles {
  /** Unique name, e.g. stock_agent. */
  name: string;
  /** Identity across systems. */
  global_id: string;
  /** What the agent is, in words. */
  role_name: string;
  /** 1 = division worker, 2 = department overseer, 3 = director. */
  layer: number;
  /** Department that the agent works for; NULL for all. */
  department: string | null;
  /** Division within the department. */
  division: string | null;
  /** What it does. */
  description: string;
  /** Prompt for a model, when one is used. */
  system_prompt_template: string | null;
  /** Settings of the harness, as JSON. */
  harness_config: Json;
  /** Model id; NULL = no model is used. */
  default_model: string | null;
  /** Largest amount it may decide alone; NULL = none at all. */
  financial_authority_limit: string | null;
  /** Currency of the limit. */
  financial_authority_currency: string;
  /** Its database role: what it may read and call. */
  database_role: string | null;
  /** The machine it lives on; NULL = the worker. */
  machine: string | null;
  /** Runs at once. */
  max_concurrent_runs: number;
  /** False: starts nothing. */
  is_active: boolean;
  /** True: all outward effects go to test recipients. */
  test_mode: boolean;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Sales per article and day, all entities. */
export interface CoreAggSalesDaily {
  /** Day. */
  tanggal: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Pairs, returns subtracted. */
  pairs_qty: string;
  /** Rupiah, returns subtracted. */
  total_amount: string;
  /** Lines of fact_sales behind it. */
  line_count: number;
  /** Of these, lines of more than 0 pairs. */
  positive_count: number;
}

/** Stock per snapshot and code, by kind of warehouse. Only warehouses that count, but for excluded_pairs. */
export interface CoreAggStockCode {
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Day of the snapshot. */
  snapshot_date: string;
  /** Product code. */
  kode_barang: string;
  /** Pairs on shop floors, loose ones included. */
  whs_pairs: string;
  /** Of these, pairs in warehouses marked loose. */
  whs_loose_pairs: string;
  /** Pairs in box warehouses, loose ones included. */
  whb_pairs: string;
  /** Of these, pairs in warehouses marked loose. */
  whb_loose_pairs: string;
  /** Pairs in shops, loose ones included. */
  store_pairs: string;
  /** Of these, pairs in warehouses marked loose. */
  store_loose_pairs: string;
  /** Pairs in warehouses that leave the cover. */
  excluded_pairs: string;
  /** Pairs that count. */
  total_pairs: string | null;
}

/** Pairs that count per article and snapshot date, all entities: for the days on which an article was sold out. */
export interface CoreAggStockDaily {
  /** Day of the snapshots. */
  snapshot_date: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Pairs over all entities. */
  total_pairs: string;
}

/** Articles: what their codes agree on, and when they first sold. */
export interface CoreDimArticle {
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Most frequent name of its codes. */
  name: string | null;
  /** Smallest tier of its codes. */
  tier: number | null;
  /** Most frequent gender of its codes. */
  gender: string | null;
  /** Most frequent series of its codes. */
  series: string | null;
  /** Codes (sizes) of the article. */
  codes_total: number;
  /** Codes that are ACTIVE. */
  codes_active: number;
  /** True: its codes name different tiers. */
  tiers_differ: boolean;
  /** True: its codes name different genders or series. */
  texts_differ: boolean;
  /** First day with a line of more than 0 pairs. */
  first_sale_on: string | null;
}

/** Product codes and their article. A code that nobody mapped is its own article. */
export interface CoreDimProduct {
  /** ERP code, trimmed. */
  kode_barang: string;
  /** Article code of the version. */
  kode: string | null;
  /** Article. */
  kode_mix: string;
  /** False: portal.kodemix does not know it. */
  is_mapped: boolean;
  /** True: ACTIVE in portal.kodemix. */
  is_active: boolean;
  /** Name as the source wrote it, for codes that nobody mapped. */
  name: string | null;
}

/** Shops, and TANPA TOKO (id 0) for sales that belong to none. */
export interface CoreDimStore {
  /** Number; 0 = TANPA TOKO. */
  store_id: number;
  /** Code of the shop. */
  store_code: string;
  /** Name. */
  name: string;
  /** Branch. */
  branch: string | null;
  /** Area. */
  area: string | null;
}

/** Warehouses of all entities; one that nobody mapped counts as STORE. */
export interface CoreDimWarehouse {
  /** Number. */
  warehouse_id: number;
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Name, trimmed and in lower case. */
  name_key: string;
  /** Name as the source first wrote it. */
  nama_gudang: string;
  /** WHS, WHB, STORE or OTHER. */
  kind: string;
  /** True: all pairs are protol. */
  loose: boolean;
  /** False: leaves the cover. */
  in_cover: boolean;
  /** Shop it belongs to. */
  store_id: number | null;
  /** False: portal.warehouse does not know it. */
  is_mapped: boolean;
  /** True: its stock counts for the cover. */
  counts: boolean | null;
}

/** Each sale once: lines of one invoice and code summed, returns negative. */
export interface CoreFactSales {
  /** DDD, MBB or UBB. */
  entity: string;
  /** Day of the sale. */
  tanggal: string;
  /** Invoice or return. */
  nomor_invoice: string;
  /** Product code. */
  kode_barang: string;
  /** Warehouse it left; NULL when the source names none. */
  warehouse_id: number | null;
  /** Shop: the warehouse's, else the department's, else TANPA TOKO. */
  store_id: number;
  /** Department as the source wrote it: decides the shop when the warehouse has none. */
  nama_departemen: string | null;
  /** Pairs; returns negative. */
  pairs_qty: string;
  /** Rupiah incl. tax; returns negative. */
  total_amount: string;
}

/** Stock per snapshot, code and warehouse. */
export interface CoreFactStock {
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Day of the snapshot. */
  snapshot_date: string;
  /** Product code. */
  kode_barang: string;
  /** Warehouse. */
  warehouse_id: number;
  /** Pairs; may be negative. */
  pairs_qty: string;
}

/** Which load speaks for the sales of an entity and day: the newest accepted one that covers it. */
export interface CoreSalesDays {
  /** DDD, MBB or UBB. */
  entity: string;
  /** Day of the sales. */
  tanggal: string;
  /** The load. */
  load_id: string;
  /** Its snapshot date: newest wins. */
  snapshot_date: string;
}

/** Sales per article, shop and month, all entities. */
export interface CoreSalesMonthly {
  /** First day of the month. */
  month: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Shop. */
  store_id: number;
  /** Pairs, returns subtracted. */
  pairs_qty: string;
  /** Rupiah, returns subtracted. */
  total_amount: string;
  /** Lines of fact_sales behind it. */
  line_count: number;
}

/** Which entities have an accepted snapshot of a day. */
export interface CoreStockDays {
  /** Day of the snapshot. */
  snapshot_date: string;
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** The accepted load. */
  load_id: string;
}

/** Control Stock as of the newest accepted snapshot: see mart.control_stock. */
export interface MartVControlStock {
  kode_mix: string | null;
  is_mapped: boolean | null;
  tier: number | null;
  name: string | null;
  gender: string | null;
  series: string | null;
  whs_pairs: string | null;
  whb_pairs: string | null;
  store_pairs: string | null;
  total_pairs: string | null;
  boxes: string | null;
  protol: string | null;
  sold_window: string | null;
  avg_monthly_sales: string | null;
  months_of_cover: string | null;
  avg_adjusted: string | null;
  months_of_cover_adjusted: string | null;
  open_po_pairs: string | null;
  months_with_po: string | null;
  days_on_sale: number | null;
  is_new: boolean | null;
  sizes_in_stock: number | null;
  sizes_active: number | null;
  note: string | null;
  flag: string | null;
  recommended_po: string | null;
  excess_pairs: string | null;
  excess_value: string | null;
  as_of: string | null;
  sales_from: string | null;
  sales_to: string | null;
  empty_days: number | null;
  whs_boxes: string | null;
  whb_boxes: string | null;
}

/** Articles to order now, most urgent first, and articles with too much stock, largest excess first. */
export interface MartVDepthAlert {
  kind: string | null;
  rank: string | null;
  kode_mix: string | null;
  is_mapped: boolean | null;
  tier: number | null;
  name: string | null;
  total_pairs: string | null;
  sold_window: string | null;
  avg_monthly_sales: string | null;
  months_of_cover: string | null;
  open_po_pairs: string | null;
  recommended_po: string | null;
  excess_pairs: string | null;
  excess_value: string | null;
  note: string | null;
  as_of: string | null;
}

/** Per tier WHS and WHB boxes, protol, pairs and share, as of the newest accepted snapshot. Codes without a tier are the line UNMAPPED. */
export interface MartVTierSummary {
  tier: string | null;
  tier_order: number | null;
  articles: string | null;
  must_po: string | null;
  overstock: string | null;
  whs_boxes: string | null;
  whs_protol: string | null;
  whs_pairs: string | null;
  whs_pct: string | null;
  whb_boxes: string | null;
  whb_protol: string | null;
  whb_pairs: string | null;
  whb_pct: string | null;
  store_pairs: string | null;
  total_pairs: string | null;
  total_pct: string | null;
  as_of: string | null;
}

/** What was deployed when. Workers watch it and restart; one newer or older than the breaking number refuses to run. */
export interface OpsDeployments {
  /** Order of deployment. */
  id: string;
  /** SHA-256 over all files of sql/ and the committed migrations. */
  digest: string;
  /** Raised when old workers must not run on this database. */
  breaking_number: number;
  /** Files of sql/ applied. */
  file_count: number;
  /** Migrations applied by this deployment. */
  migration_count: number;
  /** Digest of each file, for deploy --plan. */
  files: Json;
  /** How long it took. */
  seconds: string | null;
  /** When (real clock). */
  deployed_at: Date;
  /** Database role that deployed. */
  deployed_by: string;
}

/** Which dedupe keys were used, kept longer than the events themselves. */
export interface OpsEventKeys {
  /** The caller's key: the same key twice is one event. */
  dedupe_key: string;
  /** The event it made. No foreign key: the event is pruned earlier. */
  event_id: string;
  /** SHA-256 of type and payload: the same key with another payload is refused. */
  payload_hash: string;
  /** When the key was first seen. */
  created_at: Date;
}

/** Kinds of events: who handles them, what their payload must hold. */
export interface OpsEventTypes {
  /** Name, upper case. */
  event_type: string;
  /** Agent that handles it. */
  target_agent: string;
  /** Keys that the payload must hold. */
  required_keys: string[];
  /** 1 … 10, higher first. */
  default_priority: number;
  /** Function (event uuid, payload jsonb) that does the work; NULL: there is no handler yet and the event fails saying so. */
  handler: string | null;
  /** What it means. */
  description: string;
}

/** The single intake valve: whatever comes from outside becomes one row, then one job. */
export interface OpsEvents {
  /** Time-ordered id (version 7). */
  id: string;
  /** What happened. */
  event_type: string;
  /** Who handles it. */
  target_agent: string;
  /** The facts, with the keys that the type requires. */
  payload: Json;
  /** pending | processing | completed | failed. */
  status: string;
  /** 1 … 10, higher first. */
  priority: number;
  /** How often it was claimed. */
  attempts: number;
  /** Why it failed: code, message, constraint, left, right, hint. */
  error: Json | null;
  /** Where it came from: sql, http, telegram, email, edi … */
  source: string;
  /** Database role that submitted it; agents see their own only. */
  submitted_by: string;
  /** The event that caused this one. */
  parent_id: string | null;
  /** Length of the parent chain, at most 16. */
  depth: number;
  /** When it was submitted. */
  created_at: Date;
  /** When a worker took it (real clock). */
  claimed_at: Date | null;
  /** The worker incarnation that holds it: its wake-up. */
  claimed_by: string | null;
  /** Fencing token of the run that holds it. */
  run_token: string | null;
  /** When it ended. */
  processed_at: Date | null;
}

/** Scheduled work: what runs, when, for whom, and what it needs first. */
export interface OpsJobDefinitions {
  /** Name, e.g. stock.ddd or report.control_stock. */
  key: string;
  /** Title for people. */
  title: string;
  /** Agent that does it. */
  agent: string;
  /** Task of the worker. */
  task_identifier: string;
  /** Parameters of the task, e.g. {"entity": "DDD"}. */
  payload: Json;
  /** Slots in cron notation; NULL: only on demand. */
  cron: string | null;
  /** Zone of the cron expression. */
  time_zone: string;
  /** Business date = local date of the slot minus this many days. */
  business_day_offset: number;
  /** Definitions that must have succeeded for the same business date. */
  needs: string[];
  /** How long after the slot it may wait for its needs. */
  latest_start: string | null;
  /** Longest run. */
  max_duration: string;
  /** How often a sign of life is expected. */
  expected_every: string | null;
  /** Tolerance on top of expected_every. */
  grace: string;
  /** After an outage: all, latest, or skip. */
  catch_up: string;
  /** Least distance to other jobs of the agent or the file. */
  min_gap: string;
  /** Jobs of one group never run at the same time. */
  concurrency_group: string | null;
  /** True: each run is a work item with a result that people see. */
  makes_work_item: boolean;
  /** True: layer 2 reviews the result. */
  requires_review: boolean;
  /** True: the PIC signs. */
  requires_approval: boolean;
  /** Person in charge. */
  pic_id: string | null;
  /** ops.recipients key that gets the result besides the PIC. */
  recipient_key: string | null;
  /** Ladder of reminders and escalation. */
  approval_policy_id: string | null;
  /** Revisions before it escalates; never more than two. */
  max_revisions: number;
  /** What the work took a person. */
  estimated_human_minutes: number | null;
  /** Model id; NULL = the agent's. */
  model: string | null;
  /** True: effects go to test recipients. */
  test_mode: boolean;
  /** False: nothing starts. */
  is_enabled: boolean;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Each expected run of a definition, with its outcome: no slot vanishes. */
export interface OpsOccurrences {
  /** Number; the payload of its job. */
  id: string;
  /** What runs. */
  definition_key: string;
  /** The slot it stands for; of a manual run, the time of asking. */
  slot_at: Date;
  /** The trading day it works on. */
  business_date: string;
  /** expected → waiting (needs) → running → done | late | failed; or collapsed, skipped. */
  status: string;
  /** True: made up for after an outage. */
  is_catch_up: boolean;
  /** True: a person asked for it. */
  is_manual: boolean;
  /** Overrides of the definition's payload, e.g. the first day of a range. */
  payload: Json;
  /** Database role that asked for it. */
  requested_by: string;
  /** Its deadline, while it waits for its needs. */
  wakeup_id: string | null;
  /** Fencing token of the run that holds it. */
  run_token: string | null;
  /** Worker incarnation that holds it. */
  claimed_by: string | null;
  /** How often it was started. */
  attempts: number;
  /** Why it failed. */
  error: Json | null;
  /** What a person or the engine noted. */
  note: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the present run started. */
  started_at: Date | null;
  /** When it ended. */
  finished_at: Date | null;
}

/** Every outward effect, planned before it happens and confirmed by the vendor's answer. */
export interface OpsOutbox {
  /** Number; the payload of its job. */
  id: string;
  /** email | telegram | notion | sheets | ssh. */
  channel: string;
  /** Address. */
  recipient: string;
  /** What it is about, e.g. report.control_stock. */
  subject_key: string;
  /** What the renderer needs besides the frozen revision. */
  params: Json;
  /** The effect's key: planned twice is sent once. */
  dedupe_key: string;
  /** The work item it shows. */
  work_item_id: string | null;
  /** The frozen revision it shows. */
  revision_no: number | null;
  /** True: goes to a test recipient and is marked. */
  is_test: boolean;
  /** planned → sending → confirmed | planned | failed | unknown; unknown → confirmed | planned | failed. */
  status: string;
  /** How often it was claimed. */
  attempts: number;
  /** Worker incarnation that is sending. */
  claimed_by: string | null;
  /** Fencing token of the sending run. */
  run_token: string | null;
  /** Not before this time (after a definite refusal). */
  next_at: Date | null;
  /** The vendor's id, e.g. Message-ID. */
  external_id: string | null;
  /** Why the last attempt did not succeed. */
  error: Json | null;
  /** When it was planned. */
  created_at: Date;
  /** When the last attempt was claimed (real clock). */
  sent_at: Date | null;
  /** When the vendor confirmed. */
  confirmed_at: Date | null;
}

/** People who sign, are told, or are asked. */
export interface OpsPeople {
  /** Number of the person. */
  id: string;
  /** Name as it stands in mails. One line. */
  name: string;
  /** Mail address, lower case. Decisions by mail are accepted from it alone. */
  email: string | null;
  /** Telegram user id (from.id). */
  telegram_user_id: string | null;
  /** Database role, for decisions by CLI and DBeaver. */
  db_role: string | null;
  /** Language of messages: id or en. */
  language: string;
  /** Who is asked when this person does not answer. */
  supervisor_id: string | null;
  /** False: is neither asked nor told. */
  is_active: boolean;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Rate of calls to a vendor: requests of one key leave at least min_gap apart, over all workers. */
export interface OpsRateKeys {
  /** Vendor and token, e.g. accurate:DDD. */
  key: string;
  /** Least distance between two requests. 130 ms stays under 8 per second in every rolling second. */
  min_gap: string;
  /** First free slot (real clock). A 429 moves it. */
  next_at: Date;
  /** Why this number. */
  note: string | null;
}

/** Who receives what: a key (a report, a group) and the addresses behind it. */
export interface OpsRecipients {
  /** Number of the row. */
  id: string;
  /** What is received, e.g. report.control_stock or data.owner. */
  key: string;
  /** email | telegram. */
  channel: string;
  /** Mail address or chat id. */
  address: string;
  /** The person behind it; NULL for a group. */
  person_id: string | null;
  /** True: may see cost prices and values made of them. */
  sees_cost: boolean;
  /** True: used instead of the real ones in test mode. */
  is_test: boolean;
  /** False: receives nothing. */
  is_active: boolean;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Numbers and texts that people may change: thresholds, days, sizes. Every change is kept in ops.settings_history. */
export interface OpsSettings {
  /** Name with dots, e.g. control_stock.must_po_months. */
  key: string;
  /** What a person set. NULL = the default holds. */
  value: string | null;
  /** What we ship. The only column that a deploy writes. */
  default_value: string;
  /** number | integer | interval | text | boolean: value must be one. */
  value_type: string;
  /** Unit for people: months, days, pairs. */
  unit: string | null;
  /** What it decides, in one sentence. */
  description: string;
  /** Last change (business clock). */
  updated_at: Date;
  /** Database role of the last change. */
  updated_by: string;
}

/** Every change of a configuration row: who, when, from what to what. Append-only. */
export interface OpsSettingsHistory {
  /** Order of change. */
  id: string;
  /** The configuration table, with its schema. */
  table_name: string;
  /** Key of the changed row. */
  row_key: string;
  /** INSERT | UPDATE | DELETE. */
  action: string;
  /** The row before; NULL for a new one. */
  old_row: Json | null;
  /** The row after; NULL for a deleted one. */
  new_row: Json | null;
  /** When (business clock). */
  changed_at: Date;
  /** Database role that did it. */
  changed_by: string;
}

/** How often and how long each task is tried. */
export interface OpsTaskPolicies {
  /** Task, e.g. accurate/pull_stock. */
  task_identifier: string;
  /** Attempts before it is given up. */
  max_attempts: number;
  /** Longest run. */
  timeout: string;
  /** dead: listed and alerted; fail_subject: the row it works for fails. */
  on_exhausted: string;
}

/** Jobs that are out of attempts. Each one needs a person. */
export interface OpsVDeadJobs {
  id: string | null;
  task_identifier: string | null;
  key: string | null;
  attempts: number | null;
  max_attempts: number | null;
  last_error: string | null;
  created_at: Date | null;
  last_run_at: Date | null;
}

/** Rows that wait for something that will never come. Always empty. */
export interface OpsVOrphans {
  kind: string | null;
  id: string | null;
  status: string | null;
  why: string | null;
}

/** The jobs of the queue, with what each is doing. Priority 10 is the highest. */
export interface OpsVQueue {
  id: string | null;
  task_identifier: string | null;
  key: string | null;
  state: string | null;
  priority: number | null;
  attempts: number | null;
  max_attempts: number | null;
  run_at: Date | null;
  run_at_wib: string | null;
  locked_at: Date | null;
  locked_by: string | null;
  last_error: string | null;
  created_at: Date | null;
}

/** Settings in force: what a person set, else what we ship; who set it, when. */
export interface OpsVSettings {
  key: string | null;
  value: string | null;
  set_value: string | null;
  default_value: string | null;
  is_set: boolean | null;
  value_type: string | null;
  unit: string | null;
  description: string | null;
  set_at: Date | null;
  set_by: string | null;
}

/** Runs of the last 24 hours and all that are open, with their work items and mails; slots in UTC and WIB. */
export interface OpsVToday {
  business_date: string | null;
  key: string | null;
  title: string | null;
  occurrence_id: string | null;
  run_status: string | null;
  work_item_id: string | null;
  work_item_status: string | null;
  revision_no: number | null;
  slot_utc: Date | null;
  slot_wib: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  took: string | null;
  attempts: number | null;
  needs_missing: string[] | null;
  error: string | null;
  note: string | null;
  deliveries: string | null;
  deliveries_confirmed: string | null;
}

/** The one timer: whatever waits owns exactly one row here, by foreign key. No orphan wait can exist. */
export interface OpsWakeups {
  /** Number of the wake-up. */
  id: string;
  /** Which deadline it is: start_limit, run_limit, review_limit … */
  kind: string;
  /** Kind of the row that waits. */
  subject_kind: string;
  /** Id of the row that waits. */
  subject_id: string;
  /** When it is due (business clock). */
  due_at: Date;
  /** When the wait began. */
  created_at: Date;
}

/** Each change of state: who, from, to, why, when. Append-only. */
export interface OpsWorkItemHistory {
  /** Order of change. */
  id: string;
  /** The item. */
  work_item_id: string;
  /** State before. */
  from_status: string;
  /** State after. */
  to_status: string;
  /** What caused it. */
  event: string;
  /** worker, reviewer, pic, backup, supervisor, operator, timer or system. */
  actor_kind: string;
  /** Name of the actor. */
  actor: string;
  /** Why: note of a person, or the error. */
  reason: string | null;
  /** Revision that was current. */
  revision_no: number;
  /** When (business clock). */
  at: Date;
  /** Database role that did it. */
  database_role: string;
}

/** Frozen results. Never changed: Sheet, Notion, mail and Telegram show these numbers. */
export interface OpsWorkItemRevisions {
  /** The item. */
  work_item_id: string;
  /** 1, 2, 3 … */
  revision_no: number;
  /** The figures that are signed. */
  figures: Json;
  /** The whole report: tables, sentences, steps. */
  result: Json;
  /** Where its file lies. */
  attachment_url: string | null;
  /** SHA-256 of figures::text; an approval is bound to it. */
  figures_hash: string;
  /** When it was frozen. */
  frozen_at: Date;
  /** The run that made it: a doubled finish finds its own row. */
  run_token: string;
}

/** States of a work item. */
export interface OpsWorkItemStates {
  /** Name of the state. */
  status: string;
  /** True: never left. */
  is_final: boolean;
  /** True: a wake-up is live as long as the item stands here. */
  is_waiting: boolean;
  /** The first wake-up of the state. */
  wakeup_kind: string | null;
  /** What it means. */
  description: string;
}

/** The only changes of state that the guard lets through, one row per kind of actor. */
export interface OpsWorkItemTransitions {
  /** State before; empty text for a new item. */
  from_status: string;
  /** State after. */
  to_status: string;
  /** What causes it. */
  event: string;
  /** Who causes it. */
  actor_kind: string;
  /** Number of the row in the specification. */
  number: number;
}

/** One row each time a definition with a result for people runs: it has a life, is reviewed and approved. */
export interface OpsWorkItems {
  /** Number of the item. */
  id: string;
  /** What kind of work. */
  definition_key: string;
  /** The trading day it is about. */
  business_date: string;
  /** Empty, or what distinguishes items of one day, e.g. koreksi-1. */
  subject_key: string;
  /** Title for people. */
  title: string;
  /** State; changes only as ops.work_item_transitions says. */
  status: string;
  /** The current frozen revision; 0 before the first. */
  revision_no: number;
  /** How often it was sent back; two at most. */
  revision_count: number;
  /** The run that opened it. */
  occurrence_id: string | null;
  /** The approved item that this one corrects. */
  corrects_id: string | null;
  /** Fencing token of the run that holds it. */
  run_token: string | null;
  /** Worker incarnation that holds it. */
  claimed_by: string | null;
  /** Agent that produced the current revision: it may not review or approve it. */
  produced_by: string | null;
  /** Its live deadline; exactly one in each waiting state. */
  wakeup_id: string | null;
  /** Notes of the last rejection. */
  notes: string | null;
  /** Why it failed. */
  error: Json | null;
  /** When it was opened. */
  created_at: Date;
  /** When the present run started. */
  started_at: Date | null;
  /** When it was approved or cancelled. */
  finished_at: Date | null;
  /** Last change. */
  updated_at: Date;
}

/** Each start of a worker process is an incarnation that is never used again. */
export interface OpsWorkers {
  /** Identity of this start. */
  incarnation: string;
  /** graphile-worker's pool ids: what stands in locked_by of its jobs. */
  pool_ids: string[];
  /** Machine. */
  host: string;
  /** Process id. */
  pid: number;
  /** Version of the program. */
  version: string | null;
  /** When it started (real clock). */
  registered_at: Date;
  /** Last sign of life (real clock). */
  beat_at: Date;
  /** When it ended by itself. */
  stopped_at: Date | null;
  /** When it was declared dead. */
  died_at: Date | null;
}

/** What people know better: do not order, already ordered, seasonal. */
export interface PortalArticleNotes {
  /** Number of the note. */
  id: string;
  /** Article. */
  kode_mix: string;
  /** jangan_po and sudah_po make the recommended order 0; musiman only says so. */
  kind: string;
  /** Last day it holds; NULL: until it is deleted. */
  until_on: string | null;
  /** Why. */
  note: string | null;
  /** Who wrote it. */
  noted_by: string;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Cost and selling prices per article code. Several codes may share one kode_mix. */
export interface PortalHpprsp {
  /** Article code of one version (portal.kodemix.kode). */
  kode: string;
  /** Cost price of a pair, rupiah. */
  harga_beli: string | null;
  /** Price on the tag, rupiah. */
  price_taq: string | null;
  /** Recommended selling price, rupiah. */
  rsp: string | null;
  /** Tier as the price list says; only compared, never used. */
  tier: number | null;
  /** Season. */
  season: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Product codes of the ERP (one per size) and the article they belong to. */
export interface PortalKodemix {
  /** ERP code at size level; trimmed, case-sensitive. */
  kode_barang: string;
  /** Article code of one version. */
  kode: string;
  /** Unites the versions of an article: the unit of all reports. */
  kode_mix: string;
  /** Name of the article. */
  name: string | null;
  /** 1 (best seller) … 5, 8 (lowest); 0 is a tier of its own. */
  tier: number | null;
  /** LADIES, MEN, BABY, BOYS or GIRLS. */
  gender: string | null;
  /** Series. */
  series: string | null;
  /** Sizes in a box. */
  assortment: string | null;
  /** ACTIVE, or anything else for a code that is no longer made. */
  status: string;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Shops are spelled differently by each source: source and spelling → the shop's code. */
export interface PortalNameAlias {
  /** accurate, iseller, ginee … */
  source: string;
  /** Spelling of the source; compared trimmed and in lower case. */
  name: string;
  /** Code of the shop (portal.store.store_code). */
  canonical_name: string;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** The PO tab of the sheet: purchase orders that people keep by hand. */
export interface PortalPurchaseOrdersManual {
  /** Article. */
  kode_mix: string;
  /** Date of the order. */
  tgl_po: string;
  /** Distinguishes orders of one article and day. */
  row_no: number;
  /** Tier as the tab says; only compared, never used. */
  tier: number | null;
  /** Article code as the tab says. */
  code: string | null;
  /** Type as the tab says. */
  type: string | null;
  /** Gender as the tab says. */
  gender: string | null;
  /** P, S or -. */
  ps_flag: string | null;
  /** Pairs ordered, as the tab sums them. */
  sudah_po: string | null;
  /** Pairs of the first order. */
  po_1: string | null;
  /** Pairs of the second order. */
  po_2: string | null;
  /** Pairs of the third order. */
  po_3: string | null;
  /** Pairs of the fourth order. */
  po_4: string | null;
  /** Pairs of the fifth order. */
  po_5: string | null;
  /** Pairs of the sixth order. */
  po_6: string | null;
  /** State of the order; SELESAI and BATAL leave nothing open. */
  status_po: string | null;
  /** State of receiving. */
  status: string | null;
  /** Keterangan. */
  notes: string | null;
  /** Pairs of the first receipt. */
  received_1: string | null;
  /** Pairs of the second receipt. */
  received_2: string | null;
  /** Pairs of the third receipt. */
  received_3: string | null;
  /** Pairs of the fourth receipt. */
  received_4: string | null;
  /** Pairs of the fifth receipt. */
  received_5: string | null;
  /** Pairs of the sixth receipt. */
  received_6: string | null;
  /** Pairs of the seventh receipt. */
  received_7: string | null;
  /** Pairs of the eighth receipt. */
  received_8: string | null;
  /** Pairs of the ninth receipt. */
  received_9: string | null;
  /** Pairs of the tenth receipt. */
  received_10: string | null;
  /** Date of the first receipt. */
  received_1_on: string | null;
  /** Date of the second receipt. */
  received_2_on: string | null;
  /** Date of the third receipt. */
  received_3_on: string | null;
  /** Date of the fourth receipt. */
  received_4_on: string | null;
  /** Date of the fifth receipt. */
  received_5_on: string | null;
  /** Date of the sixth receipt. */
  received_6_on: string | null;
  /** Date of the seventh receipt. */
  received_7_on: string | null;
  /** Date of the eighth receipt. */
  received_8_on: string | null;
  /** Date of the ninth receipt. */
  received_9_on: string | null;
  /** Date of the tenth receipt. */
  received_10_on: string | null;
  /** Sum of the receipts. */
  total_rcv: string | null;
  /** Pairs still open: ordered less received, not below 0; 0 when status_po is SELESAI or BATAL. */
  sisa_po: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Shops, about 326. */
export interface PortalStore {
  /** Code of the shop. */
  store_code: string;
  /** Name of the shop. */
  name: string;
  /** Branch that runs it. */
  branch: string | null;
  /** Area. */
  area: string | null;
  /** One of the three Indonesian zones. */
  time_zone: string;
  /** Pairs that fit in. */
  capacity: number | null;
  /** Sales target of a month, rupiah. */
  monthly_target: string | null;
  /** Mail address of the branch manager. */
  branch_manager: string | null;
  /** First day open. */
  opened_on: string | null;
  /** Last day open. */
  closed_on: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Maps the ERP's warehouse names to kinds. Names are compared trimmed and in lower case. */
export interface PortalWarehouse {
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Name as the ERP writes it. */
  nama_gudang: string;
  /** WHS shop floor, WHB boxes, STORE, OTHER (leaves the cover). */
  kind: string;
  /** The shop it belongs to. */
  store_code: string | null;
  /** True: nothing in it counts as a box, all pairs are protol. */
  loose: boolean;
  /** False: its stock does not count for the cover. */
  in_cover: boolean;
  /** Note. */
  note: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Sales: lines of one invoice, code and date are summed. Returns are rows of their own, negative. There is no LJBB: it sells nothing. */
export interface RawAccurateSales {
  /** Number of the row. */
  id: string;
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Date of the document. */
  tanggal: string;
  /** Department or branch that sold. */
  nama_departemen: string | null;
  /** Customer; UMUM when the source names none. */
  nama_pelanggan: string | null;
  /** Number of the invoice or return. */
  nomor_invoice: string;
  /** ERP code at size level. */
  kode_produk: string;
  /** Name of the product. */
  nama_barang: string | null;
  /** Unit of the line. */
  satuan: string | null;
  /** Pairs in the base unit; returns negative. */
  kuantitas: string;
  /** Price of a base unit. */
  harga_satuan: string | null;
  /** Amount of the line; returns negative. */
  total_harga: string | null;
  /** Cost of goods. */
  bpp: string | null;
  /** Warehouse it left. */
  nama_gudang: string | null;
  /** Cost price of a unit. */
  vendor_price: string | null;
  /** Tax base. */
  dpp_amount: string | null;
  /** Tax. */
  tax_amount: string | null;
  /** The day whose state it shows. */
  snapshot_date: string;
  /** When it was loaded. */
  loaded_at: Date;
  /** Identity of the load. */
  load_batch_id: string;
  /** The load. */
  load_id: string;
}

/** Stock: one whole snapshot per entity and date; zero balances are not stored. */
export interface RawAccurateStock {
  /** Number of the row. */
  id: string;
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** ERP code at size level. */
  kode_barang: string;
  /** Name of the product. */
  nama_barang: string | null;
  /** Name of the warehouse. */
  nama_gudang: string;
  /** Pairs. */
  kuantitas: string;
  /** Selling price of a unit. */
  unit_price: string | null;
  /** Cost price of a unit. */
  vendor_price: string | null;
  /** The day whose state it shows. */
  snapshot_date: string;
  /** When it was loaded. */
  loaded_at: Date;
  /** Identity of the load. */
  load_batch_id: string;
  /** The load. */
  load_id: string;
}

/** Checks that a load must pass. block → quarantined; warn → accepted and listed; note → recorded. */
export interface RawLoadChecks {
  /** stock | sales. */
  kind: string;
  /** Name of the check. */
  check_name: string;
  /** block | warn | note, as in force. */
  severity: string;
  /** Number that decides, as in force. */
  threshold: string | null;
  /** What we ship. */
  default_severity: string;
  /** What we ship. */
  default_threshold: string | null;
  /** False: not looked at. */
  is_enabled: boolean;
  /** What it looks at, for people. */
  description: string;
}

/** How far a pull has come. Written in the same commit as the rows of its page; on resume the staged count must equal it. */
export interface RawLoadCursors {
  /** The load. */
  load_id: string;
  /** What the connector needs to go on. */
  position: Json;
  /** Rows staged so far. */
  rows_staged: string;
  /** When (real clock). */
  updated_at: Date;
}

/** Each load of a source: what it covers, how many rows, what the checks said, whether it counts. */
export interface RawLoadHistory {
  /** Number of the load. */
  load_id: string;
  /** accurate. */
  source: string;
  /** stock | sales. */
  kind: string;
  /** api | csv: how it came. */
  data_type: string;
  /** DDD, LJBB, MBB or UBB. LJBB sells nothing. */
  entity: string;
  /** Identity of the load in its rows (load_batch_id). */
  batch_id: string;
  /** The trading day it was made for. */
  business_date: string;
  /** The day whose state it shows. */
  snapshot_date: string;
  /** First day whose rows it holds (date_from). */
  covers_from: string;
  /** Last day whose rows it holds (date_to). */
  covers_to: string;
  /** The run that made it; NULL for a file. */
  occurrence_id: string | null;
  /** Fencing token of the run that may write to it. */
  run_token: string | null;
  /** Rows that the source said it delivered. */
  source_row_count: string | null;
  /** Rows staged, as the cursor counts them. */
  rows_staged: string;
  /** Rows that went into the partition. */
  rows_loaded: string | null;
  /** Documents or items fetched. */
  progress_done: number;
  /** Documents or items to fetch; NULL while unknown. */
  progress_total: number | null;
  /** When it began. */
  started_at: Date;
  /** When it was decided. */
  finished_at: Date | null;
  /** pulling → staged → accepted | quarantined; quarantined → accepted | rejected; pulling → failed; accepted → superseded. */
  status: string;
  /** Result of each check: check, severity, passed, measured, threshold, message. */
  validation: Json;
  /** Why it failed, for people. */
  error_message: string | null;
  /** Note of the person who released or rejected it. */
  note: string | null;
  /** The load that took its place. */
  superseded_by: string | null;
}

/** Rows of loads that are being pulled or checked. Logged, so that they and their cursor survive together. */
export interface RawStagingSales {
  /** The load. */
  load_id: string;
  /** Order in the load; of a file, its line. */
  line_no: string;
  /** The source's own id of the item or document. */
  source_id: string | null;
  /** Date of the document. */
  tanggal: string | null;
  /** Department or branch that sold. */
  nama_departemen: string | null;
  /** Customer; UMUM when the source names none. */
  nama_pelanggan: string | null;
  /** Number of the invoice or return. */
  nomor_invoice: string | null;
  /** ERP code at size level. */
  kode_produk: string | null;
  /** Name of the product. */
  nama_barang: string | null;
  /** Unit of the line. */
  satuan: string | null;
  /** Pairs in the base unit; returns negative. */
  kuantitas: string | null;
  /** Price of a base unit. */
  harga_satuan: string | null;
  /** Amount of the line; returns negative. */
  total_harga: string | null;
  /** Cost of goods. */
  bpp: string | null;
  /** Warehouse it left. */
  nama_gudang: string | null;
  /** Cost price of a unit. */
  vendor_price: string | null;
  /** Tax base. */
  dpp_amount: string | null;
  /** Tax. */
  tax_amount: string | null;
  /** The source's version number of the document. */
  opt_lock: string | null;
  /** The source's time of last change. */
  last_update: string | null;
}

/** Rows of loads that are being pulled or checked. Logged, so that they and their cursor survive together. */
export interface RawStagingStock {
  /** The load. */
  load_id: string;
  /** Order in the load; of a file, its line. */
  line_no: string;
  /** The source's own id of the item or document. */
  source_id: string | null;
  /** ERP code at size level. */
  kode_barang: string | null;
  /** Name of the product. */
  nama_barang: string | null;
  /** Name of the warehouse. */
  nama_gudang: string | null;
  /** Pairs. */
  kuantitas: string | null;
  /** Selling price of a unit. */
  unit_price: string | null;
  /** Cost price of a unit. */
  vendor_price: string | null;
}

/** What this database is. One row. Tests and demos refuse a database of another kind. */
export interface UtilInstance {
  /** Always true: there is one row. */
  id: boolean;
  /** production | development | demo | test. Only outside of production may the clock be moved. */
  kind: string;
  /** Name for people, e.g. in the subject of a mail of a test instance. */
  name: string;
  /** When the first deploy made this database (real clock). */
  created_at: Date;
}

/** The frozen clock of a test, demo or simulation: one row when time stands still, none when it runs. */
export interface UtilTestClock {
  /** Always true: there is one row at most. */
  id: boolean;
  /** What util.now() answers to members of mandor_test. */
  now: Date;
}

export interface Functions {
  /** Works out what the codes of these articles agree on, and their first sale. Internal. */
  'core.articles_describe': { args: { p_kode_mix: string[] | null; p_is_mapped: boolean[] | null }; row: { articles_describe: void }; set: false };
  /** Works the aggregates of these articles out again from the facts. Internal. */
  'core.articles_rebuild': { args: { p_kode_mix: string[] | null; p_is_mapped: boolean[] | null }; row: { articles_rebuild: void }; set: false };
  /** Moves the sales of these departments to the shop that portal.name_alias names now. Internal. */
  'core.departments_sync': { args: { p_names: string[] | null }; row: { departments_sync: void }; set: false };
  /** The text that occurs most often; of equals the first in code point order. NULLs do not count. */
  'core.most_frequent': { args: { p_values: string[] | null }; row: { most_frequent: string | null }; set: false };
  /** Makes dimension rows for codes that a load brings for the first time. Internal. */
  'core.products_ensure': { args: { p_load_id: string | null }; row: { products_ensure: void }; set: false };
  /** Brings dim_product and dim_article up to date with portal.kodemix for these codes (names only for codes that nobody mapped) and moves the history of codes that changed their article. Internal. */
  'core.products_sync': { args: { p_codes: string[] | null; p_names?: string[] | null }; row: { products_sync: void }; set: false };
  /** Brings facts and aggregates of sales up to date with an accepted load, by differences. Internal. */
  'core.sales_apply': { args: { p_load_id: string | null }; row: { sales_apply: void }; set: false };
  /** Moves the sales aggregates by the differences in pg_temp.sales_diff. Internal. */
  'core.sales_shift': { args: Record<never, never>; row: { sales_shift: void }; set: false };
  /** Works the stock aggregates of one entity and these dates out again from the facts. Internal. */
  'core.stock_aggregate': { args: { p_entity: string | null; p_dates: string[] | null }; row: { stock_aggregate: void }; set: false };
  /** Replaces the facts and aggregates of (entity, date) by an accepted snapshot. Internal. */
  'core.stock_apply': { args: { p_load_id: string | null }; row: { stock_apply: void }; set: false };
  /** Shop of a department's name as the ERP spells it (portal.name_alias); 0 (TANPA TOKO) when nobody mapped it. */
  'core.store_of_department': { args: { p_name: string | null }; row: { store_of_department: number | null }; set: false };
  /** Brings dim_store up to date with portal.store for these codes. Internal. */
  'core.stores_sync': { args: { p_codes: string[] | null }; row: { stores_sync: void }; set: false };
  /** Makes dimension rows for warehouse names that are not known yet. Internal. */
  'core.warehouses_ensure': { args: { p_entity: string | null; p_names: string[] | null }; row: { warehouses_ensure: void }; set: false };
  /** Brings dim_warehouse up to date with portal.warehouse for these names and moves stock and sales that hang on them. Internal. */
  'core.warehouses_sync': { args: { p_entity: string | null; p_names: string[] | null }; row: { warehouses_sync: void }; set: false };
  /** An article as sentences and tables name it: code and name. */
  'mart.article_text': { args: { p_kode_mix: string | null; p_name: string | null }; row: { article_text: string | null }; set: false };
  /** Control Stock as of a date: one row per article (kode_mix) and per code that nobody mapped. Pairs and months; flags NEGATIVE, NO_SALES, RETURNS, NEW, MUST_PO, OVERSTOCK, OK. Thresholds are rows of ops.settings. No row when there is no accepted stock and sales at or before the date. */
  'mart.control_stock': { args: { p_as_of: string | null }; row: { kode_mix: string | null; is_mapped: boolean | null; tier: number | null; name: string | null; gender: string | null; series: string | null; whs_pairs: string | null; whb_pairs: string | null; store_pairs: string | null; total_pairs: string | null; boxes: string | null; protol: string | null; sold_window: string | null; avg_monthly_sales: string | null; months_of_cover: string | null; avg_adjusted: string | null; months_of_cover_adjusted: string | null; open_po_pairs: string | null; months_with_po: string | null; days_on_sale: number | null; is_new: boolean | null; sizes_in_stock: number | null; sizes_active: number | null; note: string | null; flag: string | null; recommended_po: string | null; excess_pairs: string | null; excess_value: string | null; as_of: string | null; sales_from: string | null; sales_to: string | null; empty_days: number | null; whs_boxes: string | null; whb_boxes: string | null }; set: true };
  /** What changed since the last frozen Control Stock report. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_changes': { args: { p_business_date: string | null }; row: { control_stock_changes: Json | null }; set: false };
  /** Makes the Control Stock report of the work item that this run holds and freezes it as a revision. Answers like ops.work_item_finish; not_mine when another run holds the item. */
  'mart.control_stock_freeze': { args: { p_run_token: string | null }; row: { control_stock_freeze: string | null }; set: false };
  /** The Control Stock report of a business date, worded in Indonesian: {figures: what is signed, with all rows; result: what channels show}. MD203 when a load of the day is missing. */
  'mart.control_stock_report': { args: { p_business_date: string | null }; row: { control_stock_report: Json | null }; set: false };
  /** Sections of the frozen report: orders, overstock, the tier table, and each tier. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_sections': { args: { p_as_of: string | null; p_is_ready: boolean | null }; row: { control_stock_sections: Json | null }; set: false };
  /** What to do with an article, in one Indonesian sentence. */
  'mart.control_stock_sentence': { args: { p_flag: string | null; p_article: string | null; p_months: string | null; p_months_adjusted: string | null; p_avg: string | null; p_recommended: string | null; p_box: string | null; p_total: string | null; p_open_po: string | null; p_note: string | null }; row: { control_stock_sentence: string | null }; set: false };
  /** Langkah 1 … n: where the rows of the report came from and how its numbers were made. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_steps': { args: { p_as_of: string | null; p_sales_from: string | null; p_sales_to: string | null; p_is_ready: boolean | null }; row: { control_stock_steps: Json | null }; set: false };
  /** The thresholds that a report used, and who changed them when, as lines of text. */
  'mart.control_stock_thresholds': { args: Record<never, never>; row: { control_stock_thresholds: Json | null }; set: false };
  /** What the reader should know about the data behind the report. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_warnings': { args: { p_business_date: string | null }; row: { control_stock_warnings: Json | null }; set: false };
  /** as_of: newest accepted stock at or before the date; sales_to: newest business date with sales of all three entities accepted; sales_from: first day of the three months; is_ready: sales of every day of the window are there. No row when stock or sales are missing. */
  'mart.control_stock_window': { args: { p_as_of: string | null }; row: { as_of: string | null; sales_from: string | null; sales_to: string | null; is_ready: boolean | null }; set: true };
  /** A date in Indonesian: short (8 Feb 2026) or long (Minggu, 8 Februari 2026). */
  'mart.date_text': { args: { p_date: string | null; p_style?: string | null }; row: { date_text: string | null }; set: false };
  /** A flag of Control Stock in Indonesian words. */
  'mart.flag_text': { args: { p_flag: string | null }; row: { flag_text: string | null }; set: false };
  /** A number as an Indonesian office writes it: 1.234,5. Rounded half up; NULL stays NULL. */
  'mart.number_text': { args: { p_number: string | null; p_decimals?: number | null }; row: { number_text: string | null }; set: false };
  /** The sheet's Global tab: per tier WHS and WHB boxes of 12, protol, pairs and share of the total (percent). Figures are sums over the tier's articles; the last line is TOTAL. */
  'mart.tier_summary': { args: { p_as_of: string | null }; row: { tier: string | null; tier_order: number | null; articles: string | null; must_po: string | null; overstock: string | null; whs_boxes: string | null; whs_protol: string | null; whs_pairs: string | null; whs_pct: string | null; whb_boxes: string | null; whb_protol: string | null; whb_pairs: string | null; whb_pct: string | null; store_pairs: string | null; total_pairs: string | null; total_pct: string | null; as_of: string | null }; set: true };
  /** True for the roles that may see everybody's rows; agents, anonymous and unknown roles see their own. */
  'ops.caller_is_staff': { args: Record<never, never>; row: { caller_is_staff: boolean | null }; set: false };
  /** Health of the database side: one row per line of doctor. state ok | wrong. */
  'ops.doctor': { args: { p_client_now: Date | string | null }; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Adds a job that does nothing; doctor looks whether a worker takes it. Returns its key. */
  'ops.doctor_job': { args: Record<never, never>; row: { doctor_job: string | null }; set: false };
  /** True when the job of ops.doctor_job has been done (a done job is no row any more). */
  'ops.doctor_job_is_done': { args: { p_key: string | null }; row: { doctor_job_is_done: boolean | null }; set: false };
  /** An error as it is kept in a row: code, message, constraint, left, right, detail, hint. Details of ours are JSON. */
  'ops.error_facts': { args: { p_code: string | null; p_message: string | null; p_detail: string | null; p_hint: string | null; p_constraint: string | null }; row: { error_facts: Json | null }; set: false };
  /** Handler of ENGINE_PING, the engine's test of itself: does nothing, and refuses with MD299 when the payload says {"refuse": true}. */
  'ops.event_handle_ping': { args: { p_event_id: string | null; p_payload: unknown }; row: { event_handle_ping: void }; set: false };
  /** True when the caller may see the event: staff, who submitted it, and the agent that it is for. */
  'ops.event_is_visible': { args: { p_id: string | null }; row: { event_is_visible: boolean | null }; set: false };
  /** A person lets a failed event run again. MD101 without a note, MD201 when it is not failed, MD401 when there is none. */
  'ops.event_retry': { args: { p_id: string | null; p_note: string | null }; row: { event_retry: void }; set: false };
  /** Runs the handler of an event. completed | failed (refused: MD or 23xxx, kept in error) | already | not_mine. Other errors are raised: try again. */
  'ops.event_run': { args: { p_id: string | null; p_incarnation: string | null }; row: { event_run: string | null }; set: false };
  /** What became of an event. No row when there is none, or when it is none of the caller's. */
  'ops.event_status': { args: { p_id: string | null }; row: { id: string | null; event_type: string | null; target_agent: string | null; status: string | null; attempts: number | null; error: Json | null; created_at: Date | null; processed_at: Date | null }; set: true };
  /** The single intake: makes an event and, in the same transaction, its job. The same dedupe key twice is one event (is_new = false); with another payload MD501. MD101 bad value, MD102 missing keys, MD401 unknown type, MD203 chain too deep. */
  'ops.event_submit': { args: { p_event_type: string | null; p_payload: unknown; p_dedupe_key?: string | null; p_source?: string | null; p_priority?: number | null; p_parent_id?: string | null }; row: { id: string | null; is_new: boolean | null }; set: false };
  /** Events whose worker died go back to pending; events older than 30 s without a job get one. How many jobs were added. */
  'ops.events_sweep': { args: Record<never, never>; row: { events_sweep: number | null }; set: false };
  /** Adds one job per id: key <kind>:<id>, payload {"id"}, attempts from ops.task_policies. Priority 1 … 10, higher first. 40001 when the queue dropped one. */
  'ops.jobs_add': { args: { p_task: string | null; p_kind: string | null; p_ids: string[] | null; p_priority?: number | null }; row: { jobs_add: void }; set: false };
  /** Adds one job per id, each with its own task and priority (1 … 10, higher first), in one call of the queue. Key <kind>:<id>, payload {"id"}. 40001 when the queue dropped one. */
  'ops.jobs_add_all': { args: { p_tasks: string[] | null; p_kind: string | null; p_ids: string[] | null; p_priorities: number[] | null }; row: { jobs_add_all: void }; set: false };
  /** The jobs of the queue. is_held: a worker that is alive is at it. Empty for callers that are not staff. */
  'ops.jobs_list': { args: Record<never, never>; row: { id: string | null; task_identifier: string | null; key: string | null; priority: number | null; run_at: Date | null; attempts: number | null; max_attempts: number | null; last_error: string | null; created_at: Date | null; locked_at: Date | null; locked_by: string | null; is_held: boolean | null }; set: true };
  /** Keys of jobs that wait, are exhausted, or are held by a worker that is alive. */
  'ops.jobs_live_keys': { args: { p_kinds: string[] | null }; row: { jobs_live_keys: string | null }; set: true };
  /** Adds the job of a run whose needs are met; lets it wait when they are not. */
  'ops.occurrence_advance': { args: { p_id: string | null }; row: { occurrence_advance: void }; set: false };
  /** Ends a run well (done, or late after slot + latest_start + max_duration) and lets those start that waited for it. The caller holds the date's lock and the row's. */
  'ops.occurrence_end': { args: { p_id: string | null; p_note: string | null }; row: { occurrence_end: string | null }; set: false };
  /** A run has failed: failed (final) | expected (a retry may start it again) | not_mine. */
  'ops.occurrence_fail': { args: { p_run_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { occurrence_fail: string | null }; set: false };
  /** A run has ended well: done | late | not_mine. Runs of the same business date that waited for it are started in the same transaction. */
  'ops.occurrence_finish': { args: { p_run_token: string | null; p_note?: string | null }; row: { occurrence_finish: string | null }; set: false };
  /** Ends a running run badly: failed when final, else expected again. The caller holds the row's lock. */
  'ops.occurrence_give_back': { args: { p_id: string | null; p_error: unknown; p_is_final: boolean | null }; row: { occurrence_give_back: string | null }; set: false };
  /** Which needs of an occurrence have not succeeded for its business date. Empty: it may start. */
  'ops.occurrence_needs_missing': { args: { p_id: string | null }; row: { occurrence_needs_missing: string[] | null }; set: false };
  /** Opens a run of a job definition: with its needs met its job is added at once, else it waits for them. A second run of a date whose work item exists is skipped or collapsed, with a note. MD401 unknown job, MD202 switched off, MD101 bad argument. */
  'ops.occurrence_open': { args: { p_definition_key: string | null; p_business_date: string | null; p_payload?: unknown; p_slot_at?: Date | string | null; p_is_manual?: boolean | null }; row: { occurrence_open: string | null }; set: false };
  /** A worker takes a run. No row: it is finished, its needs are not met, or a live worker holds it. A run whose worker is gone is taken over with a new token. payload = the definition's, overridden by the run's. */
  'ops.occurrence_start': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; definition_key: string | null; business_date: string | null; payload: Json | null }; set: true };
  /** Serialises openings and endings of runs of one business date, until the end of the transaction. */
  'ops.occurrences_lock_date': { args: { p_business_date: string | null }; row: { occurrences_lock_date: void }; set: false };
  /** What a dead worker was sending becomes unknown. */
  'ops.outbox_abandon': { args: { p_id: string | null }; row: { outbox_abandon: void }; set: false };
  /** A worker takes a planned effect that is due, with the frozen revision it shows. No row: nothing to send. One that a dead worker was sending becomes unknown and is not answered. */
  'ops.outbox_claim': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; channel: string | null; recipient: string | null; subject_key: string | null; params: Json | null; work_item_id: string | null; revision_no: number | null; is_test: boolean | null; result: Json | null; attempts: number | null }; set: true };
  /** The vendor took it and answered with an id: confirmed | not_mine. */
  'ops.outbox_confirm': { args: { p_run_token: string | null; p_external_id: string | null }; row: { outbox_confirm: string | null }; set: false };
  /** Plans an outward effect. The same dedupe key again is the same effect: its row is answered. */
  'ops.outbox_plan': { args: { p_channel: string | null; p_recipient: string | null; p_subject_key: string | null; p_params: unknown; p_dedupe_key: string | null; p_work_item_id?: string | null; p_revision_no?: number | null; p_is_test?: boolean | null }; row: { outbox_plan: string | null }; set: false };
  /** The vendor definitely did not take it: planned (again, not before next_at) | failed (final, or out of attempts) | not_mine. */
  'ops.outbox_refuse': { args: { p_run_token: string | null; p_error: unknown; p_retry_after?: string | null; p_is_final?: boolean | null }; row: { outbox_refuse: string | null }; set: false };
  /** A person found out what became of an unknown delivery: confirmed, planned (it did not arrive: send it), failed. MD101, MD201, MD401. */
  'ops.outbox_resolve': { args: { p_id: string | null; p_status: string | null; p_note: string | null }; row: { outbox_resolve: string | null }; set: false };
  /** The request left and no answer came: unknown | not_mine. It is not sent again by itself. */
  'ops.outbox_unknown': { args: { p_run_token: string | null; p_error: unknown }; row: { outbox_unknown: string | null }; set: false };
  /** The vendor said "later" (429, Retry-After): no slot of the key before that time. Never moves it closer. */
  'ops.rate_postpone': { args: { p_key: string | null; p_until: Date | string | null }; row: { rate_postpone: void }; set: false };
  /** The next p_n slots of a key (real clock), min_gap apart over all callers. Call it outside of longer transactions. MD401 for an unknown key. */
  'ops.rate_take': { args: { p_key: string | null; p_n: number | null }; row: { rate_take: Date | null }; set: true };
  /** A frozen report without the figures that are made of cost prices (key figures marked is_cost). */
  'ops.result_without_cost': { args: { p_result: unknown }; row: { result_without_cost: Json | null }; set: false };
  /** Layer 2 decides about a revision: pass or reject with notes. Answers the item's state, or not_reviewable | stale_revision | self_review. A third rejection escalates. */
  'ops.review_decide': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_decision: string | null; p_notes?: string | null }; row: { review_decide: string | null }; set: false };
  /** A task ended with an error: what this worker still holds for the job (occurrence, work_item, outbox) is given back; on the last attempt it fails, when ops.task_policies says so. A delivery becomes unknown. The outcome, or nothing_held. */
  'ops.run_abandon': { args: { p_kind: string | null; p_id: string | null; p_incarnation: string | null; p_error: unknown; p_is_last: boolean | null }; row: { run_abandon: string | null }; set: false };
  /** Runs, work items and outbox rows that are ready, or whose worker died, and have no job: they get one. What a dead worker was sending becomes unknown. How many jobs were added. */
  'ops.runs_sweep': { args: Record<never, never>; row: { runs_sweep: number | null }; set: false };
  /** State of the whole engine as one JSON document: workers, queue, runs with what they wait for, loads, work items, outbox, orphans. Of the last p_days days and all that is open. */
  'ops.status': { args: { p_days?: number | null }; row: { status: Json | null }; set: false };
  /** Each minute, by any worker: silent workers are declared dead, and whatever is ready but has no job gets one. How many jobs were added. */
  'ops.sweep': { args: Record<never, never>; row: { sweep: number | null }; set: false };
  /** A new time-ordered id (version 7), by the real clock. */
  'ops.uuid_v7': { args: Record<never, never>; row: { uuid_v7: string | null }; set: false };
  /** A new deadline. The caller points its waiting row to it in the same transaction. */
  'ops.wakeup_add': { args: { p_kind: string | null; p_subject_kind: string | null; p_subject_id: string | null; p_due_at: Date | string | null }; row: { wakeup_add: string | null }; set: false };
  /** Says what causes the next change of a work item's state: event, kind of actor, actor, reason. Good for one change. */
  'ops.work_item_announce': { args: { p_event: string | null; p_actor_kind: string | null; p_actor: string | null; p_reason: string | null }; row: { work_item_announce: void }; set: false };
  /** What an approval causes: the result goes to its recipients. */
  'ops.work_item_approved': { args: { p_work_item_id: string | null }; row: { work_item_approved: void }; set: false };
  /** A run has failed: failed (final) | in_progress (a retry takes it over) | not_mine. */
  'ops.work_item_fail': { args: { p_run_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { work_item_fail: string | null }; set: false };
  /** Freezes the result of a run as a revision. Answers the state the item stands in then (done; approved when neither review nor approval is required; pending_approval), already for a repeated call, not_mine when another run holds it. */
  'ops.work_item_finish': { args: { p_run_token: string | null; p_figures: unknown; p_result: unknown }; row: { work_item_finish: string | null }; set: false };
  /** Locks the work item that a run holds, in the documented order. An empty row (id is null) when another run holds it. */
  'ops.work_item_lock': { args: { p_run_token: string | null }; row: OpsWorkItems; set: false };
  /** Plans one mail per recipient of the current revision: the PIC and the definition's recipients; in test mode (of job, agent or outbox.test_mode) the test recipients alone. Planned twice is sent once. How many were planned. */
  'ops.work_item_mail': { args: { p_work_item_id: string | null }; row: { work_item_mail: number | null }; set: false };
  /** The work item of a definition, business date and subject: opened (scheduled, with its start limit) or the one that is there. MD401 when the definition makes none. */
  'ops.work_item_open': { args: { p_definition: string | null; p_business_date: string | null; p_subject_key?: string | null; p_occurrence_id?: string | null }; row: { work_item_open: string | null }; set: false };
  /** The review has passed: on to the PIC, or to approved when no approval is required. The caller holds the locks. */
  'ops.work_item_pass': { args: { p_id: string | null; p_actor_kind: string | null; p_actor: string | null; p_reason: string | null }; row: { work_item_pass: void }; set: false };
  /** A person lets a failed work item run again: in_progress; its state when it is not failed. MD101 without a note. */
  'ops.work_item_retry': { args: { p_id: string | null; p_note: string | null }; row: { work_item_retry: string | null }; set: false };
  /** A worker takes a work item: run_token, the revision number it will freeze, notes of the last rejection, and what it is about. No row: nothing to start, needs not met, or a live worker holds it. A run whose worker is gone is taken over with a new token. */
  'ops.work_item_start': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; revision_no: number | null; notes: string | null; definition_key: string | null; business_date: string | null; payload: Json | null }; set: true };
  /** Sign of life. False: the worker was declared dead, must drop its work and end. */
  'ops.worker_beat': { args: { p_incarnation: string | null }; row: { worker_beat: boolean | null }; set: false };
  /** True while the incarnation has neither stopped nor been declared dead. */
  'ops.worker_is_live': { args: { p_incarnation: string | null }; row: { worker_is_live: boolean | null }; set: false };
  /** Tells which pool id of the queue belongs to a worker: jobs carry it in locked_by. */
  'ops.worker_pool_add': { args: { p_incarnation: string | null; p_pool_id: string | null }; row: { worker_pool_add: void }; set: false };
  /** A worker process has started: gives it an identity that is never used again. The pool id may be empty and follow by worker_pool_add. */
  'ops.worker_register': { args: { p_pool_id: string | null; p_host: string | null; p_pid: number | null; p_version?: string | null }; row: { worker_register: string | null }; set: false };
  /** MD209 unless the incarnation is alive: a dead worker takes nothing. */
  'ops.worker_require': { args: { p_incarnation: string | null }; row: { worker_require: void }; set: false };
  /** A worker has ended by itself. What it still held may be taken over. */
  'ops.worker_stop': { args: { p_incarnation: string | null }; row: { worker_stop: void }; set: false };
  /** How often a worker gives a sign of life, and after how long a silence it is declared dead, in milliseconds. */
  'ops.worker_timing': { args: Record<never, never>; row: { beat_ms: number | null; silent_ms: number | null }; set: false };
  /** Declares workers dead that have been silent longer than worker.silent_after. How many. */
  'ops.workers_bury': { args: Record<never, never>; row: { workers_bury: number | null }; set: false };
  /** Checks the staged file against the table and applies it: append (new rows; a changed one refuses all), upsert, replace (removes what the file lacks, at most 20 % without p_force). p_columns: columns of the file. Returns {status applied | dry_run | refused, inserted, changed, deleted, unchanged, examples, problems [{line, name, value, message}], problem_count, refusal, hint}; a refused caller must roll back. */
  'portal.load_apply': { args: { p_table: string | null; p_columns: string[] | null; p_mode: string | null; p_force?: boolean | null; p_dry_run?: boolean | null }; row: { load_apply: Json | null }; set: false };
  /** Makes pg_temp.load_staging for the rows of a file (load_line = physical line, then the columns of the table) and holds the table against other loads until the transaction ends. The caller copies, then calls portal.load_apply. */
  'portal.load_begin': { args: { p_table: string | null }; row: { load_begin: void }; set: false };
  /** Columns that a file for this table may have: type, digits of numbers, role, whether the header must name it in this mode, and what it means. */
  'portal.load_columns': { args: { p_table: string | null; p_mode?: string | null }; row: { column_name: string | null; data_type: string | null; digits: number | null; decimals: number | null; role: string | null; is_key: boolean | null; is_required: boolean | null; description: string | null }; set: true };
  /** Says of each staged row whether it is inserted, changed (and what: {column: [old, new]}) or unchanged. Internal. */
  'portal.load_diff': { args: { p_table: string | null }; row: { load_diff: void }; set: false };
  /** Up to five staged rows of an action (inserted, changed, unchanged): [{line, key, changes}]. Internal. */
  'portal.load_examples': { args: { p_table: string | null; p_action: string | null }; row: { load_examples: Json | null }; set: false };
  /** Makes whole rows of the staged ones: trimmed text, defaults, untouched columns, and the key. p_columns: columns of the file. Internal. */
  'portal.load_fill': { args: { p_table: string | null; p_columns: string[] | null }; row: { load_fill: void }; set: false };
  /** Rows of the table that the file has not, and how many the table has. Internal. */
  'portal.load_missing': { args: { p_table: string | null }; row: { n: string | null; existing: string | null; examples: Json | null }; set: true };
  /** Staged rows that the table would refuse: doubled key, empty cell, broken rule, missing reference; with line, column, value and the rule in words. Internal. */
  'portal.load_problems': { args: { p_table: string | null }; row: { line_no: string | null; column_name: string | null; value: string | null; message: string | null }; set: true };
  /** Tables that mandor load knows: reference data with the key that tells new rows from changed ones, and the entity partitions of raw. */
  'portal.load_tables': { args: Record<never, never>; row: { table_name: string | null; kind: string | null; entity: string | null; key_columns: string[] | null; key_expressions: string[] | null; description: string | null }; set: true };
  /** The loadable table of that name. MD401 lists the known ones, MD101 says that an entity sells nothing. */
  'portal.load_target': { args: { p_table: string | null }; row: { table_name: string | null; kind: string | null; entity: string | null; key_columns: string[] | null; key_expressions: string[] | null }; set: true };
  /** Writes the staged rows as portal.load_diff decided. Internal. */
  'portal.load_write': { args: { p_table: string | null; p_mode: string | null }; row: { load_write: void }; set: false };
  /** Makes a checked load the current one of its day: swaps the rows and brings core up to date. Returns the rows in the partition. Internal; the caller holds the locks. */
  'raw.load_accept': { args: { p_load_id: string | null }; row: { load_accept: string | null }; set: false };
  /** Begins or resumes a load of stock or sales of one entity. Returns its id, the fencing token, and where a cut-off pull goes on (position, rows staged). */
  'raw.load_begin': { args: { p_kind: string | null; p_entity: string | null; p_business_date: string | null; p_snapshot_date: string | null; p_covers_from: string | null; p_covers_to: string | null; p_data_type?: string | null; p_occurrence_id?: string | null }; row: { load_id: string | null; run_token: string | null; position: Json | null; rows_staged: string | null; is_resumed: boolean | null }; set: true };
  /** Ends a load without accepting it and removes what it staged. Internal. */
  'raw.load_close': { args: { p_load_id: string | null; p_status: string | null; p_message: string | null }; row: { load_close: void }; set: false };
  /** Ends a pull that cannot go on; nothing of it remains but the reason. failed | not_mine. */
  'raw.load_fail': { args: { p_load_id: string | null; p_run_token: string | null; p_error: string | null }; row: { load_fail: string | null }; set: false };
  /** Checks a staged load and accepts it (raw and core change in this transaction) or quarantines it. p_source_row_count: documents or lines that the source said it has; p_fetched_count: how many were fetched. Returns accepted | quarantined | not_mine, rows, and each check. */
  'raw.load_finish': { args: { p_load_id: string | null; p_run_token: string | null; p_source_row_count: string | null; p_fetched_count?: string | null }; row: { status: string | null; rows_loaded: string | null; validation: Json | null }; set: true };
  /** The load, locked, when this run holds it; no row otherwise. Internal. */
  'raw.load_own': { args: { p_load_id: string | null; p_run_token: string | null }; row: RawLoadHistory; set: true };
  /** Notes a page of a pull: new position and number of rows that the same transaction copies into staging. ok | not_mine (another run holds the load: stop). */
  'raw.load_page': { args: { p_load_id: string | null; p_run_token: string | null; p_position: unknown; p_rows: string | null; p_progress_done?: number | null; p_progress_total?: number | null }; row: { load_page: string | null }; set: false };
  /** Throws away what a pull staged, to begin again. ok | not_mine. */
  'raw.load_restart': { args: { p_load_id: string | null; p_run_token: string | null }; row: { load_restart: string | null }; set: false };
  /** Runs the checks of raw.load_checks on a staged load. Returns [{check, severity, passed, measured, threshold, message}]. Internal. */
  'raw.load_validate': { args: { p_load_id: string | null; p_fetched_count: string | null }; row: { load_validate: Json | null }; set: false };
  /** Begins or resumes the load of the run that holds this token: what to fetch (entity, days) and where to go on. No row: another run holds it. */
  'raw.pull_begin': { args: { p_kind: string | null; p_run_token: string | null }; row: { load_id: string | null; run_token: string | null; position: Json | null; rows_staged: string | null; entity: string | null; covers_from: string | null; covers_to: string | null }; set: true };
  /** Decides a pulled load and ends its run: done | late | failed (quarantined) | not_mine. */
  'raw.pull_end': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_fetched: string | null; p_source_count: string | null }; row: { pull_end: string | null }; set: false };
  /** A pull broke off. Final: load and run fail. Not final: both wait for the next attempt. failed | expected | not_mine. */
  'raw.pull_fail': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { pull_fail: string | null }; set: false };
  /** Counts what the checks of a staged sales load need. Internal. */
  'raw.sales_measure': { args: { p_load_id: string | null }; row: { sales_measure: Json | null }; set: false };
  /** Days that a sales pull of a business date covers: the last sales.repull_days, or from payload.from on. */
  'raw.sales_range': { args: { p_business_date: string | null; p_payload: unknown }; row: { covers_from: string | null; covers_to: string | null }; set: true };
  /** Replaces the rows of (entity, snapshot date) within the days that the load covers. Returns the rows of the snapshot. Internal. */
  'raw.sales_swap': { args: { p_load_id: string | null; p_old_load_id: string | null }; row: { sales_swap: string | null }; set: false };
  /** Counts what the checks of a staged stock load need. Internal. */
  'raw.stock_measure': { args: { p_load_id: string | null }; row: { stock_measure: Json | null }; set: false };
  /** Replaces the whole snapshot of (entity, date) by the staged one. Returns its rows. Internal. */
  'raw.stock_swap': { args: { p_load_id: string | null }; row: { stock_swap: string | null }; set: false };
  /** Who is calling, right inside definer functions too. Nobody reads current_user. */
  'util.caller': { args: Record<never, never>; row: { caller: string | null }; set: false };
  /** True when this session may see a moved clock: not production, and session_user a direct, non-superuser member of mandor_test. */
  'util.clock_is_movable': { args: Record<never, never>; row: { clock_is_movable: boolean | null }; set: false };
  /** Freezes the clock of all sessions at the given time; NULL lets it run again. Refused in production. */
  'util.clock_set': { args: { p_now: Date | string | null }; row: { clock_set: Date | null }; set: false };
  /** Writes the one row of util.instance when there is none. Called by the first deploy. */
  'util.instance_create': { args: { p_kind: string | null }; row: { instance_create: void }; set: false };
  /** production | development | demo | test; NULL before the first deploy has ended. */
  'util.instance_kind': { args: Record<never, never>; row: { instance_kind: string | null }; set: false };
  /** The calendar date of an instant in a zone. The only cast of timestamptz to date: a bare cast depends on the session. */
  'util.local_date': { args: { p_at: Date | string | null; p_time_zone?: string | null }; row: { local_date: string | null }; set: false };
  /** The business clock. Honours mandor.now (one transaction) and util.test_clock (all sessions) only outside of production and only for direct members of mandor_test. In a WHERE write (select util.now()). */
  'util.now': { args: Record<never, never>; row: { now: Date | null }; set: false };
  /** The value in force of a setting, as text. MD401 when there is no such key. */
  'util.setting': { args: { p_key: string | null }; row: { setting: string | null }; set: false };
  /** The value in force of a setting, as a whole number. */
  'util.setting_integer': { args: { p_key: string | null }; row: { setting_integer: number | null }; set: false };
  /** The value in force of a setting, as an interval. */
  'util.setting_interval': { args: { p_key: string | null }; row: { setting_interval: string | null }; set: false };
  /** The value in force of a setting, as a number. */
  'util.setting_numeric': { args: { p_key: string | null }; row: { setting_numeric: string | null }; set: false };
}

/** Arguments that are sent as JSON text. */
export const jsonArguments = {
  'ops.event_handle_ping': ['p_payload'],
  'ops.event_submit': ['p_payload'],
  'ops.occurrence_fail': ['p_error'],
  'ops.occurrence_give_back': ['p_error'],
  'ops.occurrence_open': ['p_payload'],
  'ops.outbox_plan': ['p_params'],
  'ops.outbox_refuse': ['p_error'],
  'ops.outbox_unknown': ['p_error'],
  'ops.result_without_cost': ['p_result'],
  'ops.run_abandon': ['p_error'],
  'ops.work_item_fail': ['p_error'],
  'ops.work_item_finish': ['p_figures', 'p_result'],
  'raw.load_page': ['p_position'],
  'raw.pull_fail': ['p_error'],
  'raw.sales_range': ['p_payload'],
} as const;
