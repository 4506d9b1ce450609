-- A token says nothing about whose books it opens, and figures of a sister company look like figures. The database that
-- an entity was first read from is therefore the only one it is read from.
create or replace function raw.pull_source(p_run_token uuid, p_load_id bigint, p_load_token uuid, p_database_id bigint, p_alias text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_caller name := util.caller();
  v_entity text;
  v_known raw.source_databases;
begin
  -- The vendor's guide does not promise the number: without it there is nothing to compare.
  if p_database_id is null then
    return 'ok';
  end if;
  select o.entity into v_entity from raw.load_own(p_load_id, p_load_token) o;
  if not found then
    return 'not_mine';
  end if;
  insert into raw.source_databases (entity, database_id, alias) values (v_entity, p_database_id, p_alias) on conflict do nothing;
  select s.* into v_known from raw.source_databases s where s.entity = v_entity and s.database_id = p_database_id;
  if found then
    return 'ok';
  end if;
  select s.* into strict v_known from raw.source_databases s
   where s.entity = v_entity or s.database_id = p_database_id order by s.entity = v_entity desc limit 1;
  return raw.pull_fail(p_run_token, p_load_id, p_load_token, jsonb_build_object('code', 'accurate.other_database', 'by', v_caller,
    'message', format('Token %s membuka data usaha %s, ', v_entity, concat_ws(' ', p_database_id, p_alias))
      || case when v_known.entity = v_entity
           then format('padahal %s selama ini dibaca dari %s. ', v_entity, concat_ws(' ', v_known.database_id, v_known.alias))
           else format('yang sudah tercatat untuk %s. ', v_known.entity)
         end
      || 'Tidak ada data yang diambil.',
    'hint', format('Pasang token %s yang benar. Bila data usahanya memang pindah, hapus baris %s di raw.source_databases.', v_entity, v_known.entity)), true);
end;
$$;
comment on function raw.pull_source(uuid, bigint, uuid, bigint, text) is 'Compares the vendor''s database with the one that the load''s entity belongs to (first seen: kept). ok | not_mine | failed: load and run have ended, nothing is taken from it.';
