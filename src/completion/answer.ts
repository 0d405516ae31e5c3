import { openBook } from '#book/file/opening.ts'
import { newestRestorable } from '#book/file/snapshot-files.ts'
import { placeOfBook } from '#cli/book-path.ts'
import type { World } from '#cli/world.ts'
import { localDay } from '#domain/days/day.ts'
import { type Candidate, lookedUp } from './look-up.ts'
import type { CompletionTable, Place } from './table.ts'
import { wantedAfter } from './wanted.ts'

/** The shell completes the names of files itself at this answer. */
const filesMark = ':files'

/** Limited to 200: nobody looks through more. */
const most = 200

/**
 * Each candidate has a line with its meaning after a tab; or the answer is `:files`.
 * @param words the words after `cl`, the last one up to the cursor
 */
export async function answer(table: CompletionTable, words: string[], world: World): Promise<void> {
  const { typed, listed, places } = wantedAfter(table, words)
  if (places.includes('files')) {
    world.stdout.write(`${filesMark}\n`)
    return
  }
  const lower = typed.toLowerCase()
  const found = listed.filter(({ value }) => value.toLowerCase().startsWith(lower))
  for (const place of places) found.push(...(await candidatesOf(place, typed, words, world)))
  const lines = found.slice(0, most).map(({ value, meaning }) => `${inLine(value)}\t${inLine(meaning)}\n`)
  world.stdout.write(lines.join(''))
}

/** Signs that end a line or cannot be seen are left out. V8 takes its time over a pattern of them: most texts have none. */
const inLine = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : text.replace(/[\p{Cc}\p{Cf}]+/gu, ' '))

async function candidatesOf(place: Place, typed: string, words: string[], world: World): Promise<Candidate[]> {
  if (Array.isArray(place))
    return place.filter((value) => value.startsWith(typed.toLowerCase())).map((value) => ({ value, meaning: '' }))
  if (place === 'nothing' || place === 'files') return []
  const today = localDay(world.now())
  const at = words.indexOf('--book')
  const { path: file, address } = placeOfBook(at < 0 ? undefined : words[at + 1], world)
  // A server is not asked at each press of a key: this laptop has a copy of a recent day.
  const path = file !== null && address !== null ? newestRestorable(file, today)?.path : file
  if (!path) return []
  // A book of another version may well have names; where it lacks a table, the look-up ends in an error.
  const opened = openBook(path, Number.POSITIVE_INFINITY, today, { readOnly: true })
  if (!opened) return []
  try {
    return await lookedUp(opened.engine, place, typed, today)
  } finally {
    opened.engine.close()
  }
}
