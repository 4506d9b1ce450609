// GENERATED from the catalog by `npm run db:types`. Do not edit.

export type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];

/** What models may cost in a month (Jakarta), in USD. A call must fit into every budget that it belongs to: its agent's, its layer's, and all. */
export interface AgentBudgets {
  /** all | layer.<n> | agent.<name>. */
  key: string;
  /** The layer whose agents share it. */
  layer: number | null;
  /** The agent whose own it is. */
  agent: string | null;
  /** Name for people. */
  title: string;
  /** USD a month, set by a person; NULL: as shipped; 0: no model is asked. */
  limit_amount: string | null;
  /** What we ship. */
  default_limit_amount: string;
}

/** Departments of the company and their divisions. */
export interface AgentDepartments {
  /** Short name, e.g. OPS. */
  code: string;
  /** Full name. */
  name: string;
  /** The divisions of the department. */
  divisions: string[];
}

/** Each call of a model: what it was for, what it cost, how it ended. Written before the request leaves. */
export interface AgentLlmCalls {
  /** Order of calls. */
  id: string;
  /** What it was for. */
  purpose: string;
  /** The agent for which the model spoke: it pays. */
  agent: string;
  /** Its layer then. */
  layer: number;
  /** The model. */
  model_id: string;
  /** The work item that it was about. */
  work_item_id: string;
  /** The frozen revision that it was about. */
  revision_no: number;
  /** 1, 2, 3 … along the chain. */
  attempt_no: number;
  /** First day of the month that pays (Jakarta, business clock). */
  month_on: string;
  /** running | ended. */
  status: string;
  /** accepted | rejected (what was said did not pass) | too_late (the report had gone on) | over_budget (not sent) | lost (the worker ended in mid-call) | a row of agent.model_faults. */
  outcome: string | null;
  /** Names this run of the call while it runs. */
  run_token: string | null;
  /** The worker (ops.workers.incarnation) while it runs. */
  claimed_by: string | null;
  /** SHA-256 of what was asked. The prompt itself is not kept: it is made of the frozen report. */
  prompt_hash: string;
  /** USD that it can cost at most: held back while it runs. */
  reserved_amount: string;
  /** USD that it did cost; what was reserved, when nobody can know. */
  cost_amount: string | null;
  /** Tokens read; NULL: not told. */
  input_tokens: number | null;
  /** Tokens written; NULL: not told. */
  output_tokens: number | null;
  /** Tokens put into the vendor's cache. */
  cache_write_tokens: number | null;
  /** Tokens that came from it. */
  cache_read_tokens: number | null;
  /** When (business clock). */
  started_at: Date;
  /** When (real clock): its time limit counts from here. */
  sent_at: Date;
  /** How long an answer was waited for, in milliseconds. */
  timeout_ms: number;
  /** How long it took. */
  latency_ms: number | null;
  /** The vendor's number of the request. */
  request_id: string | null;
  /** Why the model stopped, in the vendor's words. */
  stop_reason: string | null;
  /** How long the vendor told us to wait. */
  retry_after_seconds: string | null;
  /** What the model said, cut to 4,000 characters. Data of nobody's trust: it is read here, and nowhere else unless accepted. */
  answer: string | null;
  /** Why an answer was not taken: {problems: [{rule, found}]}. */
  detail: Json;
}

/** What is done when a call of a model fails: ours, written by each deploy. */
export interface AgentModelFaults {
  /** How the call ended. */
  fault: string;
  /** next_model (the chain goes on) | template (nobody else is asked, the text without a model stands). */
  next_step: string;
  /** What becomes of the model: none | rest (not asked for a while) | retire (not asked until a person says so). */
  effect: string;
  /** How long it rests when the vendor does not say. */
  rest_for: string | null;
  /** True: it may have been billed although no tokens were told; then what was reserved counts as spent. */
  is_billed: boolean;
  /** Alert about a single failure: info | warning | critical; NULL: none. That the whole chain failed is alerted in any case. */
  severity: string | null;
  /** Its title, for people. */
  title: string | null;
  /** What a person does about it. */
  advice: string | null;
}

/** What a model costs from a date on, in USD per million tokens. A new price is a new row: what was spent before keeps its own. */
export interface AgentModelPrices {
  /** The model. */
  model_id: string;
  /** First day of the price (Jakarta). */
  valid_on: string;
  /** USD for a million tokens that are read. */
  input_amount: string;
  /** USD for a million tokens that are written. */
  output_amount: string;
  /** USD for a million tokens that are read and put into the cache. */
  cache_write_amount: string;
  /** USD for a million tokens that come from the cache. */
  cache_read_amount: string;
  /** Where the price was read, and how sure it is. */
  source: string;
}

/** What models are used for, and within which limits. Off, or without a key, everything works without them. */
export interface AgentModelPurposes {
  /** opening (first paragraph of a report) | reading (reading of a report by layer 2). */
  key: string;
  /** Name for people. */
  title: string;
  /** What may come of it. */
  description: string;
  /** Who the model is and what it may do. The same for every call, so that the vendor can keep it in its cache. */
  system_prompt: string;
  /** JSON schema of the answer. */
  answer_schema: Json;
  /** Longest answer, in tokens. Over 21,000 the vendor wants a stream. */
  max_tokens: number;
  /** How long a report may wait for it in all, set by a person; NULL: as shipped; 0: not at all. */
  time_limit: string | null;
  /** What we ship. */
  default_time_limit: string;
  /** False: no model is used for it. Belongs to people. */
  is_enabled: boolean;
}

