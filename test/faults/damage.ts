import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { currentSchema } from '#book/schema.ts'
import Database from '../driver.js'
import { words } from '../words.ts'
import { leaveHotJournal, shop } from './books.ts'
import { cl, today } from './cl.ts'
import { copyFolder } from './folders.ts'
import type { Harness, Session } from './harness.ts'
import { isStack } from './judge.ts'
import type { Random } from './random.ts'
import { stateOf } from './state.ts'
import { Tally } from './tally.ts'

const page = 4096

/** The version of the book’s tables. */
const { version } = currentSchema

const pagesOf = (bytes: Buffer): number => Math.floor(bytes.length / page)

/** A wrong number in the header of a database, at its place. */
const inHeader =
  (at: number, values: number[]): Damage =>
  (bytes, random) => {
    bytes.writeUInt32BE(random.one(values) >>> 0, at)
    return bytes
  }

type Damage = (bytes: Buffer, random: Random) => Buffer

/** The damages that a book may have. */
const damages: Record<string, Damage> = {
  'a bit that fell over': (bytes, random) => {
    const at = random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    return bytes
  },
  'twenty wrong bytes': (bytes, random) => {
    for (let n = 0; n < 20; n += 1) bytes[random.below(bytes.length)] = random.below(256)
    return bytes
  },
  '500 bytes overwritten': (bytes, random) => {
    random.bytes(500).copy(bytes, random.below(bytes.length - 500))
    return bytes
  },
  'wrong bytes in the header': (bytes, random) => {
    for (let n = 0; n < 4; n += 1) bytes[16 + random.below(84)] = random.below(256)
    return bytes
  },
  'a page’s beginning overwritten': (bytes, random) => {
    const at = random.below(pagesOf(bytes)) * page
    random.bytes(8).copy(bytes, at === 0 ? 100 : at)
    return bytes
  },
  'a page of zeros': (bytes, random) => {
    const at = random.below(pagesOf(bytes)) * page
    return bytes.fill(0, at, at + page)
  },
  'a page twice': (bytes, random) => {
    const [from, to] = [1 + random.below(pagesOf(bytes) - 1), 1 + random.below(pagesOf(bytes) - 1)]
    bytes.copy(bytes, to * page, from * page, (from + 1) * page)
    return bytes
  },
  'cut off': (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  'cut off at a page': (bytes, random) => bytes.subarray(0, page * random.below(pagesOf(bytes))),
  'cut off, with a header that knows': (bytes, random) => {
    const pages = 1 + random.below(pagesOf(bytes) - 1)
    bytes.writeUInt32BE(pages, 28)
    return bytes.subarray(0, pages * page)
  },
  'something after its end': (bytes, random) => Buffer.concat([bytes, random.bytes(5000)]),
  'all of it overwritten': (bytes, random) => random.bytes(bytes.length),
  empty: () => Buffer.alloc(0),
  'a text file': () => Buffer.from('name,phone\nAcme,1\n'),
  'a newer version': inHeader(60, [version + 1, version + 2, 99]),
  'an older version': inHeader(60, [1, 2, version - 1]),
  'a version that is none': inHeader(60, [0, -1, -99]),
  'another program’s': inHeader(68, [0, 1, 0x47504b47]),
  'another encoding': inHeader(56, [2, 3, 4]),
  'a free list that is none': inHeader(32, [1, 5, 4_000_000]),
  'a format that is none': inHeader(44, [0, 1, 9]),
  'another page size': (bytes, random) => {
    bytes.writeUInt16BE(random.one([512, 1024, 8192, 3, 0]), 16)
    return bytes
  },
  'a log that is written ahead': (bytes) => bytes.fill(2, 18, 20),
  'a format of writing that is none': (bytes, random) => bytes.fill(3 + random.below(253), 18, 19),
  'a word of its tables': (bytes, random) => {
    const tables = [...bytes.toString('latin1').matchAll(/create (table|index|trigger)/gi)]
    bytes[random.one(tables).index + random.below(60)] = 32 + random.below(90)
    return bytes
  },
}

/** The journals that may lie beside it. */
const journals = ['none', 'none', 'none', 'of another book', 'any bytes', 'zeros'] as const

const readings = 'list|due|show acme|history|stats|report|backups|export --json|undo --list'.split('|')
const writings = 'log acme call written|undo --yes|backup|add Somebody|config set visit.every 3w|done 1'.split('|')

/** Damages a book, and has it read, written to and restored: nothing may be lost that a snapshot has. */
export const damage: Harness = async (session) => {
  const { work, random, scenarios, most } = session
  const tally = new Tally(
    `damaged book (${Object.keys(damages).length} kinds), ${readings.length + writings.length + 2} commands each`,
  )
  const from = join(work, 'from')
  await shop(from)
  leaveHotJournal(await otherBook(work), join(work, 'foreign-journal'))
  const kinds = Object.keys(damages)
  const rounds = Math.ceil(most / 4)
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of random.some(kinds, scenarios)) {
      await damageOnce(session, from, kind, random.one(journals), tally)
      tally.runs += 1
    }
    session.progress(`round ${round + 1} of ${rounds}`, tally)
  }
  return [tally]
}

