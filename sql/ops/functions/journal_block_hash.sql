create or replace function ops.journal_block_hash(p_block ops.journal_blocks)
returns bytea
language sql stable
as $$
  select sha256(p_block.previous_hash || convert_to(format('%s|%s|%s|%s|%s|%s|', p_block.id, p_block.first_id, p_block.last_id,
    p_block.row_count, array_to_string(p_block.row_ids, ','), to_char(p_block.sealed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')), 'UTF8')
    || p_block.row_hashes);
$$;
comment on function ops.journal_block_hash(ops.journal_blocks) is 'SHA-256 of a block: the hash of the block before it and all its columns but its own hash.';