/** The models that may be asked. An agent begins with the first of its layer and goes on along the chain when one does not answer. */
export interface AgentModels {
  /** Id of the model at the vendor. */
  id: string;
  /** Lowest layer of agents that begins with it: 1, 2 or 3. */
  layer: number;
  /** Order of the chain; after one that does not answer comes the next higher. */
  chain_position: number;
  /** False: is not asked. Belongs to people. */
  is_enabled: boolean;
  /** When the vendor said that there is no such model (business clock): it is not asked any more, until a person sets this to NULL. */
  retired_at: Date | null;
  /** Not asked before (real clock): the vendor was overloaded, or told us to wait. */
  resting_until: Date | null;
  /** Note. */
  note: string | null;
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

/** Every content that an SOP ever had. Append-only: going back to an older one makes no new row. */
export interface AgentSkillVersions {
  /** The SOP. */
  skill_id: string;
  /** Our count: 1, 2, 3 … */
  version_no: number;
  /** Version that its author gave it. */
  version: string;
  /** SHA-256 of source. */
  content_hash: string;
  /** Its one line. */
  description: string;
  /** Names of the profiles that work by it. */
  agents: string[];
  /** Event types, jobs and parameters, as in agent.skills. */
  activation_condition: Json;
  /** The whole file, front matter and procedure, with Unix line ends. */
  source: string;
  /** Name of the file. */
  source_path: string;
  /** Git commit that it was first read from; +changes when the folder differed from it; NULL: not from Git. */
  source_commit: string | null;
  /** When this content was first seen (business clock). */
  synced_at: Date;
  /** Database role of that sync. */
  synced_by: string;
}

/** SOPs in force: what sops/*.md says, as the last sync read it. Written by agent.sops_sync only; Git is where people change them. */
export interface AgentSkills {
  /** Number of the SOP. */
  id: string;
  /** Name of the SOP, from its front matter. */
  name: string;
  /** What it is for, in one line: what an agent sees of an SOP that does not concern it now. */
  description: string;
  /** The procedure, in Markdown. {{name}} stands for a parameter, so that no number stands in two places. */
  domain_knowledge: string;
  /** When it applies and with which numbers: {"event_types": […], "jobs": […], "parameters": {name: {type, value, unit, description, setting | review_check, number}}}. */
  activation_condition: Json;
  /** Names of the profiles that work by it. */
  agents: string[];
  /** Version that its author gave it. */
  version: string;
  /** The version in force, by our count (agent.skill_versions). */
  version_no: number;
  /** SHA-256 of the file in force. */
  content_hash: string;
  /** False: its file is gone. It guides nobody any more, and its parameters no longer count. */
  is_active: boolean;
  /** When it was first synced. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** What models have cost this month (Jakarta, USD) against each budget: all, layer.<n>, or the name of an agent. share: 1 = spent. */
export interface AgentVLlmSpend {
  agent_name: string | null;
  month: string | null;
  spent_usd: string | null;
  limit_usd: string | null;
  share: string | null;
  title: string | null;
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

/** core.agg_sales_daily summed per week: a window of three months is 12 of these and at most 12 days. */
export interface CoreAggSalesWeekly {
  /** Monday of the week. */
  week: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Pairs, returns subtracted. */
  pairs_qty: string;
  /** Lines of fact_sales behind it. */
  line_count: number;
}

/** Stock per snapshot and article, by kind of warehouse: core.agg_stock_code summed. Only warehouses that count. */
export interface CoreAggStockArticle {
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** Day of the snapshot. */
  snapshot_date: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
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

/** On which days of a month an article had stock, from core.agg_stock_daily. */
export interface CoreAggStockMonthly {
  /** First day of the month. */
  month: string;
  /** Article. */
  kode_mix: string;
  /** False: a code that nobody mapped. */
  is_mapped: boolean;
  /** Bit n - 1 is set when the article held more than 0 pairs on day n. Which days count (all entities there) is decided when it is read. */
  filled_days: number;
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
  /** Product code: a row of dim_product (kept by triggers). */
  kode_barang: string;
  /** Warehouse it left: a row of dim_warehouse (kept by triggers); NULL when the source names none. */
  warehouse_id: number | null;
  /** Shop: the warehouse's, else the department's, else TANPA TOKO. A row of dim_store (kept by triggers). */
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

/** Tab DATA AWAL: the first snapshot of the month of each entity, a row per code and warehouse; above sheet.stock_rows rows, one per code, entity and kind of warehouse. */
export interface MartSheetDataAwal {
  /** No artikel */
  article_no: string | null;
  /** Kode barang */
  kode_barang: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Nama barang */
  name: string | null;
  /** Entitas */
  entity: string | null;
  /** Jenis gudang */
  kind: string | null;
  /** Gudang */
  nama_gudang: string | null;
  /** Dihitung (1 = ya) */
  counts: number | null;
  /** Pasang */
  pairs: string | null;
  /** Lepas (1 = ya) */
  loose: number | null;
  /** Tanggal stok */
  snapshot_date: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab forNotionIntegrator: the rows of the last week as they were last sent to Notion, when, and whether Notion took them. */
export interface MartSheetForNotionIntegrator {
  /** Task Name */
  task_name: string | null;
  /** Agent */
  agent: string | null;
  /** Status */
  status: string | null;
  /** Failure Reason */
  failure_reason: string | null;
  /** Last Run */
  last_run: string | null;
  /** Duration */
  duration: string | null;
  /** Next Run */
  next_run: string | null;
  /** Attachment */
  attachment: string | null;
  /** Tanggal */
  business_date: string | null;
  /** Revisi */
  revision_no: number | null;
  /** Dikirim pada (WIB) */
  sent_at: string | null;
  /** Hasil */
  outcome: string | null;
  /** Keterangan */
  remark: string | null;
  /** Halaman Notion */
  page_url: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab Global: WHS and WHB per tier, sums over the articles of the frozen report. */
export interface MartSheetGlobal {
  tier: string | null;
  whs_boxes: string | null;
  whs_protol: string | null;
  whs_pairs: string | null;
  whs_pct: string | null;
  whb_boxes: string | null;
  whb_protol: string | null;
  whb_pairs: string | null;
  whb_pct: string | null;
  total_pairs: string | null;
  total_pct: string | null;
}

/** Tab Monitor: the newest load of each source and entity, the newest report of each kind, and the newest check of each Sheet. */
export interface MartSheetMonitor {
  /** Bagian */
  part: string | null;
  /** Nama */
  name: string | null;
  /** Entitas */
  entity: string | null;
  /** Tanggal */
  day: string | null;
  /** Baris / revisi / beda */
  row_count: string | null;
  /** Selisih dari sebelumnya */
  drift: string | null;
  /** Status */
  state: string | null;
  /** Keterangan */
  remark: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab Monitor, second block: how many cells of each checked tab differ now, by a live formula. */
export interface MartSheetMonitorChecks {
  /** Tab */
  tab: string | null;
  /** Sel yang beda (langsung) */
  difference_count: Json | null;
}

/** Tab PO at set-up: the orders known so far. Afterwards the tab belongs to people and is only read. */
export interface MartSheetPo {
  tier: number | null;
  kode_mix: string | null;
  type: string | null;
  gender: string | null;
  ps_flag: string | null;
  sudah_po: string | null;
  po_1: string | null;
  po_2: string | null;
  po_3: string | null;
  po_4: string | null;
  po_5: string | null;
  po_6: string | null;
  tgl_po: string | null;
  status_po: string | null;
  notes: string | null;
  received_1: string | null;
  received_2: string | null;
  received_3: string | null;
  received_4: string | null;
  received_5: string | null;
  received_6: string | null;
  received_7: string | null;
  received_8: string | null;
  received_9: string | null;
  received_10: string | null;
  total_rcv: string | null;
  sisa_po: string | null;
  status: string | null;
  received_1_on: string | null;
  received_2_on: string | null;
  received_3_on: string | null;
  received_4_on: string | null;
  received_5_on: string | null;
  received_6_on: string | null;
  received_7_on: string | null;
  received_8_on: string | null;
  received_9_on: string | null;
  received_10_on: string | null;
  row_no: number | null;
}

/** Tab Summary Kode MIX: all articles of the frozen report. The comments of its columns are the header of the tab. */
export interface MartSheetSummaryKodeMix {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 1: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier1 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 2: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier2 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 3: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier3 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 4: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier4 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 5: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier5 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab of tier 8: the articles of that tier. Mapped articles only, since others have no tier. */
export interface MartSheetTier8 {
  /** No */
  article_no: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Tier */
  tier: number | null;
  /** Nama */
  name: string | null;
  /** Gender */
  gender: string | null;
  /** Series */
  series: string | null;
  /** WHS (pasang) */
  whs_pairs: string | null;
  /** WHB (pasang) */
  whb_pairs: string | null;
  /** Toko (pasang) */
  store_pairs: string | null;
  /** Total (pasang) */
  total_pairs: string | null;
  /** WHS box */
  whs_boxes: string | null;
  /** WHB box */
  whb_boxes: string | null;
  /** Box */
  boxes: string | null;
  /** Protol */
  protol: string | null;
  /** Terjual 3 bulan */
  sold_window: string | null;
  /** Hari dijual */
  days_on_sale: number | null;
  /** Artikel baru (1 = ya) */
  is_new: number | null;
  /** Rata-rata/bulan */
  avg_monthly_sales: string | null;
  /** Sisa bulan */
  months_of_cover: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Rata-rata/bulan disesuaikan */
  avg_adjusted: string | null;
  /** Sisa bulan disesuaikan */
  months_of_cover_adjusted: string | null;
  /** PO berjalan (pasang) */
  open_po_pairs: string | null;
  /** Sisa bulan dengan PO */
  months_with_po: string | null;
  /** Ukuran berstok */
  sizes_in_stock: number | null;
  /** Ukuran aktif */
  sizes_active: number | null;
  /** Status */
  flag: string | null;
  /** Saran PO (pasang) */
  recommended_po: string | null;
  /** Kelebihan (pasang) */
  excess_pairs: string | null;
  /** Catatan */
  note: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab Update Stock: the newest snapshot of each entity, a row per code and warehouse; above sheet.stock_rows rows, one per code, entity and kind of warehouse. The formulas of the TIER tabs add it up. */
export interface MartSheetUpdateStock {
  /** No artikel */
  article_no: string | null;
  /** Kode barang */
  kode_barang: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Nama barang */
  name: string | null;
  /** Entitas */
  entity: string | null;
  /** Jenis gudang */
  kind: string | null;
  /** Gudang */
  nama_gudang: string | null;
  /** Dihitung (1 = ya) */
  counts: number | null;
  /** Pasang */
  pairs: string | null;
  /** Lepas (1 = ya) */
  loose: number | null;
  /** Tanggal stok */
  snapshot_date: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Tab Update Stock, third block: per article the facts that no formula can add up. */
export interface MartSheetUpdateStockArticles {
  /** No artikel */
  article_no: string | null;
  /** Penjualan pertama */
  first_sale_on: string | null;
  /** Hari kosong */
  empty_days: number | null;
  /** Ada penjualan (1 = ya) */
  has_lines: number | null;
  /** PO dihentikan catatan (1 = ya) */
  stops_po: number | null;
}

/** First row of the tab Update Stock: the window and the thresholds on which the formulas rest. */
export interface MartSheetUpdateStockBasis {
  as_of_label: string | null;
  as_of: string | null;
  from_label: string | null;
  sales_from: string | null;
  to_label: string | null;
  sales_to: string | null;
  box_label: string | null;
  box: string | null;
  must_label: string | null;
  must: string | null;
  over_label: string | null;
  over: string | null;
  new_label: string | null;
  new: string | null;
}

/** Tab Update Stock, second block: per code what was sold in the window, and its stock. */
export interface MartSheetUpdateStockCodes {
  /** No artikel */
  article_no: string | null;
  /** Kode barang */
  kode_barang: string | null;
  /** Terjual dalam jendela */
  sold: string | null;
  /** Stok dihitung */
  stock: string | null;
  /** Kode */
  one: number | null;
  /** Aktif (1 = ya) */
  active: number | null;
}

/** Tab WH BOX: the part of the box warehouses of the newest snapshot. */
export interface MartSheetWhBox {
  /** No artikel */
  article_no: string | null;
  /** Kode barang */
  kode_barang: string | null;
  /** Kode Mix */
  kode_mix: string | null;
  /** Nama barang */
  name: string | null;
  /** Entitas */
  entity: string | null;
  /** Jenis gudang */
  kind: string | null;
  /** Gudang */
  nama_gudang: string | null;
  /** Dihitung (1 = ya) */
  counts: number | null;
  /** Pasang */
  pairs: string | null;
  /** Lepas (1 = ya) */
  loose: number | null;
  /** Tanggal stok */
  snapshot_date: string | null;
  /** Diperbarui oleh */
  last_updated_by: string | null;
  /** Diperbarui pada (WIB) */
  last_updated_at: string | null;
}

/** Sales by channel (Toko, Shopee, Tokopedia, Lazada, TikTok) of this month and the one before, per day and per month: orders, pairs, amount, share. Definition and other ranges: mart.channel_mix(from, to). */
export interface MartVChannelMix {
  grain: string | null;
  period_on: string | null;
  channel: string | null;
  is_in_mix: boolean | null;
  orders: string | null;
  pairs_qty: string | null;
  total_amount: string | null;
  share_pct: string | null;
}

/** One line per department: work items done in 24 hours, late and escalated ones, the two of its figures of yesterday that are furthest from usual (percent of the median of the same weekdays before), and sentences about unusual ones. */
export interface MartVCompanyToday {
  department: string | null;
  name: string | null;
  done: number | null;
  late: number | null;
  escalated: number | null;
  figure_1: string | null;
  figure_2: string | null;
  anomalies: string[] | null;
  place: number | null;
}

/** Per week (its Monday) and department: work items made, approved, late and escalated, and incidents of its machines opened and recovered in that week. */
export interface MartVCompanyWeek {
  week: string | null;
  department: string | null;
  name: string | null;
  work_items: number | null;
  approved: number | null;
  late: number | null;
  escalated: number | null;
  incidents: number | null;
  recovered: number | null;
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

/** Open findings about the data: what, who owns it (the people behind the key of ops.recipients, else the key itself), and for how many days it has been open. */
export interface MartVDataQuality {
  id: string | null;
  kind: string | null;
  severity: string | null;
  title: string | null;
  detail: string | null;
  owner_key: string | null;
  owner: string | null;
  age_days: number | null;
  opened_on: string | null;
  last_seen_at: Date | null;
  reopened_count: number | null;
  note: string | null;
  subject: string | null;
  finding_key: string | null;
  urgency: number | null;
}

/** Articles to order now, most urgent first, and articles with too much stock: rank by excess pairs, value_rank by the money in it. Empty until there are three months of sales. */
export interface MartVDepthAlert {
  kind: string | null;
  rank: string | null;
  value_rank: string | null;
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
  sales_from: string | null;
  sales_to: string | null;
}

/** Stock that leaves the cover, by warehouse: of kind OTHER, or marked in_cover = false in portal.warehouse. */
export interface MartVExcludedStock {
  /** DDD, LJBB, MBB or UBB. */
  entity: string | null;
  /** Warehouse. */
  nama_gudang: string | null;
  /** WHS, WHB, STORE or OTHER. */
  kind: string | null;
  /** False: marked to leave the cover. */
  in_cover: boolean | null;
  /** Why it is left out, for people. */
  reason: string | null;
  /** Note of the person who mapped it. */
  note: string | null;
  /** Newest snapshot of the entity. */
  snapshot_date: string | null;
  /** Codes with stock there. */
  codes: number | null;
  /** Pairs there. */
  pairs: string | null;
}

/** Finding: codes of the price list that differ only in blanks or capitals. Codes are compared exactly, so one of them is never used. */
export interface MartVFindingHpprspDuplicates {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: checks that the newest load of each source and entity did not pass (warn, or block when it is held back). */
export interface MartVFindingLoads {
  subject: string | null;
  title: string | null;
  detail: string | null;
  severity: string | null;
}

/** Finding: codes and warehouses whose balance is negative in the newest accepted snapshot of their entity. */
export interface MartVFindingNegativeStock {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: sales of the window of Control Stock that belong to no shop (TANPA TOKO), by department and warehouse. */
export interface MartVFindingNoStore {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Findings of data quality about the tills: what differs from the ERP, shops and codes that nobody mapped. finding and subject together name one finding. */
export interface MartVFindingPos {
  finding: string | null;
  subject: string | null;
  severity: string | null;
  detail: string | null;
}

/** Finding: article codes that are active or hold stock, and have no price in portal.hpprsp. Their stock has no value in reports. */
export interface MartVFindingPrices {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: reference tables that are empty or that nobody has touched for long (settings findings.*), and open shops without a target this month. */
export interface MartVFindingReferenceAge {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: articles whose codes disagree about gender or series. */
export interface MartVFindingTexts {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: articles whose codes disagree about the tier, and price lists and PO tabs that name another tier than the article's. */
export interface MartVFindingTiers {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: warehouse names of the sources that portal.warehouse does not know. */
export interface MartVFindingUnknownWarehouses {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Finding: codes that nobody mapped and that have stock now or a sale in the window of Control Stock. */
export interface MartVFindingUnmappedCodes {
  subject: string | null;
  title: string | null;
  detail: string | null;
}

/** Part of mart.v_follow_up_today: reports and requests that did not arrive or came back, jobs that nobody will try again, channels that are off or broken. */
export interface MartVFollowUpDelivery {
  kind: string | null;
  subject: string | null;
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  next: string | null;
  link: string | null;
  is_test: boolean | null;
}

/** Part of mart.v_follow_up_today: machines that do not do their work and were not recovered. */
export interface MartVFollowUpMachines {
  kind: string | null;
  subject: string | null;
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  next: string | null;
  link: string | null;
  is_test: boolean | null;
}

/** Part of mart.v_follow_up_today: who has not answered for long, and who is away with nobody to sign instead. */
export interface MartVFollowUpPeople {
  kind: string | null;
  subject: string | null;
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  next: string | null;
  link: string | null;
  is_test: boolean | null;
}

/** Part of mart.v_follow_up_today: what an alert rule finds at this moment: loads held back, branches behind their target, secrets that end or are old, mailboxes that are not read. */
export interface MartVFollowUpRules {
  kind: string | null;
  subject: string | null;
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  next: string | null;
  link: string | null;
  is_test: boolean | null;
}

/** Who has to be followed up today, and why: person, reason, severity, since, link (where to look), next (what to do), the most severe first. Empty: nobody. */
export interface MartVFollowUpToday {
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  link: string | null;
  next: string | null;
  kind: string | null;
  kind_title: string | null;
  subject: string | null;
  place: number | null;
}

/** Part of mart.v_follow_up_today: work items that wait for a supervisor, are late or have failed. */
export interface MartVFollowUpWork {
  kind: string | null;
  subject: string | null;
  person: string | null;
  reason: string | null;
  severity: string | null;
  since: Date | null;
  next: string | null;
  link: string | null;
  is_test: boolean | null;
}

/** Purchase orders of the PO tab: Σ received ÷ Σ ordered in percent per tier of the article, and over all; NULL when nothing is ordered. cancelled_pairs: ordered on BATAL lines and never received; they count as ordered. */
export interface MartVPoCompletion {
  level: string | null;
  tier: number | null;
  label: string | null;
  line_count: number | null;
  ordered_pairs: string | null;
  received_pairs: string | null;
  open_pairs: string | null;
  cancelled_pairs: string | null;
  completion_pct: string | null;
}

/** Till against ERP, per shop and day with an export: the same sales seen twice, never added. state: match | differs (beyond pos.tolerance_pairs or pos.tolerance_amount) | no_erp | no_pos (the shop has exports, none of that day) | erp_open (not all three entities are accepted for the day). Drafts, reservations and voids do not count. */
export interface MartVPosReconciliation {
  store_code: string | null;
  store_name: string | null;
  tanggal: string | null;
  pos_receipts: number | null;
  pos_pairs: string | null;
  pos_amount: string | null;
  erp_invoices: number | null;
  erp_pairs: string | null;
  erp_amount: string | null;
  difference_pairs: string | null;
  difference_amount: string | null;
  state: string | null;
  sentence: string | null;
}

/** Articles by revenue, and the best and worst of each series: see mart.product_performance. */
export interface MartVProductPerformance {
  series: string | null;
  kode_mix: string | null;
  is_mapped: boolean | null;
  name: string | null;
  tier: number | null;
  gender: string | null;
  pairs_qty: string | null;
  revenue_amount: string | null;
  revenue_rank: number | null;
  series_rank: number | null;
  series_rank_from_bottom: number | null;
  series_share_pct: string | null;
  standing: string | null;
  sales_from: string | null;
  sales_to: string | null;
}

/** Articles that sell faster while stock runs out, and articles that sell slower while stock piles up: see mart.risk_flags. */
export interface MartVRiskFlags {
  risk: string | null;
  kode_mix: string | null;
  is_mapped: boolean | null;
  tier: number | null;
  name: string | null;
  series: string | null;
  sold_last_month: string | null;
  sold_month_before: string | null;
  change_pct: string | null;
  total_pairs: string | null;
  months_of_cover: string | null;
  open_po_pairs: string | null;
  flag: string | null;
  sentence: string | null;
  as_of: string | null;
  month_from: string | null;
  before_from: string | null;
  sales_to: string | null;
}

/** Sales per day, shop and entity: invoices with a sold pair, pairs and rupiah incl. tax, returns subtracted. */
export interface MartVSalesDaily {
  tanggal: string | null;
  branch: string | null;
  store_code: string | null;
  store_name: string | null;
  entity: string | null;
  transaction_count: number | null;
  pairs_qty: string | null;
  sales_amount: string | null;
}

/** Sales of the month to date against target × day ÷ days of the month, per shop, branch and in all: see mart.sales_mtd_vs_target. */
export interface MartVSalesMtdVsTarget {
  level: string | null;
  branch: string | null;
  store_code: string | null;
  name: string | null;
  month: string | null;
  as_of: string | null;
  day_no: number | null;
  days_in_month: number | null;
  pairs_qty: string | null;
  sales_amount: string | null;
  target_amount: string | null;
  target_to_date: string | null;
  achievement_pct: string | null;
  gap_amount: string | null;
  stores_without_target: number | null;
  days_missing: number | null;
}

/** Articles of the frozen report that our Sheet shows, numbered in its order. The value of an excess rests on cost prices and is not in it: a Sheet has readers who may not see them. */
export interface MartVSheetArticles {
  article_no: string | null;
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
  whs_boxes: string | null;
  whb_boxes: string | null;
  boxes: string | null;
  protol: string | null;
  sold_window: string | null;
  days_on_sale: number | null;
  is_new: number | null;
  avg_monthly_sales: string | null;
  months_of_cover: string | null;
  empty_days: number | null;
  avg_adjusted: string | null;
  months_of_cover_adjusted: string | null;
  open_po_pairs: string | null;
  months_with_po: string | null;
  sizes_in_stock: number | null;
  sizes_active: number | null;
  flag: string | null;
  recommended_po: string | null;
  excess_pairs: string | null;
  note: string | null;
  work_item_id: string | null;
  revision_no: number | null;
  sales_to: string | null;
  updated_by: string | null;
  frozen_at: Date | null;
}

/** The frozen Control Stock report that our Sheet shows: the newest revision of the newest business date. */
export interface MartVSheetRevision {
  work_item_id: string | null;
  revision_no: number | null;
  definition_key: string | null;
  business_date: string | null;
  figures: Json | null;
  frozen_at: Date | null;
  as_of: string | null;
  sales_from: string | null;
  sales_to: string | null;
  updated_by: string | null;
}

/** Full floor and full box per shop; ff_source and fb_source say whether a person counted or we computed (definition not confirmed by the retailer): see mart.store_ff_fb. */
export interface MartVStoreFfFb {
  store_code: string | null;
  name: string | null;
  branch: string | null;
  as_of: string | null;
  ff_pct: string | null;
  ff_source: string | null;
  fb_pct: string | null;
  fb_source: string | null;
  floor_pairs: string | null;
  max_display: number | null;
  box_pairs: string | null;
  storage: number | null;
  manual_source: string | null;
  basis: string | null;
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

/** Warehouses that a source named and portal.warehouse does not know. Until somebody maps them their stock counts as a shop's. */
export interface MartVUnmappedWarehouses {
  /** DDD, LJBB, MBB or UBB. */
  entity: string | null;
  /** Name as the source first wrote it. */
  nama_gudang: string | null;
  /** STORE. */
  counts_as: string | null;
  /** Newest snapshot of the entity: the day of the two figures that follow. */
  snapshot_date: string | null;
  /** Codes with stock there. */
  codes: number | null;
  /** Pairs there. */
  pairs: string | null;
  /** Last day on which something was sold from there. */
  last_sale_on: string | null;
}

/** Who is away from when to when, and who decides meanwhile. It opens the backup at once. */
export interface OpsAbsences {
  /** Number of the row. */
  id: string;
  /** Who is away. */
  person_id: string;
  /** First day away. */
  from_on: string;
  /** Last day away. */
  to_on: string;
  /** Who decides meanwhile; NULL: the definition's backup. */
  delegate_id: string | null;
  /** Why, if it matters. */
  note: string | null;
}

/** Which alert goes to whom, in which message. Above the daily cap it is held for a digest. */
export interface OpsAlertDeliveries {
  /** Number of the row. */
  id: string;
  /** The alert. */
  alert_id: string;
  /** email | telegram. */
  channel: string;
  /** Mail address or chat id. */
  address: string;
  /** Name of the person, when it is one. */
  recipient_name: string | null;
  /** True: a test recipient, in test mode. */
  is_test: boolean;
  /** True: another channel was meant; it is off, broken or has no recipient. */
  is_fallback: boolean;
  /** The message; several alerts share one digest. */
  outbox_id: string | null;
  /** True: told in a digest, the cap of the day was reached. */
  is_digest: boolean;
  /** When its message was planned; NULL: held for a digest. */
  planned_at: Date | null;
  /** When the row was made (business clock). */
  held_at: Date;
}

/** Who is told of an alert: by department and severity, a channel and a key of ops.recipients. */
export interface OpsAlertRoutes {
  /** Number of the route. */
  id: string;
  /** Department; NULL: all that have no route of their own for the severity. */
  department: string | null;
  /** info | warning | critical. */
  severity: string;
  /** First choice; the other one is used when it is off, broken or has no recipient. */
  channel: string;
  /** Key of ops.recipients. First tried with the department behind it, e.g. alerts.main.OPS, then as it is. */
  recipient_key: string;
  /** False: the route is not used. */
  is_enabled: boolean;
}

/** What raises an alert by itself: a view of metrics, a comparison, how severe, whom it concerns. */
export interface OpsAlertRules {
  /** Name of the rule. */
  key: string;
  /** View with the columns subject, value, title, body: one row per thing that is measured. */
  metric_view: string;
  /** A person's comparison, e.g. {"op": "<", "value": 70}; NULL: the default holds. */
  predicate: Json | null;
  /** What we ship. Operators < <= = <> >= >; {"setting": key} instead of a value; {"all": […]} and {"any": […]} of comparisons. */
  default_predicate: Json;
  /** What a person set; NULL: the default holds. */
  severity: string | null;
  /** What we ship. */
  default_severity: string;
  /** Department of the alerts. */
  department: string;
  /** Category of the alerts. */
  category: string;
  /** Keys of ops.recipients that are told besides the routes. */
  recipient_keys: string[];
  /** How often it is looked at. */
  check_every: string;
  /** How long the same subject is counted and not sent again. */
  window_length: string;
  /** False: not looked at. */
  is_enabled: boolean;
  /** What it watches, in one sentence. */
  description: string;
  /** When it was last looked at (business clock). */
  checked_at: Date | null;
  /** Why it could not be looked at the last time. */
  error: Json | null;
}

/** What somebody has to know. Raised again within its window it is counted, not sent again. */
export interface OpsAlerts {
  /** Number of the alert. */
  id: string;
  /** info | warning | critical: decides who is told, and how. */
  severity: string;
  /** Department it belongs to; one without routes of its own uses the general ones. */
  department: string;
  /** What kind: load, job, worker, outbox, stock … */
  category: string;
  /** One line for people. */
  title: string;
  /** The facts, and what to do. */
  body: string;
  /** What it is about: the same key within the window is the same alert. */
  dedupe_key: string;
  /** True: the newest window of its key. One per key. */
  is_current: boolean;
  /** How often it was raised within its window. */
  hit_count: number;
  /** When it was first raised (business clock). */
  first_at: Date;
  /** When it was last raised. */
  last_at: Date;
  /** Until then the same key is counted; after it, it is a new alert. */
  window_ends_at: Date;
  /** When its messages were planned; NULL: not yet, the minute run does it. */
  routed_at: Date | null;
  /** Why its messages could not be planned. */
  error: Json | null;
  /** Database role that raised it. */
  raised_by: string;
}

/** Ladders: what happens when nobody answers a request for approval. */
export interface OpsApprovalPolicies {
  /** Number of the policy. */
  id: string;
  /** Name, e.g. standard. */
  key: string;
  /** Name for people. */
  title: string;
  /** Calendar on which its hours count; NULL: every hour counts. */
  calendar_key: string | null;
  /** True: holds for definitions that name none. One row. */
  is_default: boolean;
}

/** The rungs of a ladder, climbed one after the other from the moment the request has arrived. */
export interface OpsApprovalRungs {
  /** The ladder. */
  policy_id: string;
  /** Order: 1, 2, 3 … */
  position: number;
  /** How long after the request arrived, on the policy's calendar. */
  after: string;
  /** remind | open_backup (the first may still answer) | escalate (the ladder ends). */
  action: string;
  /** pic | backup | both | supervisor. */
  whom: string;
}

/** A reply that says exactly one of these, and nothing else that means anything, is an approval. */
export interface OpsApprovalWords {
  /** Lower case, words with one space between them, no punctuation. */
  phrase: string;
  /** False: no longer an approval. A row that is deleted comes back with the next deploy; one that is switched off does not. */
  is_enabled: boolean;
  /** Why, if it matters. */
  note: string | null;
}

/** Who was asked to sign which frozen figures, and what they answered. Its wait is the work item's: one timer. */
export interface OpsApprovals {
  /** Number of the request. */
  id: string;
  /** The item. */
  work_item_id: string;
  /** The frozen revision that is to be signed; NULL: the item was escalated before there was one. */
  revision_no: number | null;
  /** Hash of its figures: the signature is bound to it. */
  figures_hash: string | null;
  /** Who is asked. */
  person_id: string;
  /** pic | backup | supervisor (of an escalated item). */
  role: string;
  /** open → approved | rejected | closed. */
  status: string;
  /** Unguessable: stands in the Message-ID, a reply is matched by it. */
  token: string;
  /** The message that asked last; NULL: there was no address. */
  outbox_id: string | null;
  /** When it was asked for. */
  requested_at: Date;
  /** When this person decided. */
  decided_at: Date | null;
  /** When an answer was no longer needed. */
  closed_at: Date | null;
  /** decided (by another) | superseded | withdrawn | escalated | settled. */
  closed_why: string | null;
  /** How the answer came: email, telegram, console, cli. */
  channel: string | null;
  /** What the person wrote. */
  notes: string | null;
  /** What proves it: message id, authentication results. */
  evidence: Json | null;
}

/** Rows that retention took out of their tables, one partition a month. Append-only; a month goes as a whole (ops.archive_drop). */
export interface OpsArchive {
  /** Table that the row was in, with its schema. */
  table_name: string;
  /** Its number there. */
  row_id: string;
  /** When what it tells of happened (business clock): decides its month, in Jakarta. */
  at: Date;
  /** The row as it was; of an approval without its token. */
  data: Json;
  /** When it was moved here (business clock). */
  archived_at: Date;
}

/** Months of the archive that were written to a file: what allows to drop them. */
export interface OpsArchiveExports {
  /** Order of export. */
  id: string;
  /** First day of the month. */
  month_on: string;
  /** Rows in the file. The archive only grows, so the same number later means the same rows. */
  row_count: string;
  /** SHA-256 of the file, read back from the disk. */
  sha256: string;
  /** Its name, without the folder: files are moved. */
  file_name: string;
  /** When (business clock). */
  exported_at: Date;
  /** Database role that did it. */
  exported_by: string;
  /** When the month was dropped on the strength of this export; NULL: it was not. */
  dropped_at: Date | null;
}

/** On which days the clock of a deadline runs. */
export interface OpsCalendars {
  /** Name, e.g. company. */
  key: string;
  /** Name for people. */
  title: string;
  /** Zone in which a day begins. */
  time_zone: string;
  /** Days of the week that count: 1 = Monday … 7 = Sunday. */
  working_weekdays: number[];
}

/** What is done when nobody knows whether an effect happened, one row per channel. */
export interface OpsChannels {
  /** As in ops.outbox.channel. */
  channel: string;
  /** ask: a person decides; resend_once: the severities of resend_severities once more, marked, the others never; repeat: the same again does no harm; look_up: the provider is asked. */
  on_unknown: string;
  /** How long after the loss of the answer it is decided: the effect may still be on its way. */
  unknown_min_age: string;
  /** With resend_once: which are sent again. */
  resend_severities: string[];
  /** With resend_once: what is put before the repeated message; %s is its reference. */
  resend_mark: string | null;
  /** Why. */
  description: string;
}

/** Secrets that we use, by the name of their variable: since when, until when, whose. Never their value. */
export interface OpsCredentials {
  /** Name of the environment variable. */
  name: string;
  /** What it opens, for people. */
  title: string;
  /** Who renews it; NULL: the recipients of the reason credential_expiring. */
  owner_id: string | null;
  /** When it was issued or last renewed, as a person noted it; NULL: the day on which a worker first had it counts. */
  issued_on: string | null;
  /** Last day on which it works; NULL: no end is known. */
  expires_on: string | null;
  /** Renew it when it is older than this: what a person set; NULL: the default holds. */
  max_age: string | null;
  /** What we ship; NULL: it need not be renewed. */
  default_max_age: string | null;
  /** When a worker first started with it. */
  first_seen_at: Date | null;
  /** When a worker last started with it; NULL: none ever did, so nothing is watched. */
  seen_at: Date | null;
  /** False: neither age nor end is watched. */
  is_enabled: boolean;
  /** Where it is renewed, and how. */
  note: string | null;
}

/** The rows in which a cross-check found two different numbers. The first 1,000; how many there are stands in the check. */
export interface OpsCrossCheckDifferences {
  /** The cross-check. */
  cross_check_id: string;
  /** Order: 1, 2, 3 … */
  position: number;
  /** frozen | stock | sales | sums | words | loads | core | upkeep | mapping | source_stock | source_sales. */
  check_key: string;
  /** The row: article, code and warehouse, invoice, load … */
  subject: string;
  /** The figure. */
  field: string;
  /** What stands in the place that is checked. NULL: nothing. */
  reported: string | null;
  /** What it should be. NULL: nothing. */
  recomputed: string | null;
  /** Where the first one comes from. */
  reported_from: string;
  /** Where the second one comes from. */
  recomputed_from: string;
  /** False: it has a cause that is on record (changed at the source since, loaded by a person since); noted, not alerted. */
  is_alarm: boolean;
  /** The difference as a sentence, in Indonesian. */
  says: string;
}

/** Each day one frozen report, recomputed from raw by another way than it was made, and a sample of it asked of the source again. */
export interface OpsCrossChecks {
  /** Number. */
  id: string;
  /** The run. */
  occurrence_id: string;
  /** Business date of the run: the seed of what is drawn. */
  check_on: string;
  /** The report. */
  work_item_id: string;
  /** Its revision. */
  revision_no: number;
  /** running → clean | differs | not_checked. */
  status: string;
  /** Company whose source is asked. */
  entity: string | null;
  /** What is asked of the source: the sample. */
  requests: Json;
  /** What it answered: [{request, answer}]. */
  answers: Json;
  /** asked | clean | moved (all that differs has changed at the source since) | differs | not_checked (source_reason). */
  source_status: string;
  /** Why the source was not asked, or did not answer. */
  source_reason: string | null;
  /** Per check: its way, how much was compared, how much differs, notes. */
  results: Json;
  /** Figures compared. */
  compared_values: string | null;
  /** Of those, how many differ and are alerted. */
  differing_values: string | null;
  /** Pairs compared: stock and sales of the report. */
  compared_pairs: string | null;
  /** By how many pairs they differ in all. */
  differing_pairs: string | null;
  /** Why nothing could be compared. */
  reason: string | null;
  /** When it began. */
  started_at: Date;
  /** When it ended. */
  finished_at: Date | null;
}

/** What is wrong with the data: one row per thing, with an owner and an age. Gone: resolved with a date. Back: the same row, open again. */
export interface OpsDataFindings {
  /** Number of the finding. */
  id: string;
  /** Kind and subject: the same thing is the same row for ever. */
  finding_key: string;
  /** Kind of finding. */
  source_key: string;
  /** What it is about: a code, a warehouse, a table. */
  subject: string;
  /** info | warning | critical, as last seen. */
  severity: string;
  /** One sentence for people, as last seen. */
  title: string;
  /** The figures behind it, as last seen. */
  detail: string | null;
  /** Who takes care of this one: a key of ops.recipients; NULL: the owner of its kind. */
  owner_key: string | null;
  /** What people wrote about it. */
  note: string | null;
  /** When it was found for the first time (business clock). */
  first_seen_at: Date;
  /** Since when it is open: first seen, or last reopened. Its age counts from here. */
  opened_at: Date;
  /** When it was last found. */
  last_seen_at: Date;
  /** When it was no longer found; NULL: open. */
  resolved_at: Date | null;
  /** How often it has come back. */
  reopened_count: number;
}

/** Each attempt of a person or reviewer to decide about a work item, refused ones too. Append-only. */
export interface OpsDecisionAttempts {
  /** Order of attempts. */
  id: string;
  /** The item. */
  work_item_id: string;
  /** The request that was answered, if it was one. */
  approval_id: string | null;
  /** review, approval, skip, cancel, withdraw, redo, approve, close, retry, correct. */
  kind: string;
  /** What was wanted, e.g. pass, reject, approve. */
  decision: string | null;
  /** What the function answered. */
  outcome: string;
  /** Who it was, when it was a known person. */
  person_id: string | null;
  /** How it came. */
  channel: string | null;
  /** The note. */
  notes: string | null;
  /** What proves who it was. */
  evidence: Json | null;
  /** When (business clock). */
  at: Date;
  /** Database role that called. */
  database_role: string;
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

/** Where findings about the data come from: a view per kind, and who owns them. A new kind is a view and a row. */
export interface OpsFindingSources {
  /** Kind of finding; first part of finding_key. */
  key: string;
  /** View with a row per finding: subject, title, detail; severity when it differs from row to row (info | warning | critical, or note | warn | block); finding when it holds several kinds. Without a title the detail is one. */
  view_name: string;
  /** Who owns such findings, as a person set it: a key of ops.recipients; NULL: the default holds. */
  owner_key: string | null;
  /** What we ship. */
  default_owner_key: string;
  /** What a person set; NULL: the view's, else the default. */
  severity: string | null;
  /** What we ship. */
  default_severity: string;
  /** How often it is looked at when no load has changed anything. */
  check_every: string;
  /** False: not looked at; what is open stays open. */
  is_enabled: boolean;
  /** What it finds, and what mends it. */
  description: string;
  /** When it was last looked at (business clock). */
  checked_at: Date | null;
  /** How the loads stood then: another state makes it due at once. */
  seen_loads: string | null;
  /** Why it could not be looked at the last time. */
  error: Json | null;
}

/** What makes somebody a person whom the director follows up: how severe it is, after how long, and whom it concerns when nobody is named. */
export interface OpsFollowUpKinds {
  /** Name of the reason. */
  key: string;
  /** Title for people. */
  title: string;
  /** Order among reasons of one severity. */
  position: number;
  /** warning | critical: what a person set; NULL: the default holds. */
  severity: string | null;
  /** What we ship. A single case may be more severe, never less. */
  default_severity: string;
  /** It is told when it has lasted so long: what a person set; NULL: the default holds. */
  after: string | null;
  /** What we ship. */
  default_after: string;
  /** Key of ops.recipients whose people it concerns when the case itself names nobody: what a person set; NULL: the default holds. */
  responsible_key: string | null;
  /** What we ship. */
  default_responsible_key: string;
  /** What is said instead of a name while that key has no people. */
  responsible_title: string;
  /** False: not told in the morning. */
  is_enabled: boolean;
  /** When it holds, in one sentence. */
  description: string;
}

/** Signs of life: one for each run that ended, and one for each agent of a machine that answered well. Silence is the signal. */
export interface OpsHeartbeats {
  /** Number of the sign. */
  id: string;
  /** Who gave it. */
  agent: string;
  /** What had run; NULL: its machine was asked. */
  definition_key: string | null;
  /** Where: a key of ops.machines, else the host of the worker. */
  machine: string;
  /** When (business clock). */
  at: Date;
  /** done | late | deferred | failed: how the run ended; ok: the machine answered well. */
  status: string;
  /** How long the run took; NULL: not known. */
  duration: string | null;
}

/** Days on which the clock of deadlines stands still: public holidays, Lebaran. */
export interface OpsHolidays {
  /** The calendar. */
  calendar_key: string;
  /** The day, from midnight to midnight in the calendar's zone. */
  day_on: string;
  /** What day it is. */
  name: string;
}

/** Every message that came in, as it came, and what became of it. */
export interface OpsInboundMessages {
  /** Order in which they were stored. */
  id: string;
  /** gmail | imap | telegram. */
  source: string;
  /** Its number at the source: Gmail's id, mailbox:uidvalidity:uid, update_id. The same one is stored once. */
  external_id: string;
  /** When the source received it. */
  received_at: Date;
  /** When it was stored here (business clock). */
  stored_at: Date;
  /** The bytes as they came: a mail with all its headers, or the JSON of a Telegram update. */
  raw: Buffer;
  /** Their SHA-256: a message that comes again under another number is known by it. */
  raw_sha256: string;
  /** What was read out of it: addresses, headers that matter, the text that the person typed. */
  parsed: Json | null;
  /** new → read | failed (could not be read; stays for a person). */
  status: string;
  /** approved | revision | asked | ignored_auto | ignored_bounce | unmatched | duplicate | refused_<why>. */
  outcome: string | null;
  /** Why: the rule that decided, what was found, the answer of ops.approval_decide. */
  detail: Json | null;
  /** Whose address it came from, if known. */
  person_id: string | null;
  /** The item it answers. */
  work_item_id: string | null;
  /** The request it answers. */
  approval_id: string | null;
  /** When it was read and decided about. */
  read_at: Date | null;
}

/** Everything that happened to an incident. Append-only. */
export interface OpsIncidentHistory {
  /** Order. */
  id: string;
  /** The incident. */
  incident_id: string;
  /** State before; NULL: it was opened. */
  from_status: string | null;
  /** State after. */
  to_status: string;
  /** What happened. */
  event: string;
  /** system | operator. */
  actor_kind: string;
  /** Who. */
  actor: string;
  /** In words. */
  why: string;
  /** When (business clock). */
  at: Date;
  /** Database role that did it. */
  database_role: string;
}

/** Each command that was sent to a machine, its answer as it came, and what it was judged to mean. */
export interface OpsIncidentSteps {
  /** Number; the payload of its job. */
  id: string;
  /** The machine. */
  machine_key: string;
  /** The incident; NULL: the overseer asks how it is. */
  incident_id: string | null;
  /** Row of ops.runbook_steps. */
  step: string;
  /** What the incident wanted to know. */
  phase: string | null;
  /** True: asked at the second way in. */
  is_rescue: boolean;
  /** From where a page of the schedule is read. */
  page_offset: number;
  /** Goes with a restart: the same number twice restarts once. */
  run_id: string;
  /** What was sent. */
  command: string | null;
  /** How the machine was reached then: login, host, ports, runbook and pinned keys; an answer counts for no other. */
  reached: string | null;
  /** planned → running → done; lost: its worker died and nobody knows what came; dropped: no longer wanted. */
  status: string;
  /** Fencing token of the run that holds it. */
  run_token: string | null;
  /** Worker incarnation that holds it. */
  claimed_by: string | null;
  /** The answer: exit, signal, stdout, stderr (cut off), bytes, host_key; or fault and message. */
  outcome: Json | null;
  /** ok | starting | dead | unreachable | refused | unknown | missed | off. */
  verdict: string | null;
  /** Why, for people. */
  says: string | null;
  /** What was read from the answer. */
  facts: Json | null;
  /** When it was planned (business clock). */
  planned_at: Date;
  /** When a worker took it (business clock). */
  started_at: Date | null;
  /** When it ended (business clock). */
  finished_at: Date | null;
}

/** Every change that an incident may make; the guard refuses all else. */
export interface OpsIncidentTransitions {
  /** State before; empty: a new incident. */
  from_status: string;
  /** State after. */
  to_status: string;
  /** What happened. */
  event: string;
  /** system: the runbook; operator: a person. */
  actor_kind: string;
  /** When it happens. */
  description: string;
}

/** A machine that does not do its work, and what became of it. One open incident per machine. */
export interface OpsIncidents {
  /** Number of the incident. */
  id: string;
  /** The machine. */
  machine_key: string;
  /** open → recovering → verified → closed; recovering → exhausted → closed by a person. */
  status: string;
  /** Which answer it is at: diagnose, restart, verify, confirm (health after a restart), schedule; person; over. */
  phase: string;
  /** What happened last (ops.incident_transitions). */
  event: string;
  /** How many things have happened; each is a row of ops.incident_history. */
  event_count: number;
  /** Who did the last thing: system | operator. */
  actor_kind: string;
  /** Name of who did it. */
  actor: string;
  /** What it was opened for: health, silence. */
  cause: string;
  /** What was last found, for people. */
  says: string;
  /** True: the first way in does not answer, the second is used. */
  is_rescue: boolean;
  /** Restarts that were sent. */
  restart_count: number;
  /** Until when a machine that is starting is waited for. */
  poll_until: Date | null;
  /** What the steps found: clock of the gateway, missed jobs, how often the schedule was paged. */
  facts: Json;
  /** Its timer: the limit of a step, the next attempt, or the reminder of a person. */
  wakeup_id: string | null;
  /** When it was opened. */
  opened_at: Date;
  /** When the machine was well again. */
  verified_at: Date | null;
  /** When it was closed. */
  closed_at: Date | null;
}

/** Which job was held by a worker when it died. A job that was there three times is set aside. */
export interface OpsJobCrashes {
  /** The job, e.g. occurrence:17. */
  job_key: string;
  /** The start of a worker that died. Counted once each, however often it is noticed. */
  incarnation: string;
  /** Its task. */
  task_identifier: string;
  /** When it was noticed (real clock). */
  at: Date;
  /** When this death was one too many. */
  set_aside_at: Date | null;
  /** When a person let the job try again; it counts no more. */
  cleared_at: Date | null;
  /** Who did. */
  cleared_by: string | null;
  /** Why. */
  note: string | null;
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
  /** Who is asked when the PIC is away or does not answer; NULL: the PIC's supervisor. */
  backup_id: string | null;
  /** Who is told that its report is not there: all (the PIC and its recipients), pic, none. */
  missing_notice: string;
}

/** Journal of operations: what was decided, changed and sent. Append-only, and sealed block by block. */
export interface OpsJournal {
  /** Transaction that wrote it. */
  xid: string;
  /** Order of writing. */
  id: string;
  /** When (real clock). */
  at: Date;
  /** The table it was written for, or the kind of action. */
  kind: string;
  /** Key of the row. */
  subject: string;
  /** insert | update | delete, or what was done. */
  action: string;
  /** Database role that did it. */
  actor: string;
  /** The row, or the part of it that matters, as it then was. */
  data: Json;
}

/** Sealed pieces of the journal. Each hash covers the rows of its block and the block before it. */
export interface OpsJournalBlocks {
  /** 1, 2, 3 … without a gap. */
  id: string;
  /** From this id … */
  first_id: string;
  /** … to this one: no other row may ever stand in the range. */
  last_id: string;
  /** Rows in the block; ids of transactions that rolled back are missing. */
  row_count: number;
  /** Ids of its rows, in order. */
  row_ids: string[];
  /** SHA-256 of each row, one after the other: what names the row that was changed. */
  row_hashes: Buffer;
  /** Hash of the block before; of the first one, zeros. */
  previous_hash: Buffer;
  /** SHA-256 of all the other columns. */
  hash: Buffer;
  /** When it was sealed (real clock). */
  sealed_at: Date;
}

/** Up to which id the journal can be sealed once the transactions of that moment have ended. One row. */
export interface OpsJournalMark {
  /** Always true: there is one row at most. */
  id: boolean;
  /** Last id that had been drawn. */
  last_id: string;
  /** Whoever drew it or an earlier one has a number below this. */
  before_xid: string;
}

/** Machines that are watched and restarted over SSH. People own these rows. */
export interface OpsMachines {
  /** Name, e.g. vps-toko-1. */
  key: string;
  /** Name for people. */
  title: string;
  /** Host name or address. */
  host: string;
  /** SSH port. */
  port: number;
  /** User on the machine, restricted to the gate script. */
  login: string;
  /** Fingerprints of the host's keys as ssh-keygen -lf prints them, SHA256:…; two while a key is changed. Any other host is refused. */
  host_keys: string[];
  /** SSH port of the second way in, tried when the first does not answer; NULL: there is none. */
  rescue_port: number | null;
  /** Which steps of ops.runbook_steps are taken. */
  runbook: string;
  /** Department that is told; NULL: OPS. */
  department: string | null;
  /** True: a sandbox host. In test mode only such machines are asked. */
  is_test: boolean;
  /** False: not asked, not restarted. */
  is_enabled: boolean;
  /** What a person wants to remember about it. */
  note: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Whose word is taken that a mail really comes from its sender's domain. */
export interface OpsMailTrust {
  /** Number of the row. */
  id: string;
  /** Mailbox it holds for: gmail | imap. Elsewhere the same name may stand in a header that the sender wrote. */
  source: string;
  /** Who checked: the first word of the topmost Authentication-Results; mandor-mailauth: we did (IMAP only). */
  authserv_id: string;
  /** dmarc: dmarc=pass for the sender's domain | dkim: an aligned signature over the whole body, for a domain without DMARC. */
  rule: string;
  /** Sender's domain it holds for; NULL (dmarc only): all. */
  domain: string | null;
  /** False: is not believed. */
  is_enabled: boolean;
  /** Why, if it matters. */
  note: string | null;
}

/** Mailboxes in which people answer us, and how far each was read. Read only: nothing is marked, moved or deleted there. */
export interface OpsMailboxes {
  /** Name of ours; also ops.inbound_messages.source. */
  key: string;
  /** gmail: by the history of Gmail's API | imap: by the numbers that an IMAP server gives. */
  kind: string;
  /** Its name for people. */
  title: string;
  /** False: nobody looks. Belongs to people. */
  is_enabled: boolean;
  /** new → ok | failing (the last look did not end well) | off (no credentials are configured). */
  status: string;
  /** Read up to here: Gmail's historyId, or the highest UID. Moves only after the messages before it are stored. NULL: never read. */
  cursor: string | null;
  /** UIDVALIDITY under which the UID counts; another one makes it worthless. NULL for Gmail. */
  cursor_validity: string | null;
  /** When a look was last asked for (business clock): the next one is due mail.poll_every later. */
  begun_at: Date | null;
  /** When a look last ended well: everything that came before it is stored. */
  checked_at: Date | null;
  /** Since when a look has been owed; NULL: the last one ended well. */
  due_since: Date | null;
  /** No look before: the provider asked for time, or it fails again and again. */
  postponed_until: Date | null;
  /** Looks that failed one after the other. */
  failures: number;
  /** What went wrong, for people; for off, what to set. */
  last_error: string | null;
  /** Messages stored from here. */
  message_count: string;
  /** When it was last read by date instead of by cursor. */
  resynced_at: Date | null;
  /** Why: first (never read before) | cursor_lost (the provider no longer knows our cursor). */
  resync_reason: string | null;
  /** The look that holds the row; another one's report is answered not_mine. */
  run_token: string | null;
  /** The worker that looks. */
  claimed_by: string | null;
  /** Since when (real clock). */
  claimed_at: Date | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** That a report was not there, and who waits for it was told: once per report and day, and once more when it is there. */
export interface OpsMissingNotices {
  /** Number of the notice. */
  id: string;
  /** The run that should have made the report. */
  occurrence_id: string;
  /** Day in Jakarta. */
  told_on: string;
  /** When it was told. */
  told_at: Date;
  /** What was told, in one line. */
  subject: string;
  /** Why it was not there, and what was to happen next. */
  body: string;
  /** When there was nothing left to tell; NULL: it is still not there. */
  resolved_at: Date | null;
  /** published | dropped (nobody makes it any more) | lapsed (nothing after missing.days). */
  resolved_how: string | null;
}

/** What the director was told each morning, as it was sent. Append-only: one a day. */
export interface OpsMornings {
  /** The day, in Jakarta. */
  told_on: string;
  /** True: it went to test recipients. */
  is_test: boolean;
  /** Subject of the mail, title of the chat message. */
  subject: string;
  /** The chat message. */
  chat_text: string;
  /** The mail, as a report that channels lay out. */
  report: Json;
  /** All rows of mart.v_follow_up_today at that moment, also those that the message only counts. */
  follow_ups: Json;
  /** The rows of mart.v_company_today at that moment. */
  company: Json;
  /** When it was made (business clock). */
  made_at: Date;
}

/** Columns that a database of Notion must have. */
export interface OpsNotionFields {
  /** tasks or dashboard. */
  kind: string;
  /** Our name of the field. */
  field: string;
  /** Name under which the column is looked for the first time. */
  name: string;
  /** Type of the column. For status a select does as well. */
  value_type: string;
  /** True: without it nothing is written. The others are left out. */
  is_required: boolean;
  /** Order in which people are told about them. */
  position: number;
  /** What it shows. */
  description: string;
}

/** Which page shows which subject. */
export interface OpsNotionPages {
  /** The database it is in. */
  source_key: string;
  /** What it shows, e.g. work_item:12 or department:OPS; also in the page's column Mandor ID. */
  subject_key: string;
  /** Notion's id of the page. */
  page_id: string;
  /** Its address. */
  url: string | null;
  /** Hash of the report in its body; NULL: none, or it is being written. */
  body_hash: string | null;
  /** Hash of what its columns show. */
  fields_hash: string | null;
  /** When we first knew of it. */
  created_at: Date;
  /** When it was last written. */
  shown_at: Date;
}

/** Databases of Notion that Mandor writes. Without database_id nothing is planned for it. */
export interface OpsNotionSources {
  /** Name of ours; the recipient in ops.outbox. */
  key: string;
  /** tasks: a page per work item; dashboard: a page per department. */
  kind: string;
  /** True: shows what is made in test mode, and nothing else does. */
  is_test: boolean;
  /** Id of the database, as its address in Notion has it (32 hexadecimal digits). A person fills it in. */
  database_id: string | null;
  /** True: figures that are made of cost prices are shown. Everybody in the workspace can read them then. */
  sees_cost: boolean;
  /** Its data source, asked of Notion. */
  data_source_id: string | null;
  /** Field → id of the column, learned from Notion: a column keeps it when people rename it. */
  property_ids: Json;
  /** What is wrong with its columns, as of the last look. */
  problems: string[];
  /** When its columns were looked at (real clock); NULL: before the next page is written. */
  checked_at: Date | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** State of a work item → option of the column Status, letter by letter. */
export interface OpsNotionStatuses {
  /** State of the work item. */
  status: string;
  /** Name of the option. */
  option: string;
  /** Whose token writes it when each layer has one: 1 those who make it, 2 those who review it. */
  layer: number;
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
  /** What holds it: its slot, the deadline of its needs, free capacity, a pause, a deferral. */
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
  /** When it was handed to the queue; NULL while a wake-up holds it. */
  released_at: Date | null;
  /** The later run that stands for this slot. */
  collapsed_into: string | null;
  /** The source asked for time: not started again before this. Its wake-up is of kind "deferred". */
  deferred_until: Date | null;
  /** How often it was put off; each time it waits longer. */
  deferrals: number;
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
  /** Planned: not before this time. Unknown: when its fate is decided or asked about. */
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
  /** info | warning | critical: whether it is sent again when its fate is unknown. */
  severity: string;
  /** True: shows a state that changes (a page, a sheet). It is read when it is sent, and one row waits per channel, recipient and subject. */
  is_mirror: boolean;
  /** How often it was sent again though the first may have arrived. */
  resend_count: number;
  /** True: unknown for ever, by the channel's rule. Nobody is asked. */
  is_settled: boolean;
  /** Its timer, as long as next_at says that it waits. */
  wakeup_id: string | null;
  /** Mail: what it left by, gmail or smtp; set before it leaves. A row of that name in ops.channels goes before that of the channel. */
  via: string | null;
  /** Mail by Gmail: the conversation it stands in. */
  thread_id: string | null;
}

/** The words that a model may write into a report (plain), and those that it never may: what they say must come from a placeholder, or from nobody. A word that is not here is not written either. */
export interface OpsParagraphWords {
  /** The word in lower case; a plain one may be two. Of a forbidden one, Indonesian prefixes and suffixes around it are seen through; with is_part it may stand anywhere inside of a word. */
  word: string;
  /** plain (may be written) | number | date | estimate (bends a figure: hampir) | negation (turns it round) | claim (a movement nobody worked out: naik) | action (what to do with an article: that says its placeholder) | instruction (asks the reader for something). */
  kind: string;
  /** Its language: id, en, jv … */
  language: string;
  /** True: forbidden anywhere inside of a word. */
  is_part: boolean;
  /** True: a placeholder may follow it at once. Any other word would grow together with what the placeholder says ("penjualan" + "stok 600 pasang"). */
  is_link: boolean;
  /** What the word says is true of these placeholders only (pattern of their names): all that stand in its sentence must match. */
  goes_with: string | null;
  /** The next name in its sentence, or the last one before it, must match this pattern: the first of its list is the largest, not the second. */
  leads_to: string | null;
  /** False: as if it were not here. Belongs to people. */
  is_enabled: boolean;
}

/** Which columns of the person's result are compared, and with which field of the frozen rows. */
export interface OpsParallelColumns {
  /** The report. */
  definition_key: string;
  /** Order: 1, 2, 3 … */
  position: number;
  /** Header of the person's column; case and blanks do not matter. */
  header: string;
  /** Field of a frozen row; NULL for the column of the date. */
  field: string | null;
  /** key (names the row) | value (is compared) | date (business date of the row; rows of other days are passed over). */
  role: string;
  /** number | text | date. */
  data_type: string;
  /** Both sides are rounded to so many decimals, half up; NULL: not at all. */
  decimals: number | null;
  /** Numbers that are no further apart are the same. 0: exactly the same. */
  tolerance: string;
  /** True: an empty cell of the person's means 0. False: it means nothing, which 0 is not. */
  blank_is_zero: boolean;
  /** How the person writes what is frozen: {"MUST_PO": "WAJIB PO"}; under "" what stands for nothing. */
  words: Json;
  /** True: cost prices show in it; mails without cost say only that it differs. */
  is_cost: boolean;
}

/** Where the two sides of a comparison differ. The first 1,000 places; how many there are stands in the run. */
export interface OpsParallelDifferences {
  /** The comparison. */
  run_id: string;
  /** Order: 1, 2, 3 … */
  position: number;
  /** cell | missing (the person has no such row) | extra (the report has no such row) | duplicate (the key stands twice on one side). */
  kind: string;
  /** Key of the row. */
  row_key: string;
  /** Header of the cell's column. */
  header: string | null;
  /** What the person has, in plain form (1234.5); of a duplicate, the lines. NULL: nothing. */
  theirs: string | null;
  /** What the report has, in plain form. NULL: nothing. */
  ours: string | null;
  /** Line of the file or row of the tab. */
  line: number | null;
  /** True: shows cost prices. */
  is_cost: boolean;
}

/** What a person got, as it was handed in. Of one date the newest counts. */
export interface OpsParallelInputs {
  /** Order of loading. */
  id: string;
  /** The report. */
  definition_key: string;
  /** The day it is about. */
  business_date: string;
  /** csv | sheet. */
  source: string;
  /** Name of the file, or of the tab. */
  origin: string;
  /** The run that read the tab; NULL for a file. */
  occurrence_id: string | null;
  /** The headers as they were written. */
  header: Json;
  /** The rows of that day: [[line, cell, cell …]], cells as they were written. */
  rows: Json;
  /** How many rows. */
  row_count: number;
  /** Hash of header and cells: tells a corrected result from the same one again. */
  content_hash: string;
  /** When (business clock). */
  loaded_at: Date;
  /** Database role that loaded it. */
  loaded_by: string;
}

/** Each comparison of a frozen report with a person's result. Of one date the current one counts; earlier ones stay to be read. */
export interface OpsParallelRuns {
  /** Order of comparing. */
  id: string;
  /** The report. */
  definition_key: string;
  /** The day. */
  business_date: string;
  /** True: the newest comparison of its day. */
  is_current: boolean;
  /** The item whose figures were compared; NULL: there was none yet. */
  work_item_id: string | null;
  /** Its revision. */
  revision_no: number | null;
  /** The person's result; NULL: there was none yet. */
  input_id: string | null;
  /** Hash of all that went in: the same again is not compared again. */
  basis_hash: string;
  /** match | differs | incomplete (one side is missing, or cannot be compared: the day neither counts nor restarts the count). */
  outcome: string;
  /** Why it is incomplete: no_report | no_result | what is wrong with the columns. */
  reason: string | null;
  /** Rows of the report. */
  rows_ours: number;
  /** Rows of the person's result. */
  rows_theirs: number;
  /** Cells that stand on both sides. */
  compared_cells: number;
  /** Of those, how many differ. */
  differing_cells: number;
  /** Rows of the report that the person does not have. */
  missing_rows: number;
  /** Rows of the person's that the report does not have. */
  extra_rows: number;
  /** Keys that stand twice on one side; their cells are not compared. */
  duplicate_keys: number;
  /** When (business clock). */
  compared_at: Date;
}

/** Reports that a person still makes by hand too, so that both can be compared. Switched on and off here, by a person. */
export interface OpsParallelSettings {
  /** The report. */
  definition_key: string;
  /** True: every day is compared, and its mail says so. */
  is_enabled: boolean;
  /** csv (mandor parallel load) | sheet (a tab, read by the job parallel.<report>). */
  source: string;
  /** The part of the Sheet's address between /d/ and the next slash. The Sheet must be shared with our Google account. */
  spreadsheet_id: string | null;
  /** Name of the tab, exactly as it is written. */
  tab: string | null;
  /** Row of the tab that names the columns; all below it is data. */
  header_row: number;
  /** point or comma: how numbers are written in cells that hold text: comma reads 1.234,5. Cells that hold numbers need none. */
  decimal_mark: string;
  /** Where the rows are in the frozen figures. */
  rows_path: string[];
  /** Only frozen rows that contain this are compared, e.g. {"period": "hari"}. */
  row_filter: Json;
  /** Keys of the person's rows that are passed over, e.g. {TOTAL}. */
  ignored_keys: string[];
  /** After so many days in a row without a difference it is proposed to stop. */
  required_days: number;
  /** Days before this one do not count; NULL: all do. */
  counts_from: string | null;
  /** First day of the row of days for which it was proposed to stop; NULL: it was not, or a difference has come since. */
  proposed_since: string | null;
  /** When it was proposed. */
  proposed_at: Date | null;
  /** Note. */
  note: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** What may not start at present, why, and who said so. A row stays when its pause has ended. */
export interface OpsPauses {
  /** Number of the pause. */
  id: string;
  /** all, agent:<name>, job:<key> or entity:<DDD>. */
  what: string;
  /** Why. */
  note: string;
  /** Since when. */
  paused_at: Date;
  /** Who paused it. */
  paused_by: string;
  /** When it ends by itself; NULL: when a person resumes. */
  until: Date | null;
  /** The wake-up that ends it. */
  wakeup_id: string | null;
  /** When it ended. */
  ended_at: Date | null;
  /** Who resumed; timer when it ended by itself. */
  ended_by: string | null;
  /** What was said when it was resumed. */
  end_note: string | null;
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
  /** Until when the vendor asked for a pause (real clock). Slots before it that were handed out already are void. */
  postponed_until: Date | null;
  /** What we ship; min_gap is in force and belongs to people. NULL: a row of theirs. `mandor doctor` says where the two differ. */
  default_min_gap: string | null;
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

/** Words that say neither yes nor no: thanks, greetings, forms of address. Names of ops.people count as well. */
export interface OpsReplyFillers {
  /** Lower case, words with one space between them, no punctuation. */
  word: string;
  /** False: counts as a word that means something. */
  is_enabled: boolean;
  /** Why, if it matters. */
  note: string | null;
}

/** What mail programs and companies add to a mail by themselves. */
export interface OpsReplyMarkers {
  /** footer (a whole line is dropped) | disclaimer (a paragraph that begins so is dropped) | closing (with the person's name below it a signature begins) | reaction (the text only tells of an emoji) | automatic_subject (the mail is an automatic one). */
  kind: string;
  /** Regular expression, case does not matter. */
  pattern: string;
  /** False: is not looked for. */
  is_enabled: boolean;
  /** Why, if it matters. */
  note: string | null;
}

/** Unclear replies that had an effect: the first is answered with a question, for the second the supervisor is told. No third row. */
export interface OpsReplyQuestions {
  /** The request that was answered unclearly. */
  approval_id: string;
  /** 1: the person was asked | 2: the supervisor was told. */
  number: number;
  /** The unclear reply. */
  inbound_id: string | null;
  /** The message that left; NULL: nobody to write to. */
  outbox_id: string | null;
  /** When. */
  asked_at: Date;
}

/** Words that make a reply unclear: then a question goes back and nothing is decided. */
export interface OpsReplyWords {
  /** negation | question | condition | approval (related to an approval, and none by itself). */
  kind: string;
  /** Lower case, words with one space between them, no punctuation. */
  word: string;
  /** False: is not looked for. */
  is_enabled: boolean;
  /** Why, if it matters. */
  note: string | null;
}

/** Mappings and thresholds under which reports were frozen; the same ones are kept once. Append-only. */
export interface OpsReportBases {
  /** SHA-256 of basis::text. */
  basis_hash: string;
  /** codes {kode_barang: kode_mix}, warehouses {entity name: [kind, counts, loose, shop]}, stores {code: branch}, departments {name: shop}, settings. */
  basis: Json;
  /** When it was first met. */
  noted_at: Date;
}

/** Reports that may be asked for by name: a view and the filters it allows. Nobody, no model either, sends SQL. */
export interface OpsReportCatalog {
  /** Name by which it is asked for. */
  key: string;
  /** Title. */
  title: string;
  /** What it answers, in one sentence. */
  description: string;
  /** The view; read with the owner's rights, so this column belongs to us. */
  view_name: string;
  /** Columns shown, in order: [{"name", "label", "decimals", "kind"}]; decimals for numbers, kind number | text | date. */
  columns: Json;
  /** Filters allowed: [{"name", "column", "type", "operator", "label", "example", "default", "yields_to"}]. type text | integer | number | date | month | boolean; operator = | >= | <= | contains; a default holds when nothing filters its column and no filter of yields_to is given. */
  filters: Json;
  /** Columns it is sorted by; " desc" behind one turns it round. */
  order_by: string[];
  /** Columns made of cost prices: left out for whoever may not see those. */
  cost_columns: string[];
  /** Database roles that may ask for it. */
  roles: string[];
  /** Keys of ops.recipients that may ask for it through the intake. */
  recipient_keys: string[];
  /** False: not offered. */
  is_enabled: boolean;
}

/** Where a report is shown besides the mail, for the mail to link it and to say how old it is. */
export interface OpsReportLinks {
  /** The report. */
  definition_key: string;
  /** sheet | notion. */
  kind: string;
  /** Address for people. */
  url: string;
  /** Business date of the figures that stand there; NULL: nothing was written yet. */
  shows_on: string | null;
  /** When they were written. */
  written_at: Date | null;
}

/** How long what is kept. What an open row needs is never deleted, however old. */
export interface OpsRetentionRules {
  /** What is deleted: the table, with its schema. */
  key: string;
  /** What a person set; NULL: the default holds. */
  keep: string | null;
  /** What we ship. */
  default_keep: string;
  /** What is kept in spite of its age, in words; the deletion itself is in ops.retention_delete. */
  how: string;
  /** What the rows are. */
  description: string;
  /** Rows per batch. */
  batch_size: number;
  /** False: kept for ever. */
  is_enabled: boolean;
  /** When it last ran (business clock). */
  ran_at: Date | null;
  /** Rows deleted so far. */
  deleted_count: string;
  /** Why it could not delete the last time. */
  error: Json | null;
}

/** What layer 2 checks on a frozen revision before anybody is asked to sign it. Each is a function of sql/; whether it holds a revision up, and its numbers, belong to people. */
export interface OpsReviewChecks {
  /** Name of the check; <report>.<check> for one report. */
  key: string;
  /** The report that it checks; NULL: every report that is reviewed. */
  definition_key: string | null;
  /** Name for people; stands in the notes of a rejection. */
  title: string;
  /** What must hold. */
  description: string;
  /** Set by a person: true, a revision that fails it is sent back; false, it is only noted. NULL: as shipped. */
  is_blocking: boolean | null;
  /** What we ship. */
  default_is_blocking: boolean;
  /** Numbers of the check, set by a person: only those that differ; NULL: as the SOP says, else as shipped. */
  params: Json | null;
  /** Numbers of the check, as shipped. */
  default_params: Json;
  /** False: it is left out from the next review on. */
  is_enabled: boolean;
  /** Order of checking, and in the notes. */
  position: number;
  /** Numbers of the check that an active SOP carries. Written by agent.sops_sync only. */
  sop_params: Json;
}

/** What a model remarked when it read a frozen revision for layer 2. It is one check among others (ops.review_checks, reading). Append-only. */
export interface OpsReviewReadings {
  /** The item. */
  work_item_id: string;
  /** The revision. */
  revision_no: number;
  /** nothing | note | revise. */
  verdict: string;
  /** [{quote, says}]: what stands in the report, word for word, and what is odd about it. */
  notes: Json;
  /** The call it came from. */
  call_id: string;
  /** When (business clock). */
  read_at: Date;
}

/** What the checks of layer 2 measured on a frozen revision. A blocking one that failed stops the review from passing. */
export interface OpsReviewResults {
  /** The item. */
  work_item_id: string;
  /** The revision that was checked. */
  revision_no: number;
  /** Which check. */
  check_key: string;
  /** True: the revision does not pass without it. */
  is_blocking: boolean;
  /** What it found. */
  is_passed: boolean;
  /** Measured, expected, rows that differ. */
  detail: Json;
  /** When it was checked. */
  checked_at: Date;
}

/** Under which mapping a revision was frozen, and which loads spoke for its days then. Append-only. */
export interface OpsRevisionBases {
  /** The item. */
  work_item_id: string;
  /** The revision. */
  revision_no: number;
  /** SHA-256 of result::text of the revision: its figures have a hash of their own. */
  result_hash: string;
  /** Mappings and thresholds. */
  basis_hash: string;
  /** Accepted loads: the newest stock of each company, and all sales that can speak for its days. */
  load_ids: string[];
  /** Of the loads of its own day {load: [rows, pairs]}, as they lay in raw. */
  load_sums: Json;
  /** Newest row of portal.reference_loads: what came later was not in force yet. */
  reference_load_id: string;
  /** Newest row of ops.settings_history, likewise. */
  history_id: string;
}

/** The loads of the business date on which a frozen revision stands. Append-only. */
export interface OpsRevisionLoads {
  /** The item. */
  work_item_id: string;
  /** The revision. */
  revision_no: number;
  /** A load that was accepted when it was frozen. */
  load_id: string;
}

/** Opening paragraphs that a model wrote and SQL accepted, for frozen revisions. Without a row the paragraph that was frozen with the report stands. Append-only. */
export interface OpsRevisionOpenings {
  /** The item. */
  work_item_id: string;
  /** The revision. */
  revision_no: number;
  /** The paragraph as it is sent: every figure in it was put there by SQL. */
  body: string;
  /** What the model wrote: words and placeholders. */
  template: string;
  /** The call it came from. */
  call_id: string;
  /** When (business clock). */
  accepted_at: Date;
}

/** What may be said to a machine, and what is expected of its answer. No other command is ever sent; the gate script on the machine knows the same list. */
export interface OpsRunbookSteps {
  /** Kind of machine. */
  runbook: string;
  /** health | restart | verify | schedule. */
  step: string;
  /** Order. */
  place: number;
  /** Name for people. */
  title: string;
  /** The word that the gate script knows; {run_id} is the number of the restart, so that it happens once. */
  command: string;
  /** How the next page is asked for, from {offset}; NULL: the answer has no pages. */
  page_command: string | null;
  /** How long the answer may take. */
  timeout: string;
  /** How much of an answer is kept; more is cut off. */
  max_bytes: number;
  /** A person's expectation, laid over the default key by key; NULL: the default holds. */
  expect: Json | null;
  /** What we ship: which exit codes and states mean what (ops.step_judge). */
  default_expect: Json;
  /** What the step is for. */
  description: string;
}

/** Up to when the slots of each definition are rows of ops.occurrences. A new definition begins now: nothing is made up for the time before it. */
export interface OpsScheduleMarks {
  /** The definition. */
  definition_key: string;
  /** All slots before this time are rows. */
  expanded_until: Date;
  /** When the dispatcher expanded it last; NULL: it changed and is expanded at the next tick. */
  checked_at: Date | null;
}

/** Numbers and texts that people may change: thresholds, days, sizes. Every change is kept in ops.settings_history. */
export interface OpsSettings {
  /** Name with dots, e.g. control_stock.must_po_months. */
  key: string;
  /** What a person set. NULL = the SOP holds, where one carries this, else the default. */
  value: string | null;
  /** What we ship: holds where neither a person nor an SOP says otherwise. */
  default_value: string;
  /** number | integer | interval | text | boolean: value must be one. */
  value_type: string;
  /** Unit for people: months, days, pairs. */
  unit: string | null;
  /** What it decides, in one sentence. */
  description: string;
  /** Last change of value (business clock). */
  updated_at: Date;
  /** Database role of the last change of value. */
  updated_by: string;
  /** What the SOP in sop_name says. Written by agent.sops_sync only. */
  sop_value: string | null;
  /** The active SOP that carries this number; NULL: none. */
  sop_name: string | null;
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

/** What stands where in a tab: rows of a view. */
export interface OpsSheetBlocks {
  /** The Sheet. */
  sheet_key: string;
  /** The tab. */
  slug: string;
  /** Order. */
  place: number;
  /** View of mart whose rows it shows. The comments of its columns are the header. */
  view_name: string;
  /** Row of the header, or of the first row of data when it has none. */
  first_row: number;
  /** First column, from 1. */
  first_column: number;
  /** True: the first row names the columns. */
  has_header: boolean;
}

/** What was read back of a Sheet: whether figures, formulas and checks in it agree with the frozen report. */
export interface OpsSheetChecks {
  /** Order of checking. */
  id: string;
  /** The Sheet. */
  sheet_key: string;
  /** The report that stood in it. */
  work_item_id: string | null;
  /** Its revision. */
  revision_no: number | null;
  /** match | differs | not_checked (the Sheet could not be read or written; that holds nothing up). */
  outcome: string;
  /** Cells that differ. */
  difference_count: number;
  /** The first 50: [{tab, cell, article, column, kind, expected, found}]; kind is value (typed over), formula (recomputed otherwise), check (check cell is gone), row (row is gone). */
  differences: Json;
  /** Why it was not checked. */
  reason: string | null;
  /** When. */
  checked_at: Date;
}

/** Figures of a report that a live formula recomputes from the Sheet's own tabs. */
export interface OpsSheetFigures {
  /** The Sheet. */
  sheet_key: string;
  /** Column of the view. */
  name: string;
  /** Formula of the first row. {name} is the formula cell of a figure or the cell of another column in that row. Only SUM SUMIFS IF AND IFERROR ROUND ROUNDUP. */
  formula: string;
  /** True: rests on what people type (PO). It differs when they type after the report was frozen, and that is no error. */
  is_input: boolean;
}

/** Tabs of our Sheets. */
export interface OpsSheetTabs {
  /** The Sheet. */
  sheet_key: string;
  /** Short name of the tab; its view is mart.sheet_<slug>. */
  slug: string;
  /** Name of the tab. */
  title: string;
  /** Its fixed number (sheetId), by which it is found when people rename or move it. */
  tab_id: number;
  /** Order of the tabs. */
  place: number;
  /** Tabs of one number are written together. 0: people's input, written once at set-up and afterwards only read. */
  tab_set: number;
  /** True: formulas and checks stand beside its figures (ops.sheet_figures). */
  is_checked: boolean;
  /** Rows that stay visible. */
  frozen_rows: number;
  /** Row in which head begins. */
  head_row: number;
  /** Fixed cells, row by row, written at set-up. {"f": "=…"} is a formula. */
  head: Json;
  /** Formulas carried down a column at set-up, to the last row of the tab: [{column, row, formula, after_rows}]; after_rows: only below the rows that are there. */
  fills: Json;
}

/** Google Sheets that show a report. Each division has its own file; one agent writes it. */
export interface OpsSheets {
  /** Short name. */
  key: string;
  /** Title of the file when it is made. */
  title: string;
  /** The report that it shows. */
  definition_key: string;
  /** The part of its address between /d/ and the next slash. Empty: the file is made. A file of your own must be shared with our Google account. */
  spreadsheet_id: string | null;
  /** Address for people. */
  url: string | null;
  /** True: the Sheet is made and kept up. */
  is_enabled: boolean;
  /** The file was asked for and no answer came yet. Nothing tells whether it exists: a person looks into Drive, fills spreadsheet_id, or empties this. */
  creating_at: Date | null;
  /** Tabs, heads and the PO tab were made. */
  set_up_at: Date | null;
  /** The report that stands in it. */
  written_work_item_id: string | null;
  /** Its revision. */
  written_revision_no: number | null;
  /** When that was written. */
  written_at: Date | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
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

/** How far the updates of a bot have been read, and which worker reads them. Real clock. */
export interface OpsTelegramOffset {
  /** Number of the bot: the part of its token before the colon. */
  bot: string;
  /** First update that is asked for. What is below it has been stored. */
  next_update_id: string;
  /** The worker that reads now: Telegram refuses a second one. */
  held_by: string | null;
  /** After this another worker may read. */
  held_until: Date | null;
  /** When the last update came. After a quiet week Telegram counts from anywhere. */
  last_update_at: Date | null;
  /** When Telegram answered last. */
  polled_at: Date | null;
  /** Since when nothing can be read; NULL: it works. */
  failing_since: Date | null;
  /** Why: code and message. */
  error: Json | null;
}

/** Who was asked to sign which frozen figures and what they answered, online or archived. */
export interface OpsVApprovals {
  id: string | null;
  work_item_id: string | null;
  revision_no: number | null;
  figures_hash: string | null;
  person_id: string | null;
  role: string | null;
  status: string | null;
  outbox_id: string | null;
  requested_at: Date | null;
  decided_at: Date | null;
  closed_at: Date | null;
  closed_why: string | null;
  channel: string | null;
  notes: string | null;
  evidence: Json | null;
  is_archived: boolean | null;
}

/** Each cross-check: which report, how much was compared, what differs and where, and whether the source could be asked. */
export interface OpsVCrossChecks {
  id: string | null;
  check_on: string | null;
  definition_key: string | null;
  title: string | null;
  business_date: string | null;
  revision_no: number | null;
  status: string | null;
  compared_values: string | null;
  differing_values: string | null;
  compared_pairs: string | null;
  differing_pairs: string | null;
  source_status: string | null;
  source_reason: string | null;
  entity: string | null;
  requests: number | null;
  answers: number | null;
  reason: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  differs_where: string | null;
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

/** Each attempt to decide about a work item, online or archived. */
export interface OpsVDecisionAttempts {
  id: string | null;
  work_item_id: string | null;
  approval_id: string | null;
  kind: string | null;
  decision: string | null;
  outcome: string | null;
  person_id: string | null;
  channel: string | null;
  notes: string | null;
  evidence: Json | null;
  at: Date | null;
  database_role: string | null;
  is_archived: boolean | null;
}

/** Per department, for real work and for test mode: open items, late ones, escalated ones, and those approved since Monday (WIB). */
export interface OpsVDepartmentBoard {
  department: string | null;
  name: string | null;
  is_test: boolean | null;
  open_items: string | null;
  late_items: string | null;
  escalated_items: string | null;
  approved_this_week: string | null;
}

/** Messages that came in, newest first: from whom, about which item, and what became of them and why. */
export interface OpsVInbound {
  id: string | null;
  received_wib: string | null;
  source: string | null;
  sender: string | null;
  person: string | null;
  subject: string | null;
  status: string | null;
  outcome: string | null;
  why: string | null;
  title: string | null;
  business_date: string | null;
  work_item_id: string | null;
  revision_no: number | null;
  approval_id: string | null;
  typed: string | null;
  received_at: Date | null;
  read_at: Date | null;
}

/** Incidents of machines: how far they are, what was found last, what is waited for. Times in WIB. */
export interface OpsVIncidents {
  id: string | null;
  machine_key: string | null;
  title: string | null;
  department: string | null;
  status: string | null;
  phase: string | null;
  cause: string | null;
  says: string | null;
  restart_count: number | null;
  failed_count: number | null;
  opened_wib: string | null;
  verified_wib: string | null;
  closed_wib: string | null;
  last_step: string | null;
  last_verdict: string | null;
  last_answer_wib: string | null;
  waits_for: string | null;
  next_wib: string | null;
}

/** Mailboxes in which people answer: whether they are read, when last, and what is wrong. */
export interface OpsVMailboxes {
  key: string | null;
  title: string | null;
  status: string | null;
  checked_wib: string | null;
  checked_ago: string | null;
  due_since_wib: string | null;
  failures: number | null;
  last_error: string | null;
  message_count: string | null;
  resynced_wib: string | null;
  resync_reason: string | null;
  is_reading: boolean | null;
}

/** Metric of a rule: open approvals and for how many hours they have been open. */
export interface OpsVMetricApprovalsOverdue {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: for how many days a secret works after today; 0: today is its last day. */
export interface OpsVMetricCredentialsExpiring {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: by how many days a secret is older than its max_age; negative: so many are left. Without a max_age: NULL. */
export interface OpsVMetricCredentialsOld {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: full box of each shop with a capacity row, in percent. */
export interface OpsVMetricFullBox {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: full floor of each shop with a capacity row, in percent. */
export interface OpsVMetricFullFloor {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: what models have cost this month, in percent of each budget. */
export interface OpsVMetricLlmSpend {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: loads that a check holds back. */
export interface OpsVMetricLoadsBlocked {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: files whose loading was broken off and not begun again. */
export interface OpsVMetricLoadsBroken {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of two rules: mailboxes that are configured and cannot be read; minutes since the last look that ended well. */
export interface OpsVMetricMailboxes {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: negative balances of the newest accepted snapshot of each entity, with code and warehouse. */
export interface OpsVMetricNegativeStock {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: open transactions and their age in minutes: those the reader may see, and the oldest one of all, by how long the journal has been waiting for it. */
export interface OpsVMetricOldTransactions {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: reports whose latest start has passed without their starting; minutes since then. */
export interface OpsVMetricReportsMissing {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: sales of the month to date in percent of the target to date, per branch, from the day that the setting sales_target.alert_from_day names. */
export interface OpsVMetricSalesTarget {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: agents whose scheduled success is overdue, in minutes. */
export interface OpsVMetricStaleAgents {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: share of dead rows, in percent, of tables with more than 50,000 of them. */
export interface OpsVMetricTableBloat {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Metric of a rule: workers that were declared dead within the hour. That none is left at all, the outside ping notices. */
export interface OpsVMetricWorkers {
  subject: string | null;
  value: string | null;
  title: string | null;
  body: string | null;
}

/** Rows that wait for something that will never come. Always empty. */
export interface OpsVOrphans {
  kind: string | null;
  id: string | null;
  status: string | null;
  why: string | null;
}

/** Each compared day of a report that a person makes by hand too: match, differs (where) or incomplete; streak = days in a row that matched up to then, since when; proposes = enough to stop. A missing day neither counts nor restarts. */
export interface OpsVParallelRuns {
  definition_key: string | null;
  title: string | null;
  business_date: string | null;
  outcome: string | null;
  reason: string | null;
  streak: string | null;
  since: string | null;
  required_days: number | null;
  proposes: boolean | null;
  proposed_at: Date | null;
  rows_ours: number | null;
  rows_theirs: number | null;
  compared_cells: number | null;
  differing_cells: number | null;
  missing_rows: number | null;
  extra_rows: number | null;
  duplicate_keys: number | null;
  work_item_id: string | null;
  revision_no: number | null;
  origin: string | null;
  loaded_by: string | null;
  loaded_at: Date | null;
  compared_at: Date | null;
  differs_where: string | null;
}

/** Who is asked to sign what, since when, whether the mail has arrived, and what happens when nobody answers. */
export interface OpsVPendingApprovals {
  approval_id: string | null;
  work_item_id: string | null;
  title: string | null;
  business_date: string | null;
  status: string | null;
  revision_no: number | null;
  role: string | null;
  person: string | null;
  email: string | null;
  requested_at: Date | null;
  requested_wib: string | null;
  waiting_for: string | null;
  mail_status: string | null;
  ladder_started_at: Date | null;
  next_at: Date | null;
  next_wib: string | null;
  next_action: string | null;
  next_whom: string | null;
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

/** Settings in force: what a person set, else what an SOP carries, else what we ship; who set it, when, and which SOP. */
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
  sop_value: string | null;
  sop_name: string | null;
}

/** Agents from which a scheduled success is overdue: expected_every + grace have passed since the last one. Silence is the signal. */
export interface OpsVStaleAgents {
  agent: string | null;
  key: string | null;
  title: string | null;
  last_at: Date | null;
  last_wib: string | null;
  last_status: string | null;
  expected_by: Date | null;
  late_by: string | null;
  machine: string | null;
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

/** Each change of state with its business time, subject, from, to and outcome; no row numbers, no durations. Sort by all columns: the order within one instant means nothing. */
export interface OpsVTrace {
  at: Date | null;
  kind: string | null;
  subject: string | null;
  from_status: string | null;
  to_status: string | null;
  outcome: string | null;
}

/** Each change of state of a work item, online or archived. */
export interface OpsVWorkItemHistory {
  id: string | null;
  work_item_id: string | null;
  from_status: string | null;
  to_status: string | null;
  event: string | null;
  actor_kind: string | null;
  actor: string | null;
  reason: string | null;
  revision_no: number | null;
  at: Date | null;
  database_role: string | null;
  is_archived: boolean | null;
}

/** Work items that had to be started by latest_at and are not finished. */
export interface OpsVWorkItemsLate {
  work_item_id: string | null;
  latest_at: Date | null;
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
  /** When its job was added (real clock); NULL: not due yet, or to be handed out again. */
  dispatched_at: Date | null;
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
  /** How often it had been sent back before this change; a redo starts again at none. */
  revision_count: number | null;
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
  /** How long until its wake-up is due; NULL: the definition or the ladder says so. */
  wakeup_after: string | null;
  /** How long the state may last in all, when its wake-up comes again and again. */
  gives_up_after: string | null;
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
  /** A source asked for time: no run takes it before this. Its wake-up is of kind "deferred". */
  deferred_until: Date | null;
  /** How often it was put off; each time it waits longer. */
  deferrals: number;
  /** How often its timer has been due in this state. */
  wakeup_step: number;
  /** How often the timer let it run again since a person last did, or since it last succeeded; three at most. */
  timer_retries: number;
  /** Since when it has been failing; kept through the timer's retries. */
  failed_since: Date | null;
  /** When the request for approval arrived: the hours of the ladder count from here. */
  ladder_started_at: Date | null;
  /** The last rung that was climbed. */
  rung_position: number;
  /** Its run may not start yet (capacity, paused) and its occurrence has ended: this wake-up lets it look again. Besides its deadline, wakeup_id. */
  hold_wakeup_id: string | null;
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
  /** Breaking number of the program; it must be that of the database. */
  breaking_number: number | null;
  /** The deployment that was the newest when it started; when another one changes something, it restarts. */
  deployment_id: string | null;
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

/** Headers of other programs' export files, and the column each one becomes. Compared trimmed, in lower case, runs of blanks as one. */
export interface PortalCsvMappings {
  /** Table that mandor load fills, such as raw.iseller_sales. */
  table_name: string;
  /** Header as the export writes it. Several may lead to one column (languages, versions); one file may bring only one of them. */
  source_header: string;
  /** Column of the table; - for a header that is known and passed over. */
  column_name: string;
  /** point: 1,234.50 · comma: 1.234,50. */
  decimal_mark: string;
  /** Format of dates for to_date or to_timestamp, such as DD/MM/YYYY; NULL: ISO. */
  date_format: string | null;
  /** Note. */
  note: string | null;
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

/** Draft purchase orders that an approval of the Control Stock report wrote. */
export interface PortalPurchaseOrdersProposed {
  /** The approved report. */
  work_item_id: string;
  /** Article. */
  kode_mix: string;
  /** Pairs to order, whole boxes. */
  pairs: string;
  /** Boxes to order. */
  boxes: number;
  /** When it was approved. */
  created_at: Date;
}

/** Every load of reference data, by file or from a Sheet: what it changed, or why it was refused. */
export interface PortalReferenceLoads {
  /** Order of loading. */
  id: string;
  /** Table of portal. */
  table_name: string;
  /** csv | sheet. */
  source: string;
  /** Name of the file, or title and tab of the Sheet. */
  origin: string;
  /** The Sheet (portal.sheet_sources); NULL for a file, or when the row is gone. */
  sheet_key: string | null;
  /** The run that loaded it. */
  occurrence_id: string | null;
  /** append | upsert | replace. */
  mode: string | null;
  /** applied | unchanged (nothing differed) | refused (the data is wrong; nothing was written) | failed (it could not be read). */
  outcome: string;
  /** Rows read; 0 when it was refused before it was read to its end. */
  row_count: string;
  /** Rows added. */
  inserted_count: string;
  /** Rows changed. */
  changed_count: string;
  /** Rows removed. */
  deleted_count: string;
  /** Rows that were as they are. */
  unchanged_count: string;
  /** The first five of each kind: {inserted | changed | deleted: [{line, key, changes}]}. May hold cost prices. */
  examples: Json;
  /** Places that are wrong. */
  problem_count: string;
  /** The first 20 of them: [{line, column, name, value, message}]. May hold cost prices. */
  problems: Json;
  /** Why nothing was written; NULL when all is well. */
  reason: string | null;
  /** When (business clock). */
  loaded_at: Date;
  /** Database role that loaded it. */
  loaded_by: string;
}

/** Sales target of a shop and month. */
export interface PortalSalesTarget {
  /** The shop. */
  store_code: string;
  /** First day of the month. */
  month: string;
  /** Rupiah incl. tax. */
  amount: string;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** Tabs of Google Sheets that are loaded into reference data. Each row has its own job, sheet.<key>; when it runs is edited there (ops.job_definitions.cron). */
export interface PortalSheetSources {
  /** Short name; the job is called sheet.<key>. */
  key: string;
  /** What people call it; stands in alerts and reports. */
  title: string;
  /** The part of the Sheet's address between /d/ and the next slash. The Sheet must be shared with our Google account. */
  spreadsheet_id: string;
  /** Name of the tab, exactly as it is written. */
  tab: string;
  /** Row that names the columns; all below it is data. */
  header_row: number;
  /** Table of portal that it fills. */
  table_name: string;
  /** append adds, upsert adds and changes, replace also removes what the tab lacks (at most 20 % of the table). */
  mode: string;
  /** Headers of the tab and the column each becomes: {"Kode Toko": "store_code", "Catatan": "-"}; - is passed over. Goes before portal.csv_mappings. */
  mapping: Json;
  /** point or comma: how numbers are written in cells that hold text. Cells that hold numbers need none. */
  decimal_mark: string;
  /** True: the next load may remove more than 20 %; it sets this back. */
  is_forced: boolean;
  /** False: is not loaded. */
  is_enabled: boolean;
  /** Note. */
  note: string | null;
  /** When the row was made. */
  created_at: Date;
  /** When the row was last changed. */
  updated_at: Date;
}

/** How many pairs a shop holds. Only shops with a row have a full floor and full box figure. */
export interface PortalStockCapacity {
  /** The shop. */
  store_code: string;
  /** Pairs that stand on the floor when it is full. */
  max_display: number | null;
  /** Pairs that the shop may hold in all. */
  max_stock: number | null;
  /** Pairs in full boxes that its storage room takes. */
  storage: number | null;
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

/** Full floor and full box as people counted them. A figure here wins over the computed one of that day. */
export interface PortalStoreFfFb {
  /** The shop. */
  store_code: string;
  /** Day of the count. */
  on_date: string;
  /** Full floor in percent, 0 to 100. */
  ff_pct: string | null;
  /** Full box in percent, 0 to 100. */
  fb_pct: string | null;
  /** Where the figure comes from: a Sheet, or who typed it. */
  source: string;
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

/** Words in names of warehouses and the kind that they suggest. Only proposals are made of them; a person decides. */
export interface PortalWarehousePatterns {
  /** The word, in lower case; found where it stands by itself. */
  word: string;
  /** WHS shop floor, WHB boxes, STORE, OTHER (leaves the cover). */
  kind: string;
  /** True: nothing in it counts as a box. */
  loose: boolean;
  /** False: its stock does not count for the cover. */
  in_cover: boolean;
  /** The word with the smallest number decides. */
  rank: number;
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

/** Goods of a marketplace order. */
export interface RawGineeOrderLines {
  /** The order. */
  order_id: string;
  /** Place in the order, from 1. */
  line_no: number;
  /** ERP code at size level, as Ginee knows it. */
  master_sku: string | null;
  /** Code at the marketplace. */
  sku: string | null;
  /** Name of the product. */
  product_name: string | null;
  /** Variation, mostly the size. */
  variation_name: string | null;
  /** Pairs. */
  quantity: string;
}

/** Orders of the marketplaces (Ginee), one row each in its newest known state; cancelled and returned ones stay. Buyers' names and addresses are not kept. */
export interface RawGineeOrders {
  /** Ginee's id of the order. */
  order_id: string;
  /** Ginee's id of the shop. */
  shop_id: string;
  /** Marketplace, as Ginee codes it (SHOPEE_ID, TOKOPEDIA_ID, LAZADA_ID, TIKTOK_ID). */
  channel: string;
  /** Kind of order. */
  order_type: string | null;
  /** PENDING_PAYMENT, PARTIALLY_PAID, PAID, READY_TO_SHIP, SHIPPING, DELIVERED, CANCELLED, RETURNED. */
  order_status: string;
  /** The marketplace's id of the order. */
  external_order_id: string | null;
  /** The marketplace's number of the order. */
  external_order_sn: string | null;
  /** State as the marketplace words it. */
  external_order_status: string | null;
  /** What the buyer pays. */
  total_amount: string;
  /** The goods alone, when told. */
  sub_total_amount: string | null;
  /** Currency. */
  currency: string | null;
  /** How it is paid. */
  payment_method: string | null;
  /** Paid on delivery. */
  is_cod: boolean | null;
  /** Why it was cancelled, when told. */
  cancel_reason: string | null;
  /** When it was ordered at the marketplace. */
  ordered_at: Date;
  /** When it was paid. */
  paid_at: Date | null;
  /** The source's time of last change: an older state never replaces a newer one. */
  last_update_at: Date;
  /** When we first read it. */
  first_seen_at: Date;
  /** When this state was read. */
  loaded_at: Date;
}

/** Lines of the tills' receipts (iSeller's sales export). The ERP has the same sales: these are for reconciliation, never added. For each shop and day the newest accepted export speaks (is_current). */
export interface RawIsellerSales {
  /** Number of the row. */
  id: string;
  /** Line of the file. */
  line_no: string;
  /** Day of the receipt at the shop, by the shop's own clock (portal.store.time_zone). */
  tanggal: string;
  /** Shop as the till program names it. */
  outlet_name: string;
  /** Code of the shop in the till program. */
  outlet_code: string | null;
  /** Till. */
  register_name: string | null;
  /** Who rang it up. */
  cashier_name: string | null;
  /** Who served. */
  server_name: string | null;
  /** Shift. */
  shift_name: string | null;
  /** Number of the receipt. */
  order_reference: string;
  /** The till program's own id of the receipt. */
  order_source_id: string | null;
  /** pos, web, marketplace, food_delivery. */
  channel: string | null;
  /** Which web shop or marketplace. */
  channel_detail: string | null;
  /** When it was rung up, as the export prints it. */
  order_time: string;
  /** When the receipt was closed. */
  closed_time: string | null;
  /** completed, draft, reserved, void, as the export words it. */
  order_status: string | null;
  /** State of the payment. */
  payment_status: string | null;
  /** State of the hand-over. */
  fulfillment_status: string | null;
  /** Customer. */
  customer_name: string | null;
  /** product, modifier, fee. */
  line_type: string | null;
  /** Name of the product. */
  product_name: string | null;
  /** Variant, mostly the size. */
  variant_name: string | null;
  /** ERP code at size level, as the till knows it. */
  sku: string;
  /** Barcode. */
  barcode: string | null;
  /** Category in the till program. */
  category: string | null;
  /** Brand. */
  brand: string | null;
  /** Pairs; refunds negative. */
  quantity: string;
  /** Unit of the line. */
  unit: string | null;
  /** Price of a unit before discounts. */
  base_price: string | null;
  /** Quantity times price. */
  gross_amount: string | null;
  /** Discount of the line. */
  discount_amount: string | null;
  /** Promotion on the line. */
  promotion_amount: string | null;
  /** Service charge. */
  service_amount: string | null;
  /** Tax in the line. */
  tax_amount: string | null;
  /** What the customer pays for the line, incl. tax; refunds negative. */
  total_amount: string;
  /** Discount of the whole receipt. */
  order_discount_amount: string | null;
  /** Rounding of the receipt. */
  rounding_amount: string | null;
  /** Total of the receipt. */
  order_total_amount: string | null;
  /** How it was paid. */
  payment_type: string | null;
  /** Currency. */
  currency: string | null;
  /** Voucher. */
  voucher_code: string | null;
  /** Note on the receipt. */
  note: string | null;
  /** False: a later export of the same shop and day has taken its place. */
  is_current: boolean;
  /** The day whose state the export shows. */
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
  /** stock | sales | pos. */
  kind: string;
  /** Name of the check. */
  check_name: string;
  /** block | warn | note, set by a person; NULL: as shipped. */
  severity: string | null;
  /** Number that decides, set by a person; NULL: as shipped. */
  threshold: string | null;
  /** What we ship. */
  default_severity: string;
  /** What we ship. */
  default_threshold: string | null;
  /** False: not looked at. */
  is_enabled: boolean;
  /** What it looks at, for people. */
  description: string;
  /** Further numbers of the check, set by a person: only those that differ; NULL: as shipped. */
  params: Json | null;
  /** Further numbers of the check, as shipped: how far it looks back, from how many rows on it judges. */
  default_params: Json;
  /** False: a load that fails it cannot be released, only rejected and pulled or loaded again. */
  is_releasable: boolean;
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
  /** accurate | iseller. */
  source: string;
  /** stock | sales | pos (receipts of the tills). */
  kind: string;
  /** api | csv: how it came. */
  data_type: string;
  /** DDD, LJBB, MBB or UBB. LJBB sells nothing. ALL: receipts of the tills, whose shops belong to several. */
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
  /** pulling → staged → accepted | quarantined; quarantined → accepted | rejected; pulling → failed; accepted → superseded (by a newer load, or by a person: then superseded_by is NULL); superseded → accepted when the newer one is taken back. */
  status: string;
  /** Result of each check: check, severity, passed, measured, threshold, message. */
  validation: Json;
  /** Why it failed, for people. */
  error_message: string | null;
  /** Note of the person who released or rejected it. */
  note: string | null;
  /** The load that took its place. NULL for one that a person took back. */
  superseded_by: string | null;
  /** When a person released or rejected it. */
  decided_at: Date | null;
  /** Database role that released or rejected it. */
  decided_by: string | null;
  /** The person for whom that role spoke, when known. */
  decided_person_id: string | null;
  /** True: a pull of at least sales.repull_days that fetched the details of every document, whatever was known of it. */
  is_full: boolean;
  /** Documents whose lines were copied from an earlier load, because they had not changed. Contained in progress_done. */
  documents_copied: number;
  /** Digest of the rows of a file of receipts: the same file twice is known by it. NULL: not kept for this kind. */
  content_digest: string | null;
}

/** Invoices and returns of a pull as the source listed them: by these the next pull knows which ones have changed. */
export interface RawSalesDocuments {
  /** The load that holds the lines. */
  load_id: string;
  /** invoice | return: each counts its ids by itself. */
  kind: string;
  /** The source's own id. */
  source_id: string;
  /** Place in the list of the pull, from 1. */
  place: number;
  /** Number of the invoice or return. */
  nomor_invoice: string;
  /** Date of the document. */
  tanggal: string;
  /** The source's counter of changes. */
  opt_lock: string | null;
  /** When it was last changed, as the source writes it. */
  last_update: string | null;
  /** True: its lines were copied from an earlier load. */
  is_copied: boolean;
  /** Rows of it in raw.accurate_sales when the load was accepted; NULL before that, and when its number belongs to two documents: it is then never copied. */
  line_count: number | null;
  /** Pairs of these rows. */
  pairs_qty: string | null;
  /** Amount of these rows. */
  total_amount: string | null;
}

/** Which database (data usaha) of the ERP an entity is read from, as first seen. A token that opens another one is refused; delete the row when the entity has really moved. */
export interface RawSourceDatabases {
  /** DDD, LJBB, MBB or UBB. */
  entity: string;
  /** The vendor's number of the database. */
  database_id: string;
  /** Its name at the vendor. */
  alias: string | null;
  /** When it was first seen. */
  seen_at: Date;
}

/** Rows of till exports that are being read or checked, and of quarantined ones. */
export interface RawStagingPos {
  /** The load. */
  load_id: string;
  /** Line of the file. */
  line_no: string;
  /** Day at the shop: raw.pos_resolve finds it. */
  tanggal: string | null;
  /** Shop as the till program names it. */
  outlet_name: string | null;
  /** Code of the shop in the till program. */
  outlet_code: string | null;
  /** Till. */
  register_name: string | null;
  /** Who rang it up. */
  cashier_name: string | null;
  /** Who served. */
  server_name: string | null;
  /** Shift. */
  shift_name: string | null;
  /** Number of the receipt. */
  order_reference: string | null;
  /** The till program's own id of the receipt. */
  order_source_id: string | null;
  /** pos, web, marketplace, food_delivery. */
  channel: string | null;
  /** Which web shop or marketplace. */
  channel_detail: string | null;
  /** When it was rung up, as the export prints it. */
  order_time: string | null;
  /** When the receipt was closed. */
  closed_time: string | null;
  /** completed, draft, reserved, void, as the export words it. */
  order_status: string | null;
  /** State of the payment. */
  payment_status: string | null;
  /** State of the hand-over. */
  fulfillment_status: string | null;
  /** Customer. */
  customer_name: string | null;
  /** product, modifier, fee. */
  line_type: string | null;
  /** Name of the product. */
  product_name: string | null;
  /** Variant, mostly the size. */
  variant_name: string | null;
  /** ERP code at size level, as the till knows it. */
  sku: string | null;
  /** Barcode. */
  barcode: string | null;
  /** Category in the till program. */
  category: string | null;
  /** Brand. */
  brand: string | null;
  /** Pairs; refunds negative. */
  quantity: string | null;
  /** Unit of the line. */
  unit: string | null;
  /** Price of a unit before discounts. */
  base_price: string | null;
  /** Quantity times price. */
  gross_amount: string | null;
  /** Discount of the line. */
  discount_amount: string | null;
  /** Promotion on the line. */
  promotion_amount: string | null;
  /** Service charge. */
  service_amount: string | null;
  /** Tax in the line. */
  tax_amount: string | null;
  /** What the customer pays for the line, incl. tax; refunds negative. */
  total_amount: string | null;
  /** Discount of the whole receipt. */
  order_discount_amount: string | null;
  /** Rounding of the receipt. */
  rounding_amount: string | null;
  /** Total of the receipt. */
  order_total_amount: string | null;
  /** How it was paid. */
  payment_type: string | null;
  /** Currency. */
  currency: string | null;
  /** Voucher. */
  voucher_code: string | null;
  /** Note on the receipt. */
  note: string | null;
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

/** Rows of sales loads that a newer load of the same snapshot date displaced. They count nowhere; they return when that load is taken back. */
export interface RawSupersededSales {
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

/** Rows of stock snapshots that a newer load of the same day displaced. They count nowhere; they return when that load is taken back. */
export interface RawSupersededStock {
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

/** How far each shop of a marketplace source is read. A run that breaks off leaves completed_to where it was: the window is read again, and orders are upserted, so nothing counts twice. */
export interface RawSyncCursors {
  /** ginee. */
  source: string;
  /** The source's id of the shop. */
  shop_id: string;
  /** Name of the shop. */
  shop_name: string | null;
  /** Marketplace, as the source codes it (SHOPEE_ID). */
  channel: string | null;
  /** False: the source no longer lists the shop; it is not read any more. */
  is_listed: boolean;
  /** All that changed before this moment, by the source's clock, is here. */
  completed_to: Date | null;
  /** Begin of the window that is being read; NULL: none. */
  window_from: Date | null;
  /** End of that window. */
  window_to: Date | null;
  /** The source's cursor after the last page of that window, as it was received. For people to see; a new run begins its window again, because cursors expire. */
  cursor: Json | null;
  /** Orders read in that window so far. */
  orders_in_window: number;
  /** Fencing token of the run that reads it. */
  run_token: string | null;
  /** When the row was last changed. */
  updated_at: Date;
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
  /** The budgets that a call of this agent must fit into, with what is spent and held back in that month. */
  'agent.budgets_of': { args: { p_agent: string | null; p_layer: number | null; p_month_on: string | null }; row: { key: string | null; title: string | null; limit_amount: string | null; used_amount: string | null }; set: true };
  /** Text of other systems as a model gets it: between marks that it cannot know, named as data. */
  'agent.fence': { args: { p_text: string | null }; row: { fence: string | null }; set: false };
  /** Who speaks through the model, and pays: for an opening the producer of the report, for a reading its reviewer. Empty when the item does not wait for the review of this revision. */
  'agent.llm_agent': { args: { p_purpose: string | null; p_work_item_id: string | null; p_revision_no: number | null }; row: AgentProfiles; set: false };
  /** Begins the next call of a model for a frozen revision: what to ask whom, and how long to wait. What it can cost is held back. No row: nobody is asked (off, answered already, being asked, no time left, no model left, no budget), and the text without a model stands. */
  'agent.llm_begin': { args: { p_purpose: string | null; p_work_item_id: string | null; p_revision_no: number | null; p_incarnation: string | null }; row: { run_token: string | null; model: string | null; max_tokens: number | null; system_prompt: string | null; user_prompt: string | null; answer_schema: Json | null; timeout_ms: number | null }; set: true };
  /** USD for so many tokens at the price of that day; NULL when the model has no price then. */
  'agent.llm_cost': { args: { p_model_id: string | null; p_on: string | null; p_input: string | null; p_output: string | null; p_cache_write?: string | null; p_cache_read?: string | null }; row: { llm_cost: string | null }; set: false };
  /** USD that a call can cost at most; NULL when the model has no price. */
  'agent.llm_cost_limit': { args: { p_model_id: string | null; p_on: string | null; p_prompt: string | null; p_schema: unknown; p_max_tokens: number | null }; row: { llm_cost_limit: string | null }; set: false };
  /** Ends a call: {fault} or {json, text}, with inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens, requestId, stopReason, milliseconds, retryAfterSeconds. Notes what it cost, takes what it says if that passes. Answers accepted | rejected | too_late | a fault, next (ask the next model), not_mine when the call was ended already. */
  'agent.llm_finish': { args: { p_run_token: string | null; p_result: unknown }; row: { llm_finish: string | null }; set: false };
  /** Ends calls whose worker is gone, or that should have ended a minute ago: lost, and paid in full. How many. */
  'agent.llm_sweep': { args: Record<never, never>; row: { llm_sweep: number | null }; set: false };
  /** Alerts, once a day, that the whole chain of models failed. Nothing when none was asked. */
  'agent.llm_unanswered': { args: { p_purpose: string | null; p_work_item_id: string | null; p_revision_no: number | null }; row: { llm_unanswered: void }; set: false };
  /** The models that may be asked, along the chain. */
  'agent.models_asked': { args: Record<never, never>; row: { models_asked: string | null }; set: true };
  /** The system prompt of a purpose, with the words that an opening may be made of. */
  'agent.purpose_prompt': { args: { p_key: string | null }; row: { purpose_prompt: string | null }; set: false };
  /** The SOPs of an agent for one event type or job (ops.job_definitions): parameters in force and text of those that it calls for (is_matched), name and description of the others. An agent's role sees its own profiles only; MD401 for any other. */
  'agent.skill_context': { args: { p_agent: string | null; p_event_type?: string | null; p_job?: string | null }; row: { name: string | null; description: string | null; version_no: number | null; is_matched: boolean | null; parameters: Json | null; body: string | null }; set: true };
  /** Parameters of active SOPs that stand in a row of ops.settings or ops.review_checks. Internal. */
  'agent.sop_bindings': { args: Record<never, never>; row: { sop_name: string | null; parameter: string | null; setting: string | null; review_check: string | null; number: string | null; value: Json | null }; set: true };
  /** The text of an SOP with the values in force in place of its {{parameters}}. Internal. */
  'agent.sop_body': { args: { p_body: string | null; p_parameters: unknown }; row: { sop_body: string | null }; set: false };
  /** What differs between two activation conditions, in words, one line each; says when a person's own value goes on to hold. Internal. */
  'agent.sop_changes': { args: { p_old: unknown; p_new: unknown }; row: { sop_changes: Json | null }; set: false };
  /** The front matter of an SOP as agent.skills.activation_condition keeps it. Internal. */
  'agent.sop_condition': { args: { p_file: unknown }; row: { sop_condition: Json | null }; set: false };
  /** The value in force of a parameter of an SOP, as JSON: (agent.sop_parameter('…', '…'))::numeric reads a number. MD401 when the SOP is not in force, not the caller's, or has no such parameter. */
  'agent.sop_parameter': { args: { p_name: string | null; p_key: string | null }; row: { sop_parameter: Json | null }; set: false };
  /** All about one SOP, or one of its versions, as `mandor sops show` prints it. MD401 when it is not known. */
  'agent.sop_show': { args: { p_name: string | null; p_version_no?: number | null }; row: { sop_show: Json | null }; set: false };
  /** The value in force of a parameter of an SOP: a person's where it stands in a row and a person set one, else the SOP's. Internal. */
  'agent.sop_value': { args: { p_key: string | null; p_parameter: unknown }; row: { sop_value: Json | null }; set: false };
  /** A value as it stands in the text of an SOP: 10.000, 0,3, ya. Internal. */
  'agent.sop_value_text': { args: { p_value: unknown }; row: { sop_value_text: string | null }; set: false };
  /** Writes the parameters of active SOPs into the rows that they stand in, and takes out those that no SOP carries any more. Internal. */
  'agent.sops_bind': { args: Record<never, never>; row: { sops_bind: void }; set: false };
  /** What agent.sops_sync would do with these files, and nothing else: {status: planned | refused, sops, problems}. */
  'agent.sops_diff': { args: { p_files: unknown }; row: { sops_diff: Json | null }; set: false };
  /** The SOPs that are known, those in force first. */
  'agent.sops_list': { args: Record<never, never>; row: { name: string | null; description: string | null; version: string | null; version_no: number | null; versions: number | null; is_active: boolean | null; agents: string[] | null; event_types: string[] | null; jobs: string[] | null; parameters: number | null }; set: true };
  /** What a sync of these files would do with each SOP: new | changed | back (to a version known before) | active again | inactive (its file is gone) | unchanged, and what changes, in words. */
  'agent.sops_plan': { args: { p_files: unknown }; row: { name: string | null; action: string | null; path: string | null; version: string | null; version_no: number | null; was_no: number | null; changes: Json | null }; set: true };
  /** What is wrong with a folder of SOPs in the eyes of the database: names that are not there, numbers that two of them set. One row each, in English. Internal. */
  'agent.sops_problems': { args: { p_files: unknown }; row: { path: string | null; at: Json | null; says: string | null; todo: string | null }; set: true };
  /** Puts the SOPs of a folder in force: [{path, source, name, description, version, agents, event_types, jobs, parameters, body}], read and scanned for credentials before. Answers {status: synced | unchanged | refused, sops: the plan done, problems}. 42501 for agents. */
  'agent.sops_sync': { args: { p_files: unknown; p_commit?: string | null }; row: { sops_sync: Json | null }; set: false };
  /** Works out what the codes of these articles agree on, and their first sale. Internal. */
  'core.articles_describe': { args: { p_kode_mix: string[] | null; p_is_mapped: boolean[] | null }; row: { articles_describe: void }; set: false };
  /** Works the aggregates of these articles out again from the facts. Internal. */
  'core.articles_rebuild': { args: { p_kode_mix: string[] | null; p_is_mapped: boolean[] | null }; row: { articles_rebuild: void }; set: false };
  /** Moves the sales of these departments to the shop that portal.name_alias names now. Internal. */
  'core.departments_sync': { args: { p_names: string[] | null }; row: { departments_sync: void }; set: false };
  /** Removes those of these unmapped codes and warehouses that no fact names any more. Internal. */
  'core.dimensions_prune': { args: { p_entity: string | null; p_codes: string[] | null; p_warehouses: string[] | null }; row: { dimensions_prune: void }; set: false };
  /** The text that occurs most often; of equals the first in code point order. NULLs do not count. */
  'core.most_frequent': { args: { p_values: string[] | null }; row: { most_frequent: string | null }; set: false };
  /** Makes dimension rows for codes that a load brings for the first time. Internal. */
  'core.products_ensure': { args: { p_load_id: string | null }; row: { products_ensure: void }; set: false };
  /** Brings dim_product and dim_article up to date with portal.kodemix for these codes (names only for codes that nobody mapped) and moves the history of codes that changed their article. Internal. */
  'core.products_sync': { args: { p_codes: string[] | null; p_names?: string[] | null }; row: { products_sync: void }; set: false };
  /** Brings facts and aggregates of sales up to date with an accepted load, by differences. core.sales_touch was called before. Internal. */
  'core.sales_apply': { args: { p_load_id: string | null }; row: { sales_apply: void }; set: false };
  /** Makes core.fact_sales what pg_temp.sales_new says where it said pg_temp.sales_old, and leaves the differences in pg_temp.sales_diff. Internal. */
  'core.sales_compare': { args: { p_entity: string | null }; row: { sales_compare: void }; set: false };
  /** Which load speaks for each day of the range: the newest accepted one that covers it; no row where there is none. Internal. */
  'core.sales_days_sync': { args: { p_entity: string | null; p_from: string | null; p_to: string | null }; row: { sales_days_sync: void }; set: false };
  /** Raises MD203 when a load that would speak for days of this one after it is taken back is no longer kept whole. p_before_id: the load that it displaced, whose rows are kept aside. Internal. */
  'core.sales_heirs_require': { args: { p_load_id: string | null; p_before_id: string | null }; row: { sales_heirs_require: void }; set: false };
  /** Fills pg_temp.sales_new with the lines that should stand in the range of pg_temp.sales_scope, pg_temp.sales_old with those that do. Internal. */
  'core.sales_lines': { args: { p_entity: string | null }; row: { sales_lines: void }; set: false };
  /** Makes one line of lines in pg_temp.sales_new that have one invoice, code and day. Internal. */
  'core.sales_merge': { args: Record<never, never>; row: { sales_merge: void }; set: false };
  /** Fills pg_temp.sales_spoken: of the invoices that stand on more than one day, the load that speaks for each. Internal. */
  'core.sales_moved': { args: { p_entity: string | null; p_load_id: string | null }; row: { sales_moved: void }; set: false };
  /** Works the sales of an entity out again for a range of days (with p_load_id: those of them for which this load speaks), and of invoices that moved into or out of it. core.sales_touch was called before. Internal. */
  'core.sales_refresh': { args: { p_entity: string | null; p_from: string | null; p_to: string | null; p_load_id?: string | null }; row: { sales_refresh: void }; set: false };
  /** Moves the sales aggregates by the differences in pg_temp.sales_diff. Internal. */
  'core.sales_shift': { args: Record<never, never>; row: { sales_shift: void }; set: false };
  /** Notes in pg_temp.sales_touched the invoices of a load whose rows are about to leave raw, or came back to it; NULL: none; p_is_more: besides those of the call before. Called before core.sales_refresh, in its transaction. Internal. */
  'core.sales_touch': { args: { p_load_id: string | null; p_is_more?: boolean | null }; row: { sales_touch: void }; set: false };
  /** Works the stock aggregates of one entity and these dates out again from the facts. Internal. */
  'core.stock_aggregate': { args: { p_entity: string | null; p_dates: string[] | null }; row: { stock_aggregate: void }; set: false };
  /** Replaces the facts and aggregates of (entity, date) by an accepted snapshot. Internal. */
  'core.stock_apply': { args: { p_load_id: string | null }; row: { stock_apply: void }; set: false };
  /** Takes a snapshot out of raw and core: its day has none after that. Internal. */
  'core.stock_withdraw': { args: { p_load_id: string | null }; row: { stock_withdraw: void }; set: false };
  /** Shop of a department's name as the ERP spells it (portal.name_alias); 0 (TANPA TOKO) when nobody mapped it. */
  'core.store_of_department': { args: { p_name: string | null }; row: { store_of_department: number | null }; set: false };
  /** Brings dim_store up to date with portal.store for these codes, and moves the sales of departments that waited for a new shop. Internal. */
  'core.stores_sync': { args: { p_codes: string[] | null }; row: { stores_sync: void }; set: false };
  /** Makes dimension rows for warehouse names that are not known yet. Internal. */
  'core.warehouses_ensure': { args: { p_entity: string | null; p_names: string[] | null }; row: { warehouses_ensure: void }; set: false };
  /** Brings dim_warehouse up to date with portal.warehouse for these names and moves stock and sales that hang on them. Internal. */
  'core.warehouses_sync': { args: { p_entity: string | null; p_names: string[] | null }; row: { warehouses_sync: void }; set: false };
  /** An article as sentences and tables name it: code and name. */
  'mart.article_text': { args: { p_kode_mix: string | null; p_name: string | null }; row: { article_text: string | null }; set: false };
  /** Sales by channel, per day and per month, in the days p_from to p_to. Toko: ERP sales of shops, returns negative. Marketplaces: Ginee orders that are paid or on their way, by the day of ordering in WIB; cancelled, returned and unpaid ones are left out. ERP tanpa toko: what the ERP sold from no shop, where the marketplaces' orders are invoiced; not part of the mix, so that nothing counts twice. share_pct: of the amount of the channels in the mix. */
  'mart.channel_mix': { args: { p_from: string | null; p_to: string | null }; row: { grain: string | null; period_on: string | null; channel: string | null; is_in_mix: boolean | null; orders: string | null; pairs_qty: string | null; total_amount: string | null; share_pct: string | null }; set: true };
  /** Figures of the departments on a day against the same weekdays before it: usual = their median, deviation = the median distance from it, change_pct against the median. is_unusual: further away than company.unusual_deviations deviations and company.unusual_pct percent, with company.usual_min_days values at least; sentence explains it. */
  'mart.company_figures': { args: { p_on: string | null }; row: { department: string | null; figure: string | null; title: string | null; unit: string | null; value: string | null; usual: string | null; deviation: string | null; days: number | null; change_pct: string | null; is_unusual: boolean | null; sentence: string | null }; set: true };
  /** Figures of each department on a day and on so many days of the same weekday before it. Days whose data are not complete have no row. */
  'mart.company_values': { args: { p_on: string | null; p_days: number | null }; row: { department: string | null; figure: string | null; title: string | null; unit: string | null; on_date: string | null; value: string | null }; set: true };
  /** Control Stock as of a date: one row per article (kode_mix) and per code that nobody mapped. Pairs and months; flags NEGATIVE, NO_SALES, RETURNS, NEW, MUST_PO, OVERSTOCK, OK. Thresholds are rows of ops.settings. No row when there is no accepted stock and sales at or before the date. */
  'mart.control_stock': { args: { p_as_of: string | null }; row: { kode_mix: string | null; is_mapped: boolean | null; tier: number | null; name: string | null; gender: string | null; series: string | null; whs_pairs: string | null; whb_pairs: string | null; store_pairs: string | null; total_pairs: string | null; boxes: string | null; protol: string | null; sold_window: string | null; avg_monthly_sales: string | null; months_of_cover: string | null; avg_adjusted: string | null; months_of_cover_adjusted: string | null; open_po_pairs: string | null; months_with_po: string | null; days_on_sale: number | null; is_new: boolean | null; sizes_in_stock: number | null; sizes_active: number | null; note: string | null; flag: string | null; recommended_po: string | null; excess_pairs: string | null; excess_value: string | null; as_of: string | null; sales_from: string | null; sales_to: string | null; empty_days: number | null; whs_boxes: string | null; whb_boxes: string | null }; set: true };
  /** What changed since the last frozen Control Stock report. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_changes': { args: { p_business_date: string | null }; row: { control_stock_changes: Json | null }; set: false };
  /** Columns of the full Control Stock list as an attachment: key in the frozen rows, heading, type, width, whether cost prices show in it, and words for values. Internal. */
  'mart.control_stock_columns': { args: Record<never, never>; row: { control_stock_columns: Json | null }; set: false };
  /** A Control Stock report as the correction of an approved one: subject, verdict and first section say what differs. Internal. */
  'mart.control_stock_correction': { args: { p_result: unknown; p_item_id: string | null; p_approved: unknown; p_corrected: unknown; p_reason: string | null }; row: { control_stock_correction: Json | null }; set: false };
  /** What the opening of a Control Stock report may say: {values: placeholder → its words; template: the paragraph without a model}. Made of the frozen figures alone. */
  'mart.control_stock_opening': { args: { p_figures: unknown }; row: { control_stock_opening: Json | null }; set: false };
  /** The Control Stock report of a business date, worded in Indonesian: {figures: what is signed, with all rows; result: what channels show}. MD203 when a load of the day is missing. */
  'mart.control_stock_report': { args: { p_business_date: string | null }; row: { control_stock_report: Json | null }; set: false };
  /** Checks of a frozen Control Stock report: rows, totals, stock, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it. */
  'mart.control_stock_review': { args: { p_check: string | null; p_business_date: string | null; p_figures: unknown; p_result: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Sections of the frozen report: orders, overstock, the tier table, and each tier. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_sections': { args: { p_as_of: string | null; p_is_ready: boolean | null }; row: { control_stock_sections: Json | null }; set: false };
  /** What to do with an article, in one Indonesian sentence. */
  'mart.control_stock_sentence': { args: { p_flag: string | null; p_article: string | null; p_months: string | null; p_months_adjusted: string | null; p_avg: string | null; p_recommended: string | null; p_box: string | null; p_total: string | null; p_open_po: string | null; p_note: string | null }; row: { control_stock_sentence: string | null }; set: false };
  /** Who changed what since the last frozen Control Stock report: thresholds, schedules of its jobs, checks, mappings, loads of reference data; newest first. Internal. */
  'mart.control_stock_settings': { args: { p_business_date: string | null }; row: { control_stock_settings: Json | null }; set: false };
  /** Langkah 1 … n: where the rows of the report came from and how its numbers were made. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_steps': { args: { p_as_of: string | null; p_sales_from: string | null; p_sales_to: string | null; p_is_ready: boolean | null }; row: { control_stock_steps: Json | null }; set: false };
  /** The thresholds that a report used, and who changed them when, as lines of text. */
  'mart.control_stock_thresholds': { args: Record<never, never>; row: { control_stock_thresholds: Json | null }; set: false };
  /** Tiers in which the share of articles that must be ordered rose since the last frozen report, each with its line. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_tier_alerts': { args: { p_business_date: string | null }; row: { tier_label: string | null; line: string | null }; set: true };
  /** What the reader should know about the data behind the report. Internal; reads pg_temp.report_rows. */
  'mart.control_stock_warnings': { args: { p_business_date: string | null }; row: { control_stock_warnings: Json | null }; set: false };
  /** as_of: newest accepted stock at or before the date; sales_to: newest business date with sales of all three entities accepted; sales_from: first day of the three months; is_ready: sales of every day of the window are there. No row when stock or sales are missing. */
  'mart.control_stock_window': { args: { p_as_of: string | null }; row: { as_of: string | null; sales_from: string | null; sales_to: string | null; is_ready: boolean | null }; set: true };
  /** Sales of a day (period hari) and of its month up to that day (bulan), per branch and in all (branch NULL): transactions = distinct invoices with a sold pair, returns not counted; amounts in rupiah incl. tax, returns subtracted; target = month's target × days ÷ days of the month; is_on_track NULL without a target or with one of 0. */
  'mart.daily_sales': { args: { p_business_date: string | null }; row: { period: string | null; branch: string | null; date_from: string | null; date_to: string | null; day_count: number | null; days_in_month: number | null; line_count: number | null; transaction_count: number | null; pairs_qty: string | null; gross_amount: string | null; return_count: number | null; return_amount: string | null; sales_amount: string | null; average_amount: string | null; month_target_amount: string | null; target_amount: string | null; achievement_pct: string | null; is_on_track: boolean | null; stores_without_target: number | null }; set: true };
  /** What changed since the last frozen sales report. Internal; reads pg_temp.report_rows. */
  'mart.daily_sales_changes': { args: { p_business_date: string | null }; row: { daily_sales_changes: Json | null }; set: false };
  /** Days of an entity in the month up to the date that have no accepted sales. */
  'mart.daily_sales_days_missing': { args: { p_business_date: string | null }; row: { daily_sales_days_missing: number | null }; set: false };
  /** What the opening of a daily sales report may say: {values: placeholder → its words; template: the paragraph without a model}. Made of the frozen figures alone. */
  'mart.daily_sales_opening': { args: { p_figures: unknown }; row: { daily_sales_opening: Json | null }; set: false };
  /** The daily sales report of a business date, worded in Indonesian: {figures: what is signed; result: what channels show}. MD203 when the sales of an entity are missing. */
  'mart.daily_sales_report': { args: { p_business_date: string | null }; row: { daily_sales_report: Json | null }; set: false };
  /** Checks of a frozen daily sales report: rows, totals, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it. */
  'mart.daily_sales_review': { args: { p_check: string | null; p_business_date: string | null; p_figures: unknown; p_result: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Sections of the frozen sales report: the day and the month to date, each per branch, the furthest below its target first. Internal; reads pg_temp.report_rows. */
  'mart.daily_sales_sections': { args: Record<never, never>; row: { daily_sales_sections: Json | null }; set: false };
  /** Langkah 1 … 7: where the rows of the sales report came from and how its numbers were made. Internal; reads pg_temp.report_rows. */
  'mart.daily_sales_steps': { args: { p_business_date: string | null }; row: { daily_sales_steps: Json | null }; set: false };
  /** What the reader should know about the data behind the sales report. Internal; reads pg_temp.report_rows. */
  'mart.daily_sales_warnings': { args: { p_business_date: string | null }; row: { daily_sales_warnings: Json | null }; set: false };
  /** A date in Indonesian: short (8 Feb 2026) or long (Minggu, 8 Februari 2026). */
  'mart.date_text': { args: { p_date: string | null; p_style?: string | null }; row: { date_text: string | null }; set: false };
  /** A figure of the company with its unit: Rp 1.234, 1.234 pasang, 6,5 jam. */
  'mart.figure_text': { args: { p_value: string | null; p_unit: string | null }; row: { figure_text: string | null }; set: false };
  /** A flag of Control Stock in Indonesian words. */
  'mart.flag_text': { args: { p_flag: string | null }; row: { flag_text: string | null }; set: false };
  /** The frozen reports of a definition for earlier days, the newest first, each as its newest revision. Internal. */
  'mart.frozen_before': { args: { p_definition_key: string | null; p_business_date: string | null }; row: { business_date: string | null; figures: Json | null; result: Json | null }; set: true };
  /** Remarks of the accepted loads of a day and what people decided about them, as lines for a report. Internal. */
  'mart.load_remarks': { args: { p_business_date: string | null; p_kinds: string[] | null }; row: { load_remarks: string | null }; set: true };
  /** The director's morning of a day, worded in Indonesian: subject, chat message, mail as a report, and the rows it was made of. */
  'mart.morning': { args: { p_on: string | null }; row: { subject: string | null; chat_text: string | null; report: Json | null; follow_ups: Json | null; company: Json | null }; set: true };
  /** The director's morning as a chat message: whom to follow up (lines of mart.morning_lines, at most p_rows), a line per department, what is unusual, the week before. Internal. */
  'mart.morning_chat': { args: { p_lines: unknown; p_company: unknown; p_week: unknown; p_rows: number | null }; row: { morning_chat: string | null }; set: false };
  /** Rows of mart.v_follow_up_today as lines for the director: one for each person, severity and kind of reason, the most severe first. Internal. */
  'mart.morning_lines': { args: { p_follow_ups: unknown; p_now: Date | string | null }; row: { place: string | null; person: string | null; severity: string | null; reasons: string | null; says: string | null }; set: true };
  /** Sections of the director's mail: whom to follow up by severity, the departments, the week before. Internal; mart.morning fills it. */
  'mart.morning_sections': { args: { p_lines: unknown; p_company: unknown; p_week: unknown; p_rows: number | null; p_on: string | null }; row: { morning_sections: Json | null }; set: false };
  /** A number as an Indonesian office writes it: 1.234,5. Rounded half up; NULL stays NULL. */
  'mart.number_text': { args: { p_number: string | null; p_decimals?: number | null }; row: { number_text: string | null }; set: false };
  /** The words of four letters and more that names of articles and branches in the frozen figures are made of. */
  'mart.opening_names': { args: { p_figures: unknown }; row: { opening_names: string[] | null }; set: false };
  /** Articles by revenue up to the newest complete sales day at or before the date: see mart.product_performance_to. */
  'mart.product_performance': { args: { p_as_of: string | null }; row: { series: string | null; kode_mix: string | null; is_mapped: boolean | null; name: string | null; tier: number | null; gender: string | null; pairs_qty: string | null; revenue_amount: string | null; revenue_rank: number | null; series_rank: number | null; series_rank_from_bottom: number | null; series_share_pct: string | null; standing: string | null; sales_from: string | null; sales_to: string | null }; set: true };
  /** What changed since the last frozen product report. Internal; reads pg_temp.report_rows. */
  'mart.product_performance_changes': { args: { p_business_date: string | null }; row: { product_performance_changes: Json | null }; set: false };
  /** The weekly product performance report of a business date, worded in Indonesian: {figures: what is signed, with all articles; result: what channels show}. MD203 when the sales of an entity are missing. */
  'mart.product_performance_report': { args: { p_business_date: string | null }; row: { product_performance_report: Json | null }; set: false };
  /** Checks of a frozen product report: rows, ranks, sales, text. A row for each thing that is wrong. Internal; ops.review_check calls it. */
  'mart.product_performance_review': { args: { p_check: string | null; p_business_date: string | null; p_figures: unknown; p_result: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Sections of the frozen product report: the ranking, then the best and worst of each series, the greatest series first. Internal; reads pg_temp.report_rows. */
  'mart.product_performance_sections': { args: Record<never, never>; row: { product_performance_sections: Json | null }; set: false };
  /** Langkah 1 … 4: where the rows of the product report came from and how they were ranked. Internal; reads pg_temp.report_rows. */
  'mart.product_performance_steps': { args: { p_business_date: string | null; p_sales_from: string | null }; row: { product_performance_steps: Json | null }; set: false };
  /** Articles by revenue (incl. tax, less returns) over the days up to a date (setting product_performance.days): rank over all and within the series from both ends; standing top | bottom for the first and last of a series (setting product_performance.top_rows). Active articles without a sale are ranked with 0. */
  'mart.product_performance_to': { args: { p_sales_to: string | null }; row: { series: string | null; kode_mix: string | null; is_mapped: boolean | null; name: string | null; tier: number | null; gender: string | null; pairs_qty: string | null; revenue_amount: string | null; revenue_rank: number | null; series_rank: number | null; series_rank_from_bottom: number | null; series_share_pct: string | null; standing: string | null; sales_from: string | null; sales_to: string | null }; set: true };
  /** What the reader should know about the data behind the product report. Internal; reads pg_temp.report_rows. */
  'mart.product_performance_warnings': { args: { p_business_date: string | null; p_sales_from: string | null }; row: { product_performance_warnings: Json | null }; set: false };
  /** Makes the report of the work item that this run holds and freezes it as a revision. Answers like ops.work_item_finish; not_mine when another run holds the item. */
  'mart.report_freeze': { args: { p_run_token: string | null }; row: { report_freeze: string | null }; set: false };
  /** The opening of a kind of report: {values, template}. NULL: this kind has none. */
  'mart.report_opening': { args: { p_kind: string | null; p_figures: unknown }; row: { report_opening: Json | null }; set: false };
  /** A frozen report as a chat shows it: a title, and two lines: the verdict, the first key figures without those made of cost prices. */
  'mart.report_summary': { args: { p_result: unknown }; row: { title: string | null; body: string | null }; set: true };
  /** Compares figures of articles, frozen and from raw ([{kode_mix, is_mapped, value}]): one row when any differ, naming the three greatest differences. Internal. */
  'mart.review_articles': { args: { p_what: string | null; p_unit: string | null; p_frozen: unknown; p_raw: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Key figures of a frozen report that do not say what they should: p_wanted {label: text}; a label that is NULL there is not asked. Internal. */
  'mart.review_key_figures': { args: { p_result: unknown; p_wanted: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Compares the keys of frozen rows with those of their source: one row when they are not the same ones, naming up to five of each side. Internal. */
  'mart.review_keys': { args: { p_what: string | null; p_frozen: string[] | null; p_source: string[] | null }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** The sales lines of raw that count on these days, with their article by portal.kodemix: what a review holds a frozen report against. Internal. */
  'mart.review_sales_lines': { args: { p_from: string | null; p_to: string | null }; row: { entity: string | null; tanggal: string | null; nomor_invoice: string | null; kode_mix: string | null; is_mapped: boolean | null; pairs_qty: string | null; total_amount: string | null }; set: true };
  /** A row when a frozen total is not what its parts add up to. Internal. */
  'mart.review_totals': { args: { p_label: string | null; p_measured: string | null; p_expected: string | null }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Articles whose sales of the last month rose by at least 20 % against the month before while less than 1.5 months of stock are left (naik_stok_tipis), and whose sales fell by as much while more than 9 months lie there (turun_stok_tebal). The numbers are settings risk.*. No rows before there are three months of sales. */
  'mart.risk_flags': { args: { p_as_of: string | null }; row: { risk: string | null; kode_mix: string | null; is_mapped: boolean | null; tier: number | null; name: string | null; series: string | null; sold_last_month: string | null; sold_month_before: string | null; change_pct: string | null; total_pairs: string | null; months_of_cover: string | null; open_po_pairs: string | null; flag: string | null; sentence: string | null; as_of: string | null; month_from: string | null; before_from: string | null; sales_to: string | null }; set: true };
  /** An amount as an Indonesian office writes it: Rp 1.234.567, -Rp 5.000. NULL stays NULL. */
  'mart.rupiah_text': { args: { p_amount: string | null }; row: { rupiah_text: string | null }; set: false };
  /** Sales of the month up to the newest complete sales day at or before the date, less returns, incl. tax, against target × day ÷ days of the month: per shop (level toko), branch (cabang) and in all (semua). Achievement NULL without a target or with one of 0. days_missing: days of an entity in the month that have no accepted sales. */
  'mart.sales_mtd_vs_target': { args: { p_as_of: string | null }; row: { level: string | null; branch: string | null; store_code: string | null; name: string | null; month: string | null; as_of: string | null; day_no: number | null; days_in_month: number | null; pairs_qty: string | null; sales_amount: string | null; target_amount: string | null; target_to_date: string | null; achievement_pct: string | null; gap_amount: string | null; stores_without_target: number | null; days_missing: number | null }; set: true };
  /** MD203 unless the sales of DDD, MBB and UBB are accepted for the business date; names what is missing. Internal. */
  'mart.sales_require': { args: { p_business_date: string | null }; row: { sales_require: void }; set: false };
  /** A row of ops.settings_history as a line for people: what, from what to what. NULL when nothing that counts differs. Internal. */
  'mart.settings_change_text': { args: { p_table: string | null; p_row_key: string | null; p_action: string | null; p_old: unknown; p_new: unknown }; row: { settings_change_text: string | null }; set: false };
  /** Who changed what since the last frozen report of a definition: settings whose key matches, schedules of its jobs, rows of the tables, loads of reference data (NULL: of any table); newest first. Internal. */
  'mart.settings_changes': { args: { p_definition_key: string | null; p_business_date: string | null; p_settings: string | null; p_tables: string[] | null; p_loaded_tables: string[] | null }; row: { settings_changes: Json | null }; set: false };
  /** Stock of the report that our Sheet shows: of each entity the newest snapshot, or the first of the month; a row per code and warehouse, above sheet.stock_rows rows one per code, entity and kind of warehouse. Internal. */
  'mart.sheet_stock': { args: { p_is_first: boolean | null }; row: { article_no: string | null; kode_barang: string | null; kode_mix: string | null; name: string | null; entity: string | null; kind: string | null; nama_gudang: string | null; counts: number | null; pairs: string | null; loose: number | null; snapshot_date: string | null; last_updated_by: string | null; last_updated_at: string | null }; set: true };
  /** Since when, for people in Jakarta: "sejak 05.12" on the same day, else "sejak 7 Feb 2026 (2 hari)". */
  'mart.since_text': { args: { p_since: Date | string | null; p_now: Date | string | null }; row: { since_text: string | null }; set: false };
  /** Full floor and full box in percent of each open shop that has a capacity row, as of the newest accepted snapshots at or before the date. A manual figure of that day wins; ff_source and fb_source say manual | computed. Computed ones follow our definition, which the retailer has not confirmed: min(1, pairs in WHS and STORE warehouses ÷ max_display), min(1, pairs in full boxes ÷ storage). NULL without a capacity. */
  'mart.store_ff_fb': { args: { p_as_of: string | null }; row: { store_code: string | null; name: string | null; branch: string | null; as_of: string | null; ff_pct: string | null; ff_source: string | null; fb_pct: string | null; fb_source: string | null; floor_pairs: string | null; max_display: number | null; box_pairs: string | null; storage: number | null; manual_source: string | null; basis: string | null }; set: true };
  /** The target of each shop for the whole month of the date, in rupiah; NULL when it has none. */
  'mart.store_targets': { args: { p_as_of: string | null }; row: { store_code: string | null; target_amount: string | null }; set: true };
  /** How sales stand against their target: On Track, Below Target, or Tanpa target (NULL). */
  'mart.target_text': { args: { p_is_on_track: boolean | null }; row: { target_text: string | null }; set: false };
  /** The thresholds that a report used ([{key, label, unit}]), and who changed them when, as a line of text. */
  'mart.thresholds_text': { args: { p_thresholds: unknown }; row: { thresholds_text: Json | null }; set: false };
  /** The sheet's Global tab: per tier WHS and WHB boxes of 12, protol, pairs and share of the total (percent). Figures are sums over the tier's articles; the last line is TOTAL. */
  'mart.tier_summary': { args: { p_as_of: string | null }; row: { tier: string | null; tier_order: number | null; articles: string | null; must_po: string | null; overstock: string | null; whs_boxes: string | null; whs_protol: string | null; whs_pairs: string | null; whs_pct: string | null; whb_boxes: string | null; whb_protol: string | null; whb_pairs: string | null; whb_pct: string | null; store_pairs: string | null; total_pairs: string | null; total_pct: string | null; as_of: string | null }; set: true };
  /** False while a channel is off, or its last three messages did not arrive, the last one within the hour. */
  'ops.alert_channel_works': { args: { p_channel: string | null }; row: { alert_channel_works: boolean | null }; set: false };
  /** Plans the messages of an alert to the recipients of a key over one channel; above the cap of the day they are held for a digest. How many recipients there are. */
  'ops.alert_deliver': { args: { p_alert_id: string | null; p_recipient_key: string | null; p_channel: string | null; p_is_fallback?: boolean | null }; row: { alert_deliver: number | null }; set: false };
  /** Alerts above the cap of the day leave as one message for each address, the most severe first. How many digests. */
  'ops.alert_digest': { args: Record<never, never>; row: { alert_digest: number | null }; set: false };
  /** Warnings and critical alerts whose message failed, is unknown, or waits for a channel that is off, go out over the other channel, once. To how many recipients. */
  'ops.alert_fail_over': { args: Record<never, never>; row: { alert_fail_over: number | null }; set: false };
  /** Plans one plain message, {subject, text}, of an alert or a digest; a chat gets a long one in parts. Answers the number of its (first) outbox row. */
  'ops.alert_message_plan': { args: { p_channel: string | null; p_address: string | null; p_recipient_name: string | null; p_subject_key: string | null; p_subject: string | null; p_text: string | null; p_severity: string | null; p_dedupe_key: string | null; p_is_test: boolean | null }; row: { alert_message_plan: string | null }; set: false };
  /** Raises an alert: info | warning | critical. The same dedupe key within the window is counted, not sent again, unless it got more severe. Answers the alert's number. MD101. */
  'ops.alert_raise': { args: { p_severity: string | null; p_department: string | null; p_category: string | null; p_title: string | null; p_body: string | null; p_dedupe_key: string | null; p_window?: string | null }; row: { alert_raise: string | null }; set: false };
  /** Plans the messages of an alert by its routes; the other channel when one is broken or has no recipient. How many recipients it found. */
  'ops.alert_route': { args: { p_alert_id: string | null }; row: { alert_route: number | null }; set: false };
  /** Does a value fulfil a predicate: {"op", "value" | "setting"}, {"all": […]}, {"any": […]}. MD101 when the predicate makes no sense. */
  'ops.alert_rule_holds': { args: { p_predicate: unknown; p_value: string | null }; row: { alert_rule_holds: boolean | null }; set: false };
  /** Refuses (MD101) a predicate whose comparison is unknown. */
  'ops.alert_rule_refuse': { args: { p_predicate: unknown }; row: { alert_rule_refuse: boolean | null }; set: false };
  /** Looks at every rule that is due (all when forced) and raises an alert for each subject that fulfils it. How many. */
  'ops.alert_rules_run': { args: { p_is_forced?: boolean | null }; row: { alert_rules_run: number | null }; set: false };
  /** An alert as a message: subject for mails, text for both channels. */
  'ops.alert_text': { args: { p_alert_id: string | null; p_is_fallback?: boolean | null }; row: { subject: string | null; body: string | null }; set: true };
  /** Each minute: routes what could not be routed, says that a channel is broken, sends again over the other channel, and sends the digests. How many messages. */
  'ops.alerts_sweep': { args: Record<never, never>; row: { alerts_sweep: number | null }; set: false };
  /** Looks whether the request has arrived: arrived (the ladder starts; anew, when it had started without) | next_channel | backup_opened (no channel is left; the ladder starts). The caller holds the item's lock. */
  'ops.approval_arrive': { args: { p_work_item_id: string | null }; row: { approval_arrive: string | null }; set: false };
  /** Asks the backup too; the first may still answer. NULL: is asked already, or there is nobody (a warning says so). */
  'ops.approval_backup_open': { args: { p_work_item_id: string | null }; row: { approval_backup_open: string | null }; set: false };
  /** The mail of a request came back: the backup is asked now, the ladder goes on. backup_opened | closed. MD401. */
  'ops.approval_bounced': { args: { p_approval_id: string | null; p_evidence: unknown }; row: { approval_bounced: string | null }; set: false };
  /** The buttons under a request for approval, in rows: [[{text, data}]]. PIC and backup: Setujui, Perlu perbaikan; a supervisor: Setujui (when there is a frozen revision), Ulangi, Tutup. */
  'ops.approval_buttons': { args: { p_approval_id: string | null }; row: { approval_buttons: Json | null }; set: false };
  /** Plans the message with buttons in the own chat of who is asked: the request, or with a rung's position a reminder. NULL: no Telegram, or test mode. Once per request and rung. */
  'ops.approval_chat': { args: { p_approval_id: string | null; p_position?: number | null }; row: { approval_chat: string | null }; set: false };
  /** A request that needs no answer any more: its messages lose their buttons and say what became of it. How many messages it has. Again is the same. */
  'ops.approval_chat_settle': { args: { p_approval_id: string | null }; row: { approval_chat_settle: number | null }; set: false };
  /** What a mail about a request carries in its subject: item, revision, hash, token. A reply is matched by it. */
  'ops.approval_code': { args: { p_approval_id: string | null }; row: { approval_code: string | null }; set: false };
  /** What a pending approval waits for next, and until when: arrival of the request, absence of the PIC, or a rung of the ladder (its position, action, whom). */
  'ops.approval_deadline': { args: { p_work_item_id: string | null }; row: { what: string | null; due_at: Date | null; position: number | null; action: string | null; whom: string | null }; set: false };
  /** The item's timer follows what it waits for. The caller holds the item's lock. */
  'ops.approval_deadline_set': { args: { p_work_item_id: string | null }; row: { approval_deadline_set: void }; set: false };
  /** A policy, calendar or absence has changed: all open deadlines follow, and a backup that is needed now is asked. How many moved. */
  'ops.approval_deadlines_move': { args: Record<never, never>; row: { approval_deadlines_move: number | null }; set: false };
  /** A person answers a request for approval: accepted | already_decided | stale_revision | not_an_approver | self_approval | closed; a supervisor's reject lets the item be made again (needs_missing when its data is not there). The intake and the console name the person; others are the person of their database role. MD101 bad argument, MD401 no such request. */
  'ops.approval_decide': { args: { p_approval_id: string | null; p_revision_no: number | null; p_decision: string | null; p_notes?: string | null; p_channel?: string | null; p_person_id?: string | null; p_evidence?: unknown }; row: { approval_decide: string | null }; set: false };
  /** When the first request arrived, if the hours began before it without any having arrived. NULL: they count as they are. */
  'ops.approval_late_arrival': { args: { p_work_item_id: string | null }; row: { approval_late_arrival: Date | null }; set: false };
  /** Plans the message that asks a person to sign: the report by mail, with item, revision, hash and token in its subject and Message-ID; a person without mail is asked in the chat alone. NULL: no address. */
  'ops.approval_mail': { args: { p_approval_id: string | null }; row: { approval_mail: string | null }; set: false };
  /** Asks a person to sign the current revision of an item, by mail and in the own chat. NULL: is asked already. The caller holds the item's lock. */
  'ops.approval_open': { args: { p_work_item_id: string | null; p_person_id: string | null; p_role: string | null }; row: { approval_open: string | null }; set: false };
  /** What became of a request for approval: who decided what and when, or why no answer is needed. */
  'ops.approval_outcome_text': { args: { p_approval_id: string | null }; row: { approval_outcome_text: string | null }; set: false };
  /** The PIC who may sign an item; NULL: there is no active one, or it is the PIC's own work. */
  'ops.approval_pic': { args: { p_work_item_id: string | null }; row: { approval_pic: string | null }; set: false };
  /** Reminds pic, backup or both of an open request, by mail and in the own chat. How many were written to. */
  'ops.approval_remind': { args: { p_work_item_id: string | null; p_whom: string | null; p_position: number | null }; row: { approval_remind: number | null }; set: false };
  /** Row 12: asks the PIC to sign the current revision; away, or the PIC's own work: the backup at once. The caller holds the item's lock and has made it pending_approval. */
  'ops.approval_request': { args: { p_work_item_id: string | null }; row: { approval_request: void }; set: false };
  /** What the calling person is asked to sign on an item. answer: open | already_decided | closed | not_an_approver (says: who is asked) | no_person (the database role is nobody's). MD401. */
  'ops.approval_show': { args: { p_work_item_id: string | null }; row: { answer: string | null; approval_id: string | null; revision_no: number | null; figures_hash: string | null; subject: string | null; business_date: string | null; role: string | null; person: string | null; requested_at: Date | null; status: string | null; says: string | null; database_role: string | null }; set: true };
  /** The ladder of a pending approval: arrived | next_channel | reminded | backup_opened | escalated | moved. The caller holds the locks and knows that the wake-up is due. */
  'ops.approval_timer': { args: { p_work_item_id: string | null }; row: { approval_timer: string | null }; set: false };
  /** What a person is asked to sign, in one line, as chats show it. */
  'ops.approval_title': { args: { p_approval_id: string | null }; row: { approval_title: string | null }; set: false };
  /** Nobody needs to answer any more: decided | superseded | withdrawn | escalated | settled. */
  'ops.approvals_close': { args: { p_work_item_id: string | null; p_why: string | null }; row: { approvals_close: void }; set: false };
  /** Drops a month of the archive; how many rows went. For the owner alone. MD201 when it was never exported, MD501 when rows came since, MD401 when there is no such month. */
  'ops.archive_drop': { args: { p_month: string | null }; row: { archive_drop: string | null }; set: false };
  /** Records that a month was written to a file; returns the number of the record. MD501 when the file does not hold as many rows as the archive, MD401 when there are none. */
  'ops.archive_exported': { args: { p_month: string | null; p_row_count: string | null; p_sha256: string | null; p_file_name: string | null }; row: { archive_exported: string | null }; set: false };
  /** The months of the archive, the newest export of each, and whether that holds all of its rows, so that the month may be dropped. */
  'ops.archive_list': { args: Record<never, never>; row: { month_on: string | null; row_count: string | null; exported_at: Date | null; file_name: string | null; sha256: string | null; may_drop: boolean | null }; set: true };
  /** The month of the archive that a moment belongs to: first day, in Jakarta. */
  'ops.archive_month': { args: { p_at: Date | string | null }; row: { archive_month: string | null }; set: false };
  /** Makes the partition of a month unless it is there. True: it was made. Internal; the caller holds the lock of the archive. */
  'ops.archive_open': { args: { p_month: string | null }; row: { archive_open: boolean | null }; set: false };
  /** The next rows of a month after the given one, each as a line of JSON. Empty: that was all. */
  'ops.archive_page': { args: { p_month: string | null; p_table_name?: string | null; p_row_id?: string | null; p_limit?: number | null }; row: { table_name: string | null; row_id: string | null; line: string | null }; set: true };
  /** Name of the partition of a month, in schema ops. */
  'ops.archive_partition': { args: { p_month: string | null }; row: { archive_partition: string | null }; set: false };
  /** A moment plus a duration, whose clock stands still on holidays and days off of the calendar. Without a calendar every hour counts. */
  'ops.calendar_add': { args: { p_calendar_key: string | null; p_from: Date | string | null; p_after: string | null }; row: { calendar_add: Date | null }; set: false };
  /** True on the working days of a calendar; always when there is no such calendar. */
  'ops.calendar_is_open': { args: { p_calendar_key: string | null; p_on: string | null }; row: { calendar_is_open: boolean | null }; set: false };
  /** True for the roles that may see everybody's rows; agents, anonymous and unknown roles see their own. */
  'ops.caller_is_staff': { args: Record<never, never>; row: { caller_is_staff: boolean | null }; set: false };
  /** A text in parts of at most so many UTF-16 units, in order; joined by the line ends or spaces at which they were cut they are the text again. Telegram takes 4096; the rest is for title and mark. */
  'ops.chat_parts': { args: { p_text: string | null; p_max?: number | null }; row: { chat_parts: string | null }; set: true };
  /** A worker says with which secrets it has started, by name. How many of them are watched. */
  'ops.credentials_note': { args: { p_names: string[] | null }; row: { credentials_note: number | null }; set: false };
  /** The values that one field of a cron expression allows, in order. MD105 names the field that is wrong. */
  'ops.cron_field': { args: { p_field: string | null; p_name: string | null; p_low: number | null; p_high: number | null; p_words?: string[] | null }; row: { cron_field: number[] | null }; set: false };
  /** A number or a name (jan, mon) of a cron field; NULL when the name is unknown. */
  'ops.cron_number': { args: { p_text: string | null; p_low: number | null; p_words: string[] | null }; row: { cron_number: number | null }; set: false };
  /** The five fields of a cron expression as lists. is_fixed: minute and hour are named without * and /, so it means moments of the day. MD105 names the field that is wrong. */
  'ops.cron_parse': { args: { p_expression: string | null }; row: { minutes: number[] | null; hours: number[] | null; days: number[] | null; months: number[] | null; weekdays: number[] | null; is_any_day: boolean | null; is_any_weekday: boolean | null; is_fixed: boolean | null }; set: false };
  /** The slots of a cron expression (five fields, names, lists, ranges, steps; 0 and 7 are Sunday; day of month or day of week when both are given) in a time zone, from p_from inclusive to p_to exclusive, in order. MD105 names the field that is wrong. */
  'ops.cron_slots': { args: { p_expression: string | null; p_time_zone: string | null; p_from: Date | string | null; p_to: Date | string | null }; row: { cron_slots: Date | null }; set: true };
  /** Draws the report and the sample of a cross-check: {entity, requests: what to ask its source}. NULL: another run holds it, or it was put off. */
  'ops.cross_check_begin': { args: { p_run_token: string | null }; row: { cross_check_begin: Json | null }; set: false };
  /** Check core: facts, sums and dimensions of core for the days of a report, row by row against raw and portal. Internal. */
  'ops.cross_check_core': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_core: Json | null }; set: false };
  /** One difference as a check reports it. Internal. */
  'ops.cross_check_difference': { args: { p_subject: string | null; p_field: string | null; p_reported: string | null; p_recomputed: string | null; p_reported_from: string | null; p_recomputed_from: string | null; p_says: string | null; p_is_alarm?: boolean | null }; row: { cross_check_difference: Json | null }; set: false };
  /** Recomputes the report that this run holds, judges what the source answered, keeps and alerts what differs, and ends the run: done | late | not_mine. */
  'ops.cross_check_finish': { args: { p_run_token: string | null }; row: { cross_check_finish: string | null }; set: false };
  /** Check frozen: the figures have the hash that was frozen, journaled and signed. Internal. */
  'ops.cross_check_frozen': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_frozen: Json | null }; set: false };
  /** Why the stock or sales of a frozen report cannot be worked out again from raw; NULL: they can. Internal. */
  'ops.cross_check_gone': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_kind: string | null }; row: { cross_check_gone: string | null }; set: false };
  /** The sales lines of raw that count on these days when only these loads are there. Reads neither core nor mart. Internal. */
  'ops.cross_check_lines': { args: { p_load_ids: string[] | null; p_from: string | null; p_to: string | null }; row: { entity: string | null; tanggal: string | null; nomor_invoice: string | null; kode: string | null; gudang: string | null; departemen: string | null; pairs_qty: string | null; total_amount: string | null }; set: true };
  /** Check loads: rows and pairs of the loads of the report's day, and each of their documents, as they were noted. Internal. */
  'ops.cross_check_loads': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_loads: Json | null }; set: false };
  /** Check mapping: codes, warehouses and shops of the report that were mapped otherwise since it was frozen. Internal. */
  'ops.cross_check_mapping': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_mapping: Json | null }; set: false };
  /** Keeps what the source answered ([{request, answer}]) and says what else to ask: [] nothing. An error {message, is_final, retry_after}: put off a few times, then the source counts as not checked. NULL: put off, or another run holds it. */
  'ops.cross_check_next': { args: { p_run_token: string | null; p_answers: unknown; p_error?: unknown }; row: { cross_check_next: Json | null }; set: false };
  /** The report that is checked on a day: of those of the last days (setting cross_check.days), drawn by the date; or the one that is named. No row: there is none. Internal. */
  'ops.cross_check_pick': { args: { p_check_on: string | null; p_work_item_id?: string | null }; row: { work_item_id: string | null; revision_no: number | null }; set: true };
  /** A number in a sentence: no decimals that it has not; at most two. Internal. */
  'ops.cross_check_plain': { args: { p_number: string | null }; row: { cross_check_plain: string | null }; set: false };
  /** The sample: which company, and what is asked of its source again. Stock {no, warehouse, date}, documents {id}. reason: why nothing can be asked. Internal. */
  'ops.cross_check_requests': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_seed: string | null }; row: { entity: string | null; requests: Json | null; reason: string | null }; set: true };
  /** All checks of a frozen report that need nobody outside: [{check, path, compared, pairs, differing_pairs, skipped, differences}]. Internal. */
  'ops.cross_check_results': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_results: Json | null }; set: false };
  /** Check sales: what a frozen report says was sold (pairs, rupiah, transactions), worked out from the lines of raw that counted when it was frozen. Internal. */
  'ops.cross_check_sales': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_sales: Json | null }; set: false };
  /** What the source answered against raw, for the sample of a cross-check: how much was compared, how much has moved on at the source, what differs. Internal. */
  'ops.cross_check_source': { args: { p_cross_check_id: string | null }; row: { check_key: string | null; compared: string | null; moved: string | null; differences: Json | null }; set: true };
  /** Check stock: pairs and boxes of each article in a frozen Control Stock, worked out from the rows of raw under the mapping of that moment. Internal. */
  'ops.cross_check_stock': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_stock: Json | null }; set: false };
  /** Pairs per code and warehouse of these stock loads, also of those that a later load displaced. Internal. */
  'ops.cross_check_stock_rows': { args: { p_load_ids: string[] | null }; row: { entity: string | null; snapshot_date: string | null; kode: string | null; gudang: string | null; pairs_qty: string | null }; set: true };
  /** Check sums: totals are the sum of their rows, verdicts and orders follow from the numbers beside them. Internal. */
  'ops.cross_check_sums': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_sums: Json | null }; set: false };
  /** A cross-check in Indonesian: title and what differs, with both numbers. */
  'ops.cross_check_text': { args: { p_id: string | null }; row: { title: string | null; body: string | null }; set: true };
  /** Check upkeep: sums, days and dimensions of core against the facts, loads and mappings that they follow. Internal. */
  'ops.cross_check_upkeep': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_upkeep: Json | null }; set: false };
  /** Check words: the report and its mails say the figures that were frozen. Internal. */
  'ops.cross_check_words': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { cross_check_words: Json | null }; set: false };
  /** Brings ops.data_findings up to date with every source that is due (all when forced): new and known ones are seen, gone ones resolved, returning ones reopened. How many rows it wrote. */
  'ops.data_findings_run': { args: { p_is_forced?: boolean | null }; row: { data_findings_run: number | null }; set: false };
  /** Remembers an attempt to decide, refused or not, and answers its outcome. */
  'ops.decision_note': { args: { p_work_item_id: string | null; p_kind: string | null; p_decision: string | null; p_outcome: string | null; p_notes?: string | null; p_person_id?: string | null; p_approval_id?: string | null; p_channel?: string | null; p_evidence?: unknown }; row: { decision_note: string | null }; set: false };
  /** How long a row is put off: what the source asked for, but at least 15, 30, 60 … seconds, up to half an hour. */
  'ops.defer_for': { args: { p_deferrals: number | null; p_seconds: string | null }; row: { defer_for: string | null }; set: false };
  /** Makes a job of each day, in WIB, when there is none of that key yet. Internal. */
  'ops.definition_add': { args: { p_key: string | null; p_title: string | null; p_agent: string | null; p_task_identifier: string | null; p_payload: unknown; p_cron: string | null; p_latest_start: string | null; p_max_duration: string | null; p_business_day_offset?: number | null; p_is_enabled?: boolean | null }; row: { definition_add: void }; set: false };
  /** True when somebody active could sign what a definition makes: its PIC, its backup, or the PIC's supervisor. */
  'ops.definition_is_signable': { args: { p_definition_key: string | null }; row: { definition_is_signable: boolean | null }; set: false };
  /** One tick of a dispatcher: slots are expanded where that is due, then due wake-ups are handed to the queue. next_ms: when to come again. */
  'ops.dispatcher_tick': { args: { p_limit?: number | null }; row: { dispatched: number | null; expanded: number | null; next_ms: number | null }; set: false };
  /** Health of the database side: one row per line of doctor. state ok | off | wrong. */
  'ops.doctor': { args: { p_client_now: Date | string | null }; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Line of doctor about the second calculation: what the newest one found. Internal. */
  'ops.doctor_cross_check': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Lines of doctor about the engine: workers, rates, and what is stuck in the queue, the loads and the outbox. Internal. */
  'ops.doctor_engine': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Adds a job that does nothing; doctor looks whether a worker takes it. Returns its key. */
  'ops.doctor_job': { args: Record<never, never>; row: { doctor_job: string | null }; set: false };
  /** True when the job of ops.doctor_job has been done (a done job is no row any more). */
  'ops.doctor_job_is_done': { args: { p_key: string | null }; row: { doctor_job_is_done: boolean | null }; set: false };
  /** Lines of doctor about the overseer, and about the machines that it asks, one for each. Internal. */
  'ops.doctor_machines': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Line of doctor about the models: what was spent, or which of them cannot be asked. Internal. */
  'ops.doctor_models': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Lines of doctor about the databases in Notion, one for each. Internal. */
  'ops.doctor_notion': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Lines of doctor about people: who receives, who signs, whom the morning and the alerts reach. Internal. */
  'ops.doctor_people': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Line of doctor about keys and passwords: how many are in use, and which are too old or end soon by the rules of the alerts. Internal. */
  'ops.doctor_secrets': { args: Record<never, never>; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Lines of doctor about the server: its version, its clock beside the one who asks, and whose the objects are. Internal. */
  'ops.doctor_server': { args: { p_client_now: Date | string | null }; row: { line: string | null; state: string | null; says: string | null; next_step: string | null }; set: true };
  /** How long something took, in words for people: kurang dari satu menit, 12 menit, 2 jam 5 menit, 3 hari. */
  'ops.duration_text': { args: { p_duration: string | null }; row: { duration_text: string | null }; set: false };
  /** Reports that are made, with the person in charge and the backup: the list that ops.duties_load takes back. */
  'ops.duties': { args: Record<never, never>; row: { job: string | null; title: string | null; pic_email: string | null; backup_email: string | null }; set: true };
  /** Sets the person in charge and the backup of reports. p_rows: [{line, job, pic_email, backup_email}]. Returns {status applied | refused, added, changed, problems}; refused: nothing was written. */
  'ops.duties_load': { args: { p_rows: unknown }; row: { duties_load: Json | null }; set: false };
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
  /** Why a row does not go on: causes in order, each with its evidence, what happens next and when. Kinds event, job, outbox, work_item, load, occurrence, incident, cross_check. cause none: it runs within the poll interval. MD101 for a kind or id that makes no sense. */
  'ops.explain': { args: { p_kind: string | null; p_id: string | null }; row: { rank: number | null; cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Causes: who is asked to sign a work item, until when, and who is next. */
  'ops.explain_approval': { args: { p_work_item_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** What a cross-check found, and what of it could not be asked. */
  'ops.explain_cross_check': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Why an event is not done. */
  'ops.explain_event': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** What keeps a run from starting besides its slot: pause, switched off, needs, capacity, the vendor's rate. A work item whose occurrence has ended names the wake-up that holds it. No row: nothing. */
  'ops.explain_gate': { args: { p_occurrence_id: string | null; p_hold_wakeup_id?: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Cause: a worker holds it, or held it and is gone. */
  'ops.explain_holder': { args: { p_incarnation: string | null; p_since: Date | string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Why an incident does not go on. */
  'ops.explain_incident': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Causes that lie in the queue: set aside, held, holder gone, out of attempts, due later, no job, no live worker. Key <kind>:<id>, or the number of the job. No row: it runs. */
  'ops.explain_job': { args: { p_key: string | null; p_is_expected?: boolean | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Why a load does not count. */
  'ops.explain_load': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Causes: needs of a run that are not met, each with the state of its newest run and the load that is held back. */
  'ops.explain_needs': { args: { p_occurrence_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Why a run does not run. */
  'ops.explain_occurrence': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Why a delivery has not arrived. */
  'ops.explain_outbox': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** An instant as explain writes it. */
  'ops.explain_time': { args: { p_at: Date | string | null }; row: { explain_time: string | null }; set: false };
  /** Why a work item is not finished: what it waits for, whom, until when, who is next. */
  'ops.explain_work_item': { args: { p_id: string | null }; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** Cause: no live worker. No row when there is one. */
  'ops.explain_workers': { args: Record<never, never>; row: { cause: string | null; says: string | null; evidence: Json | null; next: string | null; next_at: Date | null }; set: true };
  /** The steps from an empty database to the first report: done or not, what is there, what to do next. */
  'ops.first_week': { args: Record<never, never>; row: { position: number | null; step: string | null; is_done: boolean | null; says: string | null; next_step: string | null }; set: true };
  /** What a stranger wrote as one bounded line of plain text: no line ends, control characters, terminal sequences or marks of direction. */
  'ops.foreign_text': { args: { p_text: string | null; p_max?: number | null }; row: { foreign_text: string | null }; set: false };
  /** A run that ended is a sign of life of its agent, on its own machine or on that of the worker that ran it. p_status: done | late | deferred | failed. Internal. */
  'ops.heartbeat_of_run': { args: { p_definition_key: string | null; p_status: string | null; p_incarnation: string | null; p_started_at: Date | string | null }; row: { heartbeat_of_run: void }; set: false };
  /** A message that is to be read. No row: it was read already, or failed. */
  'ops.inbound_begin': { args: { p_id: string | null }; row: { source: string | null; raw: Buffer | null }; set: true };
  /** Keeps what was read out of a mail and decides what it means: the outcome of ops.reply_receive. Called again it answers the same and does nothing. MD401. */
  'ops.inbound_read': { args: { p_id: string | null; p_parsed: unknown }; row: { inbound_read: string | null }; set: false };
  /** What we wrote about the item that somebody's mail answers, to this person and then to others, newest first, and what the person answered before: a quote of it was not typed. */
  'ops.inbound_sent': { args: { p_ids: string[] | null; p_subject: string | null; p_from: string | null }; row: { params: Json | null; result: Json | null; is_test: boolean | null; typed: string | null }; set: true };
  /** Keeps a message as it came and lets it be read. NULL: it was stored before. MD101 without number or bytes. */
  'ops.inbound_store': { args: { p_source: string | null; p_external_id: string | null; p_raw: Buffer | null; p_received_at: Date | string | null }; row: { inbound_store: string | null }; set: false };
  /** Messages that nobody read for 30 s and that have no job get one. How many. */
  'ops.inbound_sweep': { args: Record<never, never>; row: { inbound_sweep: number | null }; set: false };
  /** What a person has to do about a machine that cannot be helped from here, by the fault of its last answer: a format for the title (title; what the machine is called) or for the task (what; its key and host). */
  'ops.incident_advice': { args: { p_fault: string | null; p_part: string | null }; row: { incident_advice: string | null }; set: false };
  /** Plans the command that the incident's phase wants; while the overseer is paused it waits. The caller holds the locks of machine and incident. */
  'ops.incident_ask': { args: { p_id: string | null; p_page_offset?: number | null }; row: { incident_ask: void }; set: false };
  /** A person has taken care of a machine: closed | already_closed. Is it still ill, the next look opens a new incident. MD101 without a note, MD401. */
  'ops.incident_close': { args: { p_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { incident_close: string | null }; set: false };
  /** A recovery has failed: later again, or a person is asked when it was one too many. The caller holds the locks. */
  'ops.incident_failed': { args: { p_id: string | null; p_why: string | null }; row: { incident_failed: void }; set: false };
  /** Nothing more can be done from here: people are told, and remembered of it until one closes it. The caller holds the locks. */
  'ops.incident_give_up': { args: { p_id: string | null; p_why: string | null }; row: { incident_give_up: void }; set: false };
  /** Something happens to an incident: state, history and timer in one. MD201 when its state does not know the event. The caller holds its lock. */
  'ops.incident_happen': { args: { p_id: string | null; p_event: string | null; p_why: string | null; p_phase: string | null; p_wakeup_kind?: string | null; p_due_at?: Date | string | null; p_actor_kind?: string | null; p_actor?: string | null }; row: { incident_happen: void }; set: false };
  /** What follows from the answer to a command of an incident. The caller holds the locks of machine and incident. */
  'ops.incident_next': { args: { p_id: string | null; p_step_id: string | null }; row: { incident_next: void }; set: false };
  /** The open incident of a machine; a new one when there is none. The caller holds the machine's lock, and says what is asked next. */
  'ops.incident_open': { args: { p_machine_key: string | null; p_cause: string | null; p_says: string | null }; row: { incident_open: string | null }; set: false };
  /** Tells people what became of an incident: by the routes of alerts, and a recovery also by mail to alerts.direct. */
  'ops.incident_report': { args: { p_id: string | null }; row: { incident_report: void }; set: false };
  /** Plans a restart, when the machine has one left in its budget; else a person is asked. The caller holds the locks. */
  'ops.incident_restart': { args: { p_id: string | null; p_why: string | null }; row: { incident_restart: void }; set: false };
  /** A page of the schedule of a machine that is well again: the next one, or the end of the incident and its report. The caller holds the locks. */
  'ops.incident_schedule': { args: { p_id: string | null; p_step_id: string | null }; row: { incident_schedule: void }; set: false };
  /** What people are told of an incident, after the fact. */
  'ops.incident_text': { args: { p_id: string | null }; row: { severity: string | null; title: string | null; body: string | null }; set: true };
  /** A wake-up of an incident is due: asked | waits (a command is under way) | reminded | stale | early. */
  'ops.incident_timer': { args: { p_wakeup_id: string | null }; row: { incident_timer: string | null }; set: false };
  /** The incident waits for a wake-up of this kind and goes on with the phase. The caller holds its lock. */
  'ops.incident_wait': { args: { p_id: string | null; p_phase: string | null; p_kind: string | null; p_due_at: Date | string | null }; row: { incident_wait: void }; set: false };
  /** The machine is well: what is left is its schedule. The caller holds the locks. */
  'ops.incident_well': { args: { p_id: string | null; p_facts: unknown; p_why: string | null }; row: { incident_well: void }; set: false };
  /** Incidents that are open, oldest first, then those closed in the last days, newest first: one JSON array. */
  'ops.incidents_list': { args: { p_days?: number | null }; row: { incidents_list: Json | null }; set: false };
  /** A person lets an event, occurrence, work_item, outbox or inbound row, or a review (<item>.<revision>), be tried again: its state after that (a failed run: the number of the new one, or of the one that is under way for the same day). Clears its count of dead workers. MD101 without a note, MD201 nothing to retry, MD401 unknown. */
  'ops.job_retry': { args: { p_kind: string | null; p_id: string | null; p_note: string | null }; row: { job_retry: string | null }; set: false };
  /** Adds one job per id: key <kind>:<id>, payload {"id"}, attempts from ops.task_policies. Priority 1 … 10, higher first. 40001 when the queue dropped one. */
  'ops.jobs_add': { args: { p_task: string | null; p_kind: string | null; p_ids: string[] | null; p_priority?: number | null }; row: { jobs_add: void }; set: false };
  /** Adds one job per id, each with its own task and priority (1 … 10, higher first), in one call of the queue. Key <kind>:<id>, payload {"id"}. 40001 when the queue dropped one. */
  'ops.jobs_add_all': { args: { p_tasks: string[] | null; p_kind: string | null; p_ids: string[] | null; p_priorities: number[] | null }; row: { jobs_add_all: void }; set: false };
  /** Counts the jobs that a dead worker held, once per incarnation. Returns the keys that have now been there too often (worker.crash_limit). */
  'ops.jobs_crashed': { args: { p_keys: string[] | null; p_tasks: string[] | null; p_incarnations: string[] | null }; row: { jobs_crashed: string | null }; set: true };
  /** Each minute: jobs that nobody will try again fail their rows as ops.task_policies says and are alerted, once each. How many such jobs there are. */
  'ops.jobs_give_up': { args: Record<never, never>; row: { jobs_give_up: number | null }; set: false };
  /** The jobs of the queue. is_held: a worker that is alive is at it. Empty for callers that are not staff. */
  'ops.jobs_list': { args: Record<never, never>; row: { id: string | null; task_identifier: string | null; key: string | null; priority: number | null; run_at: Date | null; attempts: number | null; max_attempts: number | null; last_error: string | null; created_at: Date | null; locked_at: Date | null; locked_by: string | null; is_held: boolean | null }; set: true };
  /** Keys of jobs that wait, are exhausted, or are held by a worker that is alive. */
  'ops.jobs_live_keys': { args: { p_kinds: string[] | null }; row: { jobs_live_keys: string | null }; set: true };
  /** SHA-256 of a block: the hash of the block before it and all its columns but its own hash. */
  'ops.journal_block_hash': { args: { p_block: OpsJournalBlocks | null }; row: { journal_block_hash: Buffer | null }; set: false };
  /** The part of a row that the journal keeps; all of it when no columns are named. */
  'ops.journal_data': { args: { p_row: unknown; p_columns: string[] | null }; row: { journal_data: Json | null }; set: false };
  /** The values of some columns of a row, with colons between: what names it in the journal. */
  'ops.journal_part': { args: { p_row: unknown; p_columns: string[] | null }; row: { journal_part: string | null }; set: false };
  /** SHA-256 of a row of the journal. */
  'ops.journal_row_hash': { args: { p_row: OpsJournal | null }; row: { journal_row_hash: Buffer | null }; set: false };
  /** Each minute: seals what was written before the mark of an earlier call into blocks, in the order of the ids, once every transaction of that time has ended; then sets a new mark. How many rows were sealed. */
  'ops.journal_seal': { args: Record<never, never>; row: { journal_seal: number | null }; set: false };
  /** Reads the whole journal and names what was changed after it was sealed: wrong, with block and row. Then the head, and the tail that is not sealed yet (late: for more than ten minutes). */
  'ops.journal_verify': { args: Record<never, never>; row: { state: string | null; block_id: string | null; journal_id: string | null; kind: string | null; subject: string | null; says: string | null }; set: true };
  /** Writes what a person or the engine did into the journal, where no table's trigger does it. */
  'ops.journal_write': { args: { p_kind: string | null; p_subject: string | null; p_action: string | null; p_data?: unknown }; row: { journal_write: string | null }; set: false };
  /** A list in a sentence: the first ones, and how many more there are. NULL: it is empty. */
  'ops.list_text': { args: { p_items: string[] | null; p_max: number | null }; row: { list_text: string | null }; set: false };
  /** What follows from the answer to "how are you": signs of life of its agents, or an incident. The caller holds the machine's lock. */
  'ops.machine_answered': { args: { p_step_id: string | null }; row: { machine_answered: void }; set: false };
  /** Locks a machine until the end of the transaction, and answers its row. */
  'ops.machine_lock': { args: { p_machine_key: string | null }; row: OpsMachines; set: false };
  /** False: it is switched off, or test mode is on and it is a real one. */
  'ops.machine_may_be_asked': { args: { p_machine: OpsMachines | null }; row: { machine_may_be_asked: boolean | null }; set: false };
  /** How a machine is reached, in one text: when it differs from that of an answer, the answer is another machine's. */
  'ops.machine_reached': { args: { p_machine: OpsMachines | null }; row: { machine_reached: string | null }; set: false };
  /** How many machines are asked over SSH; 0 for callers that are no staff. */
  'ops.machines_watched': { args: Record<never, never>; row: { machines_watched: number | null }; set: false };
  /** Sender of our mails, as the setting mail.from has it. */
  'ops.mail_sender': { args: Record<never, never>; row: { mail_sender: string | null }; set: false };
  /** The row of ops.mail_trust by which what a server says about a mail proves the domain of its sender, in words. NULL: none does. */
  'ops.mail_trust_match': { args: { p_source: string | null; p_auth: unknown; p_domain: string | null }; row: { mail_trust_match: string | null }; set: false };
  /** Whether a mail of this address would be believed, by what a server says about it: accepted_by (a row of ops.mail_trust), else why not and what to do. */
  'ops.mail_trust_try': { args: { p_source: string | null; p_auth: unknown; p_address: string | null }; row: { accepted_by: string | null; says: string | null; next_step: string | null }; set: false };
  /** Everything before this cursor is stored: moved | not_mine. p_resync: why it was read by date (first, cursor_lost). */
  'ops.mailbox_advance': { args: { p_run_token: string | null; p_cursor: string | null; p_validity?: string | null; p_resync?: string | null }; row: { mailbox_advance: string | null }; set: false };
  /** A worker takes a mailbox: where it was read up to, and from which day on it is read by date, the first time and when the provider no longer knows the cursor. No row: a live worker is reading it. */
  'ops.mailbox_begin': { args: { p_key: string | null; p_incarnation: string | null }; row: { run_token: string | null; cursor: string | null; cursor_validity: string | null; first_since: Date | null; lost_since: Date | null; max_bytes: string | null }; set: true };
  /** A look has failed: failing (tried again in p_seconds or later, at most five minutes unless asked for more; final: after 15 minutes, and people are told) | not_mine. */
  'ops.mailbox_fail': { args: { p_run_token: string | null; p_message: string | null; p_is_final: boolean | null; p_seconds?: string | null }; row: { mailbox_fail: string | null }; set: false };
  /** A look has ended well: ok | not_mine. */
  'ops.mailbox_finish': { args: { p_run_token: string | null }; row: { mailbox_finish: string | null }; set: false };
  /** Which of these messages are not stored yet, in the given order. None for a token that holds no mailbox. */
  'ops.mailbox_missing': { args: { p_run_token: string | null; p_external_ids: string[] | null }; row: { mailbox_missing: string | null }; set: true };
  /** This worker has no credentials for the mailbox: it is off, and nobody is alerted. p_says: what to set. */
  'ops.mailbox_off': { args: { p_key: string | null; p_says: string | null }; row: { mailbox_off: void }; set: false };
  /** Has a mailbox read now, also one that is switched off, put off, or set aside after its workers died. MD401. */
  'ops.mailbox_poll': { args: { p_key: string | null }; row: { mailbox_poll: void }; set: false };
  /** Keeps a message of the mailbox that the token holds: stored | known (it was there) | not_mine. p_full_size: the bytes are its headers only, it was too large to fetch (parsed.too_large says how large). */
  'ops.mailbox_store': { args: { p_run_token: string | null; p_external_id: string | null; p_raw: Buffer | null; p_received_at: Date | string | null; p_full_size?: string | null }; row: { mailbox_store: string | null }; set: false };
  /** Adds the job of each mailbox that is due (mail.poll_every after the last look was asked for, or when a failed one is to be tried again). How many. */
  'ops.mailboxes_poll': { args: Record<never, never>; row: { mailboxes_poll: number | null }; set: false };
  /** A cause of ops.explain in Indonesian, for who waits for the report; a need that is not there says why, one step deep. NULL: nothing to say to that reader. */
  'ops.missing_cause': { args: { p_occurrence_id: string | null; p_cause: string | null; p_evidence: unknown; p_depth?: number | null }; row: { missing_cause: string | null }; set: false };
  /** Each minute: who waits for a report that is not there is told so, and once more when it is there or nobody makes it any more. How many messages. */
  'ops.missing_run': { args: Record<never, never>; row: { missing_run: number | null }; set: false };
  /** Plans the short messages about a report that is not there (missing) or is after all (there), by mail and Telegram: to the PIC and the recipients, as job_definitions.missing_notice says; in test mode to test recipients alone. How many. */
  'ops.missing_send': { args: { p_occurrence_id: string | null; p_kind: string | null; p_told_on: string | null; p_subject: string | null; p_text: string | null }; row: { missing_send: number | null }; set: false };
  /** Tells who waits for a report that it is not there: once a day, on missing.days days at most. How many messages. */
  'ops.missing_tell': { args: { p_occurrence_id: string | null }; row: { missing_tell: number | null }; set: false };
  /** That a report is not there, for who waits for it: why, since when, what happens next and when. */
  'ops.missing_text': { args: { p_occurrence_id: string | null }; row: { subject: string | null; body: string | null }; set: false };
  /** Makes the director's morning of today once, keeps it, plans its messages to the recipients of the job, and ends the run: done | late | not_mine. Not on days off of the calendar, nor for another day. */
  'ops.morning_tell': { args: { p_run_token: string | null }; row: { morning_tell: string | null }; set: false };
  /** The note, trimmed; MD101 when it is empty. */
  'ops.note_require': { args: { p_note: string | null; p_what: string | null }; row: { note_require: string | null }; set: false };
  /** Notion refuses all of a database (token, right, columns): the mirror waits and people are told once a day. planned | failed (a newer row replaces it) | not_mine. */
  'ops.notion_blocked': { args: { p_run_token: string | null; p_reason: string | null; p_message: string | null }; row: { notion_blocked: string | null }; set: false };
  /** The frozen report for the body of a subject's page, with its hash; NULL when it has none. Cost prices only where the database may see them. */
  'ops.notion_body': { args: { p_source_key: string | null; p_subject_key: string | null }; row: { notion_body: Json | null }; set: false };
  /** What the columns of a department's page show now: field → value. */
  'ops.notion_dashboard_fields': { args: { p_department: string | null; p_is_test: boolean | null }; row: { notion_dashboard_fields: Json | null }; set: false };
  /** A duration for people: 42 detik, 3 mnt 12 dtk, 1 jam 5 mnt; empty for none. */
  'ops.notion_duration': { args: { p_took: string | null }; row: { notion_duration: string | null }; set: false };
  /** What the columns of a subject's page show now, with our id. */
  'ops.notion_fields_of': { args: { p_source_key: string | null; p_subject_key: string | null }; row: { notion_fields_of: Json | null }; set: false };
  /** A person says that a page is gone for good: the subject gets a new one. False when no page was known. MD101 without a note. */
  'ops.notion_page_forget': { args: { p_source_key: string | null; p_subject_key: string | null; p_note: string | null }; row: { notion_page_forget: boolean | null }; set: false };
  /** Which page shows the subject of a claimed mirror, and the hashes of what stands on it. Body hash NULL before its body is written: a body that was begun is written anew. False: not mine. */
  'ops.notion_page_note': { args: { p_run_token: string | null; p_source_key: string | null; p_page_id: string | null; p_url: string | null; p_body_hash?: string | null; p_fields_hash?: string | null }; row: { notion_page_note: boolean | null }; set: false };
  /** What the page of a claimed mirror shows now, and where: ids of columns, values, body, hashes. The values are kept in the row as sent. NULL when the run holds nothing. */
  'ops.notion_page_read': { args: { p_run_token: string | null; p_test_mode?: boolean | null }; row: { notion_page_read: Json | null }; set: false };
  /** Plans that Notion shows the work item; its state is read when it is sent. The number of the outbox row; NULL when there is no database for it. */
  'ops.notion_plan': { args: { p_work_item_id: string | null }; row: { notion_plan: string | null }; set: false };
  /** Why the item stands where it stands, as a sentence for people; empty when all goes well. */
  'ops.notion_reason': { args: { p_item: OpsWorkItems | null }; row: { notion_reason: string | null }; set: false };
  /** Notion told the columns of a database ([{id, name, type, options}]): their ids are kept, what is missing is alerted once a day. Answers the required columns that are missing; empty: pages can be written. MD401. */
  'ops.notion_source_learn': { args: { p_key: string | null; p_data_source_id: string | null; p_columns: unknown }; row: { notion_source_learn: string[] | null }; set: false };
  /** The databases of Notion that are written. */
  'ops.notion_sources_list': { args: Record<never, never>; row: { key: string | null; database_id: string | null }; set: true };
  /** Each minute: departments whose figures changed and tasks without a page are planned for Notion, and people are told when it lags. How many were planned. */
  'ops.notion_sweep': { args: Record<never, never>; row: { notion_sweep: number | null }; set: false };
  /** What the columns of a work item's page show now: field → value. */
  'ops.notion_task_fields': { args: { p_work_item_id: string | null; p_is_test: boolean | null }; row: { notion_task_fields: Json | null }; set: false };
  /** An instant as Notion takes it, on the clock of the business; NULL for none. */
  'ops.notion_time': { args: { p_at: Date | string | null }; row: { notion_time: string | null }; set: false };
  /** Adds the job of a run whose needs are met; lets it wait when they are not. */
  'ops.occurrence_advance': { args: { p_id: string | null }; row: { occurrence_advance: void }; set: false };
  /** A run cannot go on now: deferred (a timer starts it again, in p_seconds or later) | failed (it could not be in time any more) | not_mine. The job then ends well. */
  'ops.occurrence_defer': { args: { p_run_token: string | null; p_seconds: string | null; p_reason: string | null }; row: { occurrence_defer: string | null }; set: false };
  /** A run that will never start: skipped (why) or collapsed (into which). The caller holds the locks of date and row. */
  'ops.occurrence_drop': { args: { p_id: string | null; p_status: string | null; p_into: string | null; p_note: string | null }; row: { occurrence_drop: string | null }; set: false };
  /** Ends a run well (done, or late after slot + latest_start + max_duration) and lets those start that waited for it. The caller holds the date's lock and the row's. */
  'ops.occurrence_end': { args: { p_id: string | null; p_note: string | null }; row: { occurrence_end: string | null }; set: false };
  /** A run has failed: failed (final) | expected (a retry may start it again) | not_mine. */
  'ops.occurrence_fail': { args: { p_run_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { occurrence_fail: string | null }; set: false };
  /** A run has ended well: done | late | not_mine. Runs of the same business date that waited for it are started in the same transaction. */
  'ops.occurrence_finish': { args: { p_run_token: string | null; p_note?: string | null }; row: { occurrence_finish: string | null }; set: false };
  /** A slot to come that no longer exists: its row and its wake-up go. The caller holds the row's lock. */
  'ops.occurrence_forget': { args: { p_id: string | null }; row: { occurrence_forget: void }; set: false };
  /** Ends a running run badly: failed when final, else expected again. The caller holds the row's lock. */
  'ops.occurrence_give_back': { args: { p_id: string | null; p_error: unknown; p_is_final: boolean | null }; row: { occurrence_give_back: string | null }; set: false };
  /** The next slot has come and the needs of this one are still unmet: it is skipped with a note, a critical alert is raised, its work item is escalated. Needs met meanwhile: as at the start limit. */
  'ops.occurrence_give_up': { args: { p_id: string | null }; row: { occurrence_give_up: string | null }; set: false };
  /** A run that may not start yet is put back: a wake-up of this kind holds it instead of what held it before. The caller holds the row's lock. */
  'ops.occurrence_hold': { args: { p_id: string | null; p_kind: string | null; p_due_at: Date | string | null }; row: { occurrence_hold: void }; set: false };
  /** Which needs of an occurrence have not succeeded for its business date, or were taken back. Empty: it may start. */
  'ops.occurrence_needs_missing': { args: { p_id: string | null }; row: { occurrence_needs_missing: string[] | null }; set: false };
  /** The next slot of a run's definition after now; a day from now when it has none (within two months). */
  'ops.occurrence_next_slot': { args: { p_id: string | null }; row: { occurrence_next_slot: Date | null }; set: false };
  /** Opens a run of a job definition: with its needs met its job is added at once, else it waits for them. A second run of a date whose work item exists is skipped or collapsed, with a note. MD401 unknown job, MD202 switched off, MD101 bad argument. */
  'ops.occurrence_open': { args: { p_definition_key: string | null; p_business_date: string | null; p_payload?: unknown; p_slot_at?: Date | string | null; p_is_manual?: boolean | null }; row: { occurrence_open: string | null }; set: false };
  /** The time of a run has come: its work item is opened where it makes one, and it starts or waits for its needs. A second run of a date whose item exists is skipped or collapsed, with a note. The caller holds the lock of the business date. */
  'ops.occurrence_release': { args: { p_id: string | null }; row: { occurrence_release: string | null }; set: false };
  /** The time of a deferred run has come: it gets its job. resumed | not_deferred. */
  'ops.occurrence_resume': { args: { p_id: string | null }; row: { occurrence_resume: string | null }; set: false };
  /** A slot is due: it starts or waits for its needs; missed by more than grace and latest_start it is skipped (catch_up = skip) or made up for (all, latest); with latest, a slot after which another one is due collapses into the newest. The caller holds the locks of date and row. */
  'ops.occurrence_slot_due': { args: { p_id: string | null }; row: { occurrence_slot_due: string | null }; set: false };
  /** A worker takes a run. No row: it is finished, its needs are not met, a live worker holds it, or it is put back with a wake-up (paused, no free place). A run whose worker is gone is taken over with a new token. payload = the definition's, overridden by the run's. */
  'ops.occurrence_start': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; definition_key: string | null; business_date: string | null; payload: Json | null }; set: true };
  /** The latest start of a run has passed: an alert names what is missing, and it waits on until the next slot (give_up). With a work item the item's timer does that; for a report that has no PIC its recipients are told here. Needs met and not started: an alert, and its job again. The caller holds the locks of date and row. */
  'ops.occurrence_start_limit': { args: { p_id: string | null }; row: { occurrence_start_limit: string | null }; set: false };
  /** A wake-up of a run is due: its slot has come, its deadline has passed, or what held it is to be looked at again. gone when it waits for something else by now. */
  'ops.occurrence_timer': { args: { p_wakeup_id: string | null }; row: { occurrence_timer: string | null }; set: false };
  /** Makes the expected runs up to schedule.horizon from now, also those whose slots passed while nobody looked. Again, or by two at once: no row twice. How many rows were added. */
  'ops.occurrences_expand': { args: Record<never, never>; row: { occurrences_expand: number | null }; set: false };
  /** Serialises openings and endings of runs of one business date, until the end of the transaction. */
  'ops.occurrences_lock_date': { args: { p_business_date: string | null }; row: { occurrences_lock_date: void }; set: false };
  /** What a model is asked for the opening of a frozen revision. NULL: this report has none, or it is written. */
  'ops.opening_prompt': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { opening_prompt: string | null }; set: false };
  /** What a dead worker was sending becomes unknown. */
  'ops.outbox_abandon': { args: { p_id: string | null }; row: { outbox_abandon: void }; set: false };
  /** The full list that goes with a claimed letter: file name, columns (heading, type, decimals, width), rows of typed values, and lines on how they came about. No row: the letter has none. */
  'ops.outbox_attachment': { args: { p_run_token: string | null }; row: { file_name: string | null; sheet: string | null; columns: Json | null; rows: Json | null; notes: Json | null }; set: true };
  /** The rule about effects of unknown fate: that of the way out when there is one, else that of the channel. Internal. */
  'ops.outbox_channel': { args: { p_channel: string | null; p_via: string | null }; row: OpsChannels; set: false };
  /** A worker takes a planned effect that is due, with the frozen revision it shows, or for a mirror the state of now. No row: nothing to send. One that a dead worker was sending becomes unknown and is not answered. p_via: what it is about to leave by, where a channel has several ways out. resend_mark: to be put before a message that may have arrived already. */
  'ops.outbox_claim': { args: { p_id: string | null; p_incarnation: string | null; p_via?: string | null }; row: { run_token: string | null; channel: string | null; recipient: string | null; subject_key: string | null; params: Json | null; work_item_id: string | null; revision_no: number | null; is_test: boolean | null; result: Json | null; attempts: number | null; severity: string | null; resend_mark: string | null; state: Json | null; thread_id: string | null }; set: true };
  /** The vendor took it and answered with an id: confirmed | not_mine. */
  'ops.outbox_confirm': { args: { p_run_token: string | null; p_external_id: string | null; p_thread_id?: string | null }; row: { outbox_confirm: string | null }; set: false };
  /** A claimed effect is put off before anything left: planned | failed (a mirror that a newer one replaces) | not_mine. Uses up no attempt. */
  'ops.outbox_defer': { args: { p_run_token: string | null; p_seconds: string | null; p_reason: string | null }; row: { outbox_defer: string | null }; set: false };
  /** The channel is switched off: the planned effect waits (outbox.hold) without being claimed. held | nothing_held. One alert a day. */
  'ops.outbox_hold': { args: { p_id: string | null; p_reason: string | null }; row: { outbox_hold: string | null }; set: false };
  /** An effect of unknown fate, with what its provider is asked by (sought: where that is not the message itself). No row: it is not unknown any more. */
  'ops.outbox_look': { args: { p_id: string | null }; row: { channel: string | null; via: string | null; recipient: string | null; subject_key: string | null; params: Json | null; sent_at: Date | null; sought: Json | null }; set: true };
  /** A state that is shown elsewhere has changed: the one waiting row of its channel, recipient and subject will show it. The state is read when it is sent. */
  'ops.outbox_mirror': { args: { p_channel: string | null; p_recipient: string | null; p_subject_key: string | null; p_params: unknown; p_work_item_id?: string | null; p_is_test?: boolean | null }; row: { outbox_mirror: string | null }; set: false };
  /** The vendor did not take it and named the recipient's new address: recipients and what is planned for the old one follow, and it is sent again. planned | failed (a mirror that a newer one replaces) | not_mine. */
  'ops.outbox_moved': { args: { p_run_token: string | null; p_recipient: string | null }; row: { outbox_moved: string | null }; set: false };
  /** Plans an outward effect. The same dedupe key again is the same effect: its row is answered. The severity may stand in the parameters. */
  'ops.outbox_plan': { args: { p_channel: string | null; p_recipient: string | null; p_subject_key: string | null; p_params: unknown; p_dedupe_key: string | null; p_work_item_id?: string | null; p_revision_no?: number | null; p_is_test?: boolean | null; p_severity?: string | null }; row: { outbox_plan: string | null }; set: false };
  /** Decides what becomes of an effect whose fate is unknown, as ops.channels says. p_found: what the provider said (there, absent, cannot_tell). confirmed | planned | settled | looking | asked | failed (a mirror that a newer one replaces), or the state it stands in when it is not unknown. */
  'ops.outbox_reconcile': { args: { p_id: string | null; p_found?: string | null }; row: { outbox_reconcile: string | null }; set: false };
  /** Short reference of an effect, e.g. 7F3A: people see by it that two messages are one. */
  'ops.outbox_ref': { args: { p_dedupe_key: string | null }; row: { outbox_ref: string | null }; set: false };
  /** The vendor definitely did not take it: planned (again, not before next_at) | failed (final, or out of attempts; alerted) | not_mine. */
  'ops.outbox_refuse': { args: { p_run_token: string | null; p_error: unknown; p_retry_after?: string | null; p_is_final?: boolean | null }; row: { outbox_refuse: string | null }; set: false };
  /** A person found out what became of an unknown delivery: confirmed, planned (it did not arrive: send it), failed. MD101, MD201, MD401. */
  'ops.outbox_resolve': { args: { p_id: string | null; p_status: string | null; p_note: string | null }; row: { outbox_resolve: string | null }; set: false };
  /** Ends a mirror that would have to be sent again when a newer one of its subject waits. True: it was ended (failed, superseded). */
  'ops.outbox_supersede': { args: { p_id: string | null }; row: { outbox_supersede: boolean | null }; set: false };
  /** A claimed effect that no account may send now: it waits (outbox.hold) and people are told, once a day. planned | failed (a mirror that a newer one replaces) | not_mine. */
  'ops.outbox_suspend': { args: { p_run_token: string | null; p_reason: string | null }; row: { outbox_suspend: string | null }; set: false };
  /** The time of an effect has come: a planned one gets its job, an unknown one is decided. not_due when it waits no more. */
  'ops.outbox_timer': { args: { p_wakeup_id: string | null }; row: { outbox_timer: string | null }; set: false };
  /** The request left and no answer came: unknown | not_mine. What then happens, ops.channels says. */
  'ops.outbox_unknown': { args: { p_run_token: string | null; p_error: unknown }; row: { outbox_unknown: string | null }; set: false };
  /** What is wrong now, one row each; no row: nothing is. What the overseer looks at each half hour. */
  'ops.overseer_checklist': { args: Record<never, never>; row: { item: string | null; subject: string | null; is_wrong: boolean | null; says: string | null }; set: true };
  /** The look of the overseer: the checklist is noted in the run, HEARTBEAT_OK when nothing is wrong, and each machine is asked how it is; one whose agents are silent gets an incident. The note, or not_mine. */
  'ops.overseer_run': { args: { p_run_token: string | null }; row: { overseer_run: string | null }; set: false };
  /** Does the overseer look? ok | off (paused, or there is nothing to watch) | wrong, in words, and what to do. */
  'ops.overseer_state': { args: Record<never, never>; row: { state: string | null; says: string | null; next_step: string | null }; set: true };
  /** Takes what a model wrote as the opening of the revision that the call is about, or says why not: [] or [{rule, found}]. Internal; agent.llm_finish calls it. */
  'ops.paragraph_accept': { args: { p_call_id: string | null; p_answer: unknown }; row: { paragraph_accept: Json | null }; set: false };
  /** Why a paragraph of a model is not taken: a row for each broken rule. p_values: placeholders and what they say; p_names: words that only placeholders may say. No row: it may be sent. */
  'ops.paragraph_check': { args: { p_text: string | null; p_values: unknown; p_names: string[] | null }; row: { rule: string | null; found: string | null }; set: true };
  /** A paragraph with its placeholders {{name}} replaced by their values. NULL when one has no value at all stands alone; check before with ops.paragraph_check. */
  'ops.paragraph_fill': { args: { p_text: string | null; p_values: unknown }; row: { paragraph_fill: string | null }; set: false };
  /** The tab that the run with this token has to read. No row: another run holds it. MD401 when the report reads no tab. */
  'ops.parallel_begin': { args: { p_run_token: string | null }; row: { definition_key: string | null; spreadsheet_id: string | null; tab: string | null; header_row: number | null }; set: true };
  /** Compared columns that no frozen row has: mistyped, or renamed since. NULL: all are there. */
  'ops.parallel_columns_missing': { args: { p_definition_key: string | null; p_figures: unknown }; row: { parallel_columns_missing: string | null }; set: false };
  /** Compares the frozen report of a day with the newest result of the person, and tells people. The comparison's number; of the same two sides the same one. NULL: not switched on, or neither side is there. */
  'ops.parallel_compare': { args: { p_definition_key: string | null; p_business_date: string | null }; row: { parallel_compare: string | null }; set: false };
  /** Why a person's result was not taken, in Indonesian. */
  'ops.parallel_complaint': { args: { p_problems: unknown }; row: { parallel_complaint: string | null }; set: false };
  /** One difference in Indonesian: the person's value ≠ the report's. */
  'ops.parallel_difference_text': { args: { p_difference: OpsParallelDifferences | null; p_sees_cost?: boolean | null }; row: { parallel_difference_text: string | null }; set: false };
  /** Each compared cell (is_same or not), and each row that stands on one side only or twice. */
  'ops.parallel_differences_of': { args: { p_definition_key: string | null; p_business_date: string | null; p_figures: unknown; p_header: unknown; p_rows: unknown }; row: { kind: string | null; row_key: string | null; header: string | null; theirs: string | null; ours: string | null; line: number | null; is_cost: boolean | null; is_same: boolean | null }; set: true };
  /** A person's tab could not be read, and waiting would not help: failed, with an alert | not_mine. p_message: for people. */
  'ops.parallel_fail': { args: { p_run_token: string | null; p_message: string | null }; row: { parallel_fail: string | null }; set: false };
  /** Takes what was read of a person's tab, compares, and ends the run: done | late | failed (with an alert that says what is wrong) | not_mine. p_rows: [[row, cells …]]. */
  'ops.parallel_finish': { args: { p_run_token: string | null; p_header: unknown; p_rows: unknown }; row: { parallel_finish: string | null }; set: false };
  /** Where each compared column stands in a header (cell, from 1; NULL: nowhere), and how many times. */
  'ops.parallel_header': { args: { p_definition_key: string | null; p_header: unknown }; row: { position: number | null; header: string | null; cell: number | null; times: number | null }; set: true };
  /** The report that is meant: its key, or the key without "report.". MD401 when no parallel run is set up for it. */
  'ops.parallel_key': { args: { p_report: string | null }; row: { parallel_key: string | null }; set: false };
  /** What a report's mail says of the parallel run; NULL when there is none. */
  'ops.parallel_line': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_sees_cost: boolean | null }; row: { parallel_line: string | null }; set: false };
  /** Each report with a parallel run: how many days in a row matched, since when, the newest comparison, whether it is proposed to stop. */
  'ops.parallel_list': { args: Record<never, never>; row: { definition_key: string | null; title: string | null; is_enabled: boolean | null; source: string | null; required_days: number | null; days: number | null; since: string | null; proposes: boolean | null; proposed_at: Date | null; business_date: string | null; outcome: string | null; text: string | null; columns: string | null }; set: true };
  /** A number as a person writes it, 1.234,5 (comma) or 1,234.5 (point), Rp in front or not. NULL: it is none. */
  'ops.parallel_number': { args: { p_text: string | null; p_decimal_mark: string | null }; row: { parallel_number: string | null }; set: false };
  /** The rows of frozen figures that are compared, with their keys. */
  'ops.parallel_rows_ours': { args: { p_definition_key: string | null; p_figures: unknown }; row: { row_key: string | null; row: Json | null }; set: true };
  /** The rows of a person's result that are of that day, with line and key. */
  'ops.parallel_rows_theirs': { args: { p_definition_key: string | null; p_business_date: string | null; p_header: unknown; p_rows: unknown }; row: { line: number | null; row_key: string | null; row: Json | null }; set: true };
  /** Alerts about a comparison that differs or cannot be made; proposes to stop after enough days in a row. The caller holds the settings' row. */
  'ops.parallel_settle': { args: { p_run_id: string | null; p_caller: string | null }; row: { parallel_settle: void }; set: false };
  /** A comparison with its differences, and the newest 30 days. The newest one without a date. MD401 no such report, MD404 that day was not compared. */
  'ops.parallel_show': { args: { p_report: string | null; p_business_date?: string | null }; row: { parallel_show: Json | null }; set: false };
  /** Takes a person's result of a day and compares: {status: stored | unchanged (the same result again) | not_yet (the tab still holds another day's) | refused (problems: header_missing, header_twice, no_rows, no_rows_of_day), run}. p_rows: [[line, cells …]]. MD101 no such day, MD202 switched off, MD401 no such report. */
  'ops.parallel_store': { args: { p_definition_key: string | null; p_business_date: string | null; p_source: string | null; p_origin: string | null; p_header: unknown; p_rows: unknown; p_occurrence_id?: string | null }; row: { parallel_store: Json | null }; set: false };
  /** How many days up to this one matched without a difference between them, and since which. A missing day neither counts nor restarts. */
  'ops.parallel_streak': { args: { p_definition_key: string | null; p_up_to: string | null }; row: { days: number | null; since: string | null }; set: true };
  /** A comparison in one line of Indonesian, e.g. "hari ke-7 dari 20, cocok". */
  'ops.parallel_text': { args: { p_run_id: string | null; p_sees_cost?: boolean | null }; row: { parallel_text: string | null }; set: false };
  /** A cell in the one form in which it is compared: trimmed; numbers plain and rounded to the column's decimals; dates ISO; on our side with the person's words. NULL: nothing. */
  'ops.parallel_value': { args: { p_cell: unknown; p_column: OpsParallelColumns | null; p_decimal_mark: string | null; p_is_ours: boolean | null }; row: { parallel_value: string | null }; set: false };
  /** Nothing of it starts any more: all, agent:<name>, job:<key> or entity:<name>. What runs goes on. With p_until it ends by itself. MD101 without a note, MD401 unknown, MD202 paused already. */
  'ops.pause': { args: { p_what: string | null; p_note: string | null; p_until?: Date | string | null }; row: { pause: string | null }; set: false };
  /** Ends a pause and lets those that it held back look again. The caller holds the row's lock. */
  'ops.pause_end': { args: { p_id: string | null; p_by: string | null; p_note: string | null }; row: { pause_end: void }; set: false };
  /** The time of a pause is over: it ends. gone when a person was first. */
  'ops.pause_timer': { args: { p_wakeup_id: string | null }; row: { pause_timer: string | null }; set: false };
  /** The pause that holds back a run of this agent, definition and entity; of several, the one that lasts longest. No row: not paused. */
  'ops.paused': { args: { p_agent: string | null; p_definition: string | null; p_entity: string | null }; row: OpsPauses; set: true };
  /** Adds and changes people by mail address. p_rows: [{line, name, email, telegram_user_id, language, supervisor_email}]. Returns {status applied | refused, added, changed, problems [{line, name, value, message}]}; refused: nothing was written. */
  'ops.people_load': { args: { p_rows: unknown }; row: { people_load: Json | null }; set: false };
  /** The person who acts: the one named by the intake or the console, else the one of the calling database role. NULL: nobody known, or another than the caller. */
  'ops.person_acting': { args: { p_person_id: string | null }; row: { person_acting: string | null }; set: false };
  /** True when the person is absent today (Asia/Jakarta). */
  'ops.person_is_away': { args: { p_person_id: string | null }; row: { person_is_away: boolean | null }; set: false };
  /** The same number, when there is such a person or it is NULL. Internal. MD401. */
  'ops.person_require': { args: { p_person_id: string | null }; row: { person_require: string | null }; set: false };
  /** Plans one short message to a person about a work item, by mail (p_mail: what its params have besides), else by Telegram. NULL: the person has no address. The same key again is the same message. */
  'ops.person_tell': { args: { p_person_id: string | null; p_work_item_id: string | null; p_subject: string | null; p_text: string | null; p_dedupe_key: string | null; p_mail?: unknown }; row: { person_tell: string | null }; set: false };
  /** Makes the names of tasks known to the queue, so that neither a job nor a worker has to. */
  'ops.queue_tasks_add': { args: { p_tasks: string[] | null }; row: { queue_tasks_add: void }; set: false };
  /** The vendor said "later" (429, Retry-After): no slot of the key before that time. Never moves it closer. */
  'ops.rate_postpone': { args: { p_key: string | null; p_until: Date | string | null }; row: { rate_postpone: void }; set: false };
  /** Until when the vendor asked for a pause, if that is not over; NULL otherwise. Asked just before a request leaves. */
  'ops.rate_postponed': { args: { p_key: string | null }; row: { rate_postponed: Date | null }; set: false };
  /** The next p_n slots of a key (real clock), min_gap apart over all callers. Call it outside of longer transactions. MD401 for an unknown key. */
  'ops.rate_take': { args: { p_key: string | null; p_n: number | null }; row: { rate_take: Date | null }; set: true };
  /** Takes what a model remarked about the revision that the call is about, or says why not: [] or [{rule, found}]. Internal; agent.llm_finish calls it. */
  'ops.reading_accept': { args: { p_call_id: string | null; p_answer: unknown }; row: { reading_accept: Json | null }; set: false };
  /** What a model is asked that reads a frozen revision. NULL: it was read. Cost prices are left out. */
  'ops.reading_prompt': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { reading_prompt: string | null }; set: false };
  /** The sentences of a report, one a line, as a model reads them. */
  'ops.reading_text': { args: { p_result: unknown }; row: { reading_text: string | null }; set: false };
  /** Adds and changes recipients. p_rows: [{line, key, channel, address, person_email, sees_cost ya | tidak}]. Returns {status applied | refused, added, changed, problems}; refused: nothing was written. */
  'ops.recipients_load': { args: { p_rows: unknown }; row: { recipients_load: Json | null }; set: false };
  /** An unclear reply: asked (one question goes back in the same thread) | supervisor_told (the second time) | known (after that nothing). The caller holds the item's lock. */
  'ops.reply_ask': { args: { p_approval_id: string | null; p_inbound_id: string | null }; row: { reply_ask: string | null }; set: false };
  /** The mail of a request came back: backup_opened | closed | delayed (the server goes on trying) | unknown (it names no request). Internal. */
  'ops.reply_bounced': { args: { p_parsed: unknown; p_inbound_id: string | null }; row: { reply_bounced: string | null }; set: false };
  /** What a mail says, by both of its parts: approved | asked | revision, and why. Parts that disagree, attached files and what cannot be read are asked about. */
  'ops.reply_class': { args: { p_parsed: unknown; p_person_id: string | null }; row: { class: string | null; why: string | null; notes: string | null }; set: true };
  /** Why a mail is taken for a program's and not a person's. NULL: a person's. */
  'ops.reply_is_automatic': { args: { p_parsed: unknown }; row: { reply_is_automatic: string | null }; set: false };
  /** True when one word becomes the other by two letters at most. Internal. */
  'ops.reply_is_near': { args: { p_word: string | null; p_other: string | null }; row: { reply_is_near: boolean | null }; set: false };
  /** The work item of a reminder or another mail of ours that carries no token. NULL: none. */
  'ops.reply_item': { args: { p_ids: string[] | null }; row: { reply_item: string | null }; set: false };
  /** True when one of the words of ops.reply_tokens is the code of an article: no signature and no disclaimer holds one. Internal. */
  'ops.reply_names_article': { args: { p_words: string | null }; row: { reply_names_article: boolean | null }; set: false };
  /** What a mail that was taken apart means, and does it: approved | revision | asked | ignored_auto | ignored_bounce | duplicate | unmatched | refused_sender | refused_from | refused_unverified | refused_stale | refused_token | refused_replayed | refused_closed | refused_self_approval | refused_needs_missing. Called again it answers the same and does nothing. MD401, MD201 when ops.inbound_read has not been called. */
  'ops.reply_receive': { args: { p_raw_id: string | null }; row: { reply_receive: string | null }; set: false };
  /** What a mail refers to: item, revision and token out of the Message-IDs it answers, and the code in its subject. Always one row; NULLs: nothing. */
  'ops.reply_reference': { args: { p_in_reply_to: string[] | null; p_references: string[] | null; p_subject: string | null }; row: { work_item_id: string | null; revision_no: number | null; token: string | null; subject_item: string | null; subject_revision: number | null; subject_hash: string | null; subject_token: string | null }; set: true };
  /** Tells people that a reply was refused, why, and what to do: a warning, once a day for a sender and an item. */
  'ops.reply_refused': { args: { p_outcome: string | null; p_why: string | null; p_work_item_id: string | null; p_from: string | null }; row: { reply_refused: void }; set: false };
  /** Which request a mail answers, and what is wrong about its code (refused_token, refused_stale, refused_unverified) when this person uses it. No row: it refers to nothing of ours. */
  'ops.reply_request': { args: { p_parsed: unknown; p_person_id: string | null }; row: { approval_id: string | null; work_item_id: string | null; problem: string | null; why: string | null }; set: true };
  /** What a text says that was typed outside of quotes, beside text in a quote that may be the person's: approved | asked | revision, why, and the text without footers. Reads ops.approval_words, reply_fillers, reply_words, reply_markers and the names of people. */
  'ops.reply_text_class': { args: { p_text: string | null; p_inside: string | null; p_signature: string | null; p_person_id: string | null }; row: { class: string | null; why: string | null; notes: string | null }; set: true };
  /** A typed text without the footers, disclaimers and closing signatures that ops.reply_markers name. Internal. */
  'ops.reply_text_clean': { args: { p_text: string | null; p_person_id: string | null }; row: { reply_text_clean: string | null }; set: false };
  /** The words of a text, lower case, with one space before, between and after them. Internal. */
  'ops.reply_tokens': { args: { p_text: string | null }; row: { reply_tokens: string | null }; set: false };
  /** Why it is not proven that a mail comes from the domain of an address. NULL: it is, by a row of ops.mail_trust. */
  'ops.reply_unverified': { args: { p_source: string | null; p_parsed: unknown; p_address: string | null }; row: { reply_unverified: string | null }; set: false };
  /** Words of ops.reply_tokens without some of them. Internal. */
  'ops.reply_without': { args: { p_words: string | null; p_drop: string[] | null }; row: { reply_without: string | null }; set: false };
  /** Mappings and thresholds as they are now: what a report is frozen under. Internal. */
  'ops.report_basis': { args: Record<never, never>; row: { report_basis: Json | null }; set: false };
  /** The condition of one filter, its value being element p_place of parameter 1. Internal. */
  'ops.report_filter_sql': { args: { p_filter: unknown; p_place: number | null }; row: { report_filter_sql: string | null }; set: false };
  /** A filter's value as text that casts to its type (text, integer, number, boolean, date, month; kemarin, hari ini, bulan ini). MD101 with an example. Internal. */
  'ops.report_filter_value': { args: { p_filter: unknown; p_value: unknown }; row: { report_filter_value: string | null }; set: false };
  /** Mappings, thresholds and accepted loads that a report of a day can stand on, as one word: it changes when one of them does. Internal. */
  'ops.report_footing': { args: { p_business_date: string | null }; row: { report_footing: string | null }; set: false };
  /** Where a report is shown besides the mail, and the business date that has just been written there (NULL: only the address is known). */
  'ops.report_link_put': { args: { p_definition_key: string | null; p_kind: string | null; p_url: string | null; p_shows_on?: string | null }; row: { report_link_put: void }; set: false };
  /** The reports that the caller may ask for by name, with their filters; for a recipient when the intake asks for one. */
  'ops.report_list': { args: { p_recipient_id?: string | null }; row: { key: string | null; title: string | null; description: string | null; filters: Json | null }; set: true };
  /** The accepted loads of a business date that a report needs. */
  'ops.report_loads': { args: { p_definition_key: string | null; p_business_date: string | null }; row: { load_id: string | null; kind: string | null; entity: string | null }; set: true };
  /** May the caller (or the recipient that the intake stands for) ask for this report? Internal. */
  'ops.report_may': { args: { p_report: OpsReportCatalog | null; p_recipient_id: string | null }; row: { report_may: boolean | null }; set: false };
  /** A report of the catalog: {title, columns, filters, rows, total, is_cut}. Filters {name: value} are checked by name and type and bound. Columns made of cost prices are left out for whoever may not see them. p_recipient_id: the row of ops.recipients that the intake asks for. MD401 unknown or not open to the caller, MD101 filter, value or limit. */
  'ops.report_run': { args: { p_key: string | null; p_filters?: unknown; p_limit?: number | null; p_recipient_id?: string | null }; row: { report_run: Json | null }; set: false };
  /** May the caller (or the recipient that the intake stands for) see cost prices and what is made of them? Internal. */
  'ops.report_sees_cost': { args: { p_recipient_id: string | null }; row: { report_sees_cost: boolean | null }; set: false };
  /** A frozen report without the figures that are made of cost prices (key figures marked is_cost). */
  'ops.result_without_cost': { args: { p_result: unknown }; row: { result_without_cost: Json | null }; set: false };
  /** Ends a pause; what it held back starts, or is decided by catch_up when its time is long past. False: it was not paused. MD101 without a note. */
  'ops.resume': { args: { p_what: string | null; p_note: string | null }; row: { resume: boolean | null }; set: false };
  /** Deletes one batch of what a retention rule lets go. How many rows. MD401 for a rule that has no statement. */
  'ops.retention_delete': { args: { p_key: string | null; p_before: Date | string | null; p_limit: number | null }; row: { retention_delete: number | null }; set: false };
  /** Deletes one batch of what a retention rule about loaded data lets go: raw rows and records of loads. How many rows. MD401 for a rule that has no statement here. Internal. */
  'ops.retention_delete_data': { args: { p_key: string | null; p_before: Date | string | null; p_limit: number | null }; row: { retention_delete_data: number | null }; set: false };
  /** Deletes one batch of what a retention rule about work lets go: events, runs, items, approvals, alerts, calls of models. How many rows. MD401 for a rule that has no statement here. Internal. */
  'ops.retention_delete_work': { args: { p_key: string | null; p_before: Date | string | null; p_limit: number | null }; row: { retention_delete_work: number | null }; set: false };
  /** Deletes one batch of every rule that is due (of all when forced), and writes into the journal what was deleted. How many rows. */
  'ops.retention_run': { args: { p_is_forced?: boolean | null }; row: { retention_run: string | null }; set: false };
  /** Adds the job that reviews a revision, key review:<item>.<revision>. False: it is there already. */
  'ops.review_add': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { review_add: boolean | null }; set: false };
  /** Tells the group of the department (recipient key department.<code>) that layer 2 has sent a revision back, and why. Once per revision and chat. How many were told. */
  'ops.review_chat': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_outcome: string | null; p_notes: string | null }; row: { review_chat: number | null }; set: false };
  /** Runs one check of ops.review_checks on a frozen revision: a row for each thing that is wrong (is_failure) or worth a note, in Indonesian, with what was measured and what was expected. No row: all is well. MD401 for a check that has no statement here. */
  'ops.review_check': { args: { p_key: string | null; p_work_item_id: string | null; p_revision_no: number | null; p_params: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Layer 2 decides about a revision: pass or reject with notes. p_reviewer: the overseer for whom the worker speaks. Answers the item's state, or not_reviewable | stale_revision | self_review | checks_failed | no_approver. A third rejection escalates; each is told to the department's group. 42501 for a reviewer that is none. */
  'ops.review_decide': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_decision: string | null; p_notes?: string | null; p_reviewer?: string | null }; row: { review_decide: string | null }; set: false };
  /** Check hash_intact: a row when the figures do not have their hash. */
  'ops.review_hash_intact': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Check loads_newest: a row per kind and company whose load is not the one that the revision stands on. */
  'ops.review_loads_newest': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** The overseer (layer 2) that reviews what an agent makes: that of its department, else the shared one. NULL: none is active. */
  'ops.review_overseer': { args: { p_agent: string | null }; row: { review_overseer: string | null }; set: false };
  /** Check reading: what a model remarked about the revision. Its wish for a revision counts for the first params.revisions revisions of an item; after that it is a note. No row: it remarked nothing, or none was asked. */
  'ops.review_reading': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_params: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** A check of layer 2 says what it found on a frozen revision: recorded | not_reviewable | stale_revision. Repeated, the last result counts. */
  'ops.review_result_record': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_check_key: string | null; p_is_blocking: boolean | null; p_is_passed: boolean | null; p_detail?: unknown }; row: { review_result_record: string | null }; set: false };
  /** Checks *.row_drift: a row when the number of frozen rows moved by more than max_share since the report of the day before. */
  'ops.review_row_drift': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_params: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** The review of layer 2: runs the enabled checks on a frozen revision, records what each found, and decides as the overseer of the department: pass, or reject with the failed blocking checks as notes. Answers like ops.review_decide, no_reviewer when no overseer is active; reading when p_may_read and a model is to read it first; not_reviewable | stale_revision when it was decided already. */
  'ops.review_run': { args: { p_work_item_id: string | null; p_revision_no: number | null; p_may_read?: boolean | null }; row: { review_run: string | null }; set: false };
  /** Check sheet_mirror: a failure when the Sheet differs from the revision; a note when it could not be checked or does not show it yet; no row when they agree or there is no Sheet. */
  'ops.review_sheet_mirror': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Check text_complete: a row for each part of a frozen report that is empty: subject, verdict, steps. */
  'ops.review_text_complete': { args: { p_result: unknown }; row: { is_failure: boolean | null; says: string | null; measured: string | null; expected: string | null }; set: true };
  /** Whether a model is to read this revision before layer 2 decides. False once one was asked, whatever came of it. */
  'ops.review_wants_reading': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { review_wants_reading: boolean | null }; set: false };
  /** What is laid over a frozen report when it is shown: {opening}, the accepted paragraph of a model; {} when there is none. */
  'ops.revision_opening': { args: { p_work_item_id: string | null; p_revision_no: number | null }; row: { revision_opening: Json | null }; set: false };
  /** A task ended with an error: what this worker still holds for the job (occurrence, work_item, outbox) is given back; on the last attempt it fails, when ops.task_policies says so. A delivery becomes unknown. The outcome, or nothing_held. */
  'ops.run_abandon': { args: { p_kind: string | null; p_id: string | null; p_incarnation: string | null; p_error: unknown; p_is_last: boolean | null }; row: { run_abandon: string | null }; set: false };
  /** May a run start now? False: paused, or no place is free (of the agent, the machine, the concurrency group), and its occurrence, or its work item when that has ended, is put back with a wake-up. The caller holds the row's lock and starts it in this transaction when true. */
  'ops.run_gate': { args: { p_definition: OpsJobDefinitions | null; p_occurrence: OpsOccurrences | null; p_incarnation: string | null; p_work_item_id?: string | null }; row: { run_gate: boolean | null }; set: false };
  /** A run that may not start yet waits for a wake-up of this kind: its occurrence, or its work item when that has ended. The caller holds the locks of both. */
  'ops.run_hold': { args: { p_occurrence: OpsOccurrences | null; p_work_item_id: string | null; p_kind: string | null; p_due_at: Date | string | null }; row: { run_hold: void }; set: false };
  /** Until when a run is held back by a pause, by its definition switched off or by its agent; NULL: nothing holds it back. */
  'ops.run_paused_until': { args: { p_definition_key: string | null; p_payload: unknown }; row: { run_paused_until: Date | null }; set: false };
  /** What is expected of an answer: ours, and over it what a person wrote; what the person does not name stays. */
  'ops.runbook_expect': { args: { p_runbook: string | null; p_step: string | null }; row: { runbook_expect: Json | null }; set: false };
  /** Runs that a live worker has in hand, each once. */
  'ops.runs_live': { args: Record<never, never>; row: { run_token: string | null; definition_key: string | null; agent: string | null; concurrency_group: string | null; host: string | null }; set: true };
  /** Serialises starts and ends of runs. The last lock of a transaction: nothing else is locked after it. */
  'ops.runs_lock': { args: Record<never, never>; row: { runs_lock: void }; set: false };
  /** Runs, work items and deliveries that a live worker holds though it has no job for them. Empty for callers that are not staff. */
  'ops.runs_lost': { args: Record<never, never>; row: { kind: string | null; id: string | null; status: string | null; run_token: string | null; business_date: string | null; host: string | null; pid: number | null }; set: true };
  /** Each minute: what a live worker holds without a job for it is given back, the third time in a day it fails; journal and alert say so. How many. */
  'ops.runs_return': { args: Record<never, never>; row: { runs_return: number | null }; set: false };
  /** Runs, work items, reviews and outbox rows that are ready, whose worker died, or that were left behind (ops.runs_return), and have no job: they get one. What a dead worker was sending becomes unknown. How many jobs were added. */
  'ops.runs_sweep': { args: Record<never, never>; row: { runs_sweep: number | null }; set: false };
  /** Makes the expected runs of one definition, as the given row has it, from its mark up to a time. How many. */
  'ops.schedule_expand': { args: { p_definition: OpsJobDefinitions | null; p_until: Date | string | null }; row: { schedule_expand: number | null }; set: false };
  /** MD106 when a slot of the definition is nearer than min_gap to one of another report of its agent, or of another job of its concurrency group; names that job. */
  'ops.schedule_require_gap': { args: { p_definition: OpsJobDefinitions | null }; row: { schedule_require_gap: void }; set: false };
  /** What the sending run with this token has to write: the file, its tabs and blocks, and whether the newest report stands in it already. NULL: another run holds it. */
  'ops.sheet_begin': { args: { p_run_token: string | null }; row: { sheet_begin: Json | null }; set: false };
  /** The view of mart whose rows a block of a Sheet shows. MD401. Internal. */
  'ops.sheet_block_view': { args: { p_sheet_key: string | null; p_slug: string | null; p_place: number | null }; row: { sheet_block_view: string | null }; set: false };
  /** What the run with this token has to read: the file and its checked tabs; tabs NULL: nothing to check now. NULL: another run holds it. MD401 when its Sheet is gone. */
  'ops.sheet_check_begin': { args: { p_run_token: string | null }; row: { sheet_check_begin: Json | null }; set: false };
  /** Compares what was read and ends the run: done | late | not_mine. */
  'ops.sheet_check_finish': { args: { p_run_token: string | null; p_tabs: unknown }; row: { sheet_check_finish: string | null }; set: false };
  /** What the sending run read back: match | differs (kept and alerted) | stale (a newer report was frozen meanwhile) | not_mine. */
  'ops.sheet_checked': { args: { p_run_token: string | null; p_tabs: unknown }; row: { sheet_checked: string | null }; set: false };
  /** Columns of a block of a Sheet from left to right. role: value | formula (recomputes the value before it) | check (0, or 1 when the two differ) | total (checks of the row that differ). formula: of the first row of data. */
  'ops.sheet_columns': { args: { p_sheet_key: string | null; p_slug: string | null; p_place: number | null }; row: { column_no: number | null; name: string | null; role: string | null; header: string | null; formula: string | null; data_type: string | null; is_input: boolean | null }; set: true };
  /** Compares what was read of the checked tabs with the report that stands in the Sheet, keeps the outcome and alerts: match | differs | stale (a newer report was frozen meanwhile; nothing is kept). Internal. */
  'ops.sheet_compare': { args: { p_sheet_key: string | null; p_tabs: unknown }; row: { sheet_compare: string | null }; set: false };
  /** May the file be made? go (noted; make it now) | there (it has one) | in_doubt (it was asked for and not answered; a person is asked) | not_mine. */
  'ops.sheet_create': { args: { p_run_token: string | null }; row: { sheet_create: string | null }; set: false };
  /** The file was made, or with NULL: was definitely not. noted | not_mine. */
  'ops.sheet_created': { args: { p_run_token: string | null; p_spreadsheet_id: string | null; p_url: string | null }; row: { sheet_created: string | null }; set: false };
  /** Cells of the checked tabs that do not agree with the frozen report. p_tabs: {title of the tab: rows as read}. kind: value (typed over), formula (comes to something else), check (check cell is gone or typed over), row (row is gone). */
  'ops.sheet_differences': { args: { p_sheet_key: string | null; p_tabs: unknown }; row: { tab: string | null; cell: string | null; article: string | null; header: string | null; kind: string | null; is_input: boolean | null; expected: Json | null; found: Json | null }; set: true };
  /** Link to the Sheet of a report and how old what stands in it is: {title, url, business_date, written_at, is_current, check, text}; text is the sentence for the mail. NULL when it has none. */
  'ops.sheet_link': { args: { p_definition_key: string | null }; row: { sheet_link: Json | null }; set: false };
  /** The Sheet could not be written or read: kept as not_checked and alerted. not_checked | not_mine. */
  'ops.sheet_not_checked': { args: { p_run_token: string | null; p_reason: string | null }; row: { sheet_not_checked: string | null }; set: false };
  /** The Sheet that the sending run with this token writes. NULL: another run holds it. Internal. */
  'ops.sheet_of_run': { args: { p_run_token: string | null }; row: OpsSheets; set: false };
  /** Plans the writing of a Sheet: one row waits, whatever it is called for. */
  'ops.sheet_plan': { args: { p_key: string | null; p_work_item_id: string | null }; row: { sheet_plan: string | null }; set: false };
  /** How many rows ops.sheet_rows has: the grid of the tab is made as large before they are written. MD401. */
  'ops.sheet_row_count': { args: { p_sheet_key: string | null; p_slug: string | null; p_place: number | null }; row: { sheet_row_count: number | null }; set: false };
  /** Rows of a block of a Sheet, each an array of cells as wide as ops.sheet_columns: text, number, {"f": formula}, null where a formula is filled in. MD401. */
  'ops.sheet_rows': { args: { p_sheet_key: string | null; p_slug: string | null; p_place: number | null; p_after?: number | null; p_limit?: number | null }; row: { sheet_rows: Json | null }; set: true };
  /** Tabs, heads and PO stand in the file: the load of PO and the check through the day are scheduled. set_up | not_mine. */
  'ops.sheet_set_up': { args: { p_run_token: string | null }; row: { sheet_set_up: string | null }; set: false };
  /** That revision stands in the Sheet: written | stale (a newer one was frozen meanwhile; it will be written) | not_mine. */
  'ops.sheet_written': { args: { p_run_token: string | null; p_work_item_id: string | null; p_revision_no: number | null }; row: { sheet_written: string | null }; set: false };
  /** State of the whole engine as one JSON document: workers, queue, pauses, alerts, the next slot, runs, loads, work items, outbox, the inboxes in which people answer, open incidents, the overseer, the newest cross-check, who worded the newest report, orphans; what is open says why (causes). Of the last p_days days and all that is open. */
  'ops.status': { args: { p_days?: number | null }; row: { status: Json | null }; set: false };
  /** Whether the newest reviewed report opens with the words of a model (model), and if not, why (why): {work_item_id, revision_no, title, business_date, model, why}; NULL when no report has an opening. */
  'ops.status_opening': { args: Record<never, never>; row: { status_opening: Json | null }; set: false };
  /** What ops.explain says, as one JSON list. */
  'ops.status_why': { args: { p_kind: string | null; p_id: string | null }; row: { status_why: Json | null }; set: false };
  /** Plans one command for a machine, with its job. The caller holds the machine's lock and knows that nothing else is asked of it. */
  'ops.step_add': { args: { p_machine_key: string | null; p_incident_id: string | null; p_step: string | null; p_phase: string | null; p_is_rescue: boolean | null; p_page_offset?: number | null }; row: { step_add: string | null }; set: false };
  /** A worker takes a planned command: where it goes, who must answer there, and the text, made from ops.runbook_steps and nothing else. No row: there is nothing to send. One that a dead worker had taken is lost and is decided anew. */
  'ops.step_begin': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; host: string | null; port: number | null; login: string | null; host_keys: string[] | null; command: string | null; timeout_ms: number | null; max_bytes: number | null }; set: true };
  /** The answer to a command, {exit, signal, stdout, stderr, bytes, truncated, milliseconds, host_key} or {fault, message}: it is kept, judged, and what follows is planned in the same transaction. The verdict, or not_mine. */
  'ops.step_finish': { args: { p_run_token: string | null; p_outcome: unknown }; row: { step_finish: string | null }; set: false };
  /** What is wrong in a health answer: dead, what the expectation's dead_on names; warnings, the rest. Unknown fields are passed by. */
  'ops.step_health': { args: { p_answer: unknown; p_expect: unknown }; row: { dead: string[] | null; warnings: string[] | null }; set: true };
  /** True: nobody is at this command any more, its worker is dead or its time long over. */
  'ops.step_is_gone': { args: { p_step: OpsIncidentSteps | null }; row: { step_is_gone: boolean | null }; set: false };
  /** The JSON document in what a command printed; NULL: there is none that can be read. */
  'ops.step_json': { args: { p_text: string | null }; row: { step_json: Json | null }; set: false };
  /** What the answer of a machine means: ok | starting | dead | unreachable (nothing was done) | refused (a person has to look) | unknown (a restart of which nobody knows) | missed (jobs of its schedule) | off. Why, for people, and what was read. */
  'ops.step_judge': { args: { p_step: string | null; p_expect: unknown; p_outcome: unknown; p_now: Date | string | null }; row: { verdict: string | null; says: string | null; facts: Json | null }; set: true };
  /** A command whose worker died, or whose answer could not be recorded in time. The caller holds the locks of machine and incident. */
  'ops.step_lost': { args: { p_id: string | null }; row: { step_lost: void }; set: false };
  /** One page of a machine's schedule: enabled jobs, missed ones (enabled, due for longer than the grace, not running), ones that switched themselves off, ones whose message did not arrive, the next page. */
  'ops.step_schedule': { args: { p_answer: unknown; p_expect: unknown; p_now: Date | string | null }; row: { step_schedule: Json | null }; set: false };
  /** Commands for machines whose worker died, or that are long over their time, are decided anew; planned ones without a job get one. How many jobs were added. */
  'ops.steps_sweep': { args: Record<never, never>; row: { steps_sweep: number | null }; set: false };
  /** Fails the row (event, occurrence, work_item, inbound) whose job is dead: failed | left (a live run holds it, or it needs nothing). */
  'ops.subject_fail': { args: { p_kind: string | null; p_id: string | null; p_error: unknown }; row: { subject_fail: string | null }; set: false };
  /** Each minute, by any worker: silent workers are declared dead, and whatever is ready but has no job gets one. How many jobs were added. */
  'ops.sweep': { args: Record<never, never>; row: { sweep: number | null }; set: false };
  /** How long a run of each task may take, in milliseconds. A worker reads it at its start and with each sweep. */
  'ops.task_timeouts': { args: Record<never, never>; row: { task_identifier: string | null; timeout_ms: string | null }; set: true };
  /** A person decides in a chat (approve, reject, redo, close): the outcome of the message, the answer of the deciding function, what the person is told. */
  'ops.telegram_decide': { args: { p_approval_id: string | null; p_person_id: string | null; p_wants: string | null; p_notes: string | null; p_evidence: unknown }; row: { outcome: string | null; answer: string | null; says: string | null }; set: false };
  /** An update of Telegram without the character NUL. Fails with 22P02 when it is no JSON. Internal. */
  'ops.telegram_json': { args: { p_raw: string | null }; row: { telegram_json: Json | null }; set: false };
  /** A text in a chat: as the reply to our question it is the notes of a decision; anything else from a person who is asked for an answer is answered with the buttons and decides nothing. */
  'ops.telegram_message': { args: { p_id: string | null; p_message: unknown; p_person_id: string | null; p_evidence: unknown }; row: { outcome: string | null; answer: string | null; approval_id: string | null }; set: false };
  /** A worker wants to read a bot's updates: from which on, and how many seconds Telegram may wait for one. No row: another worker reads, or telegram.poll_seconds is 0. */
  'ops.telegram_poll_begin': { args: { p_bot: string | null; p_incarnation: string | null }; row: { update_offset: string | null; seconds: number | null }; set: true };
  /** What Telegram answered: updates as JSON, kept before the offset moves. How many are new. No updates: nobody wrote. */
  'ops.telegram_poll_end': { args: { p_bot: string | null; p_incarnation: string | null; p_updates: string[] | null }; row: { telegram_poll_end: number | null }; set: false };
  /** Updates could not be read (auth, webhook, conflict, flood, network): remembered, people are told. After how many seconds to try again. */
  'ops.telegram_poll_fail': { args: { p_bot: string | null; p_incarnation: string | null; p_code: string | null; p_message: string | null; p_retry_after?: number | null }; row: { telegram_poll_fail: number | null }; set: false };
  /** A button was pressed: Setujui decides, the others ask for notes first; who may not is told so over the button. */
  'ops.telegram_press': { args: { p_id: string | null; p_query: unknown; p_person_id: string | null; p_evidence: unknown }; row: { outcome: string | null; answer: string | null; approval_id: string | null }; set: false };
  /** Asks in a chat for the notes of a decision (reject, redo, close). NULL: was asked telegram.max_questions times, no more. */
  'ops.telegram_question': { args: { p_inbound_id: string | null; p_approval_id: string | null; p_wants: string | null; p_chat_id: string | null; p_is_again?: boolean | null }; row: { telegram_question: string | null }; set: false };
  /** Reads a stored update of Telegram and acts on it: approved | revision | closed | asked | ignored_auto | unmatched | refused_sender | refused_stale | refused_closed | refused_token | refused_self_approval | refused_needs_missing. Read again it answers the same and does nothing. MD401. */
  'ops.telegram_receive': { args: { p_id: string | null }; row: { telegram_receive: string | null }; set: false };
  /** An answer of ops.approval_decide or ops.work_item_close that refuses: the outcome of the inbound message, and what its sender is told (200 characters: a notice over a button takes no more). */
  'ops.telegram_refusal': { args: { p_approval_id: string | null; p_answer: string | null }; row: { outcome: string | null; says: string | null }; set: false };
  /** Plans what is said back to an inbound message: answer (to a pressed button), question, ask, refused, hello. */
  'ops.telegram_say': { args: { p_inbound_id: string | null; p_kind: string | null; p_chat_id: string | null; p_params: unknown; p_work_item_id?: string | null }; row: { telegram_say: string | null }; set: false };
  /** A moment as people in Jakarta write it, without the zone: 2026-02-09 07:00. */
  'ops.time_wib': { args: { p_at: Date | string | null }; row: { time_wib: string | null }; set: false };
  /** The first instant between two at which the zone's clocks stand differently, to the minute. The caller knows that there is one. */
  'ops.time_zone_jump': { args: { p_time_zone: string | null; p_from: Date | string | null; p_to: Date | string | null }; row: { time_zone_jump: Date | null }; set: false };
  /** MD105 unless it is the full name of a time zone. */
  'ops.time_zone_require': { args: { p_time_zone: string | null }; row: { time_zone_require: void }; set: false };
  /** Length of a text in UTF-16 units, as Telegram counts it. */
  'ops.utf16_length': { args: { p_text: string | null }; row: { utf16_length: number | null }; set: false };
  /** A new time-ordered id (version 7), by the real clock. */
  'ops.uuid_v7': { args: Record<never, never>; row: { uuid_v7: string | null }; set: false };
  /** Rules that are broken now: rule, subject, why. p_books: what the vendors' own books say, to be held against ours. Empty whenever nothing is under way. */
  'ops.violations': { args: { p_books?: unknown }; row: { rule: string | null; subject: string | null; why: string | null }; set: true };
  /** Rules about machines and incidents that are broken now. p_machines: machines that are ill, [{machine, ill_since}]. */
  'ops.violations_of_machines': { args: { p_machines: unknown }; row: { rule: string | null; subject: string | null; why: string | null }; set: true };
  /** A new deadline. The caller points its waiting row to it in the same transaction. */
  'ops.wakeup_add': { args: { p_kind: string | null; p_subject_kind: string | null; p_subject_id: string | null; p_due_at: Date | string | null }; row: { wakeup_add: string | null }; set: false };
  /** A wake-up is due: the owner of the row that waits decides. gone: the wait has ended meanwhile; not_due: the clock was set back. */
  'ops.wakeup_fire': { args: { p_id: string | null }; row: { wakeup_fire: string | null }; set: false };
  /** Hands due wake-ups to the queue, each once, at most p_limit. How many. */
  'ops.wakeups_dispatch': { args: { p_limit?: number | null }; row: { wakeups_dispatch: number | null }; set: false };
  /** What the wake-ups waited for has come: they are due now and their jobs are added in this transaction. How many. */
  'ops.wakeups_hasten': { args: { p_ids: string[] | null }; row: { wakeups_hasten: number | null }; set: false };
  /** Wake-ups whose job was lost are handed out again by the next tick of a dispatcher. How many. */
  'ops.wakeups_sweep': { args: Record<never, never>; row: { wakeups_sweep: number | null }; set: false };
  /** Each minute, by any worker: findings about the data, rules, messages of alerts, then what Notion has to show. How many alerts and messages. */
  'ops.watch_run': { args: Record<never, never>; row: { watch_run: number | null }; set: false };
  /** What each of p_weeks weeks from p_from on held: runs that ended, loads, reports that were frozen, messages, items and what became of them, runs that ended late, incidents of machines that were opened, recovered and given up, troubles of runs, loads and items and how many of them are mended. */
  'ops.weeks': { args: { p_from: Date | string | null; p_weeks: number | null }; row: { week: number | null; from: string | null; jobs: number | null; loads: number | null; blocked: number | null; reports: number | null; mails: number | null; chats: number | null; work_items: number | null; approved: number | null; rejected: number | null; escalated: number | null; late: number | null; failed: number | null; incidents: number | null; recovered: number | null; exhausted: number | null; troubles: number | null; mended: number | null }; set: true };
  /** A word, and what is left of it without Indonesian prefixes and suffixes (and an English plural s). */
  'ops.word_stems': { args: { p_word: string | null }; row: { word_stems: string | null }; set: true };
  /** As what the caller acts on an item, out of the kinds that may: supervisor or operator; NULL: as none of them. 42501 for a role that is neither staff nor a person. */
  'ops.work_item_actor': { args: { p_work_item_id: string | null; p_person_id: string | null; p_kinds: string[] | null }; row: { actor_kind: string | null; actor: string | null }; set: false };
  /** Raises an alert about a work item in its agent's department. p_what tells alerts of one item apart. */
  'ops.work_item_alert': { args: { p_id: string | null; p_severity: string | null; p_what: string | null; p_title: string | null; p_body: string | null }; row: { work_item_alert: void }; set: false };
  /** Says what causes the next change of a work item's state: event, kind of actor, actor, reason. Good for one change. */
  'ops.work_item_announce': { args: { p_event: string | null; p_actor_kind: string | null; p_actor: string | null; p_reason: string | null }; row: { work_item_announce: void }; set: false };
  /** A supervisor approves the frozen revision of an escalated item: approved | not_escalated | no_revision | stale_revision | self_approval | not_supervisor. MD101 without a note. */
  'ops.work_item_approve_escalated': { args: { p_id: string | null; p_revision_no: number | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_approve_escalated: string | null }; set: false };
  /** What an approval causes: other requests are closed, the result goes to its recipients, runs that waited for it are looked at again. The caller holds the date's lock and the item's. */
  'ops.work_item_approved': { args: { p_work_item_id: string | null }; row: { work_item_approved: void }; set: false };
  /** Who signs in the PIC's place: the delegate of an absence, else the definition's backup, else the PIC's supervisor; none who is away or whose own work it is. NULL: nobody. */
  'ops.work_item_backup': { args: { p_work_item_id: string | null }; row: { work_item_backup: string | null }; set: false };
  /** An operator or supervisor gives a work item up: cancelled | not_cancellable (not started: skip it; pending: withdraw it; escalated: close it). A later finish is answered not_mine. MD101 without a note. */
  'ops.work_item_cancel': { args: { p_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_cancel: string | null }; set: false };
  /** Plans the three lines of the current revision for the department's group (recipient key department.<code>) and the Telegram recipients of the report; in test mode for test recipients alone. Once per revision and chat. How many were planned. */
  'ops.work_item_chat': { args: { p_work_item_id: string | null }; row: { work_item_chat: number | null }; set: false };
  /** A supervisor closes an escalated item without a result: cancelled | not_escalated | not_supervisor. MD101 without a note. */
  'ops.work_item_close': { args: { p_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_close: string | null }; set: false };
  /** Opens the correction of an approved item, or answers the one that is open: a new item koreksi-n with a life of its own. The approved one stays. MD201 not approved, MD401 no such item, MD101 no note. */
  'ops.work_item_correct': { args: { p_item_id: string | null; p_note: string | null }; row: { work_item_correct: string | null }; set: false };
  /** A run of a work item cannot go on now: deferred (it stays in progress, a timer starts it again) | failed (it could not be in time any more) | not_mine. The job then ends well. */
  'ops.work_item_defer': { args: { p_run_token: string | null; p_seconds: string | null; p_reason: string | null }; row: { work_item_defer: string | null }; set: false };
  /** Where two sets of figures differ: path, approved value, corrected value; NULL where one side has none. */
  'ops.work_item_difference': { args: { p_approved: unknown; p_corrected: unknown }; row: { path: string | null; approved: string | null; corrected: string | null }; set: true };
  /** To the supervisor: open requests are closed, the supervisor is asked, a critical alert is raised. The caller holds the locks. */
  'ops.work_item_escalate': { args: { p_id: string | null; p_event: string | null; p_actor_kind: string | null; p_actor: string | null; p_reason: string | null; p_notes?: string | null }; row: { work_item_escalate: void }; set: false };
  /** A run has failed: failed (final) | in_progress (a retry takes it over) | not_mine. */
  'ops.work_item_fail': { args: { p_run_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { work_item_fail: string | null }; set: false };
  /** Freezes the result of a run as a revision, notes the loads it stands on and adds its review. Answers the state the item stands in then (done; approved when neither review nor approval is required; pending_approval), already for a repeated call, not_mine when another run holds it. */
  'ops.work_item_finish': { args: { p_run_token: string | null; p_figures: unknown; p_result: unknown }; row: { work_item_finish: string | null }; set: false };
  /** True while a pause, a switched off definition or an inactive agent keeps the item from running. */
  'ops.work_item_is_held': { args: { p_id: string | null }; row: { work_item_is_held: boolean | null }; set: false };
  /** True when the person produced the item or asked for its run: such a person does not sign it. */
  'ops.work_item_is_own': { args: { p_work_item_id: string | null; p_person_id: string | null }; row: { work_item_is_own: boolean | null }; set: false };
  /** True when job, agent or installation is in test mode: effects go to test recipients and are marked. */
  'ops.work_item_is_test': { args: { p_work_item_id: string | null }; row: { work_item_is_test: boolean | null }; set: false };
  /** Where a report can be seen besides the mail, and how old what stands there is. Empty when nothing is connected. Internal. */
  'ops.work_item_links': { args: { p_work_item_id: string | null }; row: { work_item_links: Json | null }; set: false };
  /** Locks the work item that a run holds, in the documented order. An empty row (id is null) when another run holds it. */
  'ops.work_item_lock': { args: { p_run_token: string | null }; row: OpsWorkItems; set: false };
  /** Plans one mail per recipient of the current revision: the PIC and the definition's recipients; in test mode (of job, agent or outbox.test_mode) the test recipients alone. Planned twice is sent once. How many were planned. */
  'ops.work_item_mail': { args: { p_work_item_id: string | null }; row: { work_item_mail: number | null }; set: false };
  /** The next slot of an item's job after now; a day from now when it has no schedule. */
  'ops.work_item_next_slot': { args: { p_id: string | null }; row: { work_item_next_slot: Date | null }; set: false };
  /** The work item of a definition, business date and subject: opened (scheduled, with its start limit) or the one that is there. MD401 when the definition makes none. */
  'ops.work_item_open': { args: { p_definition: string | null; p_business_date: string | null; p_subject_key?: string | null; p_occurrence_id?: string | null }; row: { work_item_open: string | null }; set: false };
  /** The review has passed: on to the PIC (pending_approval), or to approved when no approval is required. checks_failed | no_approver: it stays done. The caller holds the locks. */
  'ops.work_item_pass': { args: { p_id: string | null; p_actor_kind: string | null; p_actor: string | null; p_reason: string | null }; row: { work_item_pass: string | null }; set: false };
  /** The item waits on: a new wake-up instead of the one that was due, counted as a reminder or not. */
  'ops.work_item_rearm': { args: { p_id: string | null; p_kind: string | null; p_due_at: Date | string | null; p_counts?: boolean | null }; row: { work_item_rearm: void }; set: false };
  /** A supervisor lets an escalated item be made again, rejections counted from none: in_progress | not_escalated | not_supervisor | needs_missing. MD101 without a note. */
  'ops.work_item_redo': { args: { p_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_redo: string | null }; set: false };
  /** Row 24: an escalated item is made again. The caller holds the locks and has looked at the guards. */
  'ops.work_item_redo_run': { args: { p_id: string | null; p_actor: string | null; p_note: string | null }; row: { work_item_redo_run: void }; set: false };
  /** As ops.work_item_take; MD401 when there is no such item. */
  'ops.work_item_require': { args: { p_id: string | null }; row: OpsWorkItems; set: false };
  /** The time of a deferred work item has come: it gets its job. resumed | not_deferred. */
  'ops.work_item_resume': { args: { p_id: string | null }; row: { work_item_resume: string | null }; set: false };
  /** A person lets a failed work item run again: in_progress; its state when it is not failed. MD101 without a note. */
  'ops.work_item_retry': { args: { p_id: string | null; p_note: string | null }; row: { work_item_retry: string | null }; set: false };
  /** The producing job of an item that runs again, with a run of its own when the last one has ended badly. The caller holds the locks. */
  'ops.work_item_run_again': { args: { p_id: string | null }; row: { work_item_run_again: void }; set: false };
  /** The run of an item that will not be made: skipped, or failed when it was under way. The caller holds its lock. */
  'ops.work_item_run_drop': { args: { p_occurrence_id: string | null; p_note: string | null }; row: { work_item_run_drop: void }; set: false };
  /** Back to the producer with notes: revision, counted unless it was withdrawn; escalated when it was sent back as often as allowed. The caller holds the locks. */
  'ops.work_item_sent_back': { args: { p_id: string | null; p_event: string | null; p_actor_kind: string | null; p_actor: string | null; p_notes: string | null }; row: { work_item_sent_back: string | null }; set: false };
  /** An operator skips a work item that has not started, with its run: cancelled | not_scheduled. MD101 without a note. */
  'ops.work_item_skip': { args: { p_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_skip: string | null }; set: false };
  /** A worker takes a work item: run_token, the revision number it will freeze, notes of the last rejection, and what it is about. No row: nothing to start, needs not met, a live worker holds it, or it is put back (paused, no free place). A run whose worker is gone is taken over with a new token. */
  'ops.work_item_start': { args: { p_id: string | null; p_incarnation: string | null }; row: { run_token: string | null; revision_no: number | null; notes: string | null; definition_key: string | null; business_date: string | null; payload: Json | null }; set: true };
  /** Who decides about an escalated item: the PIC's supervisor, else the backup's. NULL: nobody is named, the owner of the installation decides. */
  'ops.work_item_supervisor': { args: { p_work_item_id: string | null }; row: { work_item_supervisor: string | null }; set: false };
  /** Locks a work item, its business date and its run in the documented order. An empty row (id is null) when there is none. */
  'ops.work_item_take': { args: { p_id: string | null }; row: OpsWorkItems; set: false };
  /** Message-ID that the mails about a report refer to, its revisions and corrections included. Internal. */
  'ops.work_item_thread': { args: { p_work_item_id: string | null }; row: { work_item_thread: string | null }; set: false };
  /** A wake-up of a work item is due. stale: the item waits for another one; early: not due by the business clock; else what was done: reminded, retried, failed, escalated, passed, paused, resumed, needs_missing, not_started, arrived, next_channel, backup_opened, moved. Handed out twice it acts once. */
  'ops.work_item_timer': { args: { p_wakeup_id: string | null }; row: { work_item_timer: string | null }; set: false };
  /** A run or a revision that took too long twice has failed (rows 6 and 21); a late finish is answered not_mine. The caller holds the locks. */
  'ops.work_item_timer_fail': { args: { p_id: string | null }; row: { work_item_timer_fail: string | null }; set: false };
  /** A failed item: retried (three times at most) | reminded | escalated (24 hours after it first failed). The caller holds the locks. */
  'ops.work_item_timer_failed': { args: { p_id: string | null; p_kind: string | null }; row: { work_item_timer_failed: string | null }; set: false };
  /** An item that should have started: needs_missing (alert, who waits for it is told, given up at the next slot) | not_started (its job is added again) | escalated (row 4). The caller holds the locks. */
  'ops.work_item_timer_start': { args: { p_id: string | null; p_kind: string | null }; row: { work_item_timer_start: string | null }; set: false };
  /** What held the run of a work item back is looked at again: it gets its job, and whoever takes it asks the gate. The caller holds the locks. */
  'ops.work_item_unhold': { args: { p_id: string | null }; row: { work_item_unhold: string | null }; set: false };
  /** Takes a request for approval back: revision (operator or supervisor; not counted as a rejection) or cancelled (supervisor); who was asked is told. not_pending | not_supervisor. MD101 without a note. */
  'ops.work_item_withdraw': { args: { p_id: string | null; p_to: string | null; p_note: string | null; p_person_id?: string | null }; row: { work_item_withdraw: string | null }; set: false };
  /** Work items that nothing can happen to any more, ended before a time: what belongs to them may be let go. Internal. */
  'ops.work_items_over': { args: { p_before: Date | string | null }; row: { id: string | null }; set: true };
  /** Sign of life. False: the worker was declared dead, must drop its work and end. */
  'ops.worker_beat': { args: { p_incarnation: string | null }; row: { worker_beat: boolean | null }; set: false };
  /** False: something else has been deployed since this worker started; it ends and starts again. A deploy that changed nothing does not count. */
  'ops.worker_is_current': { args: { p_incarnation: string | null }; row: { worker_is_current: boolean | null }; set: false };
  /** True while the incarnation has neither stopped nor been declared dead. */
  'ops.worker_is_live': { args: { p_incarnation: string | null }; row: { worker_is_live: boolean | null }; set: false };
  /** Tells which pool id of the queue belongs to a worker: jobs carry it in locked_by. */
  'ops.worker_pool_add': { args: { p_incarnation: string | null; p_pool_id: string | null }; row: { worker_pool_add: void }; set: false };
  /** A worker process has started: gives it an identity that is never used again. The pool id may be empty and follow by worker_pool_add. MD206: its breaking number is not the database's. */
  'ops.worker_register': { args: { p_pool_id: string | null; p_host: string | null; p_pid: number | null; p_version?: string | null; p_breaking_number?: number | null }; row: { worker_register: string | null }; set: false };
  /** MD209 unless the incarnation is alive: a dead worker takes nothing. */
  'ops.worker_require': { args: { p_incarnation: string | null }; row: { worker_require: void }; set: false };
  /** A worker has ended by itself. What it still held may be taken over. */
  'ops.worker_stop': { args: { p_incarnation: string | null }; row: { worker_stop: void }; set: false };
  /** How many jobs are locked by this worker for longer than worker.silent_after though it says that it runs others. It then ends its queue and begins anew, and the reaper gives them back. */
  'ops.worker_strays': { args: { p_incarnation: string | null; p_job_ids: string[] | null }; row: { worker_strays: number | null }; set: false };
  /** How often a worker gives a sign of life, and after how long a silence it is declared dead, in milliseconds. */
  'ops.worker_timing': { args: Record<never, never>; row: { beat_ms: number | null; silent_ms: number | null }; set: false };
  /** Declares workers dead that have been silent longer than worker.silent_after. How many. */
  'ops.workers_bury': { args: Record<never, never>; row: { workers_bury: number | null }; set: false };
  /** By any worker, at each beat: declares silent workers dead and gives back the jobs that no live worker holds. A job whose worker died worker.crash_limit times is set aside. How many jobs were unlocked. */
  'ops.workers_reap': { args: Record<never, never>; row: { workers_reap: number | null }; set: false };
  /** Checks the staged file against the table and applies it: append (new rows; a changed one refuses all), upsert, replace (removes what the file lacks, at most 20 % without p_force). p_columns: columns of the file. Returns {status applied | dry_run | refused, inserted, changed, deleted, unchanged, examples, problems [{line, name, value, message}], problem_count, refusal, refusal_code changed_rows | mass_delete, hint, missing, existing}; a refused caller must roll back. */
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
  /** Headers of other programs' exports that a file for this table may have, in the form in which they are compared, and how numbers and dates below them are written. */
  'portal.load_mappings': { args: { p_table: string | null }; row: { source_header: string | null; header_key: string | null; column_name: string | null; decimal_mark: string | null; date_format: string | null }; set: true };
  /** Rows of the table that the file has not, and how many the table has. Internal. */
  'portal.load_missing': { args: { p_table: string | null }; row: { n: string | null; existing: string | null; examples: Json | null }; set: true };
  /** Staged rows that the table would refuse: doubled key, empty cell, broken rule, missing reference; with line, column, value and the rule in words. Internal. */
  'portal.load_problems': { args: { p_table: string | null }; row: { line_no: string | null; column_name: string | null; value: string | null; message: string | null }; set: true };
  /** Puts rows into pg_temp.load_staging: [[line, value of each of p_columns …], …], values as text. Between portal.load_begin and portal.load_apply. */
  'portal.load_stage': { args: { p_table: string | null; p_columns: string[] | null; p_rows: unknown }; row: { load_stage: void }; set: false };
  /** Tables that mandor load knows: reference data with the key that tells new rows from changed ones, the entity partitions of raw, and the receipts of the tills. */
  'portal.load_tables': { args: Record<never, never>; row: { table_name: string | null; kind: string | null; entity: string | null; key_columns: string[] | null; key_expressions: string[] | null; description: string | null }; set: true };
  /** The loadable table of that name. MD401 lists the known ones, MD101 says that an entity sells nothing. */
  'portal.load_target': { args: { p_table: string | null }; row: { table_name: string | null; kind: string | null; entity: string | null; key_columns: string[] | null; key_expressions: string[] | null }; set: true };
  /** Writes the staged rows as portal.load_diff decided. Internal. */
  'portal.load_write': { args: { p_table: string | null; p_mode: string | null }; row: { load_write: void }; set: false };
  /** What is wrong with a cell, in Indonesian. Messages that it does not know stay as they are. */
  'portal.problem_text': { args: { p_message: string | null }; row: { problem_text: string | null }; set: false };
  /** Keeps the answer of a load of reference data in portal.reference_loads; returns its number. p_answer: as of portal.load_apply, with rows; status failed: it could not be read. */
  'portal.reference_load_note': { args: { p_table: string | null; p_source: string | null; p_origin: string | null; p_mode: string | null; p_answer: unknown; p_sheet_key?: string | null; p_occurrence_id?: string | null }; row: { reference_load_note: string | null }; set: false };
  /** The tab that the run with this token has to load: where it is, its headers (mapping), the columns of its table. No row: another run holds it. MD401 when its row is gone. */
  'portal.sheet_begin': { args: { p_run_token: string | null }; row: { key: string | null; spreadsheet_id: string | null; tab: string | null; header_row: number | null; table_name: string | null; mapping: Json | null; decimal_mark: string | null; columns: Json | null }; set: true };
  /** Name of a cell as people know it from the Sheet: column 3 of row 17 is C17. Without a column the row alone, without a row the letters. */
  'portal.sheet_cell': { args: { p_column: number | null; p_line: string | null }; row: { sheet_cell: string | null }; set: false };
  /** Why a tab was not loaded, for those who keep it: cells by their names, in Indonesian. Internal. */
  'portal.sheet_complaint': { args: { p_source: PortalSheetSources | null; p_answer: unknown }; row: { sheet_complaint: string | null }; set: false };
  /** A tab could not be read, and waiting would not help (no right, no such tab, no credentials): failed, with an alert | not_mine. p_message: for people. */
  'portal.sheet_fail': { args: { p_run_token: string | null; p_message: string | null }; row: { sheet_fail: string | null }; set: false };
  /** Loads what was read of a tab and ends the run: done | late | failed (refused, with an alert that names the cells; nothing changed) | deferred (the table is held) | not_mine. p_rows: [[row, values …]]; p_cells: column number of each of p_columns in the tab; p_problems: what was wrong on reading. */
  'portal.sheet_finish': { args: { p_run_token: string | null; p_columns: string[] | null; p_cells: number[] | null; p_rows: unknown; p_problems: unknown }; row: { sheet_finish: string | null }; set: false };
  /** The tab that the run with this token loads. NULL: another run holds it, or its row is gone. Internal. */
  'portal.sheet_of_run': { args: { p_run_token: string | null }; row: PortalSheetSources; set: false };
  /** Ends the run of a tab that was not loaded: a row in portal.reference_loads, an alert that names the cells, a failed run. Internal. */
  'portal.sheet_refuse': { args: { p_source: PortalSheetSources | null; p_run_token: string | null; p_answer: unknown }; row: { sheet_refuse: string | null }; set: false };
  /** A tab that is loaded: where it is, its headers (mapping), the columns of its table, and how it is written. No row: there is none of that name. */
  'portal.sheet_source': { args: { p_key: string | null }; row: { key: string | null; spreadsheet_id: string | null; tab: string | null; header_row: number | null; table_name: string | null; mapping: Json | null; decimal_mark: string | null; columns: Json | null; mode: string | null; is_forced: boolean | null }; set: true };
  /** Tabs that are loaded, for mandor doctor. */
  'portal.sheet_sources_list': { args: Record<never, never>; row: { key: string | null; spreadsheet_id: string | null; tab: string | null }; set: true };
  /** Warehouses that a source named and nobody mapped, with a proposed kind and shop, the pairs they hold and why it is proposed so. A person decides. */
  'portal.warehouse_proposals': { args: Record<never, never>; row: { entity: string | null; nama_gudang: string | null; kind: string | null; store_code: string | null; loose: boolean | null; in_cover: boolean | null; note: string | null; pairs: string | null; why: string | null }; set: true };
  /** Notes the shops that the source lists ([{shop_id, name, channel}]) and says which windows the run has to read, at most 15 days each, oldest first. No row: another run holds the occurrence. */
  'raw.ginee_begin': { args: { p_run_token: string | null; p_shops: unknown }; row: { shop_id: string | null; window_from: Date | null; window_to: Date | null }; set: true };
  /** Takes one page of orders of a shop's window: upserts them with their lines and notes the cursor. ok | not_mine (stop). MD401: the shop is not known. */
  'raw.ginee_page': { args: { p_run_token: string | null; p_shop_id: string | null; p_window_from: Date | string | null; p_window_to: Date | string | null; p_cursor: unknown; p_orders: unknown }; row: { ginee_page: string | null }; set: false };
  /** A shop's window was read to its end; p_source_now: the source's clock. ok | not_mine. */
  'raw.ginee_window_done': { args: { p_run_token: string | null; p_shop_id: string | null; p_window_from: Date | string | null; p_window_to: Date | string | null; p_source_now?: Date | string | null }; row: { ginee_window_done: string | null }; set: false };
  /** Makes a checked load the current one of its day: swaps the rows and brings core up to date. Returns the rows in the partition. Internal; the caller holds the locks. */
  'raw.load_accept': { args: { p_load_id: string | null }; row: { load_accept: string | null }; set: false };
  /** Begins or resumes a load of stock or sales of one entity. Returns its id, the fencing token, and where a cut-off pull goes on (position, rows staged). */
  'raw.load_begin': { args: { p_kind: string | null; p_entity: string | null; p_business_date: string | null; p_snapshot_date: string | null; p_covers_from: string | null; p_covers_to: string | null; p_data_type?: string | null; p_occurrence_id?: string | null }; row: { load_id: string | null; run_token: string | null; position: Json | null; rows_staged: string | null; is_resumed: boolean | null }; set: true };
  /** Share of a staged load's first rows that stand in another entity's data just so. Internal. */
  'raw.load_check_entity': { args: { p_load_id: string | null; p_facts: unknown }; row: { check_name: string | null; measured: string | null; is_passed: boolean | null; message: string | null }; set: true };
  /** What a staged load says of itself: per check what was measured, whether it passed (NULL: the threshold decides) and a sentence. Internal. */
  'raw.load_check_itself': { args: { p_load_id: string | null; p_facts: unknown; p_fetched_count: string | null }; row: { check_name: string | null; measured: string | null; is_passed: boolean | null; message: string | null }; set: true };
  /** The further numbers of a check that are in force: as shipped, overridden by what a person set. Internal. */
  'raw.load_check_params': { args: { p_kind: string | null; p_check_name: string | null }; row: { load_check_params: Json | null }; set: false };
  /** Compares the rows of a staged load with those of the last accepted ones. Internal. */
  'raw.load_check_rows': { args: { p_load_id: string | null }; row: { check_name: string | null; measured: string | null; is_passed: boolean | null; message: string | null }; set: true };
  /** Ends a load without accepting it and removes what it staged. Internal. */
  'raw.load_close': { args: { p_load_id: string | null; p_status: string | null; p_message: string | null; p_superseded_by?: string | null }; row: { load_close: void }; set: false };
  /** Jobs that pull this kind of data of this entity. Internal. */
  'raw.load_definitions': { args: { p_kind: string | null; p_entity: string | null }; row: { load_definitions: string[] | null }; set: false };
  /** Ends a pull that cannot go on; nothing of it remains but the reason. failed | not_mine. */
  'raw.load_fail': { args: { p_load_id: string | null; p_run_token: string | null; p_error: string | null }; row: { load_fail: string | null }; set: false };
  /** Checks a staged load and accepts it (raw and core change in this transaction) or quarantines it. p_source_row_count: documents or lines that the source said it has; p_fetched_count: how many were fetched. Returns accepted | quarantined | not_mine, rows, and each check. */
  'raw.load_finish': { args: { p_load_id: string | null; p_run_token: string | null; p_source_row_count: string | null; p_fetched_count?: string | null }; row: { status: string | null; rows_loaded: string | null; validation: Json | null }; set: true };
  /** Keeps the rows of an accepted load that is about to be displaced. Internal. */
  'raw.load_keep': { args: { p_load_id: string | null }; row: { load_keep: void }; set: false };
  /** Locks a load and everything that is decided beside it, and returns it as it is now. MD401. Internal. */
  'raw.load_lock': { args: { p_load_id: string | null }; row: RawLoadHistory; set: false };
  /** The load, locked, when this run holds it; no row otherwise. Internal. */
  'raw.load_own': { args: { p_load_id: string | null; p_run_token: string | null }; row: RawLoadHistory; set: true };
  /** Notes a page of a pull: new position and number of rows that the same transaction copies into staging. ok | not_mine (another run holds the load: stop). */
  'raw.load_page': { args: { p_load_id: string | null; p_run_token: string | null; p_position: unknown; p_rows: string | null; p_progress_done?: number | null; p_progress_total?: number | null }; row: { load_page: string | null }; set: false };
  /** A person refuses a load. Quarantined: rejected, its rows go. Accepted: superseded; core and raw are as if it had never come, the load that it displaced counts again. p_person_id: for whom the console speaks. MD101 no note, MD201 neither quarantined nor accepted, MD203 what counted before is no longer kept, MD401 unknown. */
  'raw.load_reject': { args: { p_load_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { load_reject: string | null }; set: false };
  /** A person answers for a quarantined load: it is accepted, and what waited for it goes on. p_person_id: for whom the console speaks. MD101 no note, MD201 not quarantined, MD202 its rows are not whole, MD401 unknown, MD501 a newer one is accepted or a gap between ranges. */
  'raw.load_release': { args: { p_load_id: string | null; p_note: string | null; p_person_id?: string | null }; row: { load_release: string | null }; set: false };
  /** Alerts for each report that was frozen from a load which a person took back. Internal. */
  'raw.load_reports_warn': { args: { p_load_id: string | null }; row: { load_reports_warn: void }; set: false };
  /** Throws away what a pull staged, to begin again. ok | not_mine. */
  'raw.load_restart': { args: { p_load_id: string | null; p_run_token: string | null }; row: { load_restart: string | null }; set: false };
  /** Puts the kept rows of a displaced load back into its partition, as they were. Internal. */
  'raw.load_restore': { args: { p_load_id: string | null }; row: { load_restore: void }; set: false };
  /** Undoes an accepted load: raw and core are as if it had never come, and the load that it displaced is accepted again. MD203 when what counted before is no longer kept. Internal; the caller holds the locks. */
  'raw.load_take_back': { args: { p_load_id: string | null }; row: { load_take_back: void }; set: false };
  /** Runs the checks of raw.load_checks on a staged load. Returns [{check, severity, passed, measured, threshold, message}]. Internal. */
  'raw.load_validate': { args: { p_load_id: string | null; p_fetched_count: string | null }; row: { load_validate: Json | null }; set: false };
  /** The newest loads, of one status or all: what they cover, which checks they failed, who released or rejected them. MD101 for a status that does not exist. */
  'raw.loads_list': { args: { p_status?: string | null; p_limit?: number | null }; row: { load_id: string | null; kind: string | null; entity: string | null; data_type: string | null; business_date: string | null; covers_from: string | null; covers_to: string | null; status: string | null; rows_staged: string | null; rows_loaded: string | null; started_at: Date | null; finished_at: Date | null; superseded_by: string | null; failed_checks: Json | null; error_message: string | null; note: string | null; decided_at: Date | null; decided_by: string | null }; set: true };
  /** Makes a checked load of till receipts the current one of its shops and days. Returns its rows. Internal; the caller holds the locks. */
  'raw.pos_accept': { args: { p_load_id: string | null }; row: { pos_accept: string | null }; set: false };
  /** Begins a load of till receipts: its id and fencing token. The days that it covers are found by raw.pos_resolve. */
  'raw.pos_begin': { args: { p_snapshot_date: string | null }; row: { load_id: string | null; run_token: string | null }; set: true };
  /** False for receipts that are no sale: drafts, reservations, voids. */
  'raw.pos_counts': { args: { p_order_status: string | null }; row: { pos_counts: boolean | null }; set: false };
  /** Day of a printed moment at a shop in zone p_time_zone. p_clock: whose clock a moment without offset is (setting iseller.time_zone). Internal. */
  'raw.pos_day': { args: { p_moment: string | null; p_time_zone: string | null; p_clock: string | null }; row: { pos_day: string | null }; set: false };
  /** Counts what the checks of staged till receipts need. Internal. */
  'raw.pos_measure': { args: { p_load_id: string | null }; row: { pos_measure: Json | null }; set: false };
  /** Finds the day of each staged receipt at its shop, and from that what the load covers; p_date: its snapshot date when it is not the last of these days. Returns the accepted load that holds the very same rows, if there is one. */
  'raw.pos_resolve': { args: { p_load_id: string | null; p_date?: string | null }; row: { pos_resolve: string | null }; set: false };
  /** Shop of an outlet of the till program: by portal.name_alias (source iseller), by code, by name; NULL when nobody can tell. */
  'raw.pos_store': { args: { p_outlet_code: string | null; p_outlet_name: string | null }; row: { pos_store: string | null }; set: false };
  /** Undoes an accepted load of till receipts: for its shops and days the export before it speaks again. MD203 when that one is no longer kept whole. Internal; the caller holds the locks. */
  'raw.pos_take_back': { args: { p_load_id: string | null }; row: { pos_take_back: void }; set: false };
  /** Takes the rows of an accepted load of till receipts back: for its shops and days the export before it speaks again. Returns the rows that count again. Internal; the caller holds the locks and moves the status. */
  'raw.pos_undo': { args: { p_load_id: string | null }; row: { pos_undo: string | null }; set: false };
  /** Runs the checks of raw.load_checks on staged till receipts. Returns [{check, severity, passed, measured, threshold, message}]. Internal. */
  'raw.pos_validate': { args: { p_load_id: string | null; p_fetched_count: string | null }; row: { pos_validate: Json | null }; set: false };
  /** Begins or resumes the load of the run that holds this token: what to fetch (entity, days) and where to go on. No row: another run holds it, or pulls the same day, and this one was put off. */
  'raw.pull_begin': { args: { p_kind: string | null; p_run_token: string | null }; row: { load_id: string | null; run_token: string | null; position: Json | null; rows_staged: string | null; entity: string | null; covers_from: string | null; covers_to: string | null }; set: true };
  /** The source asks for time: load and run wait for a timer. deferred | failed (out of time) | not_mine. */
  'raw.pull_defer': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_seconds: string | null; p_reason: string | null }; row: { pull_defer: string | null }; set: false };
  /** Decides a pulled load and ends its run: done | late | failed (quarantined) | deferred (another run took the load over) | not_mine. */
  'raw.pull_end': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_fetched: string | null; p_source_count: string | null }; row: { pull_end: string | null }; set: false };
  /** A pull broke off (without a load: orders of marketplaces). Final: load and run fail, and people are told, once a day and job. Not final: both wait for the next attempt. failed | expected | not_mine. */
  'raw.pull_fail': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_error: unknown; p_is_final: boolean | null }; row: { pull_fail: string | null }; set: false };
  /** Compares the vendor's database with the one that the load's entity belongs to (first seen: kept). ok | not_mine | failed: load and run have ended, nothing is taken from it. */
  'raw.pull_source': { args: { p_run_token: string | null; p_load_id: string | null; p_load_token: string | null; p_database_id: string | null; p_alias: string | null }; row: { pull_source: string | null }; set: false };
  /** Compares a staged sales load with the sales that count today: per check what was measured, whether it passed and a sentence. Internal. */
  'raw.sales_check_history': { args: { p_load_id: string | null; p_facts: unknown }; row: { check_name: string | null; measured: string | null; is_passed: boolean | null; message: string | null }; set: true };
  /** Stages the lines of the listed documents that have not changed since the load that speaks for their day. Returns the rows. Internal; the caller holds the locks. */
  'raw.sales_copy': { args: { p_load_id: string | null }; row: { sales_copy: string | null }; set: false };
  /** Notes what each document of an accepted sales load came to, for the next pull to copy by, and takes over the documents of days that it does not cover. Internal. */
  'raw.sales_documents_note': { args: { p_load_id: string | null; p_old_load_id: string | null }; row: { sales_documents_note: void }; set: false };
  /** True: this sales pull has to fetch every document, because the last one that did is sales.full_details_days old, or because its payload asks for it (full). Internal. */
  'raw.sales_full_due': { args: { p_load_id: string | null }; row: { sales_full_due: boolean | null }; set: false };
  /** Counts what the checks of a staged sales load need. Internal. */
  'raw.sales_measure': { args: { p_load_id: string | null }; row: { sales_measure: Json | null }; set: false };
  /** Keeps the list of a sales pull ([{kind, id, number, date, optLock, lastUpdate}]; p_list is its digest) and stages what has not changed. Returns ok and the places (from 1) to fetch, how many documents were copied, how many of the wanted ones are staged already, rows staged; or not_mine. */
  'raw.sales_plan': { args: { p_load_id: string | null; p_run_token: string | null; p_list: string | null; p_documents: unknown }; row: { status: string | null; wanted: number[] | null; copied: number | null; done: number | null; rows_staged: string | null }; set: true };
  /** Days that a sales pull of a business date covers: the last sales.repull_days, or from payload.from on. */
  'raw.sales_range': { args: { p_business_date: string | null; p_payload: unknown }; row: { covers_from: string | null; covers_to: string | null }; set: true };
  /** Replaces the rows of (entity, snapshot date) within the days that the load covers. Returns the rows of the snapshot. Internal. */
  'raw.sales_swap': { args: { p_load_id: string | null; p_old_load_id: string | null }; row: { sales_swap: string | null }; set: false };
  /** Compares a staged stock load with the previous accepted snapshot of its entity: per check what was measured, whether it passed and a sentence. Internal. */
  'raw.stock_check_history': { args: { p_load_id: string | null; p_facts: unknown }; row: { check_name: string | null; measured: string | null; is_passed: boolean | null; message: string | null }; set: true };
  /** Counts what the checks of a staged stock load need. Internal. */
  'raw.stock_measure': { args: { p_load_id: string | null }; row: { stock_measure: Json | null }; set: false };
  /** Replaces the whole snapshot of (entity, date) by the staged one. Returns its rows. Internal. */
  'raw.stock_swap': { args: { p_load_id: string | null }; row: { stock_swap: string | null }; set: false };
  /** Those of the texts that show signs of a broken encoding. Internal. */
  'raw.texts_broken': { args: { p_texts: string[] | null }; row: { texts_broken: string | null }; set: true };
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
  'agent.llm_cost_limit': ['p_schema'],
  'agent.llm_finish': ['p_result'],
  'agent.sop_body': ['p_parameters'],
  'agent.sop_changes': ['p_old', 'p_new'],
  'agent.sop_condition': ['p_file'],
  'agent.sop_value': ['p_parameter'],
  'agent.sop_value_text': ['p_value'],
  'agent.sops_diff': ['p_files'],
  'agent.sops_plan': ['p_files'],
  'agent.sops_problems': ['p_files'],
  'agent.sops_sync': ['p_files'],
  'mart.control_stock_correction': ['p_result', 'p_approved', 'p_corrected'],
  'mart.control_stock_opening': ['p_figures'],
  'mart.control_stock_review': ['p_figures', 'p_result'],
  'mart.daily_sales_opening': ['p_figures'],
  'mart.daily_sales_review': ['p_figures', 'p_result'],
  'mart.morning_chat': ['p_lines', 'p_company', 'p_week'],
  'mart.morning_lines': ['p_follow_ups'],
  'mart.morning_sections': ['p_lines', 'p_company', 'p_week'],
  'mart.opening_names': ['p_figures'],
  'mart.product_performance_review': ['p_figures', 'p_result'],
  'mart.report_opening': ['p_figures'],
  'mart.report_summary': ['p_result'],
  'mart.review_articles': ['p_frozen', 'p_raw'],
  'mart.review_key_figures': ['p_result', 'p_wanted'],
  'mart.settings_change_text': ['p_old', 'p_new'],
  'mart.thresholds_text': ['p_thresholds'],
  'ops.alert_rule_holds': ['p_predicate'],
  'ops.alert_rule_refuse': ['p_predicate'],
  'ops.approval_bounced': ['p_evidence'],
  'ops.approval_decide': ['p_evidence'],
  'ops.cross_check_next': ['p_answers', 'p_error'],
  'ops.decision_note': ['p_evidence'],
  'ops.definition_add': ['p_payload'],
  'ops.duties_load': ['p_rows'],
  'ops.event_handle_ping': ['p_payload'],
  'ops.event_submit': ['p_payload'],
  'ops.inbound_read': ['p_parsed'],
  'ops.incident_well': ['p_facts'],
  'ops.journal_data': ['p_row'],
  'ops.journal_part': ['p_row'],
  'ops.journal_write': ['p_data'],
  'ops.mail_trust_match': ['p_auth'],
  'ops.mail_trust_try': ['p_auth'],
  'ops.missing_cause': ['p_evidence'],
  'ops.notion_source_learn': ['p_columns'],
  'ops.occurrence_fail': ['p_error'],
  'ops.occurrence_give_back': ['p_error'],
  'ops.occurrence_open': ['p_payload'],
  'ops.outbox_mirror': ['p_params'],
  'ops.outbox_plan': ['p_params'],
  'ops.outbox_refuse': ['p_error'],
  'ops.outbox_unknown': ['p_error'],
  'ops.paragraph_accept': ['p_answer'],
  'ops.paragraph_check': ['p_values'],
  'ops.paragraph_fill': ['p_values'],
  'ops.parallel_columns_missing': ['p_figures'],
  'ops.parallel_complaint': ['p_problems'],
  'ops.parallel_differences_of': ['p_figures', 'p_header', 'p_rows'],
  'ops.parallel_finish': ['p_header', 'p_rows'],
  'ops.parallel_header': ['p_header'],
  'ops.parallel_rows_ours': ['p_figures'],
  'ops.parallel_rows_theirs': ['p_header', 'p_rows'],
  'ops.parallel_store': ['p_header', 'p_rows'],
  'ops.parallel_value': ['p_cell'],
  'ops.people_load': ['p_rows'],
  'ops.person_tell': ['p_mail'],
  'ops.reading_accept': ['p_answer'],
  'ops.reading_text': ['p_result'],
  'ops.recipients_load': ['p_rows'],
  'ops.reply_bounced': ['p_parsed'],
  'ops.reply_class': ['p_parsed'],
  'ops.reply_is_automatic': ['p_parsed'],
  'ops.reply_request': ['p_parsed'],
  'ops.reply_unverified': ['p_parsed'],
  'ops.report_filter_sql': ['p_filter'],
  'ops.report_filter_value': ['p_filter', 'p_value'],
  'ops.report_run': ['p_filters'],
  'ops.result_without_cost': ['p_result'],
  'ops.review_check': ['p_params'],
  'ops.review_reading': ['p_params'],
  'ops.review_result_record': ['p_detail'],
  'ops.review_row_drift': ['p_params'],
  'ops.review_text_complete': ['p_result'],
  'ops.run_abandon': ['p_error'],
  'ops.run_paused_until': ['p_payload'],
  'ops.sheet_check_finish': ['p_tabs'],
  'ops.sheet_checked': ['p_tabs'],
  'ops.sheet_compare': ['p_tabs'],
  'ops.sheet_differences': ['p_tabs'],
  'ops.step_finish': ['p_outcome'],
  'ops.step_health': ['p_answer', 'p_expect'],
  'ops.step_judge': ['p_expect', 'p_outcome'],
  'ops.step_schedule': ['p_answer', 'p_expect'],
  'ops.subject_fail': ['p_error'],
  'ops.telegram_decide': ['p_evidence'],
  'ops.telegram_message': ['p_message', 'p_evidence'],
  'ops.telegram_press': ['p_query', 'p_evidence'],
  'ops.telegram_say': ['p_params'],
  'ops.violations': ['p_books'],
  'ops.violations_of_machines': ['p_machines'],
  'ops.work_item_difference': ['p_approved', 'p_corrected'],
  'ops.work_item_fail': ['p_error'],
  'ops.work_item_finish': ['p_figures', 'p_result'],
  'portal.load_stage': ['p_rows'],
  'portal.reference_load_note': ['p_answer'],
  'portal.sheet_complaint': ['p_answer'],
  'portal.sheet_finish': ['p_rows', 'p_problems'],
  'portal.sheet_refuse': ['p_answer'],
  'raw.ginee_begin': ['p_shops'],
  'raw.ginee_page': ['p_cursor', 'p_orders'],
  'raw.load_check_entity': ['p_facts'],
  'raw.load_check_itself': ['p_facts'],
  'raw.load_page': ['p_position'],
  'raw.pull_fail': ['p_error'],
  'raw.sales_check_history': ['p_facts'],
  'raw.sales_plan': ['p_documents'],
  'raw.sales_range': ['p_payload'],
  'raw.stock_check_history': ['p_facts'],
} as const;
