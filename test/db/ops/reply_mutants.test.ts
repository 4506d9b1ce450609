// Is the model of replies any good? As in approval_mutants.test.ts, one rule is broken at a time: of mails, of buttons, of questions.
import { change, findEach, type Mutant, meetings, timelines } from './support/ladder_mutants.ts';

const MUTANTS: readonly Mutant[] = [
  {
    what: 'the revision of a mail is not compared',
    spoil: change(
      'ops.reply_request',
      "when v_approval.revision_no <> v_revision_no then 'refused_stale'",
      "when false then 'refused_stale'",
    ),
    find: timelines,
  },
  {
    what: 'a question counts as a revision',
    spoil: change(
      'ops.reply_ask',
      'insert into ops.reply_questions',
      'update ops.work_items set revision_count = revision_count + 1 where id = v_item.id; insert into ops.reply_questions',
    ),
    find: timelines,
  },
  {
    what: 'a domain is compared letter by letter',
    spoil: change('ops.reply_reference', "lower(f.m[4]) = lower(util.setting('mail.domain'))", "f.m[4] = util.setting('mail.domain')"),
    find: timelines,
  },
  {
    what: 'the second unclear reply alerts nobody',
    spoil: change('ops.reply_ask', 'if v_supervisor is not null then', 'if false then'),
    find: timelines,
  },
  {
    what: 'an automatic mail is read like a person’s',
    spoil: change('ops.reply_receive', 'elsif v_why is not null then', 'elsif false then'),
    find: timelines,
  },
  {
    what: 'a mail that has decided may decide again',
    spoil: change('ops.reply_receive', "m.outcome in ('approved', 'revision')", 'false'),
    find: timelines,
  },
  {
    what: 'a code works for whoever has it',
    spoil: change('ops.reply_request', "when v_approval.person_id is distinct from p_person_id then 'refused_token'", ''),
    find: timelines,
  },
  {
    what: 'an unverified sender is believed',
    spoil: change('ops.reply_receive', /if v_why is not null then(\s+v_outcome := 'refused_unverified')/, 'if false then$1'),
    find: timelines,
  },
  {
    what: 'a request that is over is still asked about',
    spoil: change('ops.reply_receive', "elsif v_approval.status <> 'open' then", 'elsif false then'),
    find: timelines,
  },
  {
    what: 'the notes of a mail are lost',
    spoil: change('ops.reply_receive', 'left(v_class.notes, 20000)', "'-'"),
    find: timelines,
  },
  {
    what: 'the same bytes are read twice',
    spoil: change('ops.reply_receive', "m.outcome <> 'duplicate'", 'false'),
    find: timelines,
  },
  {
    what: 'a button works for whoever presses it',
    spoil: change('ops.telegram_decide', "p_notes, 'telegram', p_person_id,", "p_notes, 'telegram', v_approval.person_id,"),
    find: timelines,
  },
  {
    what: 'a second request to one person has no mail of its own',
    spoil: change('ops.approval_mail', 'is distinct from v_approval.id', 'is null'),
    find: timelines,
  },
  {
    what: 'mails are looked at before the item is locked',
    spoil: change('ops.reply_receive', 'perform ops.work_item_take(v_item_id);', ''),
    find: meetings('mail × the same mail again'),
  },
];

findEach(MUTANTS);
