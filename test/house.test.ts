import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The rooms, each above all that it may look into. Views and formats, and the features, stand side by side. */
const floors = [
  ['domain'],
  ['formats'],
  ['views'],
  ['book'],
  ['tables'],
  ['figures'],
  ['cli'],
  ['import', 'export', 'forget', 'completion', 'mcp'],
  ['commands'],
  ['help'],
]
const floorOf = (room: string): number => floors.findIndex((rooms) => rooms.includes(room))

const src = new URL('../src/', import.meta.url)

/** Each file of `src` with the files that it imports, for values or for types alone. */
const imports = new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file, importedBy(file, readFileSync(new URL(file, src), 'utf8'))]),
)

function importedBy(file: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'((?:#|\.{1,2}\/)[^']+)'/g)
  return [...found].map(([, path = '']) =>
    path.startsWith('#') ? path.slice(1) : posix.join(posix.dirname(file), path),
  )
}

/** The way from a file back to itself; undefined for none. */
function circleFrom(start: string, all: Map<string, string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const next = [start]
  for (const file of next) {
    for (const imported of all.get(file) ?? []) {
      if (imported === start) return wayTo(file, cameFrom)
      if (cameFrom.has(imported)) continue
      cameFrom.set(imported, file)
      next.push(imported)
    }
  }
  return undefined
}

function wayTo(file: string, cameFrom: Map<string, string>): string[] {
  const before = cameFrom.get(file)
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file]
}

/** The imports by which a room looks into one that is above it or beside it. */
const arrowsUp = (all: Map<string, string[]>): string[] =>
  [...all].flatMap(([file, imported]) =>
    imported.filter((each) => looksUp(file, each)).map((each) => `${file} -> ${each}`),
  )

/** Each folder within a room, with the others that its files look into. */
function foldersOf(room: string, all: Map<string, string[]>): Map<string, string[]> {
  const within = (file: string): boolean => file.startsWith(`${room}/`) && file.split('/').length > 2
  const folders = new Map<string, string[]>()
  for (const [file, imported] of all) {
    if (!within(file)) continue
    const folder = posix.dirname(file)
    const others = imported.filter(within).map((each) => posix.dirname(each))
    folders.set(folder, [...(folders.get(folder) ?? []), ...others.filter((other) => other !== folder)])
  }
  return folders
}

const roomOf = (file: string): string | null => (file.includes('/') ? file.replace(/\/.*/, '') : null)

function looksUp(file: string, imported: string): boolean {
  const [room, other] = [roomOf(file), roomOf(imported)]
  // The files beside the rooms are the way in; errors and hints, which know no room, are below all of them.
  if (room === null) return false
  if (other === null) return !['errors.ts', 'hints.ts'].includes(imported)
  return room !== other && floorOf(other) >= floorOf(room)
}

describe('the house', () => {
  it('knows a floor for each room', () => {
    const rooms = new Set([...imports.keys()].filter((file) => file.includes('/')).map((file) => file.split('/')[0]))
    expect([...rooms].sort()).toEqual(floors.flat().sort())
  })

  it('imports only files that are there', () => {
    const missing = [...imports].flatMap(([file, all]) =>
      all.filter((each) => !existsSync(new URL(each, src))).map((each) => `${file} -> ${each}`),
    )
    expect(missing).toEqual([])
  })

  it('has no circle of imports', () => {
    const circles = [...imports.keys()].flatMap((file) => circleFrom(file, imports)?.join(' -> ') ?? [])
    expect(circles).toEqual([])
  })

  it.each(['domain', 'views'])('has no circle among the folders of %s', (room) => {
    const folders = foldersOf(room, imports)
    const circles = [...folders.keys()].flatMap((folder) => circleFrom(folder, folders)?.join(' -> ') ?? [])
    expect(folders.size).toBeGreaterThan(5)
    expect(circles).toEqual([])
  })

  it('lets only the tables write rows', () => {
    const writers = [...imports].flatMap(([file, all]) =>
      all.includes('book/changes/row-writer.ts') ? [roomOf(file)] : [],
    )
    expect([...new Set(writers)].sort()).toEqual(['book', 'tables'])
  })

  it('has chance in one place', () => {
    const files = [...imports.keys()].filter((file) => readFileSync(new URL(file, src), 'utf8').includes('Math.random'))
    expect(files).toEqual(['book/chance.ts'])
  })

  it('has no arrow that runs up', () => {
    expect(arrowsUp(imports)).toEqual([])
  })
})

describe('the guards of the house', () => {
  it('see a circle of types as one of values', () => {
    const files = { 'a.ts': "import type { B } from './b.ts'", 'b.ts': "export { c } from '#c.ts'", 'c.ts': '' }
    const open = new Map(Object.entries(files).map(([file, text]) => [file, importedBy(file, text)]))
    expect(circleFrom('a.ts', open)).toBeUndefined()
    const closed = new Map(open).set('c.ts', importedBy('c.ts', "const a = await import('./a.ts')"))
    expect(circleFrom('a.ts', closed)).toEqual(['a.ts', 'b.ts', 'c.ts'])
    expect(circleFrom('c.ts', closed)).toEqual(['c.ts', 'a.ts', 'b.ts'])
  })

  it('see a circle of folders where no file has one', () => {
    const files = { 'views/a/one.ts': '../b/one.ts', 'views/b/two.ts': '../a/two.ts' }
    const all = new Map(Object.entries(files).map(([file, from]) => [file, importedBy(file, `from '${from}'`)]))
    expect(circleFrom('views/a', foldersOf('views', all))).toEqual(['views/a', 'views/b'])
  })

  it.each([
    ['book/book.ts', 'tables/customers/customers.ts'],
    ['tables/touches.ts', 'figures/stats.ts'],
    ['import/open.ts', 'export/rows.ts'],
    ['domain/days/day.ts', 'formats/csv.ts'],
    ['cli/output.ts', 'program.ts'],
  ])('see that %s looks up to %s', (file, imported) => {
    expect(arrowsUp(new Map([[file, [imported]]]))).toEqual([`${file} -> ${imported}`])
  })

  it.each([
    ['figures/stats.ts', 'tables/touches.ts'],
    ['views/due/due.ts', 'formats/days/day-words.ts'],
    ['domain/days/day.ts', 'errors.ts'],
    ['program.ts', 'commands/index.ts'],
  ])('let %s look down to %s', (file, imported) => {
    expect(arrowsUp(new Map([[file, [imported]]]))).toEqual([])
  })
})
