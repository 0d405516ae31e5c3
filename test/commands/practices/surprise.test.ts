import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Suggested = {
  customer: { id: number; name: string }
  idea: { id: number; text: string; usedOn: string | null }
  lastSurprise: string | null
  doneBy: number | null
}

/** Three customers who were entered in the days before. */
const acmeBoltAndCafe = preparedOnce(async () => {
  const three = shop()
  for (const name of ['Acme', 'Bolt', 'Café'])
    await three.clOn('2026-11-01', `add ${name} --since 2026-01-01 --today 2026-01-01`)
  return three
})

async function threeCustomers() {
  const three = await acmeBoltAndCafe()
  return { ...three, suggested: (options = '') => three.json<Suggested>(`surprise ${options}`) }
}

it('says whom to surprise, with what, and what to type then', async () => {
  const { cl, suggested } = await threeCustomers()
  const { customer, idea } = await suggested()
  expect(await cl('surprise')).toEqual({
    code: 0,
    out: `Surprise ${customer.name}: ${idea.text}\nnot surprised so far\n`,
    err: `When it is done: cl surprise ${customer.id} --done\n`,
  })
})

it('gives the same answer all day, whatever is logged', async () => {
  const { all, suggested } = await threeCustomers()
  const { customer, idea } = await suggested()
  const others = ['Acme', 'Bolt', 'Café'].filter((name) => name !== customer.name)
  for (const line of [
    `log ${customer.name} visit`,
    `log ${customer.name} surprise`,
    `log ${others[0]} surprise`,
    `log ${others[1]} complaint`,
    'add Deli',
    'log --new Eggs',
    'surprise --add "a jar of honey"',
    'surprise --done',
  ]) {
    await all(line)
    expect(await suggested(), line).toMatchObject({ customer, idea })
  }
})

it('has another answer each day, until each had a turn', async () => {
  const { suggested } = await threeCustomers()
  const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']
  const turns = await Promise.all(days.map((on) => suggested(`--today ${on}`)))
  expect(new Set(turns.slice(0, 3).map(({ customer }) => customer.name))).toEqual(new Set(['Acme', 'Bolt', 'Café']))
  expect(turns[3]?.customer).toEqual(turns[0]?.customer)
  expect(turns[3]?.idea.id).not.toBe(turns[0]?.idea.id)
})

it('passes over a customer who complains today, and one who was surprised in the last 90 days', async () => {
  const { all, clOn, suggested } = await threeCustomers()
  const { customer: first } = await suggested()
  await all(`log ${first.name} complaint`)
  const { customer: second } = await suggested()
  expect(second).not.toEqual(first)
  await clOn('2026-11-21', `log ${second.name} surprise --on 2026-08-23`)
  const { customer: third } = await suggested()
  expect([first, second]).not.toContainEqual(third)
})

it('where everybody was, it is the one longest ago', async () => {
  const { all, cl } = await threeCustomers()
  await all(
    'log acme surprise --on 2026-11-10',
    'log bolt surprise --on 2026-11-09',
    'log café surprise --on 2026-11-11',
  )
  expect((await cl('surprise')).out).toMatch(/^Surprise Bolt: .+\nlast surprised 9 Nov\n$/)
})

describe('--done', () => {
  it('logs it as cl log does, and uses the idea up, in one change', async () => {
    const { all, cl, json, suggested } = await threeCustomers()
    const { customer, idea } = await suggested()
    expect(await cl('surprise --done')).toEqual({
      code: 0,
      out: `#1 gift, surprise, + with ${customer.name}, today\n1:0 over a year · no care visit noted yet\n`,
      err: `Done: ${idea.text}   Another one: cl amend 1 --note TEXT\n`,
    })
    expect(await json('history')).toMatchObject([
      { customer, on: '2026-11-21', channel: 'gift', purpose: 'surprise', tone: '+', note: idea.text },
    ])
    expect(await json('surprise --ideas')).toContainEqual({
      id: idea.id,
      text: idea.text,
      used: 1,
      lastUsedOn: '2026-11-21',
    })
    expect(await suggested()).toMatchObject({ customer, idea, doneBy: 1 })
    expect((await suggested('--today 2026-11-22')).customer).not.toEqual(customer)
    await all('undo')
    expect(await json('history')).toEqual([])
    expect(await suggested()).toMatchObject({ customer, idea, doneBy: null })
  })

  it('is refused a second time on a day, for the same customer', async () => {
    const three = await threeCustomers()
    await three.all('surprise acme --done')
    expect(await refusal(three, 'surprise acme --done')).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Acme was surprised today already: #1\.\n.+cl remove 1 .+\n$/),
    })
    await three.all('surprise bolt --done', 'surprise acme --done --today 2026-11-22')
  })

  it('removing the touch gives the idea back; so does another purpose', async () => {
    const { all, json, suggested } = await threeCustomers()
    const used = async () => (await json<{ used: number }[]>('surprise --ideas')).filter(({ used }) => used > 0).length
    const { idea } = await suggested('acme')
    await all('surprise acme --done', 'remove 1')
    expect(await used()).toBe(0)
    await all('undo')
    expect(await used()).toBe(1)
    await all('amend 1 --purpose care')
    expect(await used()).toBe(0)
    expect(await suggested('acme')).toMatchObject({ idea, doneBy: null })
  })

  it('with another customer after all, it is theirs', async () => {
    const { all, suggested } = await threeCustomers()
    await all('surprise acme --done', 'amend 1 --customer bolt')
    expect((await suggested('acme')).doneBy).toBeNull()
    expect((await suggested('bolt')).doneBy).toBe(1)
  })

  it('uses every idea once before one comes again, and says so', async () => {
    const { all, cl, suggested } = await threeCustomers()
    for (let id = 4; id <= 16; id += 1) await all(`surprise --remove ${id}`)
    const used: string[] = []
    for (const on of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      used.push((await suggested(`acme --today ${on}`)).idea.text)
      await all(`surprise acme --done --today ${on}`)
    }
    expect(new Set(used).size).toBe(3)
    expect(await cl('surprise acme')).toEqual({
      code: 0,
      out: `Surprise Acme: ${used[0]}\nlast surprised 20 Nov · every idea was used on them: this one longest ago, 18 Nov\n`,
      err: 'One more idea: cl surprise --add "a plant for the window"\nWhen it is done: cl surprise 1 --done\n',
    })
    await all('surprise --add "a jar of honey"')
    expect((await suggested('acme')).idea).toMatchObject({ text: 'a jar of honey', usedOn: null })
  })
})

