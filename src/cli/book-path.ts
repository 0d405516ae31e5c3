import { existsSync } from 'node:fs'
import { posix, resolve, win32 } from 'node:path'
import { addressBeside, urlPath, usablePath } from '#book/file/paths.ts'
import { cannot, wrongUsage } from '#errors.ts'
import type { World } from './world.ts'

type Surroundings = Pick<World, 'env' | 'platform' | 'home'>

/** The platform's folder for `customer-love`; null without a home folder. */
function ownFolder(surroundings: Surroundings, what: 'data' | 'settings'): string | null {
  const { env, platform, home } = surroundings
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix
  const base = (() => {
    if (platform === 'win32') return env['APPDATA'] ?? join(home(), 'AppData', 'Roaming')
    if (platform === 'darwin') return join(home(), 'Library', 'Application Support')
    return what === 'data' ? xdgFolder(surroundings, 'XDG_DATA_HOME', '.local/share') : configFolder(surroundings)
  })()
  return isAbsolute(base) ? join(base, 'customer-love') : null
}

/** The folder of the settings of the user's programs, on systems other than Windows and macOS. */
export const configFolder = (surroundings: Surroundings): string =>
  xdgFolder(surroundings, 'XDG_CONFIG_HOME', '.config')

/** The XDG specification wants a path that is not absolute to be passed over. */
function xdgFolder({ env, home }: Surroundings, variable: string, usual: string): string {
  const said = env[variable] ?? ''
  return posix.isAbsolute(said) ? said : posix.join(home(), usual)
}

function dataFolder(surroundings: Surroundings): string {
  const folder = ownFolder(surroundings, 'data')
  if (folder === null)
    throw cannot('There is no home folder to keep the book in.', 'Say where it is to be: --book PATH, or set CL_BOOK.')
  return folder
}

/** Null where there is no home folder. */
function settingsPath(surroundings: Surroundings): string | null {
  const folder = ownFolder(surroundings, 'settings')
  return folder && posixOrWin(surroundings).join(folder, 'laptop.json')
}

/** @throws cannot, where there is no home folder */
export function laptopPath(surroundings: Surroundings): string {
  const path = settingsPath(surroundings)
  if (path === null)
    throw cannot('There is no home folder to keep the settings of this laptop in.', 'Set HOME, and try again.')
  return path
}

/** True when anything was ever set on this laptop: else its settings are not even loaded. */
export function isLaptopSetUp(surroundings: Surroundings): boolean {
  const path = settingsPath(surroundings)
  return path !== null && existsSync(path)
}

// A drive of Windows has one letter. A pattern that ignores case takes V8 0.2 ms to make.
const scheme = /^\s*([a-zA-Z][a-zA-Z\d+.-]+):\/\//

// A password may stand in it: as in postgres:/kim:secret@host, psql postgres://…, host=… password=secret, or kim:secret@host.
const mistyped =
  /^["'\s]*(psql\W+|jdbc:)?[pP]ostgres(ql)?(:|\/\/)|(^|[\s&?]|PG)(password|PASSWORD)\s*=|^(\/\/)?([^\\/]{2,}:.+|[^\\/]:[^\\/].*)@/

// An address may lack its beginning, as in kim@host/shop and host:5432/shop; a path with such a folder needs the folder to be there.
const withoutScheme = /^([^\\/@\s]+@[^\\/@\s]+|[^\\/:\s]+:\d+)\/[^\\/.]+$/

const isAddress = (text: string): boolean =>
  scheme.test(text) ||
  (mistyped.test(text) && !existsSync(text)) ||
  (withoutScheme.test(text) && !existsSync(posix.dirname(text)))

/** A book on a server has the path beside which this laptop keeps its own part. */
type PlaceOfBook = { path: string; address: null } | { path: string | null; address: string }

/**
 * The place of the book: as said, else `CL_BOOK`, else `book.db` in the data folder; where `book.url` stands beside the file,
 * the server that it names.
 * @throws wrongUsage, for a text that is no path (`usablePath`), or the address of another server than PostgreSQL, or one that is
 *   typed wrongly; that is not shown, as it may hold a password
 */
export function placeOfBook(said: string | undefined, surroundings: Surroundings): PlaceOfBook {
  const named = said ?? surroundings.env['CL_BOOK']
  if (named !== undefined && isAddress(named)) {
    if (/^postgres(ql)?$/i.test(scheme.exec(named)?.[1] ?? '')) return { path: null, address: named }
    const where = said === undefined ? 'CL_BOOK' : '--book'
    throw wrongUsage(
      `A book is a file on this machine, or on a PostgreSQL, and ${where} names neither.`,
      'Name a file, as in shop.db, or a server, as in postgres://kim@db.example.com/shop',
    )
  }
  const path = bookPath(said, surroundings)
  const address = keptAddress(path)
  return address === null ? { path, address } : { path, address }
}

function keptAddress(path: string): string | null {
  const text = addressBeside(path)
  if (text === null || /^postgres:\/\/\S+$/.test(text)) return text
  throw cannot(
    `${urlPath(path)} should name the server of the book, and does not.`,
    'Write the address into it, or: cl share --join ADDRESS',
  )
}

/** The path beside which this laptop keeps its part of a book that is named by its address alone. */
export const sharedPath = (name: string, surroundings: Surroundings): string =>
  posixOrWin(surroundings).join(dataFolder(surroundings), 'shared', name, 'book.db')

/** The path of a book’s file: as said, else `CL_BOOK`, else in the data folder. @throws wrongUsage, for a text that is no path */
function bookPath(said: string | undefined, surroundings: Surroundings): string {
  const named = said ?? surroundings.env['CL_BOOK']
  if (said === undefined && !named) return posixOrWin(surroundings).join(dataFolder(surroundings), 'book.db')
  const what = said === undefined ? 'The path of the book in CL_BOOK' : 'The path of the book'
  const path = usablePath(named ?? '', what, 'Name a file, as in: --book shop.db')
  refuseName(path)
  return path
}

/** Bytes: the names of the files beside the book are longer than its own. */
const longestName = 200

/** @throws wrongUsage, for a book that would be lost at once, and a name too long for the names of its snapshots */
function refuseName(path: string): void {
  const hint = 'Name a file, such as: --book shop.db'
  if (path === ':memory:') throw wrongUsage('A book is a file: in memory it would be lost at once.', hint)
  if (Buffer.byteLength(path.replace(/^.*[\\/]/, '')) > longestName)
    throw wrongUsage(`The name of the book is longer than ${longestName} bytes.`, hint)
}

/** The name is the same from any folder of this laptop: a file, or the address of a server. */
export const placeNameOf = ({ path, server }: { path: string; server: string | null }): string =>
  server ?? resolve(path)

/** `named` is true when the user named the path. @throws wrong usage, for the address of a server */
export function samplePath(said: string | undefined, surroundings: Surroundings): { path: string; named: boolean } {
  if (said !== undefined && isAddress(said))
    throw wrongUsage('The sample book is a file on this machine.', 'Name one, such as: cl demo --book sample.db')
  return { path: said ?? posixOrWin(surroundings).join(dataFolder(surroundings), 'demo.db'), named: said !== undefined }
}

const posixOrWin = ({ platform }: Surroundings) => (platform === 'win32' ? win32 : posix)
