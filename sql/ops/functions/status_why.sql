-- Only what is open is asked why: a cause costs some look-ups, and what has ended says so itself.
create or replace function ops.status_why(p_kind text, p_id text)
returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object('cause', e.cause, 'says', e.says, 'next', e.next, 'next_at', e.next_at) order by e.rank), '[]')
    from ops.explain(p_kind, p_id) e;
$$;
comment on function ops.status_why(text, text) is 'What ops.explain says, as one JSON list.';
