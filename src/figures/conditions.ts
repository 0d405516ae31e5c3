import sql, { join, raw, type Sql } from 'sql-template-tag'
import { remembered } from '#domain/remembered.ts'
import type { Purpose, Vocabulary } from '#domain/touches/vocabulary.ts'
import { isStillOpen } from '#tables/loops.ts'
import type { Rules } from '#tables/rules.ts'

export type Words = Pick<Rules, 'vocabulary'>

/** SQL conditions on a touch `t`. */
export type Conditions = {
  isAboutMoney: Sql
  isSpoken: Sql
  isCareVisit: Sql
  /** A `NoVisit`, or null where the touch is a care visit. */
  noVisit: Sql
  /** The touch reached them (docs/scoring.md, "Vocabulary"). */
  isContact: Sql
  /** The channel and the purpose need an answer (docs/scoring.md, "Answering"). */
  needsAnswer: Sql
  /** A `NoAnswer`, or null where the touch needs an answer. */
  noAnswer: Sql
  /** Begun by you, reached them, not negative, not about money (docs/scoring.md, "Attention"). */
  isAttention: Sql
}

// Few customers ever complain: for all others one look at a list is enough.
const isComplaintOpen = sql`(t.customer_id in (select customer_id from loops where kind = 'complaint')
  and exists (select 1 from loops l
    where l.customer_id = t.customer_id and ${isStillOpen(sql`t.on_day`)}
      and (l.opened_on < t.on_day or (l.opened_on = t.on_day and coalesce(l.touch_id, 0) < t.id))))`

// This runs for every touch of a year: `=` with each number is faster than `in`, and a number in the text of the query is
// faster than a parameter.
const isOneOf = (column: Sql, words: { id: number }[]): Sql =>
  words.length === 0
    ? sql`1 = 0`
    : sql`(${join(
        words.map(({ id }) => sql`${column} = ${raw(String(id))}`),
        ' or ',
      )})`

/** The condition names the words that pass the test or the others, whichever are fewer. */
const holds = <W extends { id: number }>(column: Sql, words: W[], test: (word: W) => boolean): Sql => {
  const others = words.filter((word) => !test(word))
  return others.length < words.length / 2 ? sql`not ${isOneOf(column, others)}` : isOneOf(column, words.filter(test))
}

const known = new WeakMap<Vocabulary, Conditions>()

/** Made once for each vocabulary, as most figures ask for them. */
export const conditionsOf = ({ vocabulary }: Words): Conditions => remembered(known, vocabulary, conditionsFor)

/** `noVisit` holds the rules of docs/scoring.md, "The care visit". */
const conditionsFor = ({ channels, purposes }: Vocabulary): Conditions => {
  const isForPurpose = (test: (purpose: Purpose) => boolean) => holds(sql`t.purpose_id`, purposes, test)
  const isSpoken = holds(sql`t.channel_id`, channels, ({ spoken }) => spoken)
  const isAboutMoney = isForPurpose(({ money }) => money)
  const isCare = isForPurpose(({ care }) => care)
  const isContact = isForPurpose(({ reached }) => reached)
  const isGoodNews = isForPurpose(({ tone, care }) => tone === '+' && !care)
  const isOpening = isForPurpose(({ opens }) => opens !== null)
  const noAnswer = sql`(case when ${isSpoken} then 'spoken' when ${isOpening} then 'loop' when ${isGoodNews} then 'good' end)`
  return {
    isAboutMoney,
    isSpoken,
    isContact,
    noAnswer,
    needsAnswer: sql`${noAnswer} is null`,
    isCareVisit: sql`${isCare} and ${isSpoken} and t.tone <> '-' and not ${isComplaintOpen}`,
    noVisit: sql`case when not ${isCare} then 'purpose' when not ${isSpoken} then 'channel' when t.tone = '-' then 'tone'
      when ${isComplaintOpen} then 'complaint' end`,
    isAttention: sql`t.begun_by = 'us' and ${isContact} and t.tone <> '-' and not ${isAboutMoney}`,
  }
}
