import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'
import { onServer } from '../../server.ts'

type Touch = { id: number; customer: { id: number; name: string } }

const acmeAndBolt = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add "Acme Bakery" --since 2026-11-01 --today 2026-11-01',
    'add "Bolt Garage" --since 2026-11-01 --today 2026-11-01',
  )
  return acme
})
/** The touch that a line writes, as history gives it. */
async function touchOf(line: string | string[], input = {}) {
  const { cl, json } = await acmeAndBolt()
  expect(await cl(line, input)).toMatchObject({ code: 0, err: '' })
  const [touch, ...others] = await json<Touch[]>('history')
  expect(others).toEqual([])
  return touch
}

it('answers with what was written and what it did', async () => {
  const { all, cl } = await acmeAndBolt()
  expect(await cl('log acme')).toEqual({
    code: 0,
    out: '#1 call, care, + with Acme Bakery, today\n1:0 over a year · next care visit due 21 Dec\n',
    err: '',
  })
  expect((await cl('log acme invoice --on friday')).out).toBe(
    '#2 email, invoice, - with Acme Bakery, yesterday\n1:1 over a year, 9 short of 10:1 · next care visit due 21 Dec\n',
  )
  expect((await cl('log bolt complaint "came late" --promise "a cake" --by friday')).out).toBe(
    '#3 call, complaint, - with Bolt Garage, today\n' +
      '0:1 over a year, 10 short of 10:1 · not a care visit: a complaint · next care visit due 1 Dec · complaint #1 opened · promise #2 opened, by 27 Nov: a cake\n',
  )
  await all('archive bolt')
  expect((await cl('log bolt')).out).toBe(
    '#4 call, care, + with Bolt Garage, today\nnot scored: archived on 2026-11-21 · to take them back: cl unarchive 2\n' +
      'still open: complaint #1 (came late, open since today): cl done 1\nstill open: promise #2 (a cake, by 27 Nov): cl done 2\n',
  )
  expect((await cl('log acme 20 min email')).out).toMatch(/^#5 email, care, \+ with Acme Bakery, today, 20 minutes\n/)
})

it('--json gives the touches, their loops, the score and the promise', async () => {
  const { json } = await acmeAndBolt()
  expect(await json('log acme complaint "came late" --minutes 5 --promise "a cake" --by friday')).toEqual({
    touches: [
      {
        id: 1,
        customer: { id: 1, name: 'Acme Bakery' },
        on: '2026-11-21',
        channel: 'call',
        purpose: 'complaint',
        tone: '-',
        begunBy: 'them',
        minutes: 5,
        note: 'came late',
        opened: 1,
        closed: null,
        noVisit: 'purpose',
        stillOpen: [],
        visitDue: '2026-12-01',
        positive: 0,
        negative: 1,
        needed: 10,
      },
    ],
    promise: { id: 2, text: 'a cake', dueOn: '2026-11-27' },
  })
})

it.each([
  ['care', 'call', '+', 'us'],
  ['tour', 'visit', '+', 'us'],
  ['thanks', 'letter', '+', 'us'],
  ['surprise', 'gift', '+', 'us'],
  ['help', 'call', '+', 'us'],
  ['savings', 'email', '+', 'us'],
  ['news', 'email', '+', 'us'],
  ['feedback', 'call', '=', 'us'],
  ['delivery', 'visit', '=', 'us'],
  ['attempt', 'call', '=', 'us'],
  ['mend', 'call', '=', 'us'],
  ['request', 'email', '=', 'them'],
  ['sale', 'call', '=', 'us'],
  ['invoice', 'email', '-', 'us'],
  ['reminder', 'email', '-', 'us'],
  ['price', 'letter', '-', 'us'],
  ['complaint', 'call', '-', 'them'],
])('%s is by %s, %s, begun by %s, unless said otherwise', async (purpose, channel, tone, begunBy) => {
  expect(await touchOf(`log acme ${purpose}`)).toMatchObject({ purpose, channel, tone, begunBy, note: null })
})

it.each([
  ['met', 'visit'],
  ['LUNCH', 'visit'],
  ['in-person', 'visit'],
  ['rang', 'call'],
  ['meet', 'video'],
  ['e-mail', 'email'],
  ['whatsapp', 'text'],
  ['post', 'letter'],
  ['flowers', 'gift'],
  ['social', 'web'],
])('%s is understood as %s', async (word, channel) => {
  expect(await touchOf(`log acme ${word}`)).toMatchObject({ channel, note: null })
})

it.each<[string, object]>([
  [
    'log acme visit tour - the yard was a mess',
    { channel: 'visit', purpose: 'tour', tone: '-', note: 'the yard was a mess' },
  ],
  ['log acme - tour visit', { channel: 'visit', purpose: 'tour', tone: '-', note: null }],
  ['log acme = invoice', { channel: 'email', purpose: 'invoice', tone: '=' }],
  ['log acme + complaint', { purpose: 'complaint', tone: '+' }],
  ['log acme all good', { channel: 'call', purpose: 'care', note: 'all good' }],
  ['log acme call email them', { channel: 'call', note: 'email them' }],
  ['log acme care help wanted', { purpose: 'care', note: 'help wanted' }],
  ['log acme - = so so', { tone: '-', note: '= so so' }],
  ['log acme -- call me later, she said', { channel: 'call', purpose: 'care', note: 'call me later, she said' }],
  ['log acme visit -- - and --on too', { channel: 'visit', tone: '+', note: '- and --on too' }],
  ['log acme visit -, dirty floor', { channel: 'visit', tone: '-', note: 'dirty floor' }],
  ['log acme call -- -, he said', { channel: 'call', tone: '+', note: '-, he said' }],
  ['log acme visit positive', { tone: '+', note: 'positive' }],
  ['log acme --note "call me"', { channel: 'call', note: 'call me' }],
  ['log #2 visit', { customer: { id: 2, name: 'Bolt Garage' }, channel: 'visit' }],
  ['log acme --on yesterday', { on: '2026-11-20' }],
  ['log acme --on "last sat"', { on: '2026-11-14' }],
  ['log acme --on "3 days ago" call ok', { on: '2026-11-18', channel: 'call', note: 'ok' }],
  ['log acme --on "30 dec"', { on: '2025-12-30' }],
  ['log acme --in', { begunBy: 'them' }],
  ['log acme request --out', { begunBy: 'us' }],
  ['log acme --minutes 0', { minutes: 0 }],
  ['log acme --minutes 10000', { minutes: 10_000 }],
])('%s', async (line, expected) => {
  expect(await touchOf(line)).toMatchObject(expected)
})

it('--note - reads the note from the standard input, every line of it', async () => {
  const stdin = '  first\r\nsecond\ttab\n\n'
  expect(await touchOf('log acme visit --note -', { stdin })).toMatchObject({ note: 'first\nsecond\ttab' })
})

it('--with writes the same touch for each, once each, and one undo takes all back', async () => {
  const { all, json } = await acmeAndBolt()
  await all('add Zoë', 'log acme visit complaint "came late" --with bolt --with "Acme Bakery" --with zoë --minutes 9')
  const touches = await json<Touch[]>('history')
  expect(touches.map((touch) => touch.customer.name).sort()).toEqual(['Acme Bakery', 'Bolt Garage', 'Zoë'])
  for (const touch of touches) expect(touch).toMatchObject({ channel: 'visit', note: 'came late', minutes: 9 })
  expect(await json('loops')).toHaveLength(3)
  await all('undo')
  expect(await json('history')).toEqual([])
  expect(await json('loops')).toEqual([])
})

it('--promise is to the customer named first, opened on the day of the touch', async () => {
  const { all, json } = await acmeAndBolt()
  await all('log bolt --with acme --on friday --promise "a cake" --by "in 2 weeks"')
  const customer = { id: 2, name: 'Bolt Garage' }
  expect(await json('loops')).toMatchObject([
    { kind: 'promise', customer, text: 'a cake', openedOn: '2026-11-20', dueOn: '2026-12-05' },
  ])
})

it.each([
  ['log acme request "a sample" --by 2026-12-01', [{ kind: 'request', text: 'a sample', dueOn: '2026-12-01' }]],
  ['log acme request', [{ kind: 'request', text: 'request', dueOn: null }]],
  ['log acme request "a quote by monday"', [{ kind: 'request', text: 'a quote by monday', dueOn: '2026-11-23' }]],
  ['log acme request a quote by post', [{ kind: 'request', text: 'a quote by post', dueOn: null }]],
  ['log acme request a quote by monday --by friday', [{ kind: 'request', dueOn: '2026-11-27' }]],
  [
    'log acme request a quote by monday --promise "send it"',
    [
      { kind: 'request', dueOn: null },
      { kind: 'promise', dueOn: null },
    ],
  ],
  ['log acme call bread by monday', []],
  ['log acme complaint "came late"', [{ kind: 'complaint', text: 'came late', dueOn: null }]],
  [
    'log acme request "a sample" --promise "send it" --by friday',
    [
      { kind: 'request', dueOn: null },
      { kind: 'promise', dueOn: '2026-11-27' },
    ],
  ],
  ['log acme sale', []],
])('%s opens %j', async (line, expected) => {
  const { all, json } = await acmeAndBolt()
  await all(line)
  const loops = await json<object[]>('loops')
  expect(loops).toHaveLength(expected.length)
  expect(loops).toMatchObject(expected)
})

it.skipIf(onServer)('--new adds who is unknown, uses who is known, and one undo takes back both', async () => {
  const { all, cl, json } = shop()
  const { code, err } = await cl('log "Café Zoë" --new visit')
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^A new book was made: .+\nAdded Café Zoë \(#1\)\.\n$/),
  })
  await all('log zoë --new')
  expect(await json('list')).toMatchObject([{ name: 'Café Zoë', since: '2026-11-21', lastTouch: '2026-11-21' }])
  expect(await json('history')).toHaveLength(2)
  await all('undo', 'undo')
  expect(await json('list')).toEqual([])
})

