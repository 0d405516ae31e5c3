/** The tables of import and erasure: the source of a row, the names of a file’s columns, and the receipts of erasures. */
export const importing = /* sql */ `
create table import_keys (
  id integer primary key autoincrement,
  source text not null check (length(source) between 1 and 200),
  key text not null check (length(key) between 1 and 8000),
  customer_id integer references customers (id) on delete restrict,
  touch_id integer references touches (id) on delete restrict,
  check ((customer_id is null) <> (touch_id is null)),
  unique (source, key)
) strict;
create index import_keys_by_customer on import_keys (customer_id) where customer_id is not null;
create index import_keys_by_touch on import_keys (touch_id) where touch_id is not null;

create table column_maps (
  id integer primary key autoincrement,
  header text not null unique check (length(header) between 1 and 65536),
  mapping text not null check (length(mapping) between 1 and 65536)
) strict;

-- Many rows inserted at once are one row of a change: from row_id to last_id.
alter table change_rows add column last_id integer;

create table receipts (
  id integer primary key autoincrement,
  erased_on text not null check (erased_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  what text not null check (length(what) between 1 and 65536)
) strict;
`
