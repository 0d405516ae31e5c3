/**
 * The eighth version of a book: a change that may be sent more than once has a key, by which it is written once; and a
 * receipt of an erasure has the numbers of the erased, so that each laptop with copies of the book erases them there, too.
 */
export const outbox = /* sql */ `
alter table changes add column key text check (length(key) between 1 and 100);
create unique index changes_by_key on changes (key) where key is not null;
alter table receipts add column whom text check (json_valid(whom));
`