it.each<[string, number, RegExp]>([
  ['log', 2, /^There is no terminal to ask at: give a customer, as in: cl log .+\nIf it was #3: type 3, or .+\n$/],
  ['log --no-input', 2, /^There is no terminal to ask at: give a customer, .+\nIf it was #3: .+\n$/],
  [
    'log bakerry',
    1,
    /^There is no customer "bakerry"\. Near: Acme Bakery \(#1\)\.\nTo add one: cl add "bakerry" .+\n$/,
  ],
  ['log #9', 1, /^There is no customer "#9"\.\ncl list shows the numbers\.\n$/],
  ['log #9 --new', 1, /^There is no customer "#9"\.\n.+\n$/],
  ['log acme --with nobody', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  ['log acme --on tomorrow', 2, /^A touch cannot be in the future: 2026-11-22 is after today, 2026-11-21\.\n.+\n$/],
  ['log acme --on someday', 2, /^"someday" is not a day\.\n.+\n$/],
  ['log acme --in --out', 2, /^Option '--in' cannot be used with option '--out'\.\n.+\n$/],
  ['log acme --minutes 1.5', 2, /^"1\.5" is not a number of minutes\.\n.+\n$/],
  ['log acme --promise ""', 2, /^The promise is empty\.\n.+\n$/],
  ['log acme --by friday', 2, /^--by is the day of a promise or a request\.\n.+\n$/],
  ['log acme complaint --by friday', 2, /^--by is the day of a promise or a request\.\n.+\n$/],
  ['log acme all good --note "too"', 2, /^There are two notes: .+\nLeave one of them out\.\n$/],
  ['log acme --note -', 2, /^The note is empty\.\n.+\n$/],
  ['log acme call ""', 2, /^The note is empty\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await acmeAndBolt(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it('a day that begins the note is said not to be that of the touch', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('log acme on friday visit')).err).toContain('"on friday" began the note. If you meant friday')
  expect((await cl('log acme friday on friday')).err).not.toContain('began the note')
  expect((await cl('log acme call asked for rye yesterday')).err).toContain(
    'If it was yesterday: cl amend --on yesterday',
  )
  expect((await cl('log acme call asked for rye yesterday --on friday')).err).not.toContain('Logged for today')
  expect((await cl('log acme had lunch with him on friday')).err).toMatch(/--channel visit\n.*--on friday\n$/)
})

it.each(['log acme --promise --by friday', 'log acme call --note --in', 'log acme --promise -- call'])(
  'an option does not take the next one for its text: %s',
  async (line) => {
    const own = shop()
    await own.all('add Acme')
    const { code, err } = await own.cl(line)
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^(?:--promise <text> is without its value|There is no terminal)/),
    ])
    expect(await own.json('history')).toEqual([])
  },
)

it.each([
  ['log call acme', 'call', 'acme call'],
  ['log visit acme yesterday', 'visit', 'NAME visit …'],
  ['log visit acme tour', 'visit', 'acme visit tour'],
  ['log yesterday acme', 'yesterday', 'acme yesterday'],
  ['log call acme --new', 'call', 'acme call'],
])('a word of a touch in front of the customer is no name: %s', async (line, word, turned) => {
  const acme = shop()
  await acme.all('add Acme')
  expect(await refusal(acme, line)).toEqual({
    code: 1,
    out: '',
    err: `"${word}" is a word of a touch, and no customer.\nThe customer comes first: cl log ${turned}\n`,
  })
})

it.each([
  ['log acme --note "no answer"', 'If you did not reach them: cl amend --purpose attempt\n'],
  ['log acme -- late again', 'Counted as good. Not so? cl amend --purpose complaint\n'],
  ['log acme -- call me later', ''],
  ['log acme thanks --note "sorry for the delay"', ''],
  ['log acme call --done -- sorry for the delay', ''],
])('bad news in a note that stands apart is answered, too: %s', async (line, said) => {
  const { all, cl } = shop()
  await all('add Acme', 'promise acme "the list"')
  expect((await cl(line)).err).toBe(said)
})

it('bad news at the question for a note is answered', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('log acme --note', { answers: ['the driver was rude'] })).err).toContain(
    'cl amend --purpose complaint',
  )
  const asked = (...answers: string[]) =>
    cl('log', { answers: ['Acme', 'care', 'the driver was rude', '', ...answers] })
  expect((await asked('Yes')).err).toContain('Counted as good. Not so? cl amend --purpose complaint')
})

