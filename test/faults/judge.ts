import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cl, type Said } from './cl.ts'
import { filesBelow } from './folders.ts'
import { bookIn, type Found, type Prepared, targetIn } from './prepared.ts'
import { stateOf } from './state.ts'
import type { Tally } from './tally.ts'

/**
 * The end of a scenario that was broken off: `acknowledged`, true when the command had said that it was done; `at`, the place,
 * for the examples; `said`, its words, which may name files left behind; `goesOn`, true when work is to go on in the folder.
 */
type Broken = { acknowledged: boolean; at: string; work: string; tally: Tally; said?: string; goesOn?: boolean }

/** True for the message of a bug. */
export const isStack = ({ out, err }: Said): boolean => /This is a bug in cl|^\s+at .*[:(]\d+/m.test(out + err)

/** Snapshots, and the files that are set aside with them. */
const snapshotName = /^book\.db\.snapshots\/\d{4}-\d\d-\d\d (before [^/]+?|backup|damaged)( \(\d+\))?\.db$/
const asideName = /^book\.db\.snapshots\/\d{4}-\d\d-\d\d damaged( \(\d+\))?\.db-(journal|wal|shm)$/

/**
 * Looks at a folder in which a scenario was broken off: at the book, the snapshots, the target and the files left behind; at
 * the words of cl about it; and at the work that goes on from there.
 * @returns the state of the change
 */
export async function judge(folder: string, prepared: Prepared, broken: Broken): Promise<Found> {
  const { acknowledged, at, work, tally, goesOn = true } = broken
  const where = `${prepared.name}, ${at}`
  const { found: book, damage } = bookIn(folder, prepared, work)
  const target = targetIn(folder, prepared)
  if (book === 'neither') tally.add('half', `${where}: the book is neither old nor new (${damage ?? 'whole'})`)
  if (target === 'neither') tally.add('half', `${where}: ${prepared.target} is neither old nor new`)
  for (const [found, what] of [
    [book, 'the book'],
    [target, prepared.target],
  ])
    if (acknowledged && (found === 'before' || found === 'step'))
      tally.add('lost', `${where}: said, and ${what} is as ${found}`)
  judgeSnapshots(folder, prepared, acknowledged || book === 'after', where, broken)
  if (acknowledged && prepared.secret) judgeErasure(folder, prepared.secret, where, tally)
  await judgeWords(folder, prepared, book, where, broken)
  if (goesOn) await judgeNext(folder, prepared, book, where, tally)
  return book === 'unknown' ? target : book
}

/** Each snapshot is whole, and the snapshot of the change is there where the change is. */
function judgeSnapshots(
  folder: string,
  { snapshot }: Prepared,
  isMade: boolean,
  where: string,
  { work, tally }: Broken,
): void {
  const snapshots = filesBelow(folder).filter((file) => snapshotName.test(file))
  for (const file of snapshots.filter((each) => !each.includes(' damaged'))) {
    const { damage } = stateOf(join(folder, file), work)
    if (damage !== null) tally.add('half', `${where}: ${file} is no whole book (${damage})`)
  }
  if (snapshot !== undefined && isMade && !snapshots.some((file) => file.includes(snapshot)))
    tally.add('lost', `${where}: the change is there, and no snapshot ${snapshot}`)
}

function judgeErasure(folder: string, secret: RegExp, where: string, tally: Tally): void {
  for (const file of filesBelow(folder))
    if (secret.test(readFileSync(join(folder, file), 'latin1')))
      tally.add('lost', `${where}: said to be erased, and still in ${file}`)
}

/** The words of cl about the folder are true, and name the files left behind. */
async function judgeWords(
  folder: string,
  { files, before, around }: Prepared,
  book: Found,
  where: string,
  { tally, said: named = '' }: Broken,
): Promise<void> {
  const doctor = await cl(folder, ['doctor', '--json'], around)
  const list = await cl(folder, ['list'], around)
  for (const said of [doctor, list]) if (isStack(said)) tally.add('stacks', `${where}: ${said.err}`)
  const { leftovers } = JSON.parse(doctor.out || '{ "leftovers": [] }') as { leftovers: string[] }
  const isExpected = (file: string) =>
    files.has(file) ||
    snapshotName.test(file) ||
    asideName.test(file) ||
    /^book\.db(-journal|\.\d+-\w+\.elsewhere\.new)$/.test(file)
  const isNamed = (file: string) => leftovers.includes(join(folder, file)) || named.includes(file)
  const unnamed = filesBelow(folder).filter((file) => !isExpected(file) && !isNamed(file))
  if (unnamed.length > 0) tally.add('leftovers', `${where}: ${unnamed.join(', ')}`)
  const mayFail = book === 'before' && (before === 'none' || before === 'damaged')
  if (list.code !== 0 && !mayFail) tally.add('misled', `${where}: cl list ended with ${list.code}: ${list.err}`)
  if (list.code !== 0 && before === 'damaged' && !list.err.includes('cl restore'))
    tally.add('misled', `${where}: cl list names no way back: ${list.err}`)
}

/** The command can be typed again where it was not done; and then the next day begins as any other. */
async function judgeNext(
  folder: string,
  { argv, around, before, target }: Prepared,
  book: Found,
  where: string,
  tally: Tally,
): Promise<void> {
  const who = before === 'none' || before === 'older' ? '#1' : 'bolt'
  const again = book === 'before' && target === undefined ? [{ line: argv, ...around }] : []
  const nextDay = { today: '2026-12-01' }
  for (const { line, ...on } of [
    ...again,
    { line: ['log', who, 'call', 'the day after'], ...nextDay },
    { line: ['undo'], ...nextDay },
  ]) {
    const said = await cl(folder, line, on)
    if (isStack(said)) tally.add('stacks', `${where}: then cl ${line[0]}: ${said.err}`)
    else if (said.code !== 0) tally.add('misled', `${where}: then cl ${line[0]} ended with ${said.code}: ${said.err}`)
  }
}
