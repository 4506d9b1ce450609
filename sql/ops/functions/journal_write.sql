create or replace function ops.journal_write(p_kind text, p_subject text, p_action text, p_data jsonb default '{}')
returns bigint
language sql volatile
as $$
  insert into ops.journal (kind, subject, action, data) values (p_kind, p_subject, p_action, coalesce(p_data, '{}')) returning id;
$$;
comment on function ops.journal_write(text, text, text, jsonb) is 'Writes what a person or the engine did into the journal, where no table''s trigger does it.';