it.each([
  ['call her new mobile is 0176 1234567', 'To keep it as their phone: cl edit 1 --phone "0176 1234567"\n'],
  ['call "new email: rosa@acme.example"', 'To keep it as their e-mail: cl edit 1 --email "rosa@acme.example"\n'],
  ['call new oven for 2000', ''],
  ['email sent it to rosa@acme.example', ''],
])('a new phone or e-mail in a note is kept by a line to type: log acme %s', async (words, said) => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl(`log acme ${words}`)).err).toBe(said)
})

it('a teammate in the note is perhaps the one who had it', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'add Kim --team', 'add Bolt')
  const kims = '"by kim" is in the note. If Kim had it: cl amend --by 2\n'
  expect((await cl('log acme by kim, all well')).err).toContain(kims)
  expect((await cl('log acme call all well by kim.')).err).toBe(kims)
  await cl('amend --by 2')
  for (const note of ['by kim, call --by kim', 'call stood by bolt', 'call came by kims bakery'])
    expect((await cl(`log acme ${note}`)).err).not.toContain('had it')
})

it('a note that begins with somebody else is said to be one', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'add "Bolt Garage"', 'add Theresa')
  const both = 'If it was with both: cl undo, and log it again with --with 2'
  for (const note of ['and bolt call hi', 'and bolt hi', 'bolt call', 'bolt visit hi'])
    expect((await cl(`log acme ${note}`)).err).toContain(both)
  for (const note of ['and bol call', 'and the oven', 'and theo call', 'call for bolt', 'bolt sends his love'])
    expect((await cl(`log acme ${note}`)).err).not.toContain('with both')
})

