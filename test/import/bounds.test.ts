import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '#book/engine.ts'
import { SqliteEngine } from '#book/engines/sqlite.ts'
import { day } from '#domain/days/day.ts'
import { NameIndex } from '#import/decide/names.ts'
import { addBad } from '#import/plan.ts'
import { friendsRecords } from '#import/read/friends.ts'
import { icsRecords } from '#import/read/ics.ts'
import { vcardRecords } from '#import/read/vcard.ts'
import type { Records } from '#import/records.ts'
import { shop } from '../cl.ts'

const card = (lines: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Acme\r\n${lines}END:VCARD\r\n`
const picture = (length: number) => `PHOTO;ENCODING=b:\r\n${` ${'A'.repeat(74)}\r\n`.repeat(length / 77)}`

async function pagesOf(pages: AsyncIterable<Records>): Promise<Records[]> {
  const all: Records[] = []
  for await (const page of pages) all.push(page)
  return all
}

async function* parts(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 100_000) yield text.slice(at, at + 100_000)
}

describe('an address book', () => {
  it('may hold large pictures, and no card that is longer than any can be', async () => {
    const { cl } = shop()
    const large = card(picture(9_000_000))
    expect(await cl('import -', { stdin: large })).toMatchObject({
      code: 0,
      err: expect.stringContaining('Imported 1'),
    })
    expect(await cl('import -', { stdin: `${large}${card(picture(10_400_000))}` })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Line \d+: the card that begins there is longer than 10 MB\.\nTake its picture out\./),
    })
  })

  it('a card that says too much is bad, and the next is read', async () => {
    const phones = Array.from({ length: 80_000 }, (_, i) => `TEL:+49 30 ${1_000_000 + i}\r\n`).join('')
    const [page] = await pagesOf(vcardRecords(parts(card(phones) + card('')), 'UTF-8'))
    expect(page?.bad).toMatchObject([{ line: 1, reason: 'The card holds more than 1 MB besides its pictures.' }])
    expect(page?.customers).toMatchObject([{ name: 'Acme' }])
  })

  it('is read a thousand cards at once', async () => {
    const pages = await pagesOf(vcardRecords(parts(card('').repeat(2_500)), 'UTF-8'))
    expect(pages.map(({ customers }) => customers.length)).toEqual([1_000, 1_000, 500])
  })
})

describe('a calendar', () => {
  const event = (uid: number, lines: string) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Tea\r\n${lines}\r\nEND:VEVENT\r\n`
  const calendar = (events: string) => `BEGIN:VCALENDAR\r\n${events}END:VCALENDAR\r\n`
  const span = { today: day('2026-11-21'), since: null, me: [] }

  it('is read two hundred events at once, and says how far it is', async () => {
    const text = calendar(Array.from({ length: 500 }, (_, i) => event(i, 'DTSTART;VALUE=DATE:20260102')).join(''))
    const told: number[] = []
    const pages = await pagesOf(icsRecords(text, span, async (read) => void told.push(read / text.length)))
    expect(pages.map(({ touches }) => touches.length)).toEqual([200, 200, 100])
    expect(told.map((part) => part.toFixed(1))).toEqual(['0.4', '0.8'])
  })

  it('a day that was moved is the moved one, whether it stands before what recurs or after', async () => {
    const master = event(1, 'DTSTART;VALUE=DATE:20261101\r\nRRULE:FREQ=WEEKLY;COUNT=2')
    const moved = event(1, 'RECURRENCE-ID;VALUE=DATE:20261108\r\nDTSTART;VALUE=DATE:20261110')
    for (const events of [master + moved, moved + master]) {
      const pages = await pagesOf(icsRecords(calendar(events), span))
      expect(pages.flatMap(({ touches }) => touches.map(({ on }) => on))).toEqual(['2026-11-01', '2026-11-10'])
    }
  })
})

