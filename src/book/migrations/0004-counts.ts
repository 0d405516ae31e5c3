/** Takes a touch off the count of its sort and day. */
export const countDown = `update day_counts set touches = touches - 1, minutes = minutes - coalesce(old.minutes, 0)
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by;
  delete from day_counts
    where on_day = old.on_day and channel_id = old.channel_id and purpose_id = old.purpose_id
      and tone = old.tone and begun_by = old.begun_by and touches = 0;`

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
  ${countDown}
end;
create trigger touches_count_update after update of on_day, channel_id, purpose_id, tone, begun_by, minutes on touches begin
  ${countDown}
  insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
    values (new.on_day, new.channel_id, new.purpose_id, new.tone, new.begun_by, 1, coalesce(new.minutes, 0))
    on conflict do update set touches = touches + 1, minutes = minutes + excluded.minutes;
end;

insert into day_counts (on_day, channel_id, purpose_id, tone, begun_by, touches, minutes)
  select on_day, channel_id, purpose_id, tone, begun_by, count(*), coalesce(sum(minutes), 0)
  from touches group by on_day, channel_id, purpose_id, tone, begun_by;
`
