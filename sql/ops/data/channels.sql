-- The rule belongs to people once the row is there.
insert into ops.channels (channel, on_unknown, unknown_min_age, resend_severities, resend_mark, description) values
  ('email', 'ask', '1 minute', '{}', null, 'A mail of which nobody knows how it left: a person looks into the mailbox.'),
  ('smtp', 'look_up', '1 minute', '{}', null, 'Mail that left by SMTP: with IMAP_URL it is looked for in the Sent folder, by Message-ID. Without, or when the server keeps no copies there, a person looks.'),
  ('gmail', 'look_up', '1 minute', '{}', null, 'Mail that left by Gmail: it is looked for among the sent ones, by Message-ID and by our own header.'),
  ('telegram', 'resend_once', '30 seconds', '{warning,critical}', '(ulang) ref %s', 'There is no key against doubles and no reading back. A missed alert is worse than a marked double; news is not.'),
  ('telegram_edit', 'repeat', '10 seconds', '{}', null, 'Answers to pressed buttons and changed messages: the same again changes nothing.'),
  ('notion', 'look_up', '30 seconds', '{}', null, 'Our own id is a property of the page, so the page can be looked for.'),
  ('sheets', 'repeat', '10 seconds', '{}', null, 'Ranges are fixed: writing them again writes the same.'),
  ('ssh', 'look_up', '10 seconds', '{}', null, 'A restart is seen by the health command.')
on conflict (channel) do nothing;
