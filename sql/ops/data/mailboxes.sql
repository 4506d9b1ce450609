-- Whether it is read belongs to people; a mailbox without credentials is off and says so.
insert into ops.mailboxes (key, kind, title) values
  ('gmail', 'gmail', 'Gmail'),
  ('imap', 'imap', 'IMAP')
on conflict (key) do update set title = excluded.title where mailboxes.title is distinct from excluded.title;
