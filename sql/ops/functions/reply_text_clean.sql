-- What telephones, companies and habits add to a text is left out: whole lines and paragraphs that a row names, and a signature
-- below a closing formula, as far as it looks like one.
create or replace function ops.reply_text_clean(p_text text, p_person_id bigint)
returns text
language plpgsql stable
as $$
declare
  v_secrecy constant text := 'rahasia|confidential|privileged|disclos|penerima|recipient|addressee|intended|ditujukan|attachment|lampiran|virus|links?\M|tautan|external|outside|luar|environment|lingkungan|hukum|legal';
  v_paragraph text;
  v_line text;
  v_kept text[] := '{}';
  v_words text;
  v_own text[];
  v_is_closed boolean := false;
  v_lines integer := 0;
begin
  select coalesce(array_agg(n), '{}') into v_own
    from ops.people p cross join regexp_split_to_table(btrim(ops.reply_tokens(p.name)), ' ') as n
   where p.id = p_person_id and length(n) > 2;
  for v_paragraph in select x from regexp_split_to_table(coalesce(p_text, ''), '\n[[:space:]]*\n') as x loop
    -- "Email ini hanya untuk M1CA01" begins like one: a disclaimer speaks of secrecy, of files or of paper, and of no article.
    continue when exists (select from ops.reply_markers m where m.kind = 'disclaimer' and m.is_enabled and btrim(v_paragraph, E' \t\n*_>[') ~* m.pattern)
      and v_paragraph ~* v_secrecy and not ops.reply_names_article(ops.reply_tokens(v_paragraph));
    -- A signature ends with its paragraph; the name may stand in the one after the formula.
    v_is_closed := v_is_closed and v_lines = 0;
    for v_line in select x from regexp_split_to_table(v_paragraph, '\n') as x loop
      continue when exists (select from ops.reply_markers m where m.kind = 'footer' and m.is_enabled and btrim(v_line, E' \t*_') ~* m.pattern);
      v_words := ops.reply_tokens(v_line);
      if v_is_closed then
        v_lines := v_lines + 1;
        v_is_closed := v_lines <= 5 and cardinality(string_to_array(btrim(v_words), ' ')) <= 6 and v_line !~ '\?'
          and (v_lines > 1 or exists (select from unnest(v_own) n where v_words like '% ' || n || ' %'))
          and not ops.reply_names_article(v_words)
          and not exists (select from ops.reply_words x where x.is_enabled and v_words like '% ' || x.word || ' %')
          and not exists (select from ops.approval_words a where a.is_enabled and v_words like '% ' || a.phrase || ' %');
        continue when v_is_closed;
      elsif exists (select from ops.reply_markers m where m.kind = 'closing' and m.is_enabled and btrim(v_line, E' \t*_') ~* m.pattern) then
        v_is_closed := true;
        v_lines := 0;
      end if;
      v_kept := v_kept || v_line;
    end loop;
    v_kept := v_kept || ''::text;
  end loop;
  return btrim(regexp_replace(array_to_string(v_kept, E'\n'), '\n{3,}', E'\n\n', 'g'), E' \t\n');
end;
$$;
comment on function ops.reply_text_clean(text, bigint) is 'A typed text without the footers, disclaimers and closing signatures that ops.reply_markers name. Internal.';
