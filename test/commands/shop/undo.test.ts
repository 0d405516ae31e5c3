import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shop } from '../../cl.ts'
import Database from '../../driver.js'
import { preparedOnce } from '../../prepared-once.ts'

/** Everything that a book says, in every list that there is. */
async function everything({ json }: ReturnType<typeof shop>) {
  const lists = ['history', 'loops', 'loops --closed', 'list', 'list --archived', 'config', 'vocabulary', 'due --all']
  const pages = ['show #1', 'show #2', 'show #3']
  return Promise.all([...lists, ...pages].map((line) => json(line)))
}

/** Touches 1 to 4, complaint 1, promises 2 and 3 and request 4; Gone is archived, Bolt snoozed; ratio.goal is set. */
const fullBook = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --alias oven --phone "+1 352 555 0101" --email a@x.example --since 2026-01-01 --tag vip --note n',
    'add Bolt --since 2026-02-01 --today 2026-02-01',
    'add Gone --since 2026-03-01 --today 2026-03-01',
    'log acme call "all good" --minutes 5',
    'log acme complaint "came late" --on friday',
    'log bolt --promise "a cake" --by 2026-12-01',
    'promise acme "a pie"',
    'log bolt request "a sample" --by friday',
    'archive gone --why moved',
    'snooze bolt 2026-12-24',
    'config set ratio.goal 5',
    'vocabulary channel add fax --also telefax',
    'vocabulary purpose add refund --tone + --money',
  )
  return acme
})

it.each([
  'add "Café Zoë" --alias zoë --phone "+1 352 555 0123" --email z@x.example --every 2w --tag a --tag b --note x',
  'amend --tone - --note "so so"',
  'amend 1 --purpose complaint --customer bolt --on 2026-11-01 --channel visit --minutes 9 --in',
  'amend 2 --purpose care',
  'amend 2 --purpose request',
  'amend 2 --on 2026-11-02 --customer bolt',
  'archive acme --why closed',
  'unarchive gone',
  'config set visit.every 2w',
  'config set ratio.goal 7',
  'config unset ratio.goal',
  'config set phone.country US',
  'done 1 "with a cake"',
  'done 2 --as broken --on today',
  'done 4 --as dropped',
  'edit acme --name Acme --alias mill --remove-alias oven --phone "" --email b@x.example --every never --since 2025-01-01 --tag new --remove-tag vip --note ""',
  'edit acme --name oven',
  'log acme visit tour - "a mess" --with bolt --promise "clean up" --by friday --minutes 3',
  'log Newcomer complaint "came late" --new --with "Another One"',
  'promise bolt "a visit" --by friday',
  'remove 1',
  'remove 2',
  'snooze acme 2026-12-01',
  'snooze bolt off',
  'snooze bolt 2027-01-01',
  'vocabulary channel add radio --spoken',
  'vocabulary channel set fax --name fox --also faxes --spoken',
  'vocabulary channel remove fax',
  'vocabulary purpose add feast --tone + --care --begun-by them --channel visit --meaning "a meal" --opens request',
  'vocabulary purpose set news --tone = --care --money --opens complaint --begun-by them --channel call --meaning m',
  'vocabulary purpose remove refund',
])('takes the whole change back: %s', async (line) => {
  const acme = await fullBook()
  const before = await everything(acme)
  await acme.all(line)
  expect(await everything(acme)).not.toEqual(before)
  const { code, out, err } = await acme.cl('undo')
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^Took back: .+ \(today\)\n( {2}.+\n)*$/)
  expect(await everything(acme)).toEqual(before)
})

it('again takes back the one before, down to the empty book', async () => {
  const acme = await fullBook()
  const changes = await acme.json<object[]>('undo --list')
  expect(changes).toHaveLength(13)
  const fresh = shop()
  await fresh.all('add Acme', 'undo')
  for (const _ of changes) await acme.all('undo --yes')
  for (const line of ['history', 'loops', 'list', 'list --archived', 'config', 'vocabulary', 'undo --list']) {
    expect(await acme.json(line)).toEqual(await fresh.json(line))
  }
})

