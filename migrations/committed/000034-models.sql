--! Previous: sha1:c24e53e2fd759c4ffe19967ea07d0acdde3bfd27
--! Hash: sha1:b6540a473add3f7a84cda48ec26e1b40bb509948

-- Models on a leash: which there are, what they cost, what they may spend, each call, and the little that may come of one.

create table agent.models (
  id text constraint models_pkey primary key,
  layer integer not null,
  chain_position integer not null constraint models_chain_position_key unique,
  is_enabled boolean not null default true,
  retired_at timestamptz,
  resting_until timestamptz,
  note text,
  constraint models_layer_check check (layer between 1 and 3)
);
comment on table agent.models is 'The models that may be asked. An agent begins with the first of its layer and goes on along the chain when one does not answer.';
comment on column agent.models.id is 'Id of the model at the vendor.';
comment on column agent.models.layer is 'Lowest layer of agents that begins with it: 1, 2 or 3.';
comment on column agent.models.chain_position is 'Order of the chain; after one that does not answer comes the next higher.';
comment on column agent.models.is_enabled is 'False: is not asked. Belongs to people.';
comment on column agent.models.retired_at is 'When the vendor said that there is no such model (business clock): it is not asked any more, until a person sets this to NULL.';
comment on column agent.models.resting_until is 'Not asked before (real clock): the vendor was overloaded, or told us to wait.';
comment on column agent.models.note is 'Note.';

create table agent.model_prices (
  model_id text not null constraint model_prices_model_id_fkey references agent.models on delete cascade,
  valid_on date not null,
  input_amount numeric not null,
  output_amount numeric not null,
  cache_write_amount numeric not null,
  cache_read_amount numeric not null,
  source text not null,
  constraint model_prices_pkey primary key (model_id, valid_on),
  constraint model_prices_amounts_check check (least(input_amount, output_amount, cache_write_amount, cache_read_amount) >= 0)
);
comment on table agent.model_prices is 'What a model costs from a date on, in USD per million tokens. A new price is a new row: what was spent before keeps its own.';
comment on column agent.model_prices.model_id is 'The model.';
comment on column agent.model_prices.valid_on is 'First day of the price (Jakarta).';
comment on column agent.model_prices.input_amount is 'USD for a million tokens that are read.';
comment on column agent.model_prices.output_amount is 'USD for a million tokens that are written.';
comment on column agent.model_prices.cache_write_amount is 'USD for a million tokens that are read and put into the cache.';
comment on column agent.model_prices.cache_read_amount is 'USD for a million tokens that come from the cache.';
comment on column agent.model_prices.source is 'Where the price was read, and how sure it is.';

create table agent.model_faults (
  fault text constraint model_faults_pkey primary key,
  next_step text not null,
  effect text not null,
  rest_for interval,
  is_billed boolean not null,
  severity text,
  title text,
  advice text,
  constraint model_faults_next_step_check check (next_step in ('next_model', 'template')),
  constraint model_faults_effect_check check (effect in ('none', 'rest', 'retire')),
  constraint model_faults_rest_for_check check ((effect = 'rest') = (rest_for is not null)),
  constraint model_faults_severity_check check (severity in ('info', 'warning', 'critical')),
  constraint model_faults_title_check check ((severity is null) = (title is null) and (severity is null) = (advice is null))
);
comment on table agent.model_faults is 'What is done when a call of a model fails: ours, written by each deploy.';
comment on column agent.model_faults.fault is 'How the call ended.';
comment on column agent.model_faults.next_step is 'next_model (the chain goes on) | template (nobody else is asked, the text without a model stands).';
comment on column agent.model_faults.effect is 'What becomes of the model: none | rest (not asked for a while) | retire (not asked until a person says so).';
comment on column agent.model_faults.rest_for is 'How long it rests when the vendor does not say.';
comment on column agent.model_faults.is_billed is 'True: it may have been billed although no tokens were told; then what was reserved counts as spent.';
comment on column agent.model_faults.severity is 'Alert about a single failure: info | warning | critical; NULL: none. That the whole chain failed is alerted in any case.';
comment on column agent.model_faults.title is 'Its title, for people.';
comment on column agent.model_faults.advice is 'What a person does about it.';

