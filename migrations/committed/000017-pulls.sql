--! Previous: sha1:442039d5fcf6d1f42bf4ddb601ce9a8278902e6f
--! Hash: sha1:405c9513790f082e508622b06b65893cfe40408d

-- Pulls in full: what is known of each document, so that an unchanged one is copied instead of fetched again, and which
-- database of the vendor speaks for an entity.

alter table raw.load_history
  add column is_full boolean not null default false,
  add column documents_copied integer not null default 0,
  add constraint load_history_documents_copied_check check (documents_copied >= 0 and not (is_full and documents_copied > 0));
comment on column raw.load_history.is_full is 'True: a pull of at least sales.repull_days that fetched the details of every document, whatever was known of it.';
comment on column raw.load_history.documents_copied is 'Documents whose lines were copied from an earlier load, because they had not changed. Contained in progress_done.';

create table raw.sales_documents (
  load_id bigint not null constraint sales_documents_load_id_fkey references raw.load_history on delete cascade,
  kind text not null,
  source_id bigint not null,
  place integer not null,
  nomor_invoice text not null,
  tanggal date not null,
  opt_lock bigint,
  last_update text,
  is_copied boolean not null default false,
  line_count integer,
  pairs_qty numeric,
  total_amount numeric,
  constraint sales_documents_pkey primary key (load_id, kind, source_id),
  constraint sales_documents_kind_check check (kind in ('invoice', 'return')),
  constraint sales_documents_line_count_check check (line_count >= 0),
  constraint sales_documents_noted_check check ((line_count is null) = (pairs_qty is null) and (line_count is null) = (total_amount is null))
);
comment on table raw.sales_documents is 'Invoices and returns of a pull as the source listed them: by these the next pull knows which ones have changed.';
comment on column raw.sales_documents.load_id is 'The load that holds the lines.';
comment on column raw.sales_documents.kind is 'invoice | return: each counts its ids by itself.';
comment on column raw.sales_documents.source_id is 'The source''s own id.';
comment on column raw.sales_documents.place is 'Place in the list of the pull, from 1.';
comment on column raw.sales_documents.nomor_invoice is 'Number of the invoice or return.';
comment on column raw.sales_documents.tanggal is 'Date of the document.';
comment on column raw.sales_documents.opt_lock is 'The source''s counter of changes.';
comment on column raw.sales_documents.last_update is 'When it was last changed, as the source writes it.';
comment on column raw.sales_documents.is_copied is 'True: its lines were copied from an earlier load.';
comment on column raw.sales_documents.line_count is 'Rows of it in raw.accurate_sales when the load was accepted; NULL before that, and when its number belongs to two documents: it is then never copied.';
comment on column raw.sales_documents.pairs_qty is 'Pairs of these rows.';
comment on column raw.sales_documents.total_amount is 'Amount of these rows.';

create table raw.source_databases (
  entity text constraint source_databases_pkey primary key,
  database_id bigint not null constraint source_databases_database_id_key unique,
  alias text,
  seen_at timestamptz not null default util.now(),
  constraint source_databases_entity_check check (entity in ('DDD', 'LJBB', 'MBB', 'UBB'))
);
comment on table raw.source_databases is 'Which database (data usaha) of the ERP an entity is read from, as first seen. A token that opens another one is refused; delete the row when the entity has really moved.';
comment on column raw.source_databases.entity is 'DDD, LJBB, MBB or UBB.';
comment on column raw.source_databases.database_id is 'The vendor''s number of the database.';
comment on column raw.source_databases.alias is 'Its name at the vendor.';
comment on column raw.source_databases.seen_at is 'When it was first seen.';
