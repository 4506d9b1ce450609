create or replace function ops.alert_text(p_alert_id bigint, p_is_fallback boolean default false)
returns table (subject text, body text)
language sql stable
as $$
  select format('%s %s%s', m.mark, m.word, a.title),
         format(E'%s %s%s\n', m.mark, m.word, a.title)
         || case when a.body <> '' then E'\n' || a.body || E'\n' else '' end
         || case when p_is_fallback then E'\nDikirim lewat jalur ini karena jalur utama tidak berfungsi.\n' else '' end
         || format(E'\n%s · %s · %s WIB · peringatan %s', a.department, a.category,
              to_char(a.first_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD HH24:MI'), a.id)
    from ops.alerts a
    join (values ('info', '🟢', ''), ('warning', '🟡', 'Peringatan: '), ('critical', '🔴', 'KRITIS: ')) as m (severity, mark, word)
      on m.severity = a.severity
   where a.id = p_alert_id;
$$;
comment on function ops.alert_text(bigint, boolean) is 'An alert as a message: subject for mails, text for both channels.';
