-- Which secrets there are and how old they may get is ours; when they were issued, when they end and who renews them belongs to people.
insert into ops.credentials (name, title, default_max_age)
select x.prefix || '_' || e.entity, format(x.title, e.entity), x.max_age::interval
  from (values ('ACCURATE_API_TOKEN', 'Accurate %s, token', '365 days'), ('ACCURATE_SIGNATURE_SECRET', 'Accurate %s, tanda tangan', '365 days')) as x (prefix, title, max_age)
 cross join (values ('DDD'), ('LJBB'), ('MBB'), ('UBB')) as e (entity)
union all
select x.name, x.title, x.max_age::interval
  from (values
    ('GOOGLE_CLIENT_SECRET', 'Google, klien', null),
    ('GOOGLE_REFRESH_TOKEN', 'Google, Gmail dan Sheets', '365 days'),
    ('GOOGLE_SERVICE_ACCOUNT', 'Google, akun layanan', '365 days'),
    ('NOTION_TOKEN', 'Notion', '365 days'),
    ('NOTION_TOKEN_LAYER1', 'Notion, pekerja', '365 days'),
    ('NOTION_TOKEN_LAYER2', 'Notion, pengawas', '365 days'),
    ('TELEGRAM_BOT_TOKEN', 'Telegram, bot', '365 days'),
    ('ANTHROPIC_API_KEY', 'Anthropic', '180 days'),
    ('SSH_KEY_FILE', 'SSH, kunci pengawas', '365 days'),
    ('GINEE_SECRET_KEY', 'Ginee', '365 days'),
    ('SMTP_URL', 'E-mail keluar (SMTP)', '365 days'),
    ('IMAP_URL', 'E-mail masuk (IMAP)', '365 days')
  ) as x (name, title, max_age)
on conflict (name) do update
  set title = excluded.title, default_max_age = excluded.default_max_age
  where (credentials.title, credentials.default_max_age) is distinct from (excluded.title, excluded.default_max_age);
