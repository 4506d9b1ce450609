--! Previous: sha1:f7f3f117eb3cd570b1834c1e1b43ce85d02f61ac
--! Hash: sha1:538f84d714ffde7bebbf08d8900fc607d3ff9171

-- How a reply is read: which words say yes, which say nothing, which make it unclear, and whose word about a sender is taken.
-- All of it is rows that people edit; ops.reply_receive reads them.

create table ops.approval_words (
  phrase text constraint approval_words_pkey primary key,
  is_enabled boolean not null default true,
  note text,
  constraint approval_words_phrase_check check (phrase = lower(btrim(phrase)) and phrase ~ '^[a-z0-9]+( [a-z0-9]+)*$')
);
comment on table ops.approval_words is 'A reply that says exactly one of these, and nothing else that means anything, is an approval.';
comment on column ops.approval_words.phrase is 'Lower case, words with one space between them, no punctuation.';
comment on column ops.approval_words.is_enabled is 'False: no longer an approval. A row that is deleted comes back with the next deploy; one that is switched off does not.';
comment on column ops.approval_words.note is 'Why, if it matters.';

create table ops.reply_fillers (
  word text constraint reply_fillers_pkey primary key,
  is_enabled boolean not null default true,
  note text,
  constraint reply_fillers_word_check check (word = lower(btrim(word)) and word ~ '^[a-z0-9]+( [a-z0-9]+)*$')
);
comment on table ops.reply_fillers is 'Words that say neither yes nor no: thanks, greetings, forms of address. Names of ops.people count as well.';
comment on column ops.reply_fillers.word is 'Lower case, words with one space between them, no punctuation.';
comment on column ops.reply_fillers.is_enabled is 'False: counts as a word that means something.';
comment on column ops.reply_fillers.note is 'Why, if it matters.';

create table ops.reply_words (
  kind text not null,
  word text not null,
  is_enabled boolean not null default true,
  note text,
  constraint reply_words_pkey primary key (kind, word),
  constraint reply_words_kind_check check (kind in ('negation', 'question', 'condition', 'approval')),
  constraint reply_words_word_check check (word = lower(btrim(word)) and word ~ '^[a-z0-9]+( [a-z0-9]+)*$')
);
comment on table ops.reply_words is 'Words that make a reply unclear: then a question goes back and nothing is decided.';
comment on column ops.reply_words.kind is 'negation | question | condition | approval (related to an approval, and none by itself).';
comment on column ops.reply_words.word is 'Lower case, words with one space between them, no punctuation.';
comment on column ops.reply_words.is_enabled is 'False: is not looked for.';
comment on column ops.reply_words.note is 'Why, if it matters.';

create table ops.reply_markers (
  kind text not null,
  pattern text not null,
  is_enabled boolean not null default true,
  note text,
  constraint reply_markers_pkey primary key (kind, pattern),
  constraint reply_markers_kind_check check (kind in ('footer', 'disclaimer', 'closing', 'reaction', 'automatic_subject')),
  -- A pattern that is none is refused here and not when the next mail comes.
  constraint reply_markers_pattern_check check (pattern <> '' and ('' ~* pattern) is not null)
);
comment on table ops.reply_markers is 'What mail programs and companies add to a mail by themselves.';
comment on column ops.reply_markers.kind is 'footer (a whole line is dropped) | disclaimer (a paragraph that begins so is dropped) | closing (with the person''s name below it a signature begins) | reaction (the text only tells of an emoji) | automatic_subject (the mail is an automatic one).';
comment on column ops.reply_markers.pattern is 'Regular expression, case does not matter.';
comment on column ops.reply_markers.is_enabled is 'False: is not looked for.';
comment on column ops.reply_markers.note is 'Why, if it matters.';

create table ops.mail_trust (
  id bigint constraint mail_trust_pkey primary key generated always as identity,
  source text not null,
  authserv_id text not null,
  rule text not null,
  domain text,
  is_enabled boolean not null default true,
  note text,
  constraint mail_trust_key unique nulls not distinct (source, authserv_id, rule, domain),
  constraint mail_trust_source_check check (source in ('gmail', 'imap')),
  constraint mail_trust_rule_check check (rule in ('dmarc', 'dkim')),
  -- A signature alone proves a domain only to who has named that domain.
  constraint mail_trust_domain_check check ((rule = 'dmarc' or domain is not null) and domain = lower(domain) and domain ~ '^[a-z0-9.-]+$'),
  constraint mail_trust_authserv_id_check check (authserv_id = lower(authserv_id) and authserv_id ~ '^\S+$')
);
comment on table ops.mail_trust is 'Whose word is taken that a mail really comes from its sender''s domain.';
comment on column ops.mail_trust.id is 'Number of the row.';
comment on column ops.mail_trust.source is 'Mailbox it holds for: gmail | imap. Elsewhere the same name may stand in a header that the sender wrote.';
comment on column ops.mail_trust.authserv_id is 'Who checked: the first word of the topmost Authentication-Results; mandor-mailauth: we did (IMAP only).';
comment on column ops.mail_trust.rule is 'dmarc: dmarc=pass for the sender''s domain | dkim: an aligned signature over the whole body, for a domain without DMARC.';
comment on column ops.mail_trust.domain is 'Sender''s domain it holds for; NULL (dmarc only): all.';
comment on column ops.mail_trust.is_enabled is 'False: is not believed.';
comment on column ops.mail_trust.note is 'Why, if it matters.';

create table ops.reply_questions (
  approval_id bigint not null constraint reply_questions_approval_id_fkey references ops.approvals on delete cascade,
  number integer not null,
  inbound_id bigint constraint reply_questions_inbound_id_fkey references ops.inbound_messages on delete set null,
  outbox_id bigint constraint reply_questions_outbox_id_fkey references ops.outbox on delete set null,
  asked_at timestamptz not null default util.now(),
  constraint reply_questions_pkey primary key (approval_id, number),
  constraint reply_questions_number_check check (number in (1, 2))
);
create index reply_questions_inbound_id_idx on ops.reply_questions (inbound_id);
create index reply_questions_outbox_id_idx on ops.reply_questions (outbox_id);
comment on table ops.reply_questions is 'Unclear replies that had an effect: the first is answered with a question, for the second the supervisor is told. No third row.';
comment on column ops.reply_questions.approval_id is 'The request that was answered unclearly.';
comment on column ops.reply_questions.number is '1: the person was asked | 2: the supervisor was told.';
comment on column ops.reply_questions.inbound_id is 'The unclear reply.';
comment on column ops.reply_questions.outbox_id is 'The message that left; NULL: nobody to write to.';
comment on column ops.reply_questions.asked_at is 'When.';
