create or replace function ops.note_require(p_note text, p_what text)
returns text
language plpgsql stable
as $$
begin
  if coalesce(trim(p_note), '') = '' then
    raise exception 'say why: % needs a note', p_what using errcode = 'MD101', hint = 'Pass p_note.';
  end if;
  return trim(p_note);
end;
$$;
comment on function ops.note_require(text, text) is 'The note, trimmed; MD101 when it is empty.';
