-- A slip of the finger is no approval, and no note either. Few short words are looked at, so the plain way is fast enough.
create or replace function ops.reply_is_near(p_word text, p_other text)
returns boolean
language plpgsql immutable
as $$
declare
  v_row integer[];
  v_next integer[];
begin
  if length(p_word) not between 4 and 20 or length(p_other) < 6 or abs(length(p_word) - length(p_other)) > 2 then
    return false;
  end if;
  v_row := array(select generate_series(0, length(p_other)));
  for i in 1 .. length(p_word) loop
    v_next := array[i];
    for j in 1 .. length(p_other) loop
      v_next := v_next || least(v_row[j + 1] + 1, v_next[j] + 1,
                                v_row[j] + case when substr(p_word, i, 1) = substr(p_other, j, 1) then 0 else 1 end);
    end loop;
    v_row := v_next;
  end loop;
  return v_row[length(p_other) + 1] <= 2;
end;
$$;
comment on function ops.reply_is_near(text, text) is 'True when one word becomes the other by two letters at most. Internal.';
