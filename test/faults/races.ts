import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { words } from '../words.ts'
import { type Base, nothing, oldBook, secret, shop } from './books.ts'
import { cl } from './cl.ts'
import { copyFolder, filesBelow } from './folders.ts'
import type { Harness, Session } from './harness.ts'
import { isStack } from './judge.ts'
import { readCopy, rowsOf, stateOf } from './state.ts'
import { Tally } from './tally.ts'
import { type Typed, typeBeside } from './typist.ts'

/** Some people who type at once, each line one after the other. A note `N-…` names its writer and its place among their lines. */
type Race = {
  base: Base
  /** @param most the most lines of each, where they are a list without an end */
  lines: (most: number) => string[][]
  /** True where an acknowledged change may be in a snapshot instead of the book. */
  mayBeKept?: boolean
  /** A customer's traces, which must be nowhere once the one who erases has said so. */
  secret?: RegExp
}

const logs = (who: string, writer: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `log ${who} call N-${writer}-${n}`)

/** The lines of each of many writers, again and again. */
const mixed = (writer: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => {
    const note = `N-${writer}-${n}`
    const kinds = [
      `log acme call ${note}`,
      `promise acme ${note}`,
      `learn acme ${note}`,
      `import ${writer}.csv`,
      `log bolt call ${note}`,
    ]
    return n % 7 === 6 ? `config set visit.every ${1 + (n % 50)}d` : (kinds[n % kinds.length] ?? '')
  })

const writers = 8

const races: Record<string, Race> = {
  [`${writers} writers`]: {
    base: async (folder) => {
      await shop(folder)
      for (let n = 0; n < writers; n += 1)
        writeFileSync(join(folder, `${n}.csv`), `nr,customer,on,note\n${n},Acme Bakery,2026-11-01,x\n`)
    },
    lines: (most) => Array.from({ length: writers }, (_, writer) => mixed(writer, most)),
  },
  'restore against writers': {
    base: shop,
    lines: () => [logs('acme', 'a', 6), logs('bolt', 'b', 6), ['restore last', 'restore last', 'restore last']],
    mayBeKept: true,
  },
  'forget against writers and backup': {
    base: shop,
    lines: () => [
      logs('acme', 'a', 6),
      ['log JQ call "of Qwertyzed"', 'backup', 'log JQ call "of Qwertyzed"', 'log JQ call "of Qwertyzed"'],
      ['forget JQ --yes "Jane Qwertyzed"'],
    ],
    secret,
  },
  'forget against restore': {
    base: shop,
    lines: () => [['forget JQ --yes "Jane Qwertyzed"'], ['list', 'restore last', 'list'], logs('acme', 'a', 3)],
    mayBeKept: true,
    secret,
  },
  'forget against merge': {
    base: shop,
    lines: () => [['forget JQ --yes "Jane Qwertyzed"'], ['list', 'merge JQ bolt', 'undo']],
    secret,
  },
  'migration against writers': {
    base: oldBook(1),
    lines: () => [logs('#1', 'a', 2), logs('#2', 'b', 2), logs('#3', 'c', 2), ['list', 'stats']],
  },
  'backup against writers': {
    base: shop,
    lines: () => [
      logs('acme', 'a', 8),
      logs('bolt', 'b', 8),
      ['backup', 'backup copy.db', 'backup copy.db --force', 'backup', 'backup copy.db --force'],
    ],
  },
  'merge and undo against writers': {
    base: shop,
    lines: () => [logs('acme', 'a', 5), logs('bolt', 'b', 5), ['merge JQ acme', 'export all.json']],
  },
  'first add by four': {
    base: nothing,
    lines: () => [1, 2, 3, 4].map((n) => [`add "C${n}"`, ...logs(`C${n}`, String(n), 2)]),
  },
}

/** Has several processes work on one book at the same time. */
export const race: Harness = async (session) => {
  const { scenarios, most, random, wants } = session
  const tallies: Tally[] = []
  const names = Object.keys(races).filter(wants)
  for (const name of random.some(names, scenarios)) {
    const chosen = races[name]
    if (!chosen) continue
    const tally = new Tally(`race: ${name}`)
    const from = join(session.work, 'from')
    await chosen.base(from)
    for (let round = 0; round < Math.ceil(most / 20); round += 1) await run(session, chosen, from, name, tally)
    session.progress(name, tally)
    tallies.push(tally)
  }
  return tallies
}

async function run(
  { work, most }: Session,
  { lines, mayBeKept, secret: erased }: Race,
  from: string,
  name: string,
  tally: Tally,
): Promise<void> {
  const folder = join(work, 'racing')
  copyFolder(from, folder)
  const typed = (
    await Promise.all(lines(Math.min(50, 10 * most)).map((theirs) => typeBeside(folder, theirs.map(words))))
  ).flat()
  tally.runs += typed.length
  for (const each of typed) judgeAnswer(each, name, tally)
  const book = join(folder, 'book.db')
  const copies = filesBelow(folder).filter((file) => file.endsWith('.db') && !file.includes(' damaged'))
  for (const file of copies) {
    const { damage } = stateOf(join(folder, file), work)
    if (damage !== null) tally.add('half', `${name}: ${file}: ${damage}`)
  }
  const textOf = (path: string) => readCopy(path, work, (db) => JSON.stringify(rowsOf(db)))
  const there = textOf(book)
  const kept = there + (mayBeKept ? copies.map((file) => textOf(join(folder, file))).join() : '')
  for (const { line, code, err } of typed) {
    const note = line.find((word) => word.startsWith('N-'))
    if (note === undefined) continue
    if (code === 0 && !kept.includes(`"${note}"`))
      tally.add('lost', `${name}: ${note} was acknowledged, and is not there`)
    if (code !== 0 && there.includes(`"${note}"`))
      tally.add('misled', `${name}: ${note} is there, and it was said: ${err}`)
  }
  const isErased = typed.some(({ line, code }) => line[0] === 'forget' && code === 0)
  if (erased && isErased)
    for (const file of filesBelow(folder).filter((each) => erased.test(readFileSync(join(folder, each), 'latin1'))))
      tally.add('lost', `${name}: said to be erased, and still in ${file}`)
  const { out } = await cl(folder, ['doctor'])
  const left = filesBelow(folder).filter((file) => /\.new$|unfinished/.test(file) && !out.includes(file))
  if (left.length > 0) tally.add('leftovers', `${name}: ${left.join(', ')}`)
}

/** The ends that a race may have, besides being done. */
const losing =
  /Try again|try again|Import again|type it again|no customer|is not in the book|No customer|nobody|There is no book at|nothing to undo|there already|Whom|That is not the name/

function judgeAnswer(said: Typed, name: string, tally: Tally): void {
  const { line, code, err } = said
  if (isStack(said)) tally.add('stacks', `${name}: cl ${line.join(' ')}: ${err}`)
  else if (code !== 0 && !losing.test(err))
    tally.add('misled', `${name}: cl ${line.join(' ')} ended with ${code}: ${err}`)
}
