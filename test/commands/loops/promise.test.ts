import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const acmeOnly = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-11-20 --today 2026-11-20')
  return acme
})

it('opens a promise, in the shape of loops', async () => {
  const { cl, json } = await acmeOnly()
  const expected = {
    id: 1,
    kind: 'promise',
    customer: { id: 1, name: 'Acme' },
    text: 'send the price list',
    openedOn: '2026-11-21',
    dueOn: '2026-11-27',
    closedOn: null,
    outcome: null,
    days: -6,
  }
  expect((await cl('promise acme send the price list --by friday --json')).out).toBe(
    `${JSON.stringify(expected, null, 2)}\n`,
  )
  expect(await json('loops')).toEqual([expected])
})

it.each([
  ['', null, '', 0],
  ['--by tomorrow', '2026-11-22', ', by tomorrow', 0],
  ['--by sat', '2026-11-21', ', due today', 1],
  ['--by "20 nov"', '2027-11-20', ', by 20 Nov 2027, 364 days from now', 0],
  ['--by "in 2 weeks"', '2026-12-05', ', by 5 Dec', 0],
  ['--by 2026-11-20', '2026-11-20', ', 1 day late', 1],
])('promise … %s is due on %s', async (options, dueOn, said, listed) => {
  const { cl, json } = await acmeOnly()
  expect(await cl(`promise acme a cake ${options}`)).toEqual({
    code: 0,
    out: `promise #1 to Acme${dueOn === null ? ', without a day' : said}: a cake\n`,
    err: '',
  })
  expect(await json('loops')).toMatchObject([{ dueOn }])
  expect(await json('due')).toHaveLength(listed)
})

it('a day with slashes at its end is read as everywhere', async () => {
  const { all, json } = await acmeOnly()
  await all(
    'promise acme cake by 25/12',
    'config set date.order dmy',
    'promise acme rolls by 1/12',
    'promise acme rye by 30 feb',
  )
  expect(await json('loops')).toMatchObject([{ dueOn: '2026-12-01' }, { dueOn: null }, { dueOn: '2026-12-25' }])
})

it.each([
  ['send it tomorrow', '2026-11-22'],
  ['call them on monday!', '2026-11-23'],
  ['bring the cake today.', '2026-11-21'],
  ['the draft by monday morning', '2026-11-23'],
  ['the draft by friday 5pm', '2026-11-27'],
  ['the draft by 5pm on friday', '2026-11-27'],
  ['the draft by fri noon', '2026-11-27'],
  ['the draft by 1 dec at the latest', '2026-12-01'],
  ['the draft by 17:30', '2026-11-21'],
  ['the draft by close of business', '2026-11-21'],
  ['the draft by tmrw', '2026-11-22'],
  ['call them tomorrow morning', '2026-11-22'],
  ['the draft within 2 weeks', '2026-12-05'],
  ['the draft within 2 wks', '2026-12-05'],
  ['a call within 20 minutes', null],
  ['the draft by end of nov', '2026-11-30'],
  ['the draft by friday week', '2026-12-04'],
  ['the draft a week on friday', '2026-12-04'],
  ['the draft by next week', '2026-11-28'],
  ['the draft by the day after tomorrow', '2026-11-23'],
  ['the draft the day after tomorrow', '2026-11-23'],
  ['the draft by 8.12.', '2026-12-08'],
  ['the draft by 1.2.2027.', '2027-02-01'],
  ['the draft by friday at noon', '2026-11-27'],
  ['the draft by thursday morning latest', '2026-11-26'],
  ['the draft no later than friday', '2026-11-27'],
  ['the draft by this evening', '2026-11-21'],
  ['ring tonight', '2026-11-21'],
  ['quote eod', '2026-11-21'],
  ['the list eow', '2026-11-27'],
  ['send it this afternoon.', '2026-11-21'],
  ['the draft by end of year', '2026-12-31'],
  ['the draft by the end of the week', '2026-11-27'],
  ['the draft by end of next week', '2026-11-27'],
  ['the draft by eow', '2026-11-27'],
  ['the draft by next wk', '2026-11-28'],
  ['the draft by EOM', '2026-11-30'],
  ['the cake by christmas', '2026-12-25'],
  ['work on it', null],
  ['ask what tomorrow brings', null],
])('promise acme %s is due on %s', async (text, dueOn) => {
  const { all, json } = await acmeOnly()
  await all(`promise acme ${text}`)
  expect(await json('loops')).toMatchObject([{ text, dueOn }])
})