it('says which change it took back, and when it was made', async () => {
  const { all, cl, clOn, json } = shop()
  await all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme "all good"')
  expect(await clOn('2026-11-22', 'undo')).toEqual({
    code: 2,
    out: '',
    err: 'The last change is of another day: #1 call, care, + with Acme, 2026-11-21 (yesterday).\nIf that is meant: cl undo --yes\n',
  })
  expect((await clOn('2026-11-22', 'undo --yes')).out).toBe(
    'Took back: #1 call, care, + with Acme, 2026-11-21 (yesterday)\n  all good\n',
  )
  expect(await json('undo --yes')).toMatchObject({ id: 1, madeOn: '2026-01-01', summary: 'added Acme (#1)' })
  expect((await cl('list')).out).toBe('')
})

it('a row that was brought back can be found, changed and taken back again', async () => {
  const { all, cl, json } = shop()
  await all(
    'add "Acme Bakery" --alias oven',
    'log oven',
    'remove 1',
    'undo',
    'amend 1 --note back',
    'edit oven --name Mill',
  )
  expect(await json('history mill')).toMatchObject([{ id: 1, note: 'back' }])
  await all('undo')
  expect((await cl('show bakery')).code).toBe(0)
  expect((await cl('show mill')).code).toBe(1)
})

it('--list shows what can be taken back, the last change first, and takes nothing back', async () => {
  const { all, cl, json, book } = shop()
  await all('add Acme', 'config set ratio.goal 5', 'promise acme "a cake"', 'undo')
  const before = readFileSync(book)
  expect(await cl('undo --list')).toEqual({
    code: 0,
    out: 'Made   Change\ntoday  set ratio.goal to 5\ntoday  added Acme (#1)\n',
    err: 'Taken back, and cl redo brings it back: promise #1 to Acme: a cake\n',
  })
  expect(await json('undo --list')).toEqual([
    { id: 2, madeOn: '2026-11-21', summary: 'set ratio.goal to 5', madeBy: 'anna@laptop' },
    { id: 1, madeOn: '2026-11-21', summary: 'added Acme (#1)', madeBy: 'anna@laptop' },
  ])
  expect(readFileSync(book).equals(before)).toBe(true)
})

it('--list shows the last hundred changes of many', async () => {
  const { all, json, book } = shop()
  await all('add Acme')
  const db = new Database(book)
  db.exec(`with recursive n (id) as (select 2 union all select id + 1 from n where id < 150)
    insert into changes (id, made_on, summary) select id, '2026-11-21', 'change ' || id from n`)
  db.close()
  const listed = await json<{ id: number }[]>('undo --list')
  expect(listed.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, n) => 150 - n))
})

it('says so when there is nothing to take back', async () => {
  const { all, cl, book } = shop()
  await all('add Acme', 'undo')
  const before = readFileSync(book)
  const nothing = 'There is nothing to take back.\nTaken back, and cl redo brings it back: added Acme (#1)\n'
  expect(await cl('undo')).toEqual({
    code: 1,
    out: '',
    err: 'There is nothing to take back.\ncl history shows what is in the book.\n',
  })
  expect(await cl('undo --list')).toEqual({ code: 0, out: '', err: nothing })
  expect(await cl('undo --list --json')).toEqual({ code: 0, out: '[]\n', err: nothing })
  expect(await cl('undo 3')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^".+" is one word too many for cl undo\.\nIt takes back the last change.+\n$/),
  })
  expect(readFileSync(book).equals(before)).toBe(true)
})

it.each([
  'config unset ratio.goal',
  'config set ratio.goal 10',
  'snooze acme off',
  'edit acme --every default',
  'amend --tone +',
])('says that nothing changed, so that undo is not taken for it: %s', async (line) => {
  const { cl, all } = shop()
  await all(
    'add Acme',
    'log acme call',
    'config set ratio.goal 10',
    'config unset ratio.goal',
    'config set ratio.goal 10',
  )
  if (line.includes('unset')) await all('config unset ratio.goal')
  const { code, err } = await cl(line)
  expect([code, err]).toEqual([0, 'It was so already: nothing changed, and there is nothing to undo.\n'])
})

it('shows each line of a note that it takes away, indented', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  await cl(['log', 'acme', 'call', 'one\ntwo\nthree'])
  expect((await cl('undo')).out).toMatch(/\n {2}one\n {2}two\n {2}three\n$/)
})

