-- is_blocking, params and is_enabled in force belong to people.
insert into ops.review_checks ("position", key, definition_key, default_is_blocking, default_params, title, description) values
  (95, 'reading', null, true, '{"revisions": 1}', 'Pembacaan oleh model', 'A model read the text and quoted what is odd: a note, or the wish for a revision, which counts for the first "revisions" revisions of an item. Without a model it passes.')
on conflict (key) do update
  set "position" = excluded."position", definition_key = excluded.definition_key, default_is_blocking = excluded.default_is_blocking,
      default_params = excluded.default_params, title = excluded.title, description = excluded.description
  where (review_checks."position", review_checks.definition_key, review_checks.default_is_blocking, review_checks.default_params, review_checks.title, review_checks.description)
        is distinct from (excluded."position", excluded.definition_key, excluded.default_is_blocking, excluded.default_params, excluded.title, excluded.description);
