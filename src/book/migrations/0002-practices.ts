/** The tables of the practices: teammates, facts, dates, savings, pulses, letters, audits, surprises, authors, and answers. */
export const practices = /* sql */ `
alter table customers add column kind text not null default 'customer' check (kind in ('customer', 'teammate'));
create index customers_teammates on customers (id) where kind = 'teammate';

alter table touches add column by_id integer references customers (id) on delete restrict;
alter table touches add column answered_on text;
create index touches_theirs on touches (answered_on, on_day, customer_id, purpose_id, tone) where begun_by = 'them';
create index touches_theirs_of on touches (customer_id, answered_on, on_day) where begun_by = 'them';
drop index touches_by_customer;
create index touches_by_customer on touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by);
drop index touches_by_day;
create index touches_by_day on touches (on_day, customer_id, channel_id, purpose_id, tone, begun_by, minutes);
create index touches_by on touches (by_id, customer_id) where by_id is not null;

alter table loops add column by_id integer references customers (id) on delete restrict;
alter table loops add column waiting_on text check (length(waiting_on) between 1 and 200);
alter table loops add column waiting_since text
  check (waiting_since glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');

-- A touch that they began is answered on the day of the first later-entered touch begun by us on that day or after.
create trigger touches_answer_insert after insert on touches begin
  update touches set answered_on = new.on_day
    where new.begun_by = 'us' and customer_id = new.customer_id and begun_by = 'them' and answered_on is null
      and on_day <= new.on_day and id < new.id;
  update touches set answered_on = new.on_day
    where new.begun_by = 'us' and customer_id = new.customer_id and begun_by = 'them' and answered_on > new.on_day
      and on_day <= new.on_day and id < new.id;
  update touches set answered_on = (select min(u.on_day) from touches u
      where u.customer_id = new.customer_id and u.begun_by = 'us' and u.on_day >= new.on_day and u.id > new.id)
    where id = new.id and begun_by = 'them';
end;
create trigger touches_answer_delete after delete on touches when old.begun_by = 'us' begin
  update touches set answered_on = (select min(u.on_day) from touches u
      where u.customer_id = touches.customer_id and u.begun_by = 'us' and u.on_day >= touches.on_day and u.id > touches.id)
    where customer_id = old.customer_id and begun_by = 'them' and answered_on = old.on_day;
end;
create trigger touches_answer_update after update of customer_id, on_day, begun_by on touches begin
  update touches set answered_on = (select min(u.on_day) from touches u
      where u.customer_id = touches.customer_id and u.begun_by = 'us' and u.on_day >= touches.on_day and u.id > touches.id)
    where customer_id in (old.customer_id, new.customer_id) and begun_by = 'them';
  update touches set answered_on = null where id = new.id and new.begun_by = 'us';
end;
update touches set answered_on = (select min(u.on_day) from touches u
    where u.customer_id = touches.customer_id and u.begun_by = 'us' and u.on_day >= touches.on_day and u.id > touches.id)
  where begun_by = 'them';

create table topics (
  id integer primary key autoincrement,
  name text not null unique check (length(name) between 1 and 40),
  question text not null check (length(question) between 1 and 200)
) strict;

create table facts (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  topic_id integer references topics (id) on delete restrict,
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  text text not null check (length(text) between 1 and 65536),
  by_id integer references customers (id) on delete restrict
) strict;
create index facts_by_customer on facts (customer_id, on_day, topic_id);
create index facts_by_topic on facts (topic_id) where topic_id is not null;
create index facts_by on facts (by_id, customer_id) where by_id is not null;

create table dates (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  label text not null check (length(label) between 1 and 200),
  month_day text not null check (month_day glob '[0-9][0-9]-[0-9][0-9]'),
  year integer check (year between 1900 and 9999),
  noted_on text not null check (noted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  unique (customer_id, label)
) strict;
create index dates_by_day on dates (month_day, customer_id);

create table savings (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  money integer check (money > 0),
  minutes integer check (minutes > 0),
  text text not null check (length(text) between 1 and 65536),
  told_by integer references touches (id) on delete restrict,
  told_on text check (told_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  check ((told_by is null) = (told_on is null))
) strict;
create index savings_by_customer on savings (customer_id, on_day);
create index savings_untold on savings (on_day, customer_id) where told_on is null;
create index savings_told on savings (told_on, customer_id) where told_on is not null;
create index savings_told_by on savings (told_by) where told_by is not null;

create table pulses (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  rating integer not null check (rating between 0 and 10),
  guess integer check (guess between 0 and 10),
  quote text check (length(quote) between 1 and 65536)
) strict;
create index pulses_by_customer on pulses (customer_id, on_day, rating);
create index pulses_by_day on pulses (on_day, customer_id, rating);

create table letters (
  id integer primary key autoincrement,
  title text not null check (length(title) between 1 and 200),
  key text not null unique check (length(key) between 1 and 8000),
  review_every integer not null check (review_every between 1 and 36500),
  added_on text not null check (added_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict;

create table letter_reviews (
  id integer primary key autoincrement,
  letter_id integer not null references letters (id) on delete restrict,
  on_day text not null check (on_day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  thanks integer not null check (thanks in (0, 1)),
  about_them integer not null check (about_them in (0, 1)),
  clear integer not null check (clear in (0, 1)),
  every_temperament integer not null check (every_temperament in (0, 1)),
  welcome integer not null check (welcome in (0, 1)),
  note text check (length(note) between 1 and 65536)
) strict;
create index letter_reviews_by_letter on letter_reviews (letter_id, on_day);

create table audits (
  id integer primary key autoincrement,
  begun_on text not null check (begun_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  finished_on text check (finished_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict;

create table audit_answers (
  id integer primary key autoincrement,
  audit_id integer not null references audits (id) on delete restrict,
  question integer not null check (question between 1 and 11),
  score integer not null check (score between 0 and 4),
  note text check (length(note) between 1 and 65536),
  unique (audit_id, question)
) strict;

create table ideas (
  id integer primary key autoincrement,
  text text not null unique check (length(text) between 1 and 200)
) strict;

create table surprises (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  idea_id integer not null references ideas (id) on delete restrict,
  touch_id integer not null unique references touches (id) on delete restrict
) strict;
create index surprises_by_customer on surprises (customer_id, idea_id);
create index surprises_by_idea on surprises (idea_id);

create table losses (
  id integer primary key autoincrement,
  customer_id integer not null references customers (id) on delete restrict,
  lost_on text not null check (lost_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  won_back_on text check (won_back_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) strict;
create index losses_by_customer on losses (customer_id, lost_on);

insert into purposes (name, tone, care, money, opens, begun_by, channel_id, meaning)
  select new.name, new.tone, 0, 0, null, 'us', (select id from channels where name = 'call'), new.meaning
  from (select 1 as place, 'praise' as name, '+' as tone, 'told them what they do well' as meaning
    union all select 2, 'correction', '-', 'told them what has to change') as new
  where not exists (select 1 from purposes p where ' ' || p.name || ' ' || p.also || ' ' like '% ' || new.name || ' %')
    and not exists (select 1 from channels c where ' ' || c.name || ' ' || c.also || ' ' like '% ' || new.name || ' %')
  order by new.place;

insert into topics (name, question) values
  ('history', 'How did it all begin, and how did you come to be where you are?'),
  ('goals', 'What do you want to reach this year?'),
  ('plans', 'What is on the drawing board: what comes next?'),
  ('process', 'How does a day go here, from the first step to the last?'),
  ('expansion', 'Where do you want to grow: places, products, people?'),
  ('people', 'Who works here, and who does what?'),
  ('billing', 'How do you like to be billed, and what would make it simpler?'),
  ('expectations', 'What do you expect of us, and what would be a bad surprise?'),
  ('better', 'What should we do better?'),
  ('competitors', 'Whom do you compare yourself with, and what do they do well?'),
  ('tour', 'Would you show us around?'),
  ('personal', 'What matters to you outside of work?');

insert into ideas (text) values
  ('a handwritten card that asks for nothing'),
  ('send a customer their way'),
  ('a cake or a loaf for the whole team'),
  ('a photo of their product in use, framed'),
  ('fix a small thing that they never complained about'),
  ('an article about their trade, with a line on why you thought of them'),
  ('a public word of praise for their work'),
  ('a book that fits something they told you'),
  ('introduce them to somebody they should know'),
  ('bring the coffee to their busiest morning'),
  ('a delivery a day early, with a ribbon on it'),
  ('a plant for the window'),
  ('remember what they said a year ago, and ask how it went'),
  ('a bill with something taken off it, just so'),
  ('tickets to something near them'),
  ('praise somebody who works for them, by name, to their boss');
`
