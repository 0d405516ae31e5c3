import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { optionsOf } from '#cli/command-line.ts'
import { commands } from '#commands/index.ts'
import { keys } from '#commands/morning/keys.ts'
import { execute, ownFolder, shop, words } from '../cl.ts'
import { everyCommand } from '../commands/every-command.ts'
import { sheetOf, textCell, workbookOf } from '../formats/workbook/zip.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const kimsBook = '/home/kim/.local/share/customer-love/book.db'

/** The examples of the README in order: the typed line, and its output. */
const examples = [...readme.matchAll(/^\$ cl (.+)\n((?:(?!\$ |```).*\n)*)/gm)].map(([, typed = '', printed = '']) => ({
  typed,
  printed: printed.trim(),
}))

it('prints on the first day what the README says', () => {
  const cwd = ownFolder()
  const around = { cwd, env: { CL_BOOK: join(cwd, 'book.db') } }
  expect(examples.length).toBeGreaterThan(7)
  for (const { typed, printed } of examples) {
    const { out, err } = execute(words(typed), around)
    expect(`cl ${typed}\n${`${out}${err}`.replace(around.env.CL_BOOK, kimsBook).trim()}`).toBe(
      `cl ${typed}\n${printed}`,
    )
  }
})

/** The rows of the tables of commands: their first cell is usage, with placeholders, and is not typed. */
const isUsage = (line: string) => line.startsWith('| `cl ')
const usages = readme.split('\n').filter(isUsage)

/** The lines to type in some lines of the README, in order: in a block the lines of `cl`, elsewhere the words in backticks. */
function typedIn(text: string): string[] {
  let isBlock = false
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('```')) isBlock = !isBlock
    if (isBlock) return [...line.matchAll(/^(?:\$ |.*npx )?cl (.*?)(?: +# .*)?$/g)].map(([, typed = '']) => typed)
    const said = isUsage(line) ? line.replace(/^\| `.*?` \|/, '') : line
    return [...said.matchAll(/`cl ([^`]+)`/g)].map(([, typed = '']) => typed)
  })
}

/** The sections up to the first Friday: a beginner types them one after the other, in one book. */
const firstWeek = 'The first week'
const at = readme.indexOf('\n## Bring what you have')
const sections = [{ title: firstWeek, text: readme.slice(0, at) }]
  .concat(
    readme
      .slice(at)
      .split(/^## /m)
      .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text })),
  )
  .map(({ title, text }) => ({ title, lines: typedIn(text) }))
  .filter(({ lines }) => lines.length > 0)

/** The lines that need a terminal or something else around them, or stand for others. */
const apart: Record<string, { typed?: string; code?: number } & Parameters<ReturnType<typeof shop>['cl']>[1]> = {
  demo: { env: { CL_BOOK: '' } },
  log: { answers: ['Acme', 'care', 'isn’t it cheap?', '', 'Yes'] },
  'log NAME': { typed: 'log acme' },
  'COMMAND --help': { typed: 'due --help' },
  'log acme --note': { answers: ['isn’t it cheap?'] },
  // In a new place, without a book yet.
  'import book.json': { env: { CL_BOOK: '' } },
  'log acme --note -': { stdin: 'isn’t it cheap?' },
  'forget acme': { answers: ['Acme Bakery'] },
  // There is no such server; test/server has one.
  'share postgres://kim@db.example.com/shop': { code: 1 },
  'share --join': { code: 2 },
  // The keys of the list need a terminal: its own stories type them.
  morning: { code: 2 },
}

const files = {
  'contacts.vcf': 'BEGIN:VCARD\nVERSION:3.0\nFN:Hotel Meyer\nTEL:+1 352 555 0130\nEND:VCARD\n',
  'customers.xlsx': workbookOf({
    sheets: [
      sheetOf(
        textCell('A1', 'CustomerID') + textCell('B1', 'Name'),
        textCell('A2', 'BOLT') + textCell('B2', 'Bolt Garage'),
      ),
    ],
  }),
  'bills.csv': 'Client,Date\nBolt Garage,2026-10-06\nCafé Süd,2026-10-07\n',
  'dogs.csv': 'Name,Phone,Dog,Notes\nAna Lopez,+1 352 555 0131,Rex,Bites\n',
  'orders.csv': 'OrderID,CustomerID,OrderDate\n1,BOLT,2026-10-05\n',
  'calendar.ics':
    'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART:20261005T090000Z\nSUMMARY:Visit Bolt Garage\nEND:VEVENT\nEND:VCALENDAR\n',
  'inbox.mbox':
    'From ana@acme.example Tue Oct  6 09:00:00 2026\nFrom: ana@acme.example\nTo: kim@shop.example\nSubject: Hello\nDate: Tue, 6 Oct 2026 09:00:00 +0200\nMessage-ID: <1@acme.example>\n\nHello\n',
  'sent.mbox':
    'From ana@acme.example Tue Oct  6 09:00:00 2026\nFrom: ana@acme.example\nTo: kim@shop.example\nSubject: Hello\nDate: Tue, 6 Oct 2026 09:00:00 +0200\nMessage-ID: <2@acme.example>\n\nHello\n',
}

/** A shop, with the files to bring in; the book of the first week is begun by the README itself. */
async function preparedShop(title: string) {
  const made = shop()
  if (title === 'Bring what you have')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(made.folder, name), text)
  if (title !== firstWeek) {
    await made.clOn('2026-11-20', 'add "Acme Bakery"')
    await made.all('config set currency USD')
  }
  const inFolder = (word: string) =>
    /\.(vcf|csv|xlsx|ics|mbox|json|html|md|db)$/.test(word) ? join(made.folder, word.replaceAll('/', '-')) : word
  return { ...made, type: (line: string) => words(line).map(inFolder) }
}

it.each(sections)('takes each line of: $title', async ({ title, lines }) => {
  const { book, cl, type } = await preparedShop(title)
  for (const line of lines) {
    // Readable for its owner alone, as the executable makes it: `cl doctor` looks at that.
    if (existsSync(book)) chmodSync(book, 0o600)
    const { typed = line, code = 0, ...around } = apart[line] ?? {}
    expect({ line, ...(await cl(type(typed), around)) }).toMatchObject({ line, code })
  }
})

it('has every line that needs something around it', () => {
  expect(sections.flatMap(({ lines }) => lines)).toEqual(expect.arrayContaining(Object.keys(apart)))
})

it.each(sections)('has no sign that a shell reads for itself, but in quotes: $title', ({ lines }) => {
  for (const line of lines) expect(line.replace(/'[^']*'|"[^"$!\\]*"/g, '')).not.toMatch(/[?!*&()'";|<>$]|(^| )#/)
})

it.each(keys)('says what the key $key of cl morning does: $does', ({ key, does }) => {
  expect(readme).toMatch(new RegExp(`\\| \`?${key}\`? \\| [^|]*${does}`))
})

it.each(usages)('names a command, its actions and its options: %s', (usage) => {
  const [, typed = '', name = ''] = /^\| `(cl (\w+)[^`]*)`/.exec(usage) ?? []
  expect(Object.keys(commands)).toContain(name)
  const own = everyCommand.filter(([path]) => path === name || path.startsWith(`${name} `))
  const flags = own.flatMap(([, command]) => optionsOf(command).flatMap(({ long, short }) => [long, short]))
  const said = usage.replace(/(?<!^\| )`cl [^`]*`/g, '')
  for (const [, flag] of said.matchAll(/[ `[|](--?[a-z][a-z-]*)/g)) expect(flags).toContain(flag)
  const actions = own.slice(1).flatMap(([path]) => path.split(' '))
  if (actions.length === 0) return
  for (const [, words = ''] of typed.matchAll(/\[([a-z\\|]+)\]/g))
    for (const action of words.split('\\|')) expect(actions).toContain(action)
})
