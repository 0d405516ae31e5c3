import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands } from '#commands/index.ts'
import { shopWithFiles } from './books.ts'
import { cl, must, type Said, today } from './cl.ts'
import { copyFolder, filesBelow } from './folders.ts'
import type { Harness } from './harness.ts'
import { isStack } from './judge.ts'
import type { Random } from './random.ts'
import { stateOf } from './state.ts'
import { Tally } from './tally.ts'

/** The number of lines that are typed in one folder before it is made anew. */
const each = 50

/** Words that people type, and words that they do not. */
const pieces = [
  ...['acme', 'Acme Bakery', 'JQ', '#1', '1', '0', '-1', '99999999999999999999', '1e9', 'NaN', 'kim', 'bolt', '', ' '],
  ...[
    'call',
    'visit',
    'care',
    'complaint',
    '+',
    '-',
    '=',
    'friday',
    'yesterday',
    '2026-11-20',
    '2026-02-30',
    '9999-12-31',
  ],
  ...[
    '3w',
    '0d',
    '36501d',
    'never',
    'default',
    'off',
    'set',
    'get',
    'add',
    'remove',
    'list',
    'visit.every',
    'me',
    'currency',
  ],
  ...['x'.repeat(300), 'x'.repeat(70_000), 'e\u0301', '\u{1f600}', '\u202e', '\0', '\ud800', '\u001b[31m', '\n', '\t'],
  ...[
    "'; drop table touches;--",
    '%s%n',
    '../../etc/passwd',
    '/dev/null',
    '/nonexistent/x',
    '.',
    '--',
    '-h',
    '-x',
    '--=',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'last',
    'customers.csv',
    'touches.csv',
    'cards.vcf',
    'all.json',
    'copy.db',
  ],
  ...[
    '10',
    '1h30',
    '120.50',
    '1,5',
    '5 mar',
    '29 feb',
    'a@b.example',
    '+1 352 555 0101',
    'name=x',
    'goals',
    'birthday',
  ],
  ...[
    'kept',
    'dropped',
    'same',
    'new',
    '2026-W47',
    '2026-11',
    'week',
    'channel',
    'purpose',
    'out.csv',
    'due.ics',
    'book.db',
  ],
]

type Known = { name: string; options: { option: string; takes: boolean }[] }

/** The options of a command, as its help names them. */
async function optionsOf(folder: string, name: string): Promise<Known['options']> {
  const { out } = await must(folder, [name, '--help'])
  return [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <[^>]+>| \[[^\]]+\])?/gm)].map(([, option = '', takes]) => ({
    option,
    takes: takes !== undefined,
  }))
}

const ofAll: Known['options'] = [
  { option: '--json', takes: false },
  { option: '--csv', takes: false },
  { option: '--no-input', takes: false },
  { option: '--today', takes: true },
]

function lineOf({ name, options }: Known, random: Random): string[] {
  const line = [name]
  for (let left = random.below(5); left > 0; left -= 1) {
    if (random.happens(0.5)) line.push(random.one(pieces))
    else {
      const { option, takes } = random.one([...options, ...ofAll])
      if (option === '--help' && random.happens(0.9)) continue
      line.push(option)
      if (takes && random.happens(0.95)) line.push(random.one(pieces))
    }
  }
  if (random.happens(0.05)) line.splice(random.below(line.length + 1), 0, random.one(pieces))
  return line
}

/** Types command lines that nobody would, and looks at the answer, and every so often at the book. */
export const lines: Harness = async ({ work, random, most, progress }) => {
  const tally = new Tally('command line of any words')
  const [from, folder] = [join(work, 'from'), join(work, 'typing')]
  await shopWithFiles(from)
  await must(from, ['export', 'all.json'])
  copyFileSync(join(from, 'book.db'), join(from, 'copy.db'))
  const known: Known[] = []
  for (const name of Object.keys(commands)) known.push({ name, options: await optionsOf(from, name) })
  const count = each * most
  for (let n = 0; n < count; n += 1) {
    if (n % each === 0) copyFolder(from, folder)
    const line = lineOf(random.one(known), random)
    const stdin = random.one(['', 'text', '\0', 'x'.repeat(70_000)])
    const said = await cl(folder, line, { stdin, today: random.one([today, today, '2020-02-29', 'garbage']) })
    tally.runs += 1
    judgeAnswer(line, said, tally)
    if (n % each === each - 1 || n === count - 1) {
      await judgeBook(folder, work, `after ${n} lines`, tally)
      progress(`${n + 1} of ${count}`, tally)
    }
  }
  return [tally]
}

function judgeAnswer(line: string[], said: Said, tally: Tally): void {
  const where = JSON.stringify(
    line.map((piece) => (piece.length > 60 ? `${piece.slice(0, 20)}… (${piece.length})` : piece)),
  )
  if (isStack(said)) tally.add('stacks', `${where}: ${said.err}`)
  if (![0, 1, 2, 130].includes(said.code ?? -1)) tally.add('misled', `${where}: it ended with ${said.code}`)
  if (said.code !== 0 && said.err.trim() === '' && line[0] !== 'doctor')
    tally.add('misled', `${where}: ${said.code}, and says nothing`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these signs must not come out
  if (/[\u0000\u001b\u202e]/.test(said.err))
    tally.add('misled', `${where}: a control character as it is: ${JSON.stringify(said.err)}`)
  if (/\bundefined\b|\[object /.test(said.out + said.err))
    tally.add('misled', `${where}: it says ${said.out}${said.err}`)
}

async function judgeBook(folder: string, work: string, where: string, tally: Tally): Promise<void> {
  const { damage } = stateOf(join(folder, 'book.db'), work)
  if (damage !== null) tally.add('half', `${where}: ${damage}`)
  const doctor = await cl(folder, ['doctor'])
  if (isStack(doctor)) tally.add('stacks', `${where}: ${doctor.err}`)
  const left = filesBelow(folder).filter((file) => /\.new$|unfinished/.test(file) && !doctor.out.includes(file))
  if (left.length > 0) tally.add('leftovers', `${where}: ${left.join(', ')}`)
}