describe('a file of friends', () => {
  it.each([
    ['- Ann', 'Ann', [], null, []],
    [
      '- Ann (a.k.a. The Admiral a.k.a. Amazing) [Paris] @navy @sea  ',
      'Ann',
      ['The Admiral', 'Amazing'],
      'Paris',
      ['navy', 'sea'],
    ],
    ['- Ann [Paris]', 'Ann', [], 'Paris', []],
    ['- Ann (Leeds) [New [York]] @x', 'Ann (Leeds)', [], 'New [York]', ['x']],
    ['- Ann (a.k.a. Annie (junior)) [Paris]', 'Ann', ['Annie (junior)'], 'Paris', []],
    ['- Ann (a.k.a. Annie @home)', 'Ann', ['Annie @home'], null, []],
    ['- Ann (a.k.a. Annie', 'Ann (a.k.a. Annie', [], null, []],
    ['- Ann @ home', 'Ann @ home', [], null, []],
    ['- Ann [] @x', 'Ann []', [], null, ['x']],
  ] as const)('the line "%s" is read part by part', (line, name, aliases, location, tags) => {
    const { customers, bad } = friendsRecords(`### Friends:\n${line}\n`)
    expect({ customers, bad }).toMatchObject({
      customers: [{ name, aliases, note: location === null ? null : `Location: ${location}`, tags }],
      bad: [],
    })
  })

  it.each([
    ['spaces', `- ${' '.repeat(60_000)}x`],
    ['beginnings of other names', `- x${' (a.k.a. x'.repeat(6_000)}`],
    ['beginnings of places', `- x${' [x'.repeat(20_000)}`],
    ['signs of tags', `- x${' @'.repeat(30_000)}!`],
    ['beginnings of words in italics', `- x${' _a'.repeat(20_000)}`],
  ])('a line of many %s is bad or read, at once', (_, line) => {
    const { customers, bad } = friendsRecords(`### Friends:\n${line}\n`)
    expect(customers.length + bad.length).toBe(1)
  })
})

describe('a whole export', () => {
  async function exported(touches: number) {
    const own = shop()
    await own.all('add Acme', 'add "Bolt Garage" --alias Bolt --tag vip')
    const rows = Array.from({ length: touches }, (_, i) => `Acme,2026-11-01,call,${i}`)
    await own.cl('import -', { stdin: `customer,on,channel,note\n${rows.join('\n')}\n` })
    const path = join(own.folder, 'book.json')
    await own.all(`export ${path}`)
    return { ...own, path, text: readFileSync(path, 'utf8') }
  }

  it('is written a few thousand rows at once', async () => {
    const { cl, path, folder } = await exported(12_000)
    const sizes: number[] = []
    const { insertMany } = SqliteEngine.prototype
    SqliteEngine.prototype.insertMany = function (table: string, columns: string[], rows: Value[][]) {
      sizes.push(rows.length)
      return insertMany.call(this, table, columns, rows)
    }
    try {
      expect(await cl(`import ${path} --book ${folder}/new.db`)).toMatchObject({ code: 0 })
    } finally {
      SqliteEngine.prototype.insertMany = insertMany
    }
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(12_000)
    expect(Math.max(...sizes)).toBeLessThan(5_000)
  })

  it('that another program has written anew makes the same book', async () => {
    const { cl, path, folder, text } = await exported(3)
    const value = JSON.parse(text)
    const turned = Object.fromEntries(Object.entries(value.tables).reverse())
    for (const rows of Object.values(turned) as object[][]) rows.reverse()
    const anew: [string, string][] = [
      ['spread', JSON.stringify(value, null, 2)],
      ['one-line', JSON.stringify(value)],
      ['turned', JSON.stringify({ ...value, tables: turned })],
      ['as-it-was', text],
    ]
    for (const [name, written] of anew) {
      writeFileSync(path, written)
      expect([name, await cl(`import ${path} --book ${folder}/${name}.db`)]).toMatchObject([name, { code: 0 }])
      await cl(`export ${folder}/${name}.json --book ${folder}/${name}.db`)
      expect([name, readFileSync(`${folder}/${name}.json`, 'utf8')]).toEqual([name, text])
    }
  })

  it('that breaks off at any line is refused, and says so', async () => {
    const { cl, path, folder, text } = await exported(3)
    const lines = text.trimEnd().split('\n')
    for (let left = 1; left < lines.length; left += 1) {
      writeFileSync(path, `${lines.slice(0, left).join('\n')}\n`)
      const { code, err } = await cl(`import ${path} --book ${folder}/none.db`)
      expect([left, code, err]).toEqual([left, 2, expect.stringMatching(/It is not whole|It breaks off/)])
    }
    expect(existsSync(`${folder}/none.db`)).toBe(false)
  })
})

