create or replace function ops.reply_class(p_parsed jsonb, p_person_id bigint)
returns table (class text, why text, notes text)
language plpgsql stable
as $$
declare
  v_text record;
  v_html record;
begin
  if not coalesce((p_parsed ->> 'readable')::boolean, false) then
    return query select 'asked', coalesce('it cannot be read: ' || (p_parsed ->> 'error'), 'it cannot be read'), ''::text;
    return;
  end if;
  select * into v_text from ops.reply_text_class(p_parsed ->> 'outside', p_parsed ->> 'inside', p_parsed ->> 'signature', p_person_id);
  if jsonb_typeof(p_parsed -> 'html') = 'object' then
    select * into v_html
      from ops.reply_text_class(p_parsed -> 'html' ->> 'outside', p_parsed -> 'html' ->> 'inside', p_parsed -> 'html' ->> 'signature', p_person_id);
    if v_html.class <> v_text.class then
      return query select 'asked', format('its text says %s, its HTML %s', v_text.class, v_html.class), v_text.notes;
      return;
    end if;
  end if;
  if (p_parsed ->> 'is_reaction')::boolean then
    return query select 'asked', 'only a reaction', v_text.notes;
  elsif v_text.class = 'approved' and (p_parsed ->> 'is_truncated')::boolean then
    return query select 'asked', 'it is longer than is read', v_text.notes;
  elsif v_text.class = 'approved' and jsonb_array_length(coalesce(p_parsed -> 'attachments', '[]')) > 0 then
    return query select 'asked', 'an approval with a file attached', v_text.notes;
  else
    -- Notes keep what stands in the quote as well: rather too much than a word too little.
    return query select v_text.class, v_text.why, concat_ws(E'\n\n', v_text.notes, nullif(p_parsed ->> 'inside', ''));
  end if;
end;
$$;
comment on function ops.reply_class(jsonb, bigint) is 'What a mail says, by both of its parts: approved | asked | revision, and why. Parts that disagree, attached files and what cannot be read are asked about.';
