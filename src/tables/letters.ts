import sql from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { foldName } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import {
  answersInOrder,
  checklist,
  type Letter,
  lettersDue,
  type Review,
  reviewDue,
} from '#domain/practices/letters.ts'
import { cannot } from '#errors.ts'
import { columnsOf, recordOf } from './records.ts'
import { insert, remove, removeWhere, update } from './rows.ts'
import type { Rows } from './tables.ts'

export type ReviewedLetter = Letter & { lastReview: Review | null }

const letterFrom = (row: Rows['letters']): Letter => recordOf('letters', row)

function reviewFrom(row: Rows['letter_reviews']): Review {
  const { on, note, ...found } = recordOf('letter_reviews', row)
  return { on, answers: answersInOrder(checklist.map(({ key }) => found[key] === 1)), note }
}

/** A review later than `today` is not seen. */
export async function lettersOn(db: Reader, today: Day): Promise<ReviewedLetter[]> {
  const letters = await db.all<Rows['letters']>(sql`select * from letters where added_on <= ${today} order by id`)
  const reviews = await db.all<Rows['letter_reviews']>(
    sql`select * from letter_reviews where on_day <= ${today} order by on_day, id`,
  )
  const last = new Map(reviews.map((row) => [row.letter_id, reviewFrom(row)]))
  return letters.map((row) => ({ ...letterFrom(row), lastReview: last.get(row.id) ?? null }))
}

/** The longest due come first; `days` is since the letter fell due. */
export async function lettersDueForReview(db: Reader, today: Day): Promise<{ title: string; days: number }[]> {
  const letters = await db.all<Rows['letters'] & { last: Day | null }>(sql`select l.*,
      (select max(r.on_day) from letter_reviews r where r.letter_id = l.id and r.on_day <= ${today}) as last
    from letters l where l.added_on <= ${today}`)
  return lettersDue(
    letters.map(({ last, ...row }) => ({
      title: row.title,
      days: reviewDue(letterFrom(row), last === null ? null : { on: last }, today).days,
    })),
  )
}

/** @throws cannot, when another letter has that title, whatever its case and accents */
async function refuseTakenTitle(db: Reader, title: string, own?: number): Promise<void> {
  const [taken] = await db.all<Rows['letters']>(sql`select * from letters where key = ${foldName(title)}`)
  if (taken && taken.id !== own) {
    throw cannot(`"${taken.title}" is in the register already.`, 'cl letters shows them all.')
  }
}

/** @throws cannot, when that title is taken */
export async function addLetter(db: Writer, letter: Omit<Letter, 'id'>): Promise<Letter> {
  await refuseTakenTitle(db, letter.title)
  return letterFrom(await insert(db, 'letters', columnsOf('letters', { ...letter, key: foldName(letter.title) })))
}

/** @throws cannot, when the new title is taken */
export async function changeLetter(
  db: Writer,
  id: number,
  { title, reviewEvery }: { title?: string; reviewEvery?: number },
): Promise<Letter> {
  if (title !== undefined) await refuseTakenTitle(db, title, id)
  const key = title === undefined ? undefined : foldName(title)
  return letterFrom(await update(db, 'letters', id, columnsOf('letters', { title, reviewEvery, key })))
}

/** @returns the number of reviews that went with it */
export async function removeLetter(db: Writer, id: number): Promise<number> {
  const reviews = await removeWhere(db, 'letter_reviews', sql`letter_id = ${id}`)
  await remove(db, 'letters', id)
  return reviews
}

export const addReview = (db: Writer, letterId: number, { on, answers, note }: Review): Promise<unknown> =>
  insert(db, 'letter_reviews', {
    ...columnsOf('letter_reviews', { letterId, on, note }),
    ...columnsOf('letter_reviews', Object.fromEntries(checklist.map(({ key }) => [key, Number(answers[key])]))),
  })
