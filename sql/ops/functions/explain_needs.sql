-- A need that is missing has a reason of its own: the newest run of it, and the load behind that.
create or replace function ops.explain_needs(p_occurrence_id bigint)
returns table (cause text, says text, evidence jsonb, next text, next_at timestamptz)
language sql stable
as $$
  select case when x.load_status = 'quarantined' then 'quarantined' else 'needs_unmet' end,
         case when x.load_status = 'quarantined' then format('it needs %s, and load %s of it is held back: %s', n.key, x.load_id, coalesce(x.load_why, 'a check failed'))
              when x.load_status in ('rejected', 'superseded') then format('it needs %s, and load %s of it was refused by %s: %s', n.key, x.load_id, x.load_by, x.load_note)
              when x.id is null then format('it needs %s for %s, which nobody has asked for yet', n.key, o.business_date)
              else format('it needs %s for %s, which is %s%s', n.key, o.business_date, x.status, coalesce(': ' || coalesce(x.error ->> 'message', x.note), '')) end,
         jsonb_build_object('need', n.key, 'business_date', o.business_date, 'occurrence_id', x.id, 'status', x.status, 'load_id', x.load_id, 'load_status', x.load_status),
         case when x.load_status = 'quarantined' then format('`mandor loads release %s --note …` or `mandor loads reject %s --note …`; or pull again when the source is mended: `mandor run %s --date %s`.', x.load_id, x.load_id, n.key, o.business_date)
              when x.load_status in ('rejected', 'superseded') then format('Pull it again: `mandor run %s --date %s`.', n.key, o.business_date)
              when x.id is null then format('`mandor run %s`, or its next slot.', n.key) else format('`mandor explain occurrence %s` says what holds that one.', x.id) end,
         null::timestamptz
    from ops.occurrences o
   cross join lateral unnest(ops.occurrence_needs_missing(o.id)) with ordinality as n (key, n)
    left join lateral (
      select r.id, r.status, r.error, r.note, h.load_id, h.status as load_status, h.decided_by as load_by, h.note as load_note,
             (select string_agg(c ->> 'message', ' ') from jsonb_array_elements(h.validation) c
               where c ->> 'severity' = 'block' and not (c ->> 'passed')::boolean) as load_why
        from ops.occurrences r
        left join lateral (
          select l.* from raw.load_history l
           where l.occurrence_id = r.id and (l.status = 'quarantined' or l.status in ('rejected', 'superseded') and l.decided_at is not null and l.superseded_by is null)
           order by l.load_id desc limit 1
        ) h on true
       where r.definition_key = n.key and r.business_date = o.business_date
       order by r.id desc
       limit 1
    ) x on true
   where o.id = p_occurrence_id
   order by n.n;
$$;
comment on function ops.explain_needs(bigint) is 'Causes: needs of a run that are not met, each with the state of its newest run and the load that is held back.';
