import { dayLater } from './0005-day.ts'

/** The text in which a note is searched, where it is not the note itself; of a row of touches as JSON. */
const noteKeyOf = (row: string) => `nullif(folded(${row} ->> 'note'), ${row} ->> 'note')`

const keyOf = (row: string) => `kept_key(${row} ->> 'key', ${row} ->> 'touch_id' is not null)`

/** The statements that make the rows of a table anew in the log of changes. */
const logAnew = (table: string, made: (row: string) => string) =>
  ['before', 'after']
    .map((row) => `update change_rows set ${row} = ${made(row)} where table_name = '${table}' and ${row} is not null;`)
    .join('\n')

/**
 * The sixth version of a book can also be kept by a server, and shared: each change says who made it, notes are
 * searched in a text that the program folds, and no key is too long for an index. The log of changes is brought up as
 * the rows are, so that a row which comes back is like the others.
 */
export const makers = (has: (table: string) => boolean): string => /* sql */ `
-- A book of the fifth version's first day does not have all of it.
${has('name_keys') ? '' : dayLater}
alter table changes add column made_by text check (length(made_by) between 1 and 200);

alter table touches add column note_key text;
update touches set note_key = folded(note) where folded(note) <> note;
${logAnew('touches', (row) => `json_set(${row}, '$.note_key', ${noteKeyOf(row)})`)}

update import_keys set key = kept_key(key, touch_id is not null) where length(key) > 100;
${logAnew('import_keys', (row) => `json_set(${row}, '$.key', ${keyOf(row)})`)}
update column_maps set header = kept_key(header, false) where length(header) > 100;
${logAnew('column_maps', (row) => `json_set(${row}, '$.header', kept_key(${row} ->> 'header', false))`)}
`
