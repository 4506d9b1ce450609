--! Previous: sha1:21f869e836bc0134089d11408003f59cb90f64f4
--! Hash: sha1:827e256b18cbcb2e7435efedf23d10b3923df4a4

-- A history of a million lines spent most of its time in row-level foreign key checks. The keys of core.fact_sales are
-- now checked once per statement and distinct key, by triggers (sql/core/triggers/): the same promise, a tenth of the time.
alter table core.fact_sales drop constraint fact_sales_kode_barang_fkey;
alter table core.fact_sales drop constraint fact_sales_warehouse_id_fkey;
alter table core.fact_sales drop constraint fact_sales_store_id_fkey;
-- It served its foreign key alone: no query looks for the facts of a shop without a day or an article.
drop index core.fact_sales_store_id_idx;
comment on column core.fact_sales.kode_barang is 'Product code: a row of dim_product (kept by triggers).';
comment on column core.fact_sales.warehouse_id is 'Warehouse it left: a row of dim_warehouse (kept by triggers); NULL when the source names none.';
comment on column core.fact_sales.store_id is 'Shop: the warehouse''s, else the department''s, else TANPA TOKO. A row of dim_store (kept by triggers).';

-- Staged rows are written under the lock of their load's row (raw.load_page) and leave with it (raw.load_close).
alter table raw.staging_sales drop constraint staging_sales_load_id_fkey;
alter table raw.staging_stock drop constraint staging_stock_load_id_fkey;
