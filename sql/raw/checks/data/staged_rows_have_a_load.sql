-- Staging has no foreign key: it would be asked for each of a million rows.
select s.load_id from (select distinct x.load_id from raw.staging_sales x union select distinct x.load_id from raw.staging_stock x) s
 where not exists (select from raw.load_history h where h.load_id = s.load_id)
