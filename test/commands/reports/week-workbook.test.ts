import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openXlsx, readXlsx, saveXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const aWeek = preparedOnce(async () => {
  const own = shop()
  await own.all(
    'add "Acme Bakery" --since 2026-01-01 --every 2w --tag vip --tag b2b',
    'add "=1+1" --since 2026-01-01',
    'add Kim --team',
    'log acme call care "all good" --on 2026-11-17 --minutes 20',
    'log acme email invoice --on 2026-11-18',
    'log acme thanks --on 2026-11-18',
    'log acme thanks --on 2026-11-18',
    'log acme invoice --on 2026-11-18',
    'log acme invoice --on 2026-11-18',
    'log "=1+1" complaint "came late" --on 2026-11-19',
    'learn acme goals "a second oven"',
  )
  return own
})

async function shopWithAWeek() {
  const own = await aWeek()
  const path = join(own.folder, 'week.xlsx')
  const sheet = async () => {
    const found = await readXlsx(readFileSync(path))
    expect(found.sheets).toHaveLength(1)
    return { ...found.sheets[0], properties: found.properties }
  }
  return { ...own, path, sheet }
}

it('holds what people look at first, then what the CSV has besides, each typed', async () => {
  const { cl, path, sheet } = await shopWithAWeek()
  expect(await cl(`report --xlsx ${path}`)).toEqual({
    code: 0,
    out: '',
    err: `2026-W47 was written to ${path}: 3 customers.\n`,
  })
  const { name, rows = [], properties } = await sheet()
  expect({ name, title: properties?.title }).toEqual({ name: '2026-W47', title: 'Week 2026-W47' })
  const [titles = [], formula = [], acme = []] = rows
  expect(titles.slice(0, 12)).toEqual([
    'Customer',
    'Touches',
    'Good',
    'Bad',
    'Last touch',
    'Care visit due',
    'Good to bad',
    'Open',
    'Week',
    'Tags',
    'Neither',
    'Care visits',
  ])
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  expect(acme.slice(0, 12)).toEqual([
    'Acme Bakery',
    6,
    3,
    3,
    day('2026-11-18'),
    day('2026-12-01'),
    '3:3',
    0,
    '2026-W47',
    'b2b; vip',
    0,
    1,
  ])
  expect(formula.slice(0, 4)).toEqual(['=1+1', 1, 0, 1])
  const of = (title: string) => acme[titles.indexOf(title)] ?? null
  expect(
    ['Minutes', 'Last care visit', 'Days overdue', 'Ratio', 'Kind', 'Topics known', 'Days to answer'].map(of),
  ).toEqual([20, day('2026-11-17'), -10, 1, 'customer', 0.08, null])
})

it('has each column of the CSV once, with the same values', async () => {
  const { cl, path, sheet } = await shopWithAWeek()
  await cl(`report --xlsx ${path}`)
  const csv = (await cl('report --csv')).out.trimEnd().split('\r\n')
  const [titles = [], ...rows] = (await sheet()).rows ?? []
  expect(new Set(titles).size).toBe(titles.length)
  // Two of the first columns are made of others: good to bad, and open.
  expect(titles).toHaveLength((csv[0] ?? '').split(',').length + 2)
  const text = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))
  const cells = (line: string) => line.split(',').map((cell) => cell.replace(/^'/, ''))
  for (const [i, row] of rows.entries()) expect(row.map(text)).toEqual(expect.arrayContaining(cells(csv[i + 1] ?? '')))
  expect(rows).toHaveLength(csv.length - 1)
})

it('keeps its titles in sight, filters each column, and is wide enough for names', async () => {
  const { cl, path, sheet } = await shopWithAWeek()
  await cl(`report --xlsx ${path} --customers`)
  const { freezePane, autoFilter, columns, rows, cells } = await sheet()
  expect(freezePane).toMatchObject({ rows: 1, columns: 1 })
  expect(autoFilter?.range).toBe(`A1:AJ${rows?.length}`)
  expect(columns?.[0]?.width).toBeGreaterThan(25)
  expect(rows?.map(([name]) => name)).toEqual(['Customer', '=1+1', 'Acme Bakery'])
  expect(cells?.get('1,0')?.formula).toBeUndefined()
})

it('is of the week that was asked for; without anybody it has its titles alone', async () => {
  const { cl, path, sheet } = await shopWithAWeek()
  await cl(`report --week 2025-W40 --xlsx ${path}`)
  const { name, rows, autoFilter } = await sheet()
  expect({ name, lines: rows?.length, range: autoFilter?.range }).toEqual({
    name: '2025-W40',
    lines: 1,
    range: 'A1:AJ1',
  })
})

it('replaces a workbook of an earlier report, and no other file', async () => {
  const own = await shopWithAWeek()
  const { cl, path } = own
  await cl(`report --week last --xlsx ${path}`)
  expect((await cl(`report --xlsx ${path}`)).code).toBe(0)
  const exported = join(own.folder, 'touches.xlsx')
  await cl(`export ${exported} --what touches`)
  for (const [name, content] of [
    ['words.xlsx', 'my own words'],
    ['packed.xlsx', 'PK\x03\x04 and then nothing'],
    ['touches.xlsx', readFileSync(exported)],
  ] as const) {
    const other = join(own.folder, name)
    writeFileSync(other, content)
    expect(await refusal(own, `report --xlsx ${other}`)).toEqual({
      code: 1,
      out: '',
      err: `${other} is there already, and was left as it is.\nChoose another name, or add --force to replace it.\n`,
    })
    expect(readFileSync(other)).toEqual(Buffer.from(content))
    expect((await cl(`report --xlsx ${other} --force`)).code).toBe(0)
  }
})

it('leaves what another program has saved since', async () => {
  const own = await shopWithAWeek()
  const { cl, path } = own
  await cl(`report --xlsx ${path}`)
  const opened = await openXlsx(readFileSync(path))
  opened.properties = { ...opened.properties, modified: new Date('2026-11-21T10:00:00Z') }
  writeFileSync(path, await saveXlsx(opened))
  expect(await refusal(own, `report --xlsx ${path}`)).toMatchObject({ code: 1 })
})

it('refuses a folder, and leaves nothing behind', async () => {
  const own = await shopWithAWeek()
  mkdirSync(join(own.folder, 'out'))
  const before = readdirSync(own.folder)
  expect(await refusal(own, `report --xlsx ${join(own.folder, 'out')} --force`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('is not a file'),
  })
  expect(await refusal(own, `report --xlsx ${join(own.folder, 'none', 'week.xlsx')}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no folder'),
  })
  expect(readdirSync(own.folder)).toEqual(before)
})

it.each([
  ['report --xlsx a.xlsx --csv', '--xlsx and --csv cannot go together.'],
  ['report --xlsx a.xlsx --html a.html', '--html and --xlsx cannot go together.'],
  ['report --xlsx a.xlsx --by', '--xlsx and --by cannot go together.'],
  ['report --html a.html --by', '--html and --by cannot go together.'],
  ['report --xlsx a.xlsx --json', '--xlsx and --json cannot go together.'],
  ['report --html a.html --json', '--html and --json cannot go together.'],
  ['report --xlsx', '--xlsx <file> is without its value.'],
])('refuses cl %s', async (line, message) => {
  expect(await refusal(await shopWithAWeek(), line)).toMatchObject({ code: 2, err: expect.stringContaining(message) })
})
