/** The condition that a new touch answers theirs: the touch reached them, and is no bill. Its purpose and channel are looked up by number. */
const isAnswer = `(new.begun_by = 'us' or exists (select 1 from channels where id = new.channel_id and spoken = 1))
    and exists (select 1 from purposes where id = new.purpose_id and reached = 1 and not (new.tone = '-' and money = 1))`

/** Answers those of their touches, up to a new one, whose answer is such as `state` says; where an index finds none, nothing is opened for writing. */
const answering = (trigger: string, state: string) => `
create trigger ${trigger} after insert on touches
  when exists (select 1 from touches where customer_id = new.customer_id and begun_by = 'them' and ${state}
      and on_day <= new.on_day)
    and ${isAnswer} begin
  update touches set answered_on = new.on_day
    where customer_id = new.customer_id and begun_by = 'them' and ${state}
      and (on_day < new.on_day or (on_day = new.on_day and id < new.id));
end;`

/** The ninth version of a book: a new touch that answers nothing, as most do, costs two look-ups in an index. */
export const answers = /* sql */ `
drop trigger touches_answer_insert;
${answering('touches_answer_insert', 'answered_on is null')}
${answering('touches_answer_sooner_insert', 'answered_on > new.on_day')}
`
