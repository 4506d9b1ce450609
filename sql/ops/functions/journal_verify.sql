-- What this cannot see: the newest blocks cut off together with their rows. The head hash, kept elsewhere, shows that.
create or replace function ops.journal_verify()
returns table (state text, block_id bigint, journal_id bigint, kind text, subject text, says text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_block ops.journal_blocks;
  v_before ops.journal_blocks;
  v_tail record;
begin
  if not ops.caller_is_staff() then
    raise exception 'role % may not examine the journal', util.caller() using errcode = '42501';
  end if;
  v_before.id := 0;
  v_before.last_id := 0;
  v_before.hash := decode(repeat('00', 32), 'hex');

  for v_block in select b.* from ops.journal_blocks b order by b.id loop
    if v_block.hash <> ops.journal_block_hash(v_block) then
      return query select 'wrong', v_block.id, null::bigint, 'ops.journal_blocks', v_block.id::text,
        format('block %s was changed: its hash is not that of its columns', v_block.id);
    end if;
    if v_block.id <> v_before.id + 1 or v_block.previous_hash <> v_before.hash or v_block.first_id <> v_before.last_id + 1 then
      return query select 'wrong', v_block.id, null::bigint, 'ops.journal_blocks', v_block.id::text,
        format('block %s does not continue block %s: one of them was changed, or one between them is gone', v_block.id, v_before.id);
    end if;

    return query
      select 'wrong', v_block.id, coalesce(e.id, j.id), j.kind, j.subject,
             case when j.id is null then format('row %s of block %s is gone, or its id was changed', e.id, v_block.id)
                  when e.id is null then format('row %s (%s %s) was added to block %s after it was sealed', j.id, j.kind, j.subject, v_block.id)
                  else format('row %s (%s %s) was changed after block %s was sealed', j.id, j.kind, j.subject, v_block.id) end
        from (
          select i.id, substring(v_block.row_hashes from (32 * (i.n - 1) + 1)::integer for 32) as hash
            from unnest(v_block.row_ids) with ordinality as i (id, n)
        ) e
        full join (
          select x.id, x.kind, x.subject, ops.journal_row_hash(x) as hash
            from ops.journal x where x.id between v_before.last_id + 1 and v_block.last_id
        ) j on j.id = e.id
       where j.id is null or e.id is null or j.hash is distinct from e.hash
       order by 3;
    v_before := v_block;
  end loop;

  select count(*) as rows, min(x.at) as since into v_tail from ops.journal x where x.id > v_before.last_id;
  return query select 'ok', v_before.id, null::bigint, 'head', encode(v_before.hash, 'hex'),
    case when v_before.id = 0 then 'no block is sealed yet'
         else format('%s blocks, sealed up to row %s; head %s', v_before.id, v_before.last_id, encode(v_before.hash, 'hex')) end;
  return query select case when v_tail.since < clock_timestamp() - interval '10 minutes' then 'late' else 'ok' end,
    null::bigint, null::bigint, 'tail', v_tail.rows::text,
    case when v_tail.rows = 0 then 'nothing is unsealed'
         else format('%s rows are not sealed yet, the oldest of %s UTC', v_tail.rows, to_char(v_tail.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')) end;
end;
$$;
comment on function ops.journal_verify() is 'Reads the whole journal and names what was changed after it was sealed: wrong, with block and row. Then the head, and the tail that is not sealed yet (late: for more than ten minutes).';
