/** The condition that a touch answers a touch of theirs, as in the migrations of a file: it reached them, and is no bill. */
const answers = (touch: string): string => `((${touch}.begun_by = 'us'
      or ${touch}.channel_id in (select id from channels where spoken = 1))
    and ${touch}.purpose_id in (select id from purposes where reached = 1)
    and not (${touch}.tone = '-' and ${touch}.purpose_id in (select id from purposes where money = 1)))`

/** The day on which a touch of theirs was answered first, as a query; `theirs` names the touch. */
const firstAnswer = (theirs: string): string => `(select min(on_day) from (
    select u.on_day from touches u where u.customer_id = ${theirs}.customer_id and u.on_day = ${theirs}.on_day
      and u.id > ${theirs}.id and ${answers('u')}
    union all select * from (select u.on_day from touches u where u.customer_id = ${theirs}.customer_id
      and u.on_day > ${theirs}.on_day and ${answers('u')} order by u.on_day limit 1) as later) as first)`

const answerAnew = (which: string): string =>
  `update touches set answered_on = ${firstAnswer('touches')} where begun_by = 'them' and ${which};`

const countDown = `
  update day_counts set touches = touches - 1, minutes = minutes - coalesce(old.minutes, 0)
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by;
  delete from day_counts
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by and touches = 0;`

const countUp = `
  insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
    values (new.on_day, new.channel_id, new.purpose_id, new.tone, new.begun_by, 1, coalesce(new.minutes, 0))
    on conflict (on_day, channel_id, purpose_id, tone, begun_by)
    do update set touches = day_counts.touches + 1, minutes = day_counts.minutes + excluded.minutes;`

/** The touches of theirs that a new touch answers: unanswered ones, and ones that a later touch answered, each by an index. */
const answeredBy = (isSo: string): string => `update touches set answered_on = new.on_day
    where customer_id = new.customer_id and begun_by = 'them' and ${isSo}
      and (on_day < new.on_day or (on_day = new.on_day and id < new.id));`

const answerOthers = `if ${answers('new')} then
    ${answeredBy('answered_on is null')}
    ${answeredBy('answered_on > new.on_day')}
  end if;`

const keysOfNew = `if new.keys is not null then
    insert into name_keys (kind, key, handle_id)
      select kinds.key, keys.value, new.id
      from json_each(new.keys::json) as kinds, json_array_elements_text(kinds.value) as keys (value)
      on conflict do nothing;
  end if;`

/** A trigger, and the function that it calls for each row; `on` names the event. */
const trigger = (name: string, on: string, body: string, result = 'null'): string => `
create function ${name}() returns trigger language plpgsql as $body$ begin
  ${body}
  return ${result};
end $body$;
create trigger ${name} ${on} for each row execute function ${name}();`

const ofAnswers = 'customer_id, on_day, begun_by, channel_id, purpose_id, tone'

