import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tableNames } from '#tables/tables.ts'
import { shop, words } from '../cl.ts'

type Shop = ReturnType<typeof shop>

/** Runs lines that must succeed on one of the books in a folder, with their files there, and returns the output of the last. */
async function play({ folder, cl }: Shop, book: string, ...lines: (string | string[])[]): Promise<string> {
  let printed = ''
  for (const line of lines) {
    const typed = (typeof line === 'string' ? words(line) : line).map((word) =>
      /^[\w-]+\.(json|csv|vcf)$/.test(word) ? join(folder, word) : word,
    )
    const { code, out, err } = await cl(typed, { env: { CL_BOOK: join(folder, `${book}.db`) } })
    expect([line, code, code === 0 ? '' : err]).toEqual([line, 0, ''])
    printed = out
  }
  return printed
}

/** Texts over which a spreadsheet, an address book or a shell could stumble. */
const odd = [
  '=1+2, "quoted"',
  "'=guarded",
  '+49 is no number',
  '-late; and\n\nthree lines\twith a tab',
  '@home',
  'BEGIN:VCARD\nEND:VCARD',
  'a\\nb \\, c \\; d \\\\',
  '🎂 مخبز 山田',
]

/** Three customers and two teammates, with all that may be known of customers themselves. */
async function withCustomers(own: Shop, book: string): Promise<void> {
  await play(
    own,
    book,
    'add "Acme Bakery" --email a@acme.example --phone "+1 352 555 0101" --alias "the, corner" --alias ovens --tag vip --tag "b2b" --since 2025-01-02 --every 2w',
    'add "=Bolt, \'Garage\'" --since 2026-02-01 --today 2026-02-01 --every never --tag "=vip"',
    ['add', 'Zoë "Zo" 山田', '--note', odd.join('\n'), '--since', '2026-03-01', '--phone', '+49 30 901820'],
    'add Kim --team --since 2026-01-01 --today 2026-01-01',
    'add Lee --team --email lee@x.example --since 2026-01-01 --today 2026-01-01',
    'date acme birthday 5 mar',
    'date zoë birthday 29 feb',
    'date acme "opening day, the first" 1998-06-12',
    'date zoë anniversary 2010-06-01',
    'snooze zoë 2026-12-24',
    ['archive', '=bolt', '--lost', '--why', 'closed; "for now"\nsaid she'],
  )
}

async function withTouches(own: Shop, book: string): Promise<void> {
  await play(
    own,
    book,
    ...odd.map((note) => ['log', 'zoë', 'email', 'news', '--on', '2026-10-05', '--', note]),
    'log acme complaint "late" --on 2026-10-02 --by kim --minutes 15',
    'log acme mend --on 2026-10-04 --by lee',
    'log acme call - --on 2026-10-04',
    'log acme savings --on 2026-10-04',
    'log kim praise "the new window" --on 2026-10-06',
    'log =bolt invoice + "paid at once" --on 2026-10-01',
  )
}

async function withEverything(own: Shop, book: string): Promise<void> {
  await withCustomers(own, book)
  await withTouches(own, book)
  writeFileSync(join(own.folder, 'orders.csv'), 'Nr,Client,Day\n1,acme bakery,2026-09-01\n2,kim,2026-09-02\n')
  await play(
    own,
    book,
    'config set currency EUR',
    'config set me kim',
    'config set ratio.goal 6',
    'learn acme goals "a second oven" --by kim',
    'learn zoë "the twins start school in May"',
    'topics add season "When are you busiest?"',
    'topics set tour "May we see?" --name visitors',
    'topics remove billing',
    'save acme --money 120.50 "the smaller box" --on 2026-11-01',
    'save acme --time 1h30 "one delivery" --on 2026-11-02',
    'log acme savings',
    'save zoë --money 3 --time 5m "told later"',
    'pulse acme 9 --guess 7 -- "-1 for parking"',
    'pulse zoë 10',
    'letters add "Order form" --every 90d',
    'letters review order --answers yynyn --note "too many numbers"',
    'audit --answer "3=2 we were slow" --answer 1=4',
    'surprise --add "a jar of honey"',
    'surprise zoë --done',
    'promise acme "send the list" --by 2026-11-27',
    'promise zoë "call back"',
    'wait zoë the mill',
    'log acme request "gluten-free?"',
    'vocabulary channel add fax',
    'import orders.csv --map customer=Client --map on=Day --map purpose==sale --key Nr',
    'archive zoë --lost --today 2026-11-02',
    'unarchive zoë --today 2026-11-10',
    'add Gone',
    'add "Acme B" --alias ab',
    'merge "acme b" "acme bakery"',
    'forget gone --yes Gone',
    'remove 3',
  )
}

it('the whole book as JSON goes into an empty book, and out again to the byte', async () => {
  const own = shop()
  await withEverything(own, 'from')
  await play(own, 'from', 'export a.json')
  const { tables } = JSON.parse(readFileSync(join(own.folder, 'a.json'), 'utf8'))
  expect(tableNames.filter((table) => tables[table].length === 0)).toEqual([])
  await play(own, 'to', 'import a.json', 'export b.json')
  expect(readFileSync(join(own.folder, 'b.json'), 'utf8')).toBe(readFileSync(join(own.folder, 'a.json'), 'utf8'))
  for (const line of [
    'due --all',
    'loops',
    'history --json',
    'report',
    'stats',
    'facts "acme bakery"',
    'savings',
    'show zoë',
    'letters',
  ])
    expect([line, await play(own, 'to', line)]).toEqual([line, await play(own, 'from', line)])
  for (const book of ['from', 'to']) await play(own, book, 'log acme call more', 'undo', 'add Later')
  const lastOf = async (book: string) =>
    JSON.parse(await play(own, book, 'export --what customers')).tables.customers.at(-1)
  expect((await lastOf('to')).name).toBe('Later')
})

it('the customers and their touches as CSV go into an empty book, and out again to the byte', async () => {
  const own = shop()
  await withCustomers(own, 'from')
  await withTouches(own, 'from')
  const out = async (book: string) => {
    await play(own, book, `export ${book}-c.csv --force`, `export ${book}-t.csv --what touches --force`)
    return ['c', 't'].map((what) => readFileSync(join(own.folder, `${book}-${what}.csv`), 'utf8'))
  }
  const before = await out('from')
  await play(own, 'to', 'import from-c.csv from-t.csv')
  expect(await out('to')).toEqual(before)
  await play(own, 'one', 'import from-c.csv', 'import from-t.csv')
  expect(await out('one')).toEqual(before)
  await play(own, 'from', 'import from-c.csv from-t.csv')
  expect(await out('from')).toEqual(before)
})

it('an address book goes into an empty book, and out again to the byte', async () => {
  const own = shop()
  await withCustomers(own, 'from')
  await play(own, 'from', 'unarchive =bolt', 'export a.vcf')
  await play(own, 'to', 'import a.vcf --no-spread', 'export b.vcf')
  expect(readFileSync(join(own.folder, 'b.vcf'), 'utf8')).toBe(readFileSync(join(own.folder, 'a.vcf'), 'utf8'))
  await play(own, 'from', 'import a.vcf', 'export c.vcf')
  expect(readFileSync(join(own.folder, 'c.vcf'), 'utf8')).toBe(readFileSync(join(own.folder, 'a.vcf'), 'utf8'))
})