it.each([
  ['call back monday', 'If it is due monday: cl loop 1 --by monday\n'],
  ['call him mon', 'If it is due mon: cl loop 1 --by mon\n'],
  ['the list by tommorow', 'If it is due tomorrow: cl loop 1 --by tomorrow\n'],
  ['a call in two weeks', 'If it is due in two weeks: cl loop 1 --by "in two weeks"\n'],
  ['the cake in january', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['fotos bis freitag', 'If it is due friday: cl loop 1 --by friday\n'],
  ['the list for lunedì', 'If it is due monday: cl loop 1 --by monday\n'],
  ['the list by lunedì', ''],
  ['livrer les roses pour vendredi', 'If it is due friday: cl loop 1 --by friday\n'],
  ['die Liste bis nächste Woche', 'If it is due next week: cl loop 1 --by "next week"\n'],
  ['parler de la semaine dernière', ''],
  ['photos bis april', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['the figures by end of q1', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['the list end of next week', 'If it is due end of next week: cl loop 1 --by "end of next week"\n'],
  ['figures at the end of the month.', 'If it is due end of the month: cl loop 1 --by "end of the month"\n'],
  ['call back next wk', 'If it is due next wk: cl loop 1 --by "next wk"\n'],
  ['by friday send the list', 'If it is due friday: cl loop 1 --by friday\n'],
  ['tomorrow bring the lamp', 'If it is due tomorrow: cl loop 1 --by tomorrow\n'],
  ['photos this week', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['a visit next week', 'If it is due next week: cl loop 1 --by "next week"\n'],
  ['bring it before 3 dec.', 'If it is due 3 dec: cl loop 1 --by "3 dec"\n'],
  ['the draft asap', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['the cake before christmas', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['a used piano in a few days', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['flowers at easter.', 'No day was read in that. To give it one: cl loop 1 --by friday\n'],
  ['the list tomorow', 'If it is due tomorrow: cl loop 1 --by tomorrow\n'],
  ['the list by wensday', 'If it is due wednesday: cl loop 1 --by wednesday\n'],
  ['rye on fridays', ''],
  ['come by the shop', ''],
  ['ask the monday club', ''],
  ['12 loaves of 30', ''],
  ['the list till monday', ''],
])('says how a day at the end of %j is taken', async (text, err) => {
  const { cl } = await acmeOnly()
  expect((await cl(['promise', 'acme', text])).err).toBe(err)
  expect((await cl(['log', 'acme', 'call', '--promise', text])).err).toBe(
    `${err.replace('loop 1', 'loop 2')}Is promise #2 the same as #1? cl done 2 --as dropped\n`,
  )
})

it.each([
  ['send it by tomorrow', '2026-11-22', 'promise #1 due today: send it by tomorrow (22 Nov)\n'],
  ['call her today', '2026-11-23', 'promise #1 2 days late: call her today (21 Nov)\n'],
  ['bring it on friday', '2026-11-30', 'promise #1 3 days late: bring it on friday (27 Nov)\n'],
  ['send it within 2 weeks', '2027-01-02', 'promise #1 28 days late: send it within 2 weeks (5 Dec 2026)\n'],
  ['call her this afternoon', '2026-11-22', 'promise #1 1 day late: call her this afternoon (21 Nov)\n'],
  ['send it by monday morning', '2026-11-23', 'promise #1 due today: send it by monday morning (23 Nov)\n'],
  ['a tasting evening --by tomorrow', '2026-11-22', 'promise #1 due today: a tasting evening\n'],
  ['bring the cake by 24 nov', '2026-11-24', 'promise #1 due today: bring the cake by 24 nov\n'],
  ['send it by tomorrow', '2026-11-21', 'promise #1 due in 1 day: send it by tomorrow\n'],
])('says the day that the words meant from that day on: %s, on %s', async (text, day, shown) => {
  const { all, cl, json } = shop()
  await all('add Acme', `promise acme ${text}`)
  const row = new RegExp(`#1 .+  ${shown.slice(shown.indexOf(': ') + 2, -1).replace(/[()]/g, '.')} `)
  expect((await cl(`due --soon 1 --today ${day}`)).out).toContain(shown)
  expect((await cl(`loops --today ${day}`)).out).toMatch(row)
  expect(await json(`loops --today ${day}`)).toMatchObject([{ text: text.replace(/ --by .*/, '') }])
})

it('is due from its day on', async () => {
  const { all, json } = await acmeOnly()
  await all('promise acme "a cake" --by 2026-11-25')
  expect(await json('due --today 2026-11-24')).toEqual([])
  expect(await json('due --today 2026-11-25')).toMatchObject([{ reasons: [{ kind: 'promise', days: 0 }] }])
  expect(await json('due --today 2026-11-28')).toMatchObject([{ reasons: [{ kind: 'promise', days: 3 }] }])
})

it.each<[string, number, RegExp]>([
  ['promise nobody "a cake"', 1, /^There is no customer "nobody"\..*\n.+\n$/],
  [
    'promise acme',
    2,
    /^Missing required argument 'text'\.\nAs in: cl promise acme send the price list by friday {3}More: cl promise --help\n$/,
  ],
  ['promise acme " "', 2, /^The promise is empty\.\n.+\n$/],
  ['promise acme cake --by someday', 2, /^"someday" is neither a day nor a teammate\.\n.+\n$/],
  ['promise acme cake by 1/12', 2, /^"1\/12" can be 1 Dec or 12 Jan\.\n.+date\.order.+\n$/],
  ['promise acme cake --by 2026-02-30', 2, /^There is no 30 Feb in 2026\.\n.+\n$/],
  ['promise acme cake --by 1899-12-31', 2, /^The year 1899 is outside 1900–9999\.\n.+\n$/],
])('refuses: %s', async (line, code, err) => {
  expect(await refusal(await acmeOnly(), line)).toEqual({ code, out: '', err: expect.stringMatching(err) })
})

it.each(['by friday', 'tomorrow', 'no later than 1 dec', 'within 2 weeks'])(
  'nothing is promised by %j alone',
  async (text) => {
    const { code, err } = await refusal(await acmeOnly(), `promise acme ${text}`)
    expect([code, err]).toEqual([
      2,
      `"${text}" says when, and not what.\nAs in: cl promise acme send the price list by friday\n`,
    ])
  },
)

it.each([
  'promise acme no',
  'promise acme None.',
  'promise acme n/a',
  'promise acme -',
  'log acme call --promise=no',
  'log acme --promise -',
  'promise acme nix',
  'promise acme Yes.',
  'promise acme sí',
  'log acme call --promise ja',
])('a mere no or yes is no promise: %s', async (line) => {
  const err = expect.stringMatching(/^"[^"]+" is no promise\.\nLeave it out, or write what was promised\.\n$/)
  expect(await refusal(await acmeOnly(), line)).toEqual({ code: 2, out: '', err })
})

it.each(['no sugar in the cake', 'nothing but rye'])('a promise may begin with a no: %s', async (text) => {
  expect((await (await acmeOnly()).cl(`promise acme ${text}`)).out).toBe(`promise #1 to Acme, without a day: ${text}\n`)
})
