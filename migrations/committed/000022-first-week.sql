--! Previous: sha1:cda675cc9b23d9966c6ee3614d9dfd48b7b88f08
--! Hash: sha1:21c7776f9aa71b318ff295fe3ad70243716a12a2

-- The first week: what the words in a warehouse's name say of its kind, so that a mapping can be proposed.

create table portal.warehouse_patterns (
  word text constraint warehouse_patterns_pkey primary key,
  kind text not null,
  loose boolean not null default false,
  in_cover boolean not null default true,
  rank integer not null,
  created_at timestamptz not null default util.now(),
  updated_at timestamptz not null default util.now(),
  constraint warehouse_patterns_word_check check (word = lower(btrim(word)) and word <> ''),
  constraint warehouse_patterns_kind_check check (kind in ('WHS', 'WHB', 'STORE', 'OTHER'))
);
comment on table portal.warehouse_patterns is 'Words in names of warehouses and the kind that they suggest. Only proposals are made of them; a person decides.';
comment on column portal.warehouse_patterns.word is 'The word, in lower case; found where it stands by itself.';
comment on column portal.warehouse_patterns.kind is 'WHS shop floor, WHB boxes, STORE, OTHER (leaves the cover).';
comment on column portal.warehouse_patterns.loose is 'True: nothing in it counts as a box.';
comment on column portal.warehouse_patterns.in_cover is 'False: its stock does not count for the cover.';
comment on column portal.warehouse_patterns.rank is 'The word with the smallest number decides.';
comment on column portal.warehouse_patterns.created_at is 'When the row was made.';
comment on column portal.warehouse_patterns.updated_at is 'When the row was last changed.';
