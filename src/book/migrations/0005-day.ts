/** People type these words besides those that the word has. */
const synonyms: [table: 'channels' | 'purposes', name: string, words: string][] = [
  ['channels', 'visit', 'visited met meeting lunch coffee in-person'],
  ['channels', 'call', 'called phone phoned rang'],
  ['channels', 'video', 'zoom meet teams'],
  ['channels', 'email', 'mail e-mail emailed'],
  ['channels', 'text', 'sms chat whatsapp message texted'],
  ['channels', 'letter', 'card post'],
  ['channels', 'gift', 'flowers'],
  ['channels', 'web', 'online social'],
  ['purposes', 'invoice', 'bill billed invoiced'],
  ['purposes', 'sale', 'ordered quote offer sold'],
  ['purposes', 'delivery', 'delivered'],
  ['purposes', 'complaint', 'complain complained'],
  ['purposes', 'thanks', 'thank thanked'],
  ['purposes', 'attempt', 'voicemail unreachable'],
  ['purposes', 'reminder', 'chased'],
  ['purposes', 'help', 'helped'],
  ['purposes', 'mend', 'mended'],
]

/** A word that stands in either table already keeps the user's meaning. */
const isTaken = (word: string) => `
  exists (select 1 from channels c where ' ' || c.name || ' ' || c.also || ' ' like '% ${word} %')
  or exists (select 1 from purposes p where ' ' || p.name || ' ' || p.also || ' ' like '% ${word} %')`

const addSynonyms = synonyms
  .flatMap(([table, name, words]) =>
    words
      .split(' ')
      .map(
        (word) =>
          `update ${table} set also = trim(also || ' ${word}') where name = '${name}' and not (${isTaken(word)});`,
      ),
  )
  .join('\n')

/** The condition that a touch answers a touch of theirs: it reached them, and is no bill. */
export const answers = (touch: string): string => `((${touch}.begun_by = 'us'
      or ${touch}.channel_id in (select id from channels where spoken = 1))
    and ${touch}.purpose_id in (select id from purposes where reached = 1)
    and not (${touch}.tone = '-' and ${touch}.purpose_id in (select id from purposes where money = 1)))`

/** The day on which a touch of theirs was answered first, as a query; `theirs` names the touch. */
const firstAnswer = (theirs: string) => `(select min(on_day) from (
    select u.on_day from touches u where u.customer_id = ${theirs}.customer_id and u.on_day = ${theirs}.on_day
      and u.id > ${theirs}.id and ${answers('u')}
    union all select * from (select u.on_day from touches u where u.customer_id = ${theirs}.customer_id
      and u.on_day > ${theirs}.on_day and ${answers('u')} order by u.on_day limit 1)))`

const answerAnew = (which: string) =>
  `update touches set answered_on = ${firstAnswer('touches')} where begun_by = 'them' and ${which};`

/** The touches of theirs that a new touch answers: unanswered ones, and ones that a later touch answered, each by an index. */
export const answeredBy = (isSo: string): string => `update touches set answered_on = new.on_day
    where customer_id = new.customer_id and begun_by = 'them' and ${isSo}
      and (on_day < new.on_day or (on_day = new.on_day and id < new.id));`

const answersOthers = (event: string) => `after ${event} on touches when ${answers('new')} begin
  ${answeredBy('answered_on is null')}
  ${answeredBy('answered_on > new.on_day')}
end`

const keysOfNew = `insert or ignore into name_keys (kind, key, handle_id)
    select kind.key, one.value, new.id from json_each(new.keys) kind, json_each(kind.value) one;`