create table agent.model_purposes (
  key text constraint model_purposes_pkey primary key,
  title text not null,
  description text not null,
  system_prompt text not null,
  answer_schema jsonb not null,
  max_tokens integer not null,
  time_limit interval,
  default_time_limit interval not null,
  is_enabled boolean not null default true,
  constraint model_purposes_max_tokens_check check (max_tokens between 1 and 21000),
  constraint model_purposes_time_limit_check check (time_limit between '0 seconds' and '2 minutes'),
  constraint model_purposes_answer_schema_check check (jsonb_typeof(answer_schema) = 'object')
);
comment on table agent.model_purposes is 'What models are used for, and within which limits. Off, or without a key, everything works without them.';
comment on column agent.model_purposes.key is 'opening (first paragraph of a report) | reading (reading of a report by layer 2).';
comment on column agent.model_purposes.title is 'Name for people.';
comment on column agent.model_purposes.description is 'What may come of it.';
comment on column agent.model_purposes.system_prompt is 'Who the model is and what it may do. The same for every call, so that the vendor can keep it in its cache.';
comment on column agent.model_purposes.answer_schema is 'JSON schema of the answer.';
comment on column agent.model_purposes.max_tokens is 'Longest answer, in tokens. Over 21,000 the vendor wants a stream.';
comment on column agent.model_purposes.time_limit is 'How long a report may wait for it in all, set by a person; NULL: as shipped; 0: not at all.';
comment on column agent.model_purposes.default_time_limit is 'What we ship.';
comment on column agent.model_purposes.is_enabled is 'False: no model is used for it. Belongs to people.';

create table agent.budgets (
  key text constraint budgets_pkey primary key,
  layer integer,
  agent text constraint budgets_agent_fkey references agent.profiles on delete cascade,
  title text not null,
  limit_amount numeric,
  default_limit_amount numeric not null,
  constraint budgets_layer_check check (layer between 1 and 3 and agent is null),
  constraint budgets_limit_amount_check check (limit_amount >= 0),
  constraint budgets_key_check check (key = coalesce('layer.' || layer, 'agent.' || agent, 'all'))
);
create index budgets_agent_idx on agent.budgets (agent);
comment on table agent.budgets is 'What models may cost in a month (Jakarta), in USD. A call must fit into every budget that it belongs to: its agent''s, its layer''s, and all.';
comment on column agent.budgets.key is 'all | layer.<n> | agent.<name>.';
comment on column agent.budgets.layer is 'The layer whose agents share it.';
comment on column agent.budgets.agent is 'The agent whose own it is.';
comment on column agent.budgets.title is 'Name for people.';
comment on column agent.budgets.limit_amount is 'USD a month, set by a person; NULL: as shipped; 0: no model is asked.';
comment on column agent.budgets.default_limit_amount is 'What we ship.';

