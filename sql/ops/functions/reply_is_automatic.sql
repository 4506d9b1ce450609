-- X-Auto-Response-Suppress is no sign: ordinary mail programs of one vendor set it too.
create or replace function ops.reply_is_automatic(p_parsed jsonb)
returns text
language sql stable
as $$
  select x.why
    from (
      select format('%s: %s', h.header ->> 'name', h.header ->> 'value') as why
        from jsonb_array_elements(coalesce(p_parsed -> 'automatic', '[]')) as h (header)
       where case h.header ->> 'name'
               when 'auto-submitted' then lower(h.header ->> 'value') !~ '^no\M'
               when 'precedence' then lower(h.header ->> 'value') in ('auto_reply', 'bulk', 'junk', 'list')
               else true end
      union all
      select 'a calendar''s answer' where (p_parsed ->> 'is_calendar')::boolean
      union all
      select 'a receipt' where (p_parsed ->> 'is_receipt')::boolean
      union all
      select 'its subject' from ops.reply_markers m where m.kind = 'automatic_subject' and m.is_enabled and p_parsed ->> 'subject' ~* m.pattern
    ) x
   limit 1;
$$;
comment on function ops.reply_is_automatic(jsonb) is 'Why a mail is taken for a program''s and not a person''s. NULL: a person''s.';
