/** The counts for questions about a whole shop: the touches of each sort on a day, and loops by kind. */
export const counting = /* sql */ `
create index loops_by_kind on loops (kind, opened_on, closed_on, outcome, customer_id, due_on);

create index customers_own_cadence on customers (visit_every) where visit_every > 0;

create table day_counts (
  on_day text not null,
  channel_id integer not null,
  purpose_id integer not null,
  tone text not null,
  begun_by text not null,
  touches integer not null,
  minutes integer not null,
  primary key (on_day, channel_id, purpose_id, tone, begun_by)
) strict, without rowid;

create trigger touches_count_insert after insert on touches begin
  insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
    values (new.on_day, new.channel_id, new.purpose_id, new.tone, new.begun_by, 1, coalesce(new.minutes, 0))
    on conflict do update set touches = touches + 1, minutes = minutes + excluded.minutes;
end;
create trigger touches_count_delete after delete on touches begin
  update day_counts set touches = touches - 1, minutes = minutes - coalesce(old.minutes, 0)
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by;
  delete from day_counts
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by and touches = 0;
end;
create trigger touches_count_update after update of on_day, channel_id, purpose_id, tone, begun_by, minutes on touches begin
  update day_counts set touches = touches - 1, minutes = minutes - coalesce(old.minutes, 0)
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by;
  delete from day_counts
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by and touches = 0;
  insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
    values (new.on_day, new.channel_id, new.purpose_id, new.tone, new.begun_by, 1, coalesce(new.minutes, 0))
    on conflict do update set touches = touches + 1, minutes = minutes + excluded.minutes;
end;
-- A touch that is moved answers no more what it did, and answers what it had if it were entered so: of all that they
-- began, these alone are looked at.
drop trigger touches_answer_update;
create trigger touches_answer_update after update of customer_id, on_day, begun_by on touches begin
  update touches set answered_on = (select min(u.on_day) from touches u
      where u.customer_id = touches.customer_id and u.begun_by = 'us' and u.on_day >= touches.on_day and u.id > touches.id)
    where old.begun_by = 'us' and customer_id = old.customer_id and begun_by = 'them' and answered_on = old.on_day;
  update touches set answered_on = new.on_day
    where new.begun_by = 'us' and customer_id = new.customer_id and begun_by = 'them' and answered_on is null
      and on_day <= new.on_day and id < new.id;
  update touches set answered_on = new.on_day
    where new.begun_by = 'us' and customer_id = new.customer_id and begun_by = 'them' and answered_on > new.on_day
      and on_day <= new.on_day and id < new.id;
  update touches set answered_on = case when begun_by = 'them' then (select min(u.on_day) from touches u
      where u.customer_id = new.customer_id and u.begun_by = 'us' and u.on_day >= new.on_day and u.id > new.id) end
    where id = new.id;
end;

insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
  select on_day, channel_id, purpose_id, tone, begun_by, count(*), coalesce(sum(minutes), 0)
  from touches group by on_day, channel_id, purpose_id, tone, begun_by;
`
