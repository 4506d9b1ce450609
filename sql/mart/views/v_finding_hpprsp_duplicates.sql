create or replace view mart.v_finding_hpprsp_duplicates
with (security_invoker = true)
as
  select lower(btrim(h.kode)) as subject, format('Daftar harga memuat %s baris untuk kode %s', count(*), upper(btrim(min(h.kode)))) as title,
         string_agg(format('"%s"', h.kode), ', ' order by h.kode collate "C") as detail
    from portal.hpprsp h
   group by lower(btrim(h.kode))
  having count(*) > 1;
comment on view mart.v_finding_hpprsp_duplicates is 'Finding: codes of the price list that differ only in blanks or capitals. Codes are compared exactly, so one of them is never used.';
