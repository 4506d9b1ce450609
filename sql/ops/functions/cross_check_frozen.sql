-- Whoever owns the tables can change figures and their hash alike. The journal is sealed, and who signed was shown another hash.
create or replace function ops.cross_check_frozen(p_work_item_id bigint, p_revision_no integer)
returns jsonb
language sql stable
as $$
  with now as (
    select encode(sha256(convert_to(r.figures::text, 'UTF8')), 'hex') as hash, r.figures_hash
      from ops.work_item_revisions r where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no
  ), side as (
    select 'hash revisi' as subject, n.figures_hash as kept, n.hash, 'hash yang disimpan bersama angkanya' as kept_from from now n
    union all
    select 'isi laporan', b.result_hash, encode(sha256(convert_to(r.result::text, 'UTF8')), 'hex'), 'hash isi laporan saat dibekukan'
      from ops.work_item_revisions r join ops.revision_bases b on b.work_item_id = r.work_item_id and b.revision_no = r.revision_no
     where r.work_item_id = p_work_item_id and r.revision_no = p_revision_no
    union all
    select 'jurnal isi laporan', j.data ->> 'result_hash', b.result_hash, 'jurnal saat laporan dibekukan'
      from ops.revision_bases b join ops.journal j on j.kind = 'ops.revision_bases' and j.action = 'insert' and j.subject = p_work_item_id || ':' || p_revision_no
     where b.work_item_id = p_work_item_id and b.revision_no = p_revision_no
    union all
    select 'jurnal pemetaan', j.data ->> 'basis_hash', b.basis_hash, 'jurnal saat laporan dibekukan'
      from ops.revision_bases b join ops.journal j on j.kind = 'ops.revision_bases' and j.action = 'insert' and j.subject = p_work_item_id || ':' || p_revision_no
     where b.work_item_id = p_work_item_id and b.revision_no = p_revision_no
    union all
    select 'jurnal', j.data ->> 'figures_hash', n.hash, 'jurnal saat laporan dibekukan'
      from now n join ops.journal j on j.kind = 'ops.work_item_revisions' and j.action = 'insert' and j.subject = p_work_item_id || ':' || p_revision_no
    union all
    select 'persetujuan ' || a.id, a.figures_hash, n.hash, 'hash pada permintaan persetujuan'
      from now n join ops.approvals a on a.work_item_id = p_work_item_id and a.revision_no = p_revision_no
    union all
    select 'pemetaan saat dibekukan', b.basis_hash, encode(sha256(convert_to(b.basis::text, 'UTF8')), 'hex'), 'hash pemetaan'
      from ops.revision_bases v join ops.report_bases b on b.basis_hash = v.basis_hash
     where v.work_item_id = p_work_item_id and v.revision_no = p_revision_no
  )
  select jsonb_build_object('compared', count(*), 'differences', coalesce(jsonb_agg(
           ops.cross_check_difference(s.subject, 'hash', left(s.hash, 16), left(s.kept, 16), 'angka yang tersimpan', s.kept_from,
             format('%s: yang tersimpan bukan yang dibekukan: hash-nya %s…, menurut %s %s….', s.subject, left(s.hash, 8), s.kept_from, left(s.kept, 8)))
           order by s.subject) filter (where s.kept <> s.hash), '[]'))
    from side s
$$;
comment on function ops.cross_check_frozen(bigint, integer) is 'Check frozen: the figures have the hash that was frozen, journaled and signed. Internal.';
