create or replace trigger _200_guard before update of status on raw.load_history
  for each row execute function ops.tg_any__guard(
    '>pulling', 'pulling>staged', 'pulling>failed', 'staged>accepted', 'staged>quarantined', 'staged>failed',
    'quarantined>accepted', 'quarantined>rejected', 'accepted>superseded', 'superseded>accepted');
