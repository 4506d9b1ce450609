create or replace function ops.outbox_look(p_id bigint)
returns table (channel text, via text, recipient text, subject_key text, params jsonb, sent_at timestamptz, sought jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select o.channel, o.via, o.recipient, o.subject_key, o.params, o.sent_at,
         (select jsonb_build_object('data_source_id', s.data_source_id, 'id_property', s.property_ids ->> 'id')
            from ops.notion_sources s where o.channel = 'notion' and s.key = o.recipient)
    from ops.outbox o
   where o.id = p_id and o.status = 'unknown' and not o.is_settled
$$;
comment on function ops.outbox_look(bigint) is 'An effect of unknown fate, with what its provider is asked by (sought: where that is not the message itself). No row: it is not unknown any more.';
