const text = 'text collate "C"'
const id = (table: string): string => `id bigint primary key default next_number('${table}')`
const day = (column: string): string => `${column} ${text} check (${column} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')`
const words = (column: string, most: number): string =>
  `${column} ${text} check (length(${column}) between 1 and ${most})`
const yesOrNo = (column: string): string => `${column} bigint not null check (${column} in (0, 1))`
const to = (table: string): string => `bigint references ${table} (id) deferrable`

/**
 * The tables of a book on a server, as the migrations make them in a file: the same columns, in the same order. Rows are copied
 * into them before `serverRules` are added. `numbers` holds the highest number that each table has given, as a file's
 * `sqlite_sequence` does; `book` holds the version, and the day on which the book was taken back into a file. Each transaction
 * that writes locks the one row of `book` first.
 */
export const serverTables = /* sql */ `
create table book (
  id bigint primary key check (id = 1),
  program ${text} not null,
  version bigint not null,
  closed_on ${text}
);
create table numbers (name ${text} primary key, last bigint not null);
create function next_number(whose text) returns bigint language sql volatile as $body$
  update numbers set last = last + 1 where name = whose returning last
$body$;

create table customers (
  ${id('customers')},
  ${words('name', 200)} not null,
  email ${text} check (length(email) between 3 and 200),
  ${words('phone', 200)},
  ${words('note', 65536)},
  visit_every bigint check (visit_every between 0 and 36500),
  ${day('since')} not null,
  ${day('snoozed_until')},
  ${day('archived_on')},
  ${words('archived_why', 65536)},
  kind ${text} not null default 'customer' check (kind in ('customer', 'teammate')),
  goal bigint check (goal between 0 and 9999),
  ${day('first_day')},
  ${day('snoozed_on')},
  ${words('company', 200)},
  ${words('address', 200)}
);
create table handles (
  ${id('handles')},
  customer_id ${to('customers')} not null,
  kind ${text} not null check (kind in ('name', 'alias', 'email', 'phone', 'word', 'company')),
  ${words('key', 8000)} not null,
  ${words('shown', 200)},
  keys ${text} check (keys is null or keys::json is not null)
);
create table tags (
  ${id('tags')},
  customer_id ${to('customers')} not null,
  ${words('tag', 200)} not null,
  unique (customer_id, tag)
);
create table channels (
  ${id('channels')},
  ${words('name', 40)} not null unique,
  ${yesOrNo('spoken')},
  also ${text} not null default ''
);
create table purposes (
  ${id('purposes')},
  ${words('name', 40)} not null unique,
  tone ${text} not null check (tone in ('+', '=', '-')),
  ${yesOrNo('care')},
  ${yesOrNo('money')},
  opens ${text} check (opens in ('complaint', 'request')),
  begun_by ${text} not null check (begun_by in ('us', 'them')),
  channel_id ${to('channels')} not null,
  meaning ${text} not null check (length(meaning) <= 200),
  also ${text} not null default '',
  ${yesOrNo('reached')} default 1
);
create table touches (
  ${id('touches')},
  customer_id ${to('customers')} not null,
  ${day('on_day')} not null,
  channel_id ${to('channels')} not null,
  purpose_id ${to('purposes')} not null,
  tone ${text} not null check (tone in ('+', '=', '-')),
  begun_by ${text} not null check (begun_by in ('us', 'them')),
  minutes bigint check (minutes between 0 and 10000),
  ${words('note', 65536)},
  by_id ${to('customers')},
  answered_on ${text},
  ${day('settled_on')},
  note_key ${text}
);
create table loops (
  ${id('loops')},
  customer_id ${to('customers')} not null,
  kind ${text} not null check (kind in ('promise', 'complaint', 'request')),
  touch_id ${to('touches')},
  ${words('text', 65536)},
  ${day('opened_on')} not null,
  ${day('due_on')},
  ${day('closed_on')},
  outcome ${text},
  ${words('closing_note', 65536)},
  by_id ${to('customers')},
  ${words('waiting_on', 200)},
  ${day('waiting_since')},
  closing_touch_id ${to('touches')},
  check (text is not null or touch_id is not null),
  check ((closed_on is null) = (outcome is null)),
  check (closed_on is null or closed_on >= opened_on or outcome = 'dropped'),
  check (outcome is null or outcome = 'dropped'
    or (kind = 'promise' and outcome in ('kept', 'broken'))
    or (kind = 'complaint' and outcome = 'mended')
    or (kind = 'request' and outcome in ('done', 'declined')))
);
create table settings (
  ${id('settings')},
  ${words('key', 40)} not null unique,
  value ${text} not null check (length(value) <= 200)
);
create table changes (
  ${id('changes')},
  ${day('made_on')} not null,
  summary ${text} not null,
  undone bigint not null default 0 check (undone in (0, 1)),
  ${words('made_by', 200)}
);
create table change_rows (
  change_id ${to('changes')} not null,
  seq bigint not null,
  table_name ${text} not null,
  row_id bigint not null,
  before ${text},
  after ${text},
  last_id bigint,
  primary key (change_id, seq)
);
create table checks (id bigint primary key check (id = 1), checked_on ${text} not null);
create table topics (
  ${id('topics')},
  ${words('name', 40)} not null unique,
  ${words('question', 200)} not null
);
create table facts (
  ${id('facts')},
  customer_id ${to('customers')} not null,
  topic_id ${to('topics')},
  ${day('on_day')} not null,
  ${words('text', 65536)} not null,
  by_id ${to('customers')}
);
create table dates (
  ${id('dates')},
  customer_id ${to('customers')} not null,
  ${words('label', 200)} not null,
  month_day ${text} not null check (month_day ~ '^[0-9]{2}-[0-9]{2}$'),
  year bigint check (year between 1900 and 9999),
  ${day('noted_on')} not null,
  unique (customer_id, label)
);
create table savings (
  ${id('savings')},
  customer_id ${to('customers')} not null,
  ${day('on_day')} not null,
  money bigint check (money > 0),
  minutes bigint check (minutes > 0),
  ${words('text', 65536)} not null,
  told_by ${to('touches')},
  ${day('told_on')},
  check ((told_by is null) = (told_on is null))
);
create table pulses (
  ${id('pulses')},
  customer_id ${to('customers')} not null,
  ${day('on_day')} not null,
  rating bigint not null check (rating between 0 and 10),
  guess bigint check (guess between 0 and 10),
  ${words('quote', 65536)}
);
create table letters (
  ${id('letters')},
  ${words('title', 200)} not null,
  ${words('key', 8000)} not null unique,
  review_every bigint not null check (review_every between 1 and 36500),
  ${day('added_on')} not null
);
create table letter_reviews (
  ${id('letter_reviews')},
  letter_id ${to('letters')} not null,
  ${day('on_day')} not null,
  ${yesOrNo('thanks')},
  ${yesOrNo('about_them')},
  ${yesOrNo('clear')},
  ${yesOrNo('every_temperament')},
  ${yesOrNo('welcome')},
  ${words('note', 65536)}
);
create table audits (${id('audits')}, ${day('begun_on')} not null, ${day('finished_on')});
create table audit_answers (
  ${id('audit_answers')},
  audit_id ${to('audits')} not null,
  question bigint not null check (question between 1 and 11),
  score bigint not null check (score between 0 and 4),
  ${words('note', 65536)},
  unique (audit_id, question)
);
create table ideas (${id('ideas')}, ${words('text', 200)} not null unique);
create table surprises (
  ${id('surprises')},
  customer_id ${to('customers')} not null,
  idea_id ${to('ideas')} not null,
  touch_id ${to('touches')} not null unique
);
create table losses (
  ${id('losses')},
  customer_id ${to('customers')} not null,
  ${day('lost_on')} not null,
  ${day('won_back_on')}
);
create table import_keys (
  ${id('import_keys')},
  ${words('source', 200)} not null,
  ${words('key', 8000)} not null,
  customer_id ${to('customers')},
  touch_id ${to('touches')},
  said ${text} check (said is null or said::json is not null),
  check ((customer_id is null) <> (touch_id is null)),
  unique (source, key)
);
create table column_maps (
  ${id('column_maps')},
  ${words('header', 65536)} not null unique,
  ${words('mapping', 65536)} not null
);
create table receipts (${id('receipts')}, ${day('erased_on')} not null, ${words('what', 65536)} not null);
create table day_counts (
  on_day ${text} not null,
  channel_id bigint not null,
  purpose_id bigint not null,
  tone ${text} not null,
  begun_by ${text} not null,
  touches bigint not null,
  minutes bigint not null,
  primary key (on_day, channel_id, purpose_id, tone, begun_by)
);
create table absences (
  ${id('absences')},
  customer_id ${to('customers')} not null,
  kind ${text} not null check (kind in ('archived', 'snoozed')),
  ${day('from_day')} not null,
  ${day('until_day')} not null,
  ${day('ended_on')} not null
);
create table name_keys (
  kind ${text} not null check (kind in ('whole', 'start')),
  key ${text} not null check (length(key) >= 1),
  handle_id ${to('handles')} not null,
  primary key (kind, key, handle_id)
);
`