it.each([
  ['log --tag b2b --yes rechnung October', 'Counted as care, good. Not so? cl undo, and log it again with invoice\n'],
  ['log acme --with bolt -- late again', 'Counted as good. Not so? cl undo, and log it again with complaint\n'],
  ['log acme text me about rye --with bolt', 'Not so? cl undo, and log it again with --in\n'],
  ['log acme --with bolt -- shop closed, furious', 'went wrong: cl undo, and log it again with complaint\n'],
])('a doubt about several touches names no command that corrects the last alone: %s', async (line, doubt) => {
  const { all, cl } = shop()
  await all('add Acme --tag b2b', 'add Bolt --tag b2b')
  expect((await cl(line)).err).toContain(doubt)
})

it.each([
  ['log acme', 'log acme call', 'The same as #1? cl undo\n'],
  ['log acme visit "all good"', 'log acme all good visit', ''],
  ['log acme visit "all good"', 'log acme visit all good', 'The same as #1? cl undo\n'],
  ['log acme', 'log acme yesterday', ''],
  ['log acme visit', 'log acme visit 40 min', ''],
  ['log acme email', 'log acme email --in', ''],
  ['log acme', 'log acme call --promise "a cake by friday"', ''],
  ['log acme --promise "a cake by friday"', 'log acme call --done', ''],
  ['log acme --promise "a cake"', 'log acme --promise "a cake"', 'The same as #1? cl undo\n'],
  ['promise acme a cake', 'log acme --promise "a cake"', 'Is promise #2 the same as #1? cl done 2 --as dropped\n'],
  ['promise acme a cake', 'log acme --promise "a cake" --by 2026-12-24', ''],
  ['log acme', 'log bolt', ''],
  ['log acme visit all good', 'log acme visit All good.', 'The same as #1? cl undo\n'],
  ['log acme visit is all good', 'log acme visit is all good?', ''],
  ['log acme --with bolt', 'log acme --with bolt', 'The same as #1, #2? cl undo\n'],
  ['log acme', 'log acme --with bolt', 'Is #2 the same as #1? cl remove 2\n'],
  ['log acme --with bolt', 'log bolt', 'The same as #2? cl undo\n'],
  ['promise acme a cake', 'promise acme a cake', 'The same as #1? cl undo\n'],
  ['promise acme a cake', 'promise acme a cake --by 2026-12-24', ''],
  ['promise acme a cake', 'promise bolt a cake', ''],
  ['log acme --by kim', 'log acme --by kim', 'The same as #1? cl undo\n'],
  ['log acme --by kim', 'log acme --by ann', ''],
  ['promise acme a cake --by kim', 'promise acme a cake --by ann', ''],
  ['learn acme likes rye --by kim', 'learn acme likes rye --by ann', ''],
  ['promise acme a cake', 'promise acme A cake!', 'The same as #1? cl undo\n'],
  ['learn acme likes rye', 'learn acme likes rye', 'The same as #1? cl undo\n'],
  ['learn acme likes rye', 'learn acme goals likes rye', ''],
  ['save acme --money 10 rolls', 'save acme --money 10 rolls', 'The same as #1? cl undo\n'],
  ['save acme --money 10 rolls', 'save acme --money 12 rolls', ''],
])('a line that was typed twice is named: %s, then %s', async (first, second, err) => {
  const { all, cl } = await acmeAndBolt()
  await all('add Kim --team', 'add Ann --team', first)
  expect((await cl(second)).err).toBe(err)
})