create table agent.llm_calls (
  id bigint constraint llm_calls_pkey primary key generated always as identity,
  purpose text not null constraint llm_calls_purpose_fkey references agent.model_purposes on delete restrict,
  agent text not null constraint llm_calls_agent_fkey references agent.profiles on delete restrict,
  layer integer not null,
  model_id text not null constraint llm_calls_model_id_fkey references agent.models on delete restrict,
  work_item_id bigint not null,
  revision_no integer not null,
  attempt_no integer not null,
  month_on date not null,
  status text not null default 'running',
  outcome text,
  run_token uuid,
  claimed_by uuid,
  prompt_hash text not null,
  reserved_amount numeric not null,
  cost_amount numeric,
  input_tokens integer,
  output_tokens integer,
  cache_write_tokens integer,
  cache_read_tokens integer,
  started_at timestamptz not null default util.now(),
  sent_at timestamptz not null default clock_timestamp(),
  timeout_ms integer not null,
  latency_ms integer,
  request_id text,
  stop_reason text,
  retry_after_seconds numeric,
  answer text,
  detail jsonb not null default '{}',
  constraint llm_calls_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict,
  constraint llm_calls_status_check check (status in ('running', 'ended')),
  constraint llm_calls_run_token_check check ((status = 'running') = (run_token is not null)),
  constraint llm_calls_claimed_by_check check ((status = 'running') = (claimed_by is not null)),
  constraint llm_calls_outcome_check check ((status = 'ended') = (outcome is not null)),
  constraint llm_calls_cost_amount_check check ((status = 'ended') = (cost_amount is not null) and cost_amount >= 0),
  constraint llm_calls_reserved_amount_check check (reserved_amount >= 0),
  constraint llm_calls_month_on_check check (extract(day from month_on) = 1),
  constraint llm_calls_prompt_hash_check check (prompt_hash ~ '^[0-9a-f]{64}$'),
  constraint llm_calls_answer_check check (length(answer) <= 4000)
);
create unique index llm_calls_attempt_idx on agent.llm_calls (work_item_id, revision_no, purpose, attempt_no);
create unique index llm_calls_run_token_idx on agent.llm_calls (run_token);
create index llm_calls_work_item_id_revision_no_idx on agent.llm_calls (work_item_id, revision_no);
create index llm_calls_month_on_idx on agent.llm_calls (month_on, layer, agent);
create index llm_calls_running_idx on agent.llm_calls (id) where status = 'running';
create index llm_calls_purpose_idx on agent.llm_calls (purpose);
create index llm_calls_agent_idx on agent.llm_calls (agent);
create index llm_calls_model_id_idx on agent.llm_calls (model_id);
comment on table agent.llm_calls is 'Each call of a model: what it was for, what it cost, how it ended. Written before the request leaves.';
comment on column agent.llm_calls.id is 'Order of calls.';
comment on column agent.llm_calls.purpose is 'What it was for.';
comment on column agent.llm_calls.agent is 'The agent for which the model spoke: it pays.';
comment on column agent.llm_calls.layer is 'Its layer then.';
comment on column agent.llm_calls.model_id is 'The model.';
comment on column agent.llm_calls.work_item_id is 'The work item that it was about.';
comment on column agent.llm_calls.revision_no is 'The frozen revision that it was about.';
comment on column agent.llm_calls.attempt_no is '1, 2, 3 … along the chain.';
comment on column agent.llm_calls.month_on is 'First day of the month that pays (Jakarta, business clock).';
comment on column agent.llm_calls.status is 'running | ended.';
comment on column agent.llm_calls.outcome is 'accepted | rejected (what was said did not pass) | too_late (the report had gone on) | over_budget (not sent) | lost (the worker ended in mid-call) | a row of agent.model_faults.';
comment on column agent.llm_calls.run_token is 'Names this run of the call while it runs.';
comment on column agent.llm_calls.claimed_by is 'The worker (ops.workers.incarnation) while it runs.';
comment on column agent.llm_calls.prompt_hash is 'SHA-256 of what was asked. The prompt itself is not kept: it is made of the frozen report.';
comment on column agent.llm_calls.reserved_amount is 'USD that it can cost at most: held back while it runs.';
comment on column agent.llm_calls.cost_amount is 'USD that it did cost; what was reserved, when nobody can know.';
comment on column agent.llm_calls.input_tokens is 'Tokens read; NULL: not told.';
comment on column agent.llm_calls.output_tokens is 'Tokens written; NULL: not told.';
comment on column agent.llm_calls.cache_write_tokens is 'Tokens put into the vendor''s cache.';
comment on column agent.llm_calls.cache_read_tokens is 'Tokens that came from it.';
comment on column agent.llm_calls.started_at is 'When (business clock).';
comment on column agent.llm_calls.sent_at is 'When (real clock): its time limit counts from here.';
comment on column agent.llm_calls.timeout_ms is 'How long an answer was waited for, in milliseconds.';
comment on column agent.llm_calls.latency_ms is 'How long it took.';
comment on column agent.llm_calls.request_id is 'The vendor''s number of the request.';
comment on column agent.llm_calls.stop_reason is 'Why the model stopped, in the vendor''s words.';
comment on column agent.llm_calls.retry_after_seconds is 'How long the vendor told us to wait.';
comment on column agent.llm_calls.answer is 'What the model said, cut to 4,000 characters. Data of nobody''s trust: it is read here, and nowhere else unless accepted.';
comment on column agent.llm_calls.detail is 'Why an answer was not taken: {problems: [{rule, found}]}.';

