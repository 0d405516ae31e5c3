import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

/** Acme with promise 1 and request 2, Bolt with promise 3, all of 18 Nov; Cafe with nothing; Gone is archived. */
const fourCustomers = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01 --tag b2b',
    'add Bolt --since 2026-01-01 --today 2026-01-01 --tag b2b --tag vip',
    'add Cafe --since 2026-01-01 --today 2026-01-01 --tag B2B',
    'add Gone --since 2026-01-01 --today 2026-01-01 --tag b2b',
    'promise acme "a cake" --today 2026-11-18',
    'log acme request "a sample" --on 2026-11-18',
    'promise bolt "the list" --today 2026-11-18',
    'archive gone',
  )
  return acme
})
type Shop = Awaited<ReturnType<typeof fourCustomers>>
type Touch = { customer: { name: string }; purpose: string; note: string | null }

/** The touches but the first, the last one first. */
const logged = async ({ json }: Shop) => (await json<Touch[]>('history')).slice(0, -1)

/** The outcome of each loop, and its day. */
async function endings({ json }: Shop) {
  const loops = await json<{ id: number; outcome: string; closedOn: string }[]>('loops --closed')
  return Object.fromEntries(loops.map(({ id, outcome, closedOn }) => [id, `${outcome} ${closedOn}`]))
}

