/** The first book. Never edited once released: a later change is a later migration. */
export const book = /* sql */ `
create table customers (
  id integer primary key autoincrement,
  name text not null check (length(name) between 1 and 200),
  email text check (length(email) between 3 and 200),
  phone text check (length(phone) between 1 and 200),
  note text check (length(note) between 1 and 65536),
  visit_every integer check (visit_every between 0 and 36500),
  since text not null check (since glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  snoozed_until text check (snoozed_until glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  archived_on text check (archived_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  archived_why text check (length(archived_why) between 1 and 65536)
) strict;

create table handles (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  kind text not null check (kind in ('name', 'alias', 'email', 'phone', 'word')),
  key text not null check (length(key) between 1 and 8000),
  shown text check (length(shown) between 1 and 200)
) strict;
create unique index handles_names on handles (key) where kind in ('name', 'alias');
create index handles_by_key on handles (key, kind, customer_id);
create index handles_by_customer on handles (customer_id);

create table tags (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  tag text not null check (length(tag) between 1 and 200),
  unique (customer_id, tag)
) strict;
create index tags_by_tag on tags (tag, customer_id);

create table channels (
  id integer primary key autoincrement,
  name text not null unique check (length(name) between 1 and 40),
  spoken integer not null check (spoken in (0, 1)),
  also text not null default ''
) strict;

create table purposes (
  id integer primary key autoincrement,
  name text not null unique check (length(name) between 1 and 40),
  tone text not null check (tone in ('+', '=', '-')),
  care integer not null check (care in (0, 1)),
  money integer not null check (money in (0, 1)),
  opens text check (opens in ('complaint', 'request')),
  begun_by text not null check (begun_by in ('us', 'them')),
  channel_id integer not null references channels (id) on delete restrict,
  meaning text not null check (length(meaning) <= 200),
  also text not null default ''
) strict;

create table touches (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  channel_id integer not null references channels (id) on delete restrict,
  purpose_id integer not null references purposes (id) on delete restrict,
  tone text not null check (tone in ('+', '=', '-')),
  begun_by text not null check (begun_by in ('us', 'them')),
  minutes integer check (minutes between 0 and 10000),
  note text check (length(note) between 1 and 65536)
) strict;
create index touches_by_customer on touches (customer_id, on_day, channel_id, purpose_id, tone);
create index touches_by_day on touches (on_day, customer_id, channel_id, purpose_id, tone);
create index touches_negative on touches (on_day, customer_id) where tone = '-';

create table loops (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  kind text not null check (kind in ('promise', 'complaint', 'request')),
  touch_id integer references touches (id) on delete restrict,
  text text check (length(text) between 1 and 65536),
  opened_on text not null check (opened_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_on text check (due_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  closed_on text check (closed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  outcome text,
  closing_note text check (length(closing_note) between 1 and 65536),
  check (text is not null or touch_id is not null),
  check ((closed_on is null) = (outcome is null)),
  check (closed_on is null or closed_on >= opened_on or outcome = 'dropped'),
  check (outcome is null or outcome = 'dropped'
    or (kind = 'promise' and outcome in ('kept', 'broken'))
    or (kind = 'complaint' and outcome = 'mended')
    or (kind = 'request' and outcome in ('done', 'declined')))
) strict;
create index loops_by_customer on loops (customer_id, kind, opened_on, closed_on, outcome);
create index loops_by_touch on loops (touch_id) where touch_id is not null;
create index loops_by_close on loops (closed_on, opened_on);

create table settings (
  id integer primary key autoincrement,
  key text not null unique check (length(key) between 1 and 40),
  value text not null check (length(value) <= 200)
) strict;

create table changes (
  id integer primary key autoincrement,
  made_on text not null check (made_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  summary text not null,
  undone integer not null default 0 check (undone in (0, 1))
) strict;
create index changes_standing on changes (id) where undone = 0;

create table change_rows (
  change_id integer not null references changes (id) on delete restrict,
  seq integer not null,
  table_name text not null,
  row_id integer not null,
  before text,
  after text,
  primary key (change_id, seq)
) strict, without rowid;

create table checks (
  id integer primary key check (id = 1),
  checked_on text not null
) strict;

insert into channels (name, spoken, also) values
  ('visit', 1, 'met meeting lunch in-person'),
  ('call', 1, 'phone rang phoned'),
  ('video', 1, 'zoom meet'),
  ('email', 0, 'mail e-mail'),
  ('text', 0, 'sms chat whatsapp message'),
  ('letter', 0, 'card post'),
  ('gift', 0, 'flowers'),
  ('web', 0, 'online social');

insert into purposes (name, tone, care, money, opens, begun_by, channel_id, meaning) values
  ('care', '+', 1, 0, null, 'us', 2, 'nothing''s wrong, nothing to sell'),
  ('tour', '+', 1, 0, null, 'us', 1, 'they showed us their place, or we showed ours'),
  ('thanks', '+', 0, 0, null, 'us', 6, 'a thank-you with no bill around it'),
  ('surprise', '+', 0, 0, null, 'us', 7, 'something they did not expect'),
  ('help', '+', 0, 0, null, 'us', 2, 'we did something for them beyond the order'),
  ('savings', '+', 0, 0, null, 'us', 4, 'told them what we saved them'),
  ('news', '+', 0, 0, null, 'us', 4, 'something useful to them'),
  ('feedback', '=', 0, 0, null, 'us', 2, 'asked for their view'),
  ('delivery', '=', 0, 0, null, 'us', 1, 'handed over the goods or the work'),
  ('attempt', '=', 0, 0, null, 'us', 2, 'tried, did not reach them'),
  ('mend', '=', 0, 0, null, 'us', 2, 'work on a complaint'),
  ('request', '=', 0, 0, 'request', 'them', 4, 'they asked for something'),
  ('sale', '=', 0, 1, null, 'us', 2, 'a quote, an offer, an order taken'),
  ('invoice', '-', 0, 1, null, 'us', 4, 'a bill'),
  ('reminder', '-', 0, 1, null, 'us', 4, 'chasing a payment'),
  ('price', '-', 0, 1, null, 'us', 6, 'a price increase'),
  ('complaint', '-', 0, 0, 'complaint', 'them', 2, 'something went wrong');
`
