import { answeredBy, answers } from '../migrations/0005-day.ts'

/** `theirs` names the touch in the query for the day on which it was answered first. */
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

/** The trigger calls its function for each row; `on` names the event. */
const trigger = (name: string, on: string, body: string, result = 'null'): string => `
create function ${name}() returns trigger language plpgsql as $body$ begin
  ${body}
  return ${result};
end $body$;
create trigger ${name} ${on} for each row execute function ${name}();`

const ofAnswers = 'customer_id, on_day, begun_by, channel_id, purpose_id, tone'

/** These parts of a book on a server work by themselves: functions for its queries, and the triggers of a file. */
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
