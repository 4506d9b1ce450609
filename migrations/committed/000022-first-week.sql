--! Previous: sha1:48ebbf6fd10305aba6796cbbbd67a4ce7a6caccb
--! Hash: sha1:74e7ad065ee2d291706e5e68155de2b7a0578c0b

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