describe('--done', () => {
  it.each<[line: string, ended: object, touch: object]>([
    ['log bolt call --done', { 3: 'kept 2026-11-21' }, { channel: 'call', note: null }],
    ['log bolt --done visit all good', { 3: 'kept 2026-11-21' }, { channel: 'visit', note: 'all good' }],
    ['log bolt --done -- 3 boxes', { 3: 'kept 2026-11-21' }, { note: '3 boxes' }],
    ['log bolt 3 boxes -- --done soon', {}, { note: '3 boxes --done soon' }],
    ['log bolt --done --on friday', { 3: 'kept 2026-11-20' }, { on: '2026-11-20' }],
    ['log acme --done 2 sent', { 2: 'done 2026-11-21' }, { note: 'sent' }],
    ['log acme sent --done=#1', { 1: 'kept 2026-11-21' }, { note: 'sent' }],
    ['log bolt complaint "came late" --done', { 3: 'kept 2026-11-21' }, { purpose: 'complaint' }],
    ['log bolt --done --promise "a pie"', { 3: 'kept 2026-11-21' }, {}],
    ['log bolt --done --with cafe', { 3: 'kept 2026-11-21' }, {}],
  ])('%s ends %j, and one undo takes back both', async (line, ended, touch) => {
    const acme = await fourCustomers()
    await acme.all(line)
    expect(await endings(acme)).toEqual(ended)
    expect((await logged(acme)).at(-1)).toMatchObject(touch)
    await acme.all('undo')
    expect([await endings(acme), await logged(acme)]).toEqual([{}, []])
  })

  it('says what ended, and a program gets it', async () => {
    const { cl, json } = await fourCustomers()
    expect((await cl('log bolt --done')).out).toMatch(/\npromise #3 kept · 1:0 over a year/)
    const { touches } = await json<{ touches: object[] }>('log acme --done 2')
    expect(touches).toMatchObject([{ closed: 2, stillOpen: [1] }])
  })

  it.each<[string, RegExp]>([
    ['log cafe --done', /^Nothing is open with Cafe that this could have ended\.\nWhat is open: cl loops 3\n$/],
    ['log cafe complaint --done', /^Nothing is open with Cafe that this could have ended\.\n/],
    ['log bolt --on 2026-11-17 --done', /^Nothing is open with Bolt that this could have ended\.\n/],
    ['log acme --done', /^Acme has 2 open: #1 promise: a cake; #2 request: a sample\.\nSay which, as in: --done=1\n$/],
    ['log acme --done 3', /^#3 is no open loop of Acme\.\nWhat is open: cl loops 1\n$/],
    ['log acme --done 9', /^#9 is no open loop of Acme\./],
    ['log acme --done 2 --on 2026-11-17', /^The request #2 was opened on 2026-11-18: it cannot end before/],
  ])('refuses: %s', async (line, err) => {
    expect(await refusal(await fourCustomers(), line)).toEqual({ code: 1, out: '', err: expect.stringMatching(err) })
  })
})

describe('--tag', () => {
  const names = async (acme: Shop) => (await logged(acme)).map(({ customer }) => customer.name).sort()

  it.each<[line: string, expected: string[], touch: object]>([
    ['log --tag b2b invoice October --yes', ['Acme', 'Bolt', 'Cafe'], { purpose: 'invoice', note: 'October' }],
    ['log --tag VIP visit --yes', ['Bolt'], { channel: 'visit' }],
    ['log --tag vip --with cafe --with bolt --yes', ['Bolt', 'Cafe'], {}],
    ['log visit --tag vip --on friday --minutes 9 --yes', ['Bolt'], { on: '2026-11-20', minutes: 9 }],
  ])('%s is one for each of %j, and one undo takes all back', async (line, expected, touch) => {
    const acme = await fourCustomers()
    await acme.all(line)
    expect(await names(acme)).toEqual(expected)
    expect(await logged(acme)).toEqual(expected.map(() => expect.objectContaining(touch)))
    await acme.all('undo')
    expect(await names(acme)).toEqual([])
  })

  it.each([
    ['Acme, Bolt, Cafe', ['Acme', 'Bolt', 'Cafe']],
    ['Bolt', ['Bolt']],
  ])('at a terminal it is with those who stay ticked: %s', async (ticked, expected) => {
    const acme = await fourCustomers()
    expect(await acme.cl('log --tag b2b news', { answers: [ticked] })).toMatchObject({ code: 0 })
    expect(await names(acme)).toEqual(expected)
  })

  it('at a terminal it is with nobody where nobody stays ticked', async () => {
    const acme = await fourCustomers()
    expect(await acme.cl('log --tag b2b news', { answers: [''] })).toEqual({
      code: 1,
      out: '',
      err: 'Nobody was left: nothing was logged.\n',
    })
    expect(await names(acme)).toEqual([])
  })

  it.each<[string, number, RegExp]>([
    [
      'log --tag b2b',
      2,
      /^That is a touch with each of 3 customers: Acme, Bolt, Cafe\.\nIf that is meant, add --yes\.\n$/,
    ],
    ['log --tag nobody --yes', 1, /^Nobody has the tag "nobody"\.\ncl list shows the tags\.\n$/],
    ['log acme --tag vip --yes', 2, /^--tag takes the place of a customer, but "acme" is one: Acme\.\n/],
    ['log --tag "" --yes', 2, /^The tag is empty\./],
    [
      'log --tag b2b call --promise "a cake" --yes',
      2,
      /^--promise is about one customer, and --tag names several\.\n.+ cl promise /,
    ],
    ['log --tag b2b call --done --yes', 2, /^--done is about one customer, and --tag names several\.\n.+ cl done /],
  ])('refuses: %s', async (line, code, err) => {
    expect(await refusal(await fourCustomers(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  })
})

it('--tag refuses a first word that is a word of a name, and takes it for a note behind --, or where it is of the vocabulary', async () => {
  const { all, cl } = await fourCustomers()
  await all('add "Harvest Bakery"', 'add "Call Centre"')
  expect(await cl('log bakery --tag vip invoice --yes')).toEqual({
    code: 2,
    out: '',
    err:
      '--tag takes the place of a customer, but "bakery" is one: Harvest Bakery.\n' +
      'Leave one of them out, or write -- before a note that begins so.\n',
  })
  await all('add "Old Mill Bakery"')
  expect((await cl(['log', '--tag', 'vip', 'mill bakery', 'invoice', '--yes'])).err).toContain(
    '"mill bakery" is one: Old Mill Bakery.',
  )
  expect((await cl('log --tag vip --yes -- bakery course')).out).toMatch(/^#\d+ call, care, \+ with Bolt/)
  expect((await cl('log --tag vip --yes call harvested')).out).toMatch(/^#\d+ call, care, \+ with Bolt/)
})

describe('--note without a text', () => {
  it.each([
    ['call - "visit" me, she said!', 'call - "visit" me, she said!'],
    ['20 loaves\n\n3 rye', '20 loaves\n\n3 rye'],
    ['-', '-'],
    ['  ', null],
  ])('asks for the note, and takes %j as it stands', async (typed, note) => {
    const acme = await fourCustomers()
    expect(await acme.cl('log cafe thanks --note', { answers: [typed] })).toMatchObject({ code: 0 })
    expect(await logged(acme)).toMatchObject([{ purpose: 'thanks', note }])
  })

  it('with nothing else it is asked for with the rest', async () => {
    const acme = await fourCustomers()
    const answers = ['Cafe', 'thanks', 'a - b', '', 'Yes']
    expect(await acme.cl('log --note', { answers })).toMatchObject({ code: 0 })
    expect(await logged(acme)).toMatchObject([{ customer: { name: 'Cafe' }, purpose: 'thanks', note: 'a - b' }])
  })

  it.each<[string, RegExp]>([
    ['log cafe all good --note', /^There are two notes: one after the words, one after --note\.\n/],
    [
      'log cafe --note',
      /^There is no terminal to ask at: give the note itself: --note TEXT, or --note - to read it\.\n/,
    ],
    ['log cafe visit --note --no-input', /^There is no terminal to ask at: give the note itself/],
  ])('refuses where nobody can be asked: %s', async (line, err) => {
    expect(await refusal(await fourCustomers(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
  })
})
