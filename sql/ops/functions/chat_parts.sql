-- Cut where a reader would pause: at a line, else at a space, else anywhere between two characters; a pause in the first half
-- of a part is none. Measured as chats measure, in UTF-16 units: a character outside of the basic plane counts twice.
create or replace function ops.chat_parts(p_text text, p_max integer default 3000)
returns setof text
language plpgsql immutable
as $$
declare
  v_rest text := p_text;
  v_piece text;
  v_size integer;
  v_pause integer;
begin
  if p_max < 2 then
    raise exception 'a part holds at least 2 units, not %', p_max using errcode = 'MD101';
  end if;
  while ops.utf16_length(v_rest) > p_max loop
    v_size := p_max;
    loop
      v_piece := left(v_rest, v_size);
      exit when ops.utf16_length(v_piece) <= p_max;
      v_size := v_size - (ops.utf16_length(v_piece) - p_max + 1) / 2;
    end loop;
    v_pause := char_length(v_piece) - position(E'\n' in reverse(v_piece)) + 1;
    if v_pause > char_length(v_piece) or v_pause * 2 < char_length(v_piece) then
      v_pause := char_length(v_piece) - position(' ' in reverse(v_piece)) + 1;
    end if;
    if v_pause > char_length(v_piece) or v_pause * 2 < char_length(v_piece) then
      return next v_piece;
      v_rest := substr(v_rest, char_length(v_piece) + 1);
    else
      return next left(v_piece, v_pause - 1);
      v_rest := substr(v_rest, v_pause + 1);
    end if;
  end loop;
  return next v_rest;
end;
$$;
comment on function ops.chat_parts(text, integer) is 'A text in parts of at most so many UTF-16 units, in order; joined by the line ends or spaces at which they were cut they are the text again. Telegram takes 4096; the rest is for title and mark.';