it('a promise that was kept may be made again', async () => {
  const { all, cl } = await acmeAndBolt()
  await all('promise acme a cake', 'done 1')
  expect((await cl('promise acme a cake')).err).toBe('')
})

it.each([
  ['log acme 24 dec call', '"24 dec" was taken for 24 Dec 2025, 362 days ago. If you meant the one to come: cl undo\n'],
  [
    'log acme call --on 24 dec',
    '"24 dec" was taken for 24 Dec 2025, 362 days ago. If you meant the one to come: cl undo\n',
  ],
  [
    'learn acme likes rye --on 24.12.',
    '"24.12." was taken for 24 Dec 2025, 362 days ago. If you meant the one to come: cl undo\n',
  ],
  ['log acme call --on 24 dec 2025', ''],
  ['log acme 2025-12-24 call', ''],
  ['log acme call --on 20 dec', ''],
  ['log acme 15 feb call', ''],
  ['add Bolt --since 24 dec', ''],
])('a day that was taken for last year’s, a few days ahead of it: %s', async (line, said) => {
  const { cl } = shop('2026-12-21')
  await cl('add Acme --since 2025-01-01')
  expect((await cl(line)).err).toBe(said)
})

it.each(['log bolt call --on 24 dec', 'log acme 24 dec call --done 77', 'pulse acme 99 --on 24 dec'])(
  'a day of last year is no reason to undo where nothing was written: %s',
  async (line) => {
    const { cl } = shop('2026-12-21')
    await cl('add Acme --since 2025-01-01')
    const { code, err } = await cl(line)
    expect(code).toBeGreaterThan(0)
    expect(err).not.toContain('cl undo')
  },
)

it('a day that was perhaps that of a plan is said to be the day of the touch', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('log acme text friday 9am works')).err).toMatch(
    /^Logged for .+ If it was today: cl amend --on today\n$/,
  )
  expect((await cl('log acme text friday all good')).err).toBe('')
})
