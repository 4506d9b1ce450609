-- Ids are drawn before the commit, so a smaller one may appear after a larger one. A block may only be closed when nobody
-- who drew an id of its range is still running. So each call notes the last id drawn (the mark) and a transaction number
-- that is higher than that of anybody who drew it; a later call seals up to the mark when all lower numbers have ended.
-- A mark whose number this server has not reached comes from a restored dump: nobody of that time is running here.
create or replace function ops.journal_seal()
returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  c_rows constant integer := 10000;
  v_mark ops.journal_mark;
  v_block ops.journal_blocks;
  v_last ops.journal_blocks;
  v_drawn bigint;
  v_count integer := 0;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not seal the journal', util.caller() using errcode = '42501';
  end if;
  if not pg_try_advisory_xact_lock(7261011) then
    return 0;
  end if;

  select b.* into v_last from ops.journal_blocks b order by b.id desc limit 1;
  if not found then
    v_last.id := 0;
    v_last.last_id := 0;
    v_last.hash := decode(repeat('00', 32), 'hex');
  end if;
  select m.* into v_mark from ops.journal_mark m;
  if found and v_mark.before_xid > pg_snapshot_xmin(pg_current_snapshot()) and v_mark.before_xid < pg_snapshot_xmax(pg_current_snapshot()) then
    return 0;
  end if;

  if v_mark.last_id is not null then
    loop
      v_block := null;
      v_block.id := v_last.id + 1;
      v_block.first_id := v_last.last_id + 1;
      v_block.previous_hash := v_last.hash;
      v_block.sealed_at := clock_timestamp();
      select count(*), array_agg(r.id order by r.id), string_agg(r.hash, '' order by r.id)
        into v_block.row_count, v_block.row_ids, v_block.row_hashes
        from (
          select j.id, ops.journal_row_hash(j) as hash from ops.journal j
           where j.id > v_last.last_id and j.id <= v_mark.last_id order by j.id limit c_rows
        ) r;
      exit when v_block.row_count = 0;
      v_block.last_id := case when v_block.row_count < c_rows then v_mark.last_id else v_block.row_ids[c_rows] end;
      v_block.hash := ops.journal_block_hash(v_block);
      insert into ops.journal_blocks select v_block.*;
      v_count := v_count + v_block.row_count;
      v_last := v_block;
      exit when v_block.row_count < c_rows;
    end loop;
  end if;

  select max(j.id) into v_drawn from ops.journal j;
  if v_drawn > v_last.last_id then
    -- The number is drawn after the id was read: everybody who drew that id or a smaller one has a lower number.
    insert into ops.journal_mark (last_id, before_xid) values (v_drawn, pg_current_xact_id())
    on conflict (id) do update set last_id = excluded.last_id, before_xid = excluded.before_xid;
  else
    delete from ops.journal_mark where id;
  end if;
  return v_count;
end;
$$;
comment on function ops.journal_seal() is 'Each minute: seals what was written before the mark of an earlier call into blocks, in the order of the ids, once every transaction of that time has ended; then sets a new mark. How many rows were sealed.';