describe('bad records', () => {
  const bad = (count: number, text: string) =>
    Array.from({ length: count }, (_, line) => ({ line, reason: 'it says nothing', text }))

  it.each([
    ['too many', bad(100_001, ''), 'More than 100000 records of it are bad.'],
    ['too much text', bad(6, 'x'.repeat(9_000_000)), 'More than 50 MB of it are bad records.'],
  ])('of which there are %s are not kept', (_, found, message) => {
    expect(() => addBad([], 'a.csv', found)).toThrow(message)
  })

  it('up to there are', () => {
    const kept: (ReturnType<typeof bad>[number] & { file: string })[] = []
    addBad(kept, 'a.csv', bad(5, 'x'.repeat(9_000_000)))
    expect(kept).toHaveLength(5)
  })
})

describe('Ctrl-C in an import', () => {
  /** Without the journal, which is empty between two changes. */
  const filesIn = (folder: string) =>
    readdirSync(folder, { recursive: true })
      .filter((file) => !String(file).endsWith('-journal'))
      .sort()

  const rows = Array.from({ length: 1_200 }, (_, i) => `Customer ${i},a${i}@x.example`)
  const people = `name,email\n${rows.join('\n')}\n`
  const touches = `customer,on,note\n${rows.map((row) => `${row.split(',')[0]},2026-11-01,x`).join('\n')}\n`

  it.each([
    ['of customers', people],
    ['of touches', touches],
  ])('%s leaves the book as it was, whenever it is pressed', async (_, stdin) => {
    const { cl, folder, book } = shop()
    await cl('import -', {
      stdin: `name\n${rows
        .slice(0, 900)
        .map((row) => row.split(',')[0])
        .join('\n')}\n`,
    })
    const [before, files] = [readFileSync(book), filesIn(folder)]
    let moment = 1
    for (; ; moment += 1) {
      const { code, err } = await cl('import - --doubtful new --skip-bad bad.csv --dry-run', { stdin, ctrlC: moment })
      if (code !== 130) break
      expect(err).toContain('Stopped. Nothing was written.')
    }
    expect(moment).toBeGreaterThan(2)
    for (moment = 1; ; moment += 1) {
      const line = `import - --doubtful new --skip-bad ${folder}/bad.csv --force`
      const { code, err } = await cl(line, { stdin, ctrlC: moment })
      if (code !== 130) break
      expect(err).toContain('Stopped. Nothing was written.')
      expect(readFileSync(book).equals(before)).toBe(true)
      expect(filesIn(folder)).toEqual(files)
    }
    expect(moment).toBeGreaterThan(4)
    expect(readFileSync(book).equals(before)).toBe(false)
  })

  it('into a new book leaves none', async () => {
    const { cl, folder } = shop()
    const [before, name] = [readdirSync(folder), 'name\nAcme\n']
    let moment = 1
    for (; (await cl('import -', { stdin: name, ctrlC: moment })).code === 130; moment += 1)
      expect(readdirSync(folder)).toEqual(before)
    expect(moment).toBeGreaterThan(3)
  })
})

it('a name is never thought to be without a mark where it has one', () => {
  const anyName = fc.string({
    unit: fc.constantFrom('a', 'ü', '-', "'", ' ', '(', '（', 'B', '1'),
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(anyName, anyName, fc.array(anyName), (name, mark, others) => {
      fc.pre(name.trim() !== '' && mark.trim() !== '')
      const index = new NameIndex()
      for (const [i, other] of [...others, `${name} (${mark})`].entries()) index.add(other, i + 1)
      expect(index.mayBeMarked(name)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