describe('redo', () => {
  it('brings back what was taken back, with its numbers, until something else is changed', async () => {
    const acme = await fullBook()
    await acme.all('log acme visit "three loaves" --promise "a cake"')
    const before = await everything(acme)
    await acme.all('undo', 'redo')
    expect(await everything(acme)).toEqual(before)
    await acme.all('undo', 'log acme news')
    expect(await acme.cl('redo')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^There is nothing to bring back\./),
    })
  })

  it('brings back several, the last that was taken back first, and they can be taken back again', async () => {
    const acme = shop()
    await acme.all('add Acme', 'log acme visit one', 'log acme call two', 'log acme call three')
    const notes = async () => (await acme.json<{ note: string }[]>('history')).map(({ note }) => note)
    await acme.all('undo', 'undo', 'undo')
    const seen = []
    for (const line of ['redo', 'redo', 'undo', 'redo', 'redo']) {
      await acme.all(line)
      seen.push(await notes())
    }
    expect(seen).toEqual([['one'], ['two', 'one'], ['one'], ['two', 'one'], ['three', 'two', 'one']])
    expect(await acme.cl('redo')).toMatchObject({ code: 1, out: '' })
  })

  it.each([
    ['of the same name', 'add Bolt', 'add bolt --note new'],
    ['of the same customer', 'edit acme --note old', 'edit acme --note new'],
    ['of another kind', 'config set ratio.goal 5', 'promise acme "a cake"'],
  ])('brings back the later change %s alone, where an earlier one was taken back before it', async (_, early, late) => {
    const acme = shop()
    await acme.all('add Acme', early, 'undo', late)
    const said = () => Promise.all(['list', 'loops', 'config', 'show #1'].map((line) => acme.json(line)))
    const before = await said()
    await acme.all('undo')
    expect((await acme.cl('undo --list')).err.match(/cl redo/g)).toHaveLength(1)
    await acme.all('redo')
    expect(await said()).toEqual(before)
    expect(await acme.cl('redo')).toEqual({
      code: 1,
      out: '',
      err: 'There is nothing to bring back.\ncl undo --list shows what can be.\n',
    })
  })

  it('is not stopped by a command that changed nothing', async () => {
    const { all, cl } = shop()
    await all('add Acme', 'config set ratio.goal 5', 'log acme', 'undo', 'config set ratio.goal 5')
    expect((await cl('redo')).out).toMatch(/^Brought back: #1 call, care, \+ with Acme/)
  })

  it('brings back an import', async () => {
    const { all, cl, folder, json } = shop()
    const rows = Array.from({ length: 60 }, (_, i) => `Acme,2026-11-0${1 + (i % 9)},note ${i}`)
    writeFileSync(join(folder, 'touches.csv'), `customer,on,note\n${rows.join('\n')}\n`)
    await all('add Acme', `import ${join(folder, 'touches.csv')}`, 'undo')
    expect(await json('history')).toEqual([])
    expect((await cl('redo')).out).toBe('Brought back: imported touches.csv: 60 new touches (Acme, …) (today)\n')
    expect(await json('history')).toHaveLength(60)
  })

  it('says so of an import that is too large to be brought back, and offers it nowhere', async () => {
    const { all, cl, folder, json } = shop()
    const rows = Array.from({ length: 10_001 }, (_, i) => `Acme,2026-11-01,note ${i}`)
    writeFileSync(join(folder, 'touches.csv'), `customer,on,note\n${rows.join('\n')}\n`)
    await all('add Acme', `import ${join(folder, 'touches.csv')}`, 'undo')
    expect((await cl('undo --list')).err).toBe('')
    expect(await cl('redo')).toEqual({
      code: 1,
      out: '',
      err: 'The import is too large to be brought back.\nImport the file again: cl import FILE\n',
    })
    expect(await json('history')).toEqual([])
  })

  it('brings back nothing after an erasure, and never what stood', async () => {
    const acme = shop()
    await acme.all('add Acme', 'add Bolt', 'log bolt call secret', 'log acme call hello', 'undo', 'undo')
    await acme.all('forget bolt --yes Bolt')
    expect((await acme.cl('undo --list')).err).toBe('')
    expect(await acme.cl('redo')).toMatchObject({ code: 1, out: '' })
    expect(await acme.json('list')).toMatchObject([{ name: 'Acme' }])
  })
})

it('the note of a line that logged several touches is shown once', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'add Bolt', 'log acme call "the new oven" --with bolt')
  expect((await cl('undo')).out.match(/the new oven/g)).toHaveLength(1)
})