describe('ideas', () => {
  it('are added and removed, and undo takes either back', async () => {
    const { cl } = await threeCustomers()
    expect((await cl('surprise --add "a jar of honey"')).out).toBe('idea #17: a jar of honey\n')
    expect((await cl('surprise --ideas')).out).toContain(' #17  a jar of honey  ')
    expect((await cl('surprise --remove 17')).out).toBe('Removed idea #17: a jar of honey\ncl undo brings it back.\n')
    expect((await cl('undo')).out).toBe('Took back: removed idea #17: a jar of honey (today)\n')
    expect((await cl('undo')).out).toBe('Took back: added idea #17: a jar of honey (today)\n  a jar of honey\n')
    expect((await cl('surprise --ideas')).out).not.toContain('#17')
  })

  it('are needed', async () => {
    const { all, cl } = await threeCustomers()
    for (let id = 1; id <= 16; id += 1) await all(`surprise --remove ${id}`)
    const err = 'There are no ideas. Add one: cl surprise --add "a plant for the window"\n'
    expect(await cl('surprise')).toEqual({ code: 0, out: '', err })
    expect(await cl('surprise --ideas')).toEqual({ code: 0, out: '', err })
    expect(await cl('surprise --done')).toMatchObject({ code: 1, out: '' })
  })
})

it('says so when there is nobody', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('surprise')).out).toMatch(/^Surprise Acme: /)
  await all('log acme complaint')
  expect(await cl('surprise')).toEqual({
    code: 0,
    out: '',
    err: 'There is nobody to surprise today: everybody had a complaint open today. Theirs: cl history --purpose complaint\n',
  })
  expect((await cl('surprise --json')).out).toBe('null\n')
  await all('archive acme')
  expect((await cl('surprise')).err).toBe('There is nobody to surprise yet. Add somebody: cl add "Acme Bakery"\n')
})

it.each<[string | string[], number, RegExp]>([
  ['surprise nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['surprise nobody --done', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['surprise bolt --done', 1, /^Bolt had a complaint open today: .+\nSee it: cl history 2 --purpose complaint .+\n$/],
  ['surprise café --done', 1, /^Café is not scored: archived on 2026-11-21\.\n.+\n$/],
  ['surprise --add "send a Customer their way"', 1, /^There is this idea already: #2 .+\n.+\n$/],
  [['surprise', '--add', ''], 2, /^The idea is empty\.\n.+\n$/],
  [['surprise', '--add', 'x'.repeat(201)], 2, /^The idea has 201 characters; there is room for 200\.\n.+\n$/],
  ['surprise --add a jar', 2, /^Ideas are the same for every customer\.\n.+quotes\.\n$/],
  ['surprise --add x --done', 2, /^Option .+ cannot be used with .+\n.+\n$/],
  ['surprise --remove 99', 1, /^There is no idea #99\.\n.+\n$/],
  ['surprise --remove card', 2, /^"card" is not the number of an idea\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  const three = await threeCustomers()
  await three.all('log bolt complaint', 'archive café')
  expect(await refusal(three, line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('an idea that was used is not removed', async () => {
  const three = await threeCustomers()
  const { idea } = await three.suggested('acme')
  await three.all('surprise acme --done')
  expect(await refusal(three, `surprise --remove ${idea.id}`)).toEqual({
    code: 1,
    out: '',
    err: `Idea #${idea.id} stays: it was used on Acme, in touch #1.\nIt is not used on them again.\n`,
  })
})
