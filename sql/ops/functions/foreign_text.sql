-- What a machine says ends up in mails, chats and terminals. There it may be a sentence, not a new line of ours, a colour or a command.
create or replace function ops.foreign_text(p_text text, p_max integer default 200)
returns text
language sql immutable
as $$
  select case when char_length(x.line) > p_max then left(x.line, greatest(p_max - 1, 0)) || '…' else x.line end
    from (
      select trim(regexp_replace(regexp_replace(left(p_text, 20000),
               -- Sequences of terminals (CSI, OSC), then whatever else moves a cursor or turns the direction of writing.
               '\u001B(\[[0-9;:?<=>]*[ -/]*[@-~]|\][^\u0007\u001B]*(\u0007|\u001B\\)?)', '', 'g'),
               '[[:space:]\u0001-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]+', ' ', 'g')) as line
    ) x;
$$;
comment on function ops.foreign_text(text, integer) is 'What a stranger wrote as one bounded line of plain text: no line ends, control characters, terminal sequences or marks of direction.';