/** The tables of the fifth version from its second day on: the end of a loop, answers found by an index, spellings of names. */
export const dayLater = /* sql */ `
-- The touch that ended a loop, where one did.
alter table loops add column closing_touch_id integer references touches (id) on delete restrict;
create index loops_by_closing_touch on loops (closing_touch_id) where closing_touch_id is not null;

drop trigger if exists touches_answer_insert;
drop trigger if exists touches_answer_delete;
drop trigger if exists touches_answer_update;
drop trigger if exists channels_answer_update;
drop trigger if exists purposes_answer_update;
create trigger touches_answer_insert ${answersOthers('insert')};
create trigger touches_answered_insert after insert on touches when new.begun_by = 'them' begin
  update touches set answered_on = ${firstAnswer('new')} where id = new.id;
end;
create trigger touches_answer_delete after delete on touches when ${answers('old')} begin
  ${answerAnew('customer_id = old.customer_id and answered_on = old.on_day')}
end;
create trigger touches_answered_update
  after update of customer_id, on_day, begun_by, channel_id, purpose_id, tone on touches begin
  ${answerAnew('customer_id = old.customer_id and answered_on = old.on_day')}
  update touches set answered_on = case when begun_by = 'them' then ${firstAnswer('new')} end where id = new.id;
end;
create trigger touches_answer_update
  ${answersOthers('update of customer_id, on_day, begun_by, channel_id, purpose_id, tone')};
create trigger channels_answer_update after update of spoken on channels when new.spoken <> old.spoken begin
  ${answerAnew('customer_id in (select customer_id from touches where channel_id = new.id)')}
end;
create trigger purposes_answer_update
  after update of reached, money on purposes when new.reached <> old.reached or new.money <> old.money begin
  ${answerAnew('customer_id in (select customer_id from touches where purpose_id = new.id)')}
end;
${answerAnew('1 = 1')}

-- A name is looked up by its whole and from each of its words on, in every way in which it may be written. The keys stand with
-- the name, and in the log of changes too, so that a name which comes back can be looked up again.
alter table handles add column keys text check (keys is null or json_valid(keys));
create table name_keys (
  kind text not null check (kind in ('whole', 'start')),
  key text not null check (length(key) >= 1),
  handle_id integer not null references handles (id) on delete restrict,
  primary key (kind, key, handle_id)
) strict, without rowid;
create index name_keys_by_handle on name_keys (handle_id);
create trigger name_keys_insert after insert on handles when new.keys is not null begin
  ${keysOfNew}
end;
create trigger name_keys_delete before delete on handles begin
  delete from name_keys where handle_id = old.id;
end;
create trigger name_keys_update after update of id, keys on handles when new.keys is not old.keys or new.id <> old.id begin
  delete from name_keys where handle_id = old.id;
  ${keysOfNew}
end;
delete from handles where kind = 'word';
update handles set keys = keys_of_name(shown) where kind in ('name', 'alias');
delete from change_rows where table_name = 'handles' and coalesce(after, before) ->> 'kind' = 'word';
update change_rows set after = json_set(after, '$.keys', keys_of_name(after ->> 'shown'))
  where table_name = 'handles' and after ->> 'kind' in ('name', 'alias');
update change_rows set before = json_set(before, '$.keys', keys_of_name(before ->> 'shown'))
  where table_name = 'handles' and before ->> 'kind' in ('name', 'alias');
`

/**
 * The fifth version of a book holds what a month of real use asked for: words as people type them, touches that reach nobody,
 * touches that need no answer, a first day for customers without a care visit, goals of their own, and the times in which
 * somebody was away.
 */
export const day = /* sql */ `
alter table purposes add column reached integer not null default 1 check (reached in (0, 1));
update purposes set reached = 0 where name = 'attempt';
${addSynonyms}

alter table customers add column goal integer check (goal between 0 and 9999);
alter table customers add column first_day text check (first_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
alter table customers add column snoozed_on text check (snoozed_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- A time that is over in which somebody was archived (from_day up to the day before until_day), or in which a snooze held:
-- said on from_day, put off to until_day, ended or said anew on ended_on.
create table absences (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  kind text not null check (kind in ('archived', 'snoozed')),
  from_day text not null check (from_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  until_day text not null check (until_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ended_on text not null check (ended_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict;
create index absences_by_customer on absences (customer_id, kind, from_day);

insert into absences (customer_id, kind, from_day, until_day, ended_on)
  select r.row_id, 'archived', r.before ->> 'archived_on', c.made_on, c.made_on
  from change_rows r join changes c on c.id = r.change_id
  where c.undone = 0 and r.table_name = 'customers' and r.before ->> 'archived_on' is not null
    and r.after is not null and r.after ->> 'archived_on' is null and r.before ->> 'archived_on' < c.made_on
    and exists (select 1 from customers where id = r.row_id)
  order by r.change_id, r.seq;
update customers set snoozed_on = (select max(c.made_on) from change_rows r join changes c on c.id = r.change_id
    where c.undone = 0 and r.table_name = 'customers' and r.row_id = customers.id
      and r.after ->> 'snoozed_until' = customers.snoozed_until
      and (r.before is null or r.before ->> 'snoozed_until' is not customers.snoozed_until))
  where snoozed_until is not null;

-- From this day on a touch of theirs needs no answer: somebody said so, or an import brought it.
alter table touches add column settled_on text check (settled_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
update touches set settled_on = on_day where begun_by = 'them' and (
  id in (select touch_id from import_keys where touch_id is not null)
  or exists (select 1 from change_rows r where r.table_name = 'touches' and r.last_id is not null
    and touches.id between r.row_id and r.last_id));

-- Whoever has no care visit, and would be due at once, gets a first day among the next ones of the cadence: one after the
-- other, from the day after the last change on.
update customers set first_day = spread.day
from (select id, date(today, '+' || (1 + (place - 1) % every) || ' days') as day
  from (select c.id, s.today, coalesce(c.visit_every, s.every) as every, row_number() over (order by c.id) as place
    from customers c, (select (select max(made_on) from changes) as today,
        coalesce((select case when value = 'never' then 0 else cast(rtrim(value, 'd') as integer) end
          from settings where key = 'visit.every'), 30) as every) as s
    where s.today is not null and c.archived_on is null and coalesce(c.visit_every, s.every) > 0
      and (c.snoozed_until is null or c.snoozed_until <= s.today)
      and date(c.since, '+' || coalesce(c.visit_every, s.every) || ' days') <= s.today
      and not exists (select 1 from touches t join purposes p on p.id = t.purpose_id
        join channels ch on ch.id = t.channel_id
        where t.customer_id = c.id and p.care = 1 and ch.spoken = 1 and t.tone <> '-'))
  where date(today, '+' || every || ' days') is not null) as spread
where customers.id = spread.id;
${dayLater}`
