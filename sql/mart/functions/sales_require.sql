create or replace function mart.sales_require(p_business_date date)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_missing text;
begin
  select string_agg(e.entity, ', ' order by e.entity) into v_missing
    from unnest('{DDD,MBB,UBB}'::text[]) as e (entity)
   where not exists (
     select from raw.load_history h
      where h.kind = 'sales' and h.entity = e.entity and h.business_date = p_business_date and h.status = 'accepted');
  if v_missing is not null then
    raise exception 'the sales of % are not complete: % is missing', p_business_date, v_missing
      using errcode = 'MD203', detail = jsonb_build_object('business_date', p_business_date, 'missing', v_missing)::text,
            hint = 'A report is never made from half a load. Pull the missing entities first.';
  end if;
end;
$$;
comment on function mart.sales_require(date) is 'MD203 unless the sales of DDD, MBB and UBB are accepted for the business date; names what is missing. Internal.';
