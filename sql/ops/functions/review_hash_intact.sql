create or replace function ops.review_hash_intact(p_work_item_id bigint, p_revision_no integer)
returns table (is_failure boolean, says text, measured text, expected text)
language sql stable
as $$
  select true, 'angka yang tersimpan bukan angka yang dibekukan: hash-nya berbeda.', left(h.hash, 12), left(r.figures_hash, 12)
    from ops.work_item_revisions r
   cross join lateral (select encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') as hash) h
   where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no and h.hash <> r.figures_hash
$$;
comment on function ops.review_hash_intact(bigint, integer) is 'Check hash_intact: a row when the figures do not have their hash.';
