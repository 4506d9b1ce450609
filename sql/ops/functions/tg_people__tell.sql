-- Who answers from this address or number signs as this person, so whoever changes it could sign in the person's name.
create or replace function ops.tg_people__tell()
returns trigger
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  perform ops.alert_raise('warning', 'OPS', 'people', format('Alamat %s diubah', old.name),
    concat_ws(E'\n',
      case when old.email is distinct from new.email then format('Email: %s menjadi %s.', old.email, coalesce(new.email, 'kosong')) end,
      case when old.telegram_user_id is distinct from new.telegram_user_id
        then format('Nomor Telegram: %s menjadi %s.', old.telegram_user_id, coalesce(new.telegram_user_id::text, 'kosong')) end,
      case when old.db_role is distinct from new.db_role then format('Peran database: %s menjadi %s.', old.db_role, coalesce(new.db_role, 'kosong')) end,
      format('Diubah oleh %s. Jawaban dari alamat yang baru berlaku sebagai keputusan %s: tanyakan langsung kepada yang bersangkutan, dan kembalikan bila keliru.',
        util.caller(), new.name)),
    format('people:%s:%s', new.id, md5(concat_ws(' ', new.email, new.telegram_user_id, new.db_role))));
  return null;
end;
$$;
comment on function ops.tg_people__tell() is 'Trigger: a changed mail address, Telegram number or database role of a person is told, because answers from there decide.';
