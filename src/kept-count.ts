import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stateOfFile } from '#book/file/header.ts'
import { ifPossible, textIn } from '#book/file/paths.ts'
import { laptopPath, placeOfBook } from '#cli/book-path.ts'
import { cacheFolder } from '#cli/cache-folder.ts'
import { processWorld, type World } from '#cli/world.ts'
import { localDay } from '#domain/days/day.ts'

/** The folder that the built program is in, put in by the build. */
declare const CL_FOLDER: string

/** The file of a number, and the line before it, of all that the number depends on. */
type Place = { file: string; line: string }

/** A count also writes the calendar where it is not as it should be, and says why it could not. */
const keepsCalendar = (world: World): boolean => textIn(laptopPath(world))?.includes('"calendar.file"') ?? false

/**
 * The place of the number for the user's book as it is now; null where none is kept, as for a book on a server, and on a laptop that
 * keeps a calendar.
 */
function placeOfCount(world: World): Place | null {
  const folder = cacheFolder(world)
  const { path, address } = placeOfBook(undefined, world)
  const state = address === null && path !== null ? stateOfFile(path) : null
  if (folder === undefined || path === null || state === null || keepsCalendar(world)) return null
  const { env } = world
  const seenFrom = [localDay(world.now()), env['CL_TODAY'] ?? '']
  const line = `${JSON.stringify([resolve(path), state, ...seenFrom, stateOfFile(join(CL_FOLDER, 'due.js'))])}\n`
  return { file: join(folder, 'due-count'), line }
}

const isCount = (text: string): boolean => /^\d+\n$/.test(text)

/** The output of `cl due --count`, where it is kept of this day and the book as it is now; null where it has to be counted. */
export function keptCount(world = processWorld()): string | null {
  const place = ifPossible(() => placeOfCount(world))
  const kept = place && textIn(place.file)
  if (!place || !kept?.startsWith(place.line)) return null
  const text = kept.slice(place.line.length)
  return isCount(text) ? text : null
}

/**
 * Counts, and keeps the number for `keptCount`. The book is looked at before: of one that is changed meanwhile, the number is kept
 * for a state that does not come again.
 * @param count runs the command. @returns its exit code
 */
export async function keepCount(count: (world: World) => Promise<number>, world: World): Promise<number> {
  const place = ifPossible(() => placeOfCount(world))
  let shown = ''
  const show: World['show'] = ({ text }) => {
    shown = text
    world.stdout.write(text)
  }
  const exitCode = await count(Object.assign(Object.create(world), { show }))
  if (place && isCount(shown)) ifPossible(() => write(place, shown))
  return exitCode
}

function write({ file, line }: Place, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${line}${text}`)
}