create table ops.paragraph_words (
  word text constraint paragraph_words_pkey primary key,
  kind text not null,
  language text not null,
  is_part boolean not null default false,
  is_link boolean not null default false,
  goes_with text,
  leads_to text,
  is_enabled boolean not null default true,
  constraint paragraph_words_word_check check (word ~ '^[a-z]+( [a-z]+)?$'),
  constraint paragraph_words_kind_check check (kind in ('plain', 'number', 'date', 'estimate', 'negation', 'claim', 'action', 'instruction')),
  constraint paragraph_words_plain_check check (kind = 'plain' or (not is_link and goes_with is null and leads_to is null and word !~ ' ')),
  constraint paragraph_words_is_part_check check (not (is_part and kind = 'plain'))
);
comment on table ops.paragraph_words is 'The words that a model may write into a report (plain), and those that it never may: what they say must come from a placeholder, or from nobody. A word that is not here is not written either.';
comment on column ops.paragraph_words.word is 'The word in lower case; a plain one may be two. Of a forbidden one, Indonesian prefixes and suffixes around it are seen through; with is_part it may stand anywhere inside of a word.';
comment on column ops.paragraph_words.kind is 'plain (may be written) | number | date | estimate (bends a figure: hampir) | negation (turns it round) | claim (a movement nobody worked out: naik) | action (what to do with an article: that says its placeholder) | instruction (asks the reader for something).';
comment on column ops.paragraph_words.language is 'Its language: id, en, jv …';
comment on column ops.paragraph_words.is_part is 'True: forbidden anywhere inside of a word.';
comment on column ops.paragraph_words.is_link is 'True: a placeholder may follow it at once. Any other word would grow together with what the placeholder says ("penjualan" + "stok 600 pasang").';
comment on column ops.paragraph_words.goes_with is 'What the word says is true of these placeholders only (pattern of their names): all that stand in its sentence must match.';
comment on column ops.paragraph_words.leads_to is 'The next name in its sentence, or the last one before it, must match this pattern: the first of its list is the largest, not the second.';
comment on column ops.paragraph_words.is_enabled is 'False: as if it were not here. Belongs to people.';

create table ops.revision_openings (
  work_item_id bigint not null,
  revision_no integer not null,
  body text not null,
  template text not null,
  call_id bigint not null constraint revision_openings_call_id_fkey references agent.llm_calls on delete restrict,
  accepted_at timestamptz not null default util.now(),
  constraint revision_openings_pkey primary key (work_item_id, revision_no),
  constraint revision_openings_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict,
  constraint revision_openings_body_check check (btrim(body) <> '')
);
create index revision_openings_call_id_idx on ops.revision_openings (call_id);
comment on table ops.revision_openings is 'Opening paragraphs that a model wrote and SQL accepted, for frozen revisions. Without a row the paragraph that was frozen with the report stands. Append-only.';
comment on column ops.revision_openings.work_item_id is 'The item.';
comment on column ops.revision_openings.revision_no is 'The revision.';
comment on column ops.revision_openings.body is 'The paragraph as it is sent: every figure in it was put there by SQL.';
comment on column ops.revision_openings.template is 'What the model wrote: words and placeholders.';
comment on column ops.revision_openings.call_id is 'The call it came from.';
comment on column ops.revision_openings.accepted_at is 'When (business clock).';

create table ops.review_readings (
  work_item_id bigint not null,
  revision_no integer not null,
  verdict text not null,
  notes jsonb not null default '[]',
  call_id bigint not null constraint review_readings_call_id_fkey references agent.llm_calls on delete restrict,
  read_at timestamptz not null default util.now(),
  constraint review_readings_pkey primary key (work_item_id, revision_no),
  constraint review_readings_work_item_id_revision_no_fkey foreign key (work_item_id, revision_no)
    references ops.work_item_revisions (work_item_id, revision_no) on delete restrict,
  constraint review_readings_verdict_check check (verdict in ('nothing', 'note', 'revise')),
  constraint review_readings_notes_check check (jsonb_typeof(notes) = 'array' and (verdict = 'nothing') = (notes = '[]'))
);
create index review_readings_call_id_idx on ops.review_readings (call_id);
comment on table ops.review_readings is 'What a model remarked when it read a frozen revision for layer 2. It is one check among others (ops.review_checks, reading). Append-only.';
comment on column ops.review_readings.work_item_id is 'The item.';
comment on column ops.review_readings.revision_no is 'The revision.';
comment on column ops.review_readings.verdict is 'nothing | note | revise.';
comment on column ops.review_readings.notes is '[{quote, says}]: what stands in the report, word for word, and what is odd about it.';
comment on column ops.review_readings.call_id is 'The call it came from.';
comment on column ops.review_readings.read_at is 'When (business clock).';
