-- Longest first: "terima kasih" before "terima". Twice, because a blank between two fillers belongs to both.
create or replace function ops.reply_without(p_words text, p_drop text[])
returns text
language plpgsql immutable
as $$
declare
  v_words text := p_words;
  v_drop text;
begin
  foreach v_drop in array p_drop loop
    v_words := replace(replace(v_words, ' ' || v_drop || ' ', ' '), ' ' || v_drop || ' ', ' ');
  end loop;
  return v_words;
end;
$$;
comment on function ops.reply_without(text, text[]) is 'Words of ops.reply_tokens without some of them. Internal.';
