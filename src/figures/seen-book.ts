import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { windowStart } from '#domain/due/score.ts'
import { type Rules, rulesOf } from '#tables/rules.ts'

/** A book with its rules, seen from a day: the last on which anything counts. */
export type SeenBook = { db: Reader; rules: Rules; today: Day }

/** A book seen from a day, by the rules that it has now. */
export const seenFrom = async (db: Reader, today: Day): Promise<SeenBook> => ({ db, rules: await rulesOf(db), today })

/** The first day of the ratio's window. */
export const windowFrom = ({ rules, today }: SeenBook): Day => windowStart(today, rules.settings.ratioWindow)