async function otherBook(work: string): Promise<string> {
  const folder = join(work, 'other')
  await shop(folder)
  return join(folder, 'book.db')
}

async function damageOnce(
  { work, random }: Session,
  from: string,
  kind: string,
  journal: string,
  tally: Tally,
): Promise<void> {
  const folder = join(work, 'damaged')
  const book = join(folder, 'book.db')
  copyFolder(from, folder)
  writeFileSync(book, damages[kind]?.(readFileSync(book), random) ?? '')
  putJournal(journal, join(work, 'foreign-journal'), `${book}-journal`, random)
  const where = `${kind}, journal: ${journal}`
  const day = random.one([today, '2026-11-22'])
  const say = async (line: string) => {
    const said = await cl(folder, words(line), { today: day })
    if (isStack(said)) tally.add('stacks', `${where}: cl ${line}: ${said.err}`)
    else if (said.code !== 0 && (said.err.trim() === '' || ![0, 1].includes(said.code ?? -1)) && line !== 'doctor')
      tally.add('misled', `${where}: cl ${line} ended with ${said.code} and said "${said.err}"`)
    return said
  }
  for (const line of ['doctor', ...readings]) await say(line)
  for (const line of writings) await tryWriting(say, line, book, { where, tally, isAlone: journal === 'none' })
  const restored = await say('restore last')
  if (restored.code !== 0) {
    tally.add('lost', `${where}: cl restore last ended with ${restored.code}: ${restored.err}`)
    return
  }
  // Wrong bytes in an index get past the check of cl, and lose no row (docs/reliability.md, "Trials").
  const { damage: found } = stateOf(book, work, 'quick_check')
  if (found !== null) tally.add('half', `${where}: the restored book is damaged: ${found}`)
  else if (!hasFirstTouches(book)) tally.add('lost', `${where}: the restored book has not what the snapshot has`)
  rmSync(folder, { recursive: true })
}

function putJournal(kind: string, foreign: string, path: string, random: Random): void {
  rmSync(path, { force: true })
  if (kind === 'of another book') writeFileSync(path, readFileSync(foreign))
  if (kind === 'any bytes') writeFileSync(path, random.bytes(3000))
  if (kind === 'zeros') writeFileSync(path, Buffer.alloc(5000))
}

/** A refusal leaves the file as it was, and says the command to type. */
async function tryWriting(
  say: (line: string) => Promise<{ code: number | null; err: string }>,
  line: string,
  book: string,
  { where, tally, isAlone }: { where: string; tally: Tally; isAlone: boolean },
): Promise<void> {
  const before = readFileSync(book)
  const said = await say(line)
  if (said.code === 0) return
  // Any program that opens the book plays back a journal that waits.
  if (isAlone && !readFileSync(book).equals(before))
    tally.add('half', `${where}: cl ${line} was refused, and the file changed`)
  const isOfBook = /damaged|not a book|empty|another program|newer cl|cannot be|missing|may only be read/.test(said.err)
  if (isOfBook && !/restore|--book|newest cl|cl doctor/.test(said.err))
    tally.add('misled', `${where}: cl ${line} names no way back: ${said.err}`)
}

/** True when a book has the touches of the base's snapshot. */
function hasFirstTouches(path: string): boolean {
  const db = new Database(path, { readonly: true })
  try {
    return (
      db
        .prepare("select count(*) from touches where note like 'Qwertyzed%' or note like 'the first%'")
        .pluck()
        .get() === 2
    )
  } finally {
    db.close()
  }
}