/** The parts of a book on a server that work by themselves: functions for its queries, indexes, and the triggers of a file. */
export const serverRules = /* sql */ `
create function days_after(day text, days bigint) returns text language sql stable as $body$
  select to_char(least(greatest(day::date + days::integer, date '1900-01-01'), date '9999-12-31'), 'YYYY-MM-DD') collate "C"
$body$;

create function json_each(document text) returns table (key text, value text) language plpgsql stable as $body$ begin
  if json_typeof(document::json) = 'array' then
    return query select (e.place - 1)::text, e.element
      from json_array_elements_text(document::json) with ordinality as e (element, place);
  else
    return query select e.key, e.value::text from pg_catalog.json_each(document::json) as e;
  end if;
end $body$;

create unique index handles_names on handles (key) where kind in ('name', 'alias');
create index handles_by_key on handles (key, kind, customer_id);
create index handles_by_customer on handles (customer_id);
create index tags_by_tag on tags (tag, customer_id);
create index customers_teammates on customers (id) where kind = 'teammate';
create index customers_own_cadence on customers (visit_every) where visit_every > 0;
create index touches_negative on touches (on_day, customer_id) where tone = '-';
create index touches_theirs on touches (answered_on, on_day, customer_id, purpose_id, tone) where begun_by = 'them';
create index touches_theirs_of on touches (customer_id, answered_on, on_day) where begun_by = 'them';
create index touches_by_customer on touches (customer_id, on_day, channel_id, purpose_id, tone, begun_by);
create index touches_by_day on touches (on_day, customer_id, channel_id, purpose_id, tone, begun_by, minutes);
create index touches_by on touches (by_id, customer_id) where by_id is not null;
create index loops_by_customer on loops (customer_id, kind, opened_on, closed_on, outcome);
create index loops_by_touch on loops (touch_id) where touch_id is not null;
create index loops_by_closing_touch on loops (closing_touch_id) where closing_touch_id is not null;
create index loops_by_close on loops (closed_on, opened_on);
create index loops_by_kind on loops (kind, opened_on, closed_on, outcome, customer_id, due_on);
create index changes_standing on changes (id) where undone = 0;
create index facts_by_customer on facts (customer_id, on_day, topic_id);
create index facts_by_topic on facts (topic_id) where topic_id is not null;
create index facts_by on facts (by_id, customer_id) where by_id is not null;
create index dates_by_day on dates (month_day, customer_id);
create index savings_by_customer on savings (customer_id, on_day);
create index savings_untold on savings (on_day, customer_id) where told_on is null;
create index savings_told on savings (told_on, customer_id) where told_on is not null;
create index savings_told_by on savings (told_by) where told_by is not null;
create index pulses_by_customer on pulses (customer_id, on_day, rating);
create index pulses_by_day on pulses (on_day, customer_id, rating);
create index letter_reviews_by_letter on letter_reviews (letter_id, on_day);
create index surprises_by_customer on surprises (customer_id, idea_id);
create index surprises_by_idea on surprises (idea_id);
create index losses_by_customer on losses (customer_id, lost_on);
create index absences_by_customer on absences (customer_id, kind, from_day);
create index import_keys_by_customer on import_keys (customer_id) where customer_id is not null;
create index import_keys_by_touch on import_keys (touch_id) where touch_id is not null;
create index name_keys_by_handle on name_keys (handle_id);
${trigger(
  'touches_inserted',
  'after insert on touches',
  `${countUp}
  ${answerOthers}
  if new.begun_by = 'them' then
    update touches set answered_on = ${firstAnswer('new')} where id = new.id;
  end if;`,
)}
${trigger(
  'touches_deleted',
  'after delete on touches',
  `${countDown}
  if ${answers('old')} then
    ${answerAnew('customer_id = old.customer_id and answered_on = old.on_day')}
  end if;`,
)}
${trigger(
  'touches_counted',
  'after update of on_day, channel_id, purpose_id, tone, begun_by, minutes on touches',
  `${countDown}
  ${countUp}`,
)}
${trigger(
  'touches_answered',
  `after update of ${ofAnswers} on touches`,
  `${answerAnew('customer_id = old.customer_id and answered_on = old.on_day')}
  update touches set answered_on = case when begun_by = 'them' then ${firstAnswer('new')} end where id = new.id;
  ${answerOthers}`,
)}
${trigger(
  'channels_answered',
  'after update of spoken on channels',
  `if new.spoken <> old.spoken then
    ${answerAnew('customer_id in (select customer_id from touches where channel_id = new.id)')}
  end if;`,
)}
${trigger(
  'purposes_answered',
  'after update of reached, money on purposes',
  `if new.reached <> old.reached or new.money <> old.money then
    ${answerAnew('customer_id in (select customer_id from touches where purpose_id = new.id)')}
  end if;`,
)}
${trigger('handles_inserted', 'after insert on handles', keysOfNew)}
${trigger('handles_deleted', 'before delete on handles', 'delete from name_keys where handle_id = old.id;', 'old')}
${trigger(
  'handles_updated',
  'after update of id, keys on handles',
  `if new.keys is distinct from old.keys or new.id <> old.id then
    delete from name_keys where handle_id = old.id;
    ${keysOfNew}
  end if;`,
)}
`
