const isFound = "'name', 'alias', 'email', 'phone', 'word', 'company'"

const keysOf = (row: string, where: string) => `insert or ignore into name_keys (kind, key, handle_id)
    select kind.key, one.value, ${row}.id from ${where}json_each(${row}.keys) kind, json_each(kind.value) one;`

/**
 * The seventh version of a book: a customer has a company, by which they are found, and an address; and the book keeps the
 * contents of a file's record of a customer, so that a change in the next such file is seen.
 */
export const cards = /* sql */ `
alter table customers add column company text check (length(company) between 1 and 200);
alter table customers add column address text check (length(address) between 1 and 200);
alter table import_keys add column said text check (json_valid(said));

-- The table is made anew for one more kind; what names are looked up by goes first, because it points to the rows, and is made
-- of them again.
delete from name_keys;
create table handles_anew (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  kind text not null check (kind in (${isFound})),
  key text not null check (length(key) between 1 and 8000),
  shown text check (length(shown) between 1 and 200),
  keys text check (keys is null or json_valid(keys))
) strict;
insert into handles_anew (id, customer_id, kind, key, shown, keys)
  select id, customer_id, kind, key, shown, keys from handles order by id;
delete from sqlite_sequence where name = 'handles_anew';
insert into sqlite_sequence (name, seq) select 'handles_anew', seq from sqlite_sequence where name = 'handles';
drop table handles;
alter table handles_anew rename to handles;
create unique index handles_names on handles (key) where kind in ('name', 'alias');
create index handles_by_key on handles (key, kind, customer_id);
create index handles_by_customer on handles (customer_id);
create trigger name_keys_insert after insert on handles when new.keys is not null begin
  ${keysOf('new', '')}
end;
create trigger name_keys_delete before delete on handles begin
  delete from name_keys where handle_id = old.id;
end;
create trigger name_keys_update after update of id, keys on handles when new.keys is not old.keys or new.id <> old.id begin
  delete from name_keys where handle_id = old.id;
  ${keysOf('new', '')}
end;
${keysOf('h', 'handles h, ')}
`
