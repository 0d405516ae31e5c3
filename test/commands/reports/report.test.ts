import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { noTouches } from '../../domain/builders.ts'
import { preparedOnce } from '../../prepared-once.ts'

const header =
  'week,customer,tags,touches,positive,negative,neutral,care_visits,spoken,began_by_us,minutes,last_visit,visit_due,days_overdue,window_positive,window_negative,ratio,needed,open_complaints,open_requests,promises_made,promises_kept,promises_late,last_touch,kind,trust,respect,knowing,pulse,drift,reply_days,mend_days,request_days,savings_told'

/** A small book with weeks 46 and 47 worked out by hand below. */
const twoWeeks = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Acme --since 2026-01-01 --today 2026-01-01 --tag wholesale --tag b2b',
    `add 'Bolt, "the" Garage' --since 2026-11-01`,
    'add Café --since 2026-10-20 --today 2026-10-20',
    'add Gone --since 2026-01-01 --today 2026-01-01',
    'add New --since 2026-11-21 --today 2026-11-21',
    'log acme visit --on 2026-10-10',
    'log acme --on 2026-11-16 --minutes 15',
    'log acme request "a sample" --on 2026-11-17',
    'log acme complaint "came late" --on 2026-11-18',
    'log acme news --on 2026-11-19',
    'log acme delivery --on 2026-11-20 --minutes 30',
    'log gone --on 2026-11-20',
    'archive gone',
  )
  await acme.clOn('2026-11-10', 'promise acme "very late" --by 2026-11-13') // #3
  await acme.clOn('2026-11-12', 'promise bolt "kept late" --by 2026-11-14') // #4
  await acme.clOn('2026-11-16', 'promise acme "on time" --by 2026-11-20') // #5
  await acme.clOn('2026-11-17', 'promise acme "a mistake"') // #6
  await acme.clOn('2026-11-02', 'promise bolt "never" --by 2026-12-24') // #7
  await acme.all('done 4 --on 2026-11-18', 'done 5 --on 2026-11-20', 'done 6 --as dropped', 'done 7 --as broken')
  return acme
})

it('the CSV of this week counts the week so far, and scores as of today', async () => {
  expect((await (await twoWeeks()).cl('report --csv')).out.split('\r\n')).toEqual([
    header,
    '2026-W47,Acme,b2b; wholesale,5,2,1,2,1,3,3,45,2026-11-16,2026-12-16,-25,3,1,3,7,1,1,1,1,1,2026-11-20,customer,75,,0,,,,,,0',
    '2026-W47,"Bolt, ""the"" Garage",,0,0,0,0,0,0,0,0,,2026-12-01,-10,0,0,,0,0,0,0,0,1,,customer,0,,0,,,,,,0',
    '2026-W47,Café,,0,0,0,0,0,0,0,0,,2026-11-19,2,0,0,,0,0,0,0,0,0,,customer,,,0,,,,,,0',
    '2026-W47,New,,0,0,0,0,0,0,0,0,,2026-12-21,-30,0,0,,0,0,0,0,0,0,,customer,,,0,,,,,,0',
    '',
  ])
})

it.each(['last', '2026-W46', '2026w46'])('--week %s is scored as of its last day', async (week) => {
  expect((await (await twoWeeks()).cl(`report --week ${week} --csv`)).out.split('\r\n')).toEqual([
    header,
    '2026-W46,Acme,b2b; wholesale,0,0,0,0,0,0,0,0,2026-10-10,2026-11-09,6,1,0,,0,0,0,1,0,1,2026-10-10,customer,50,,0,,,,,,0',
    '2026-W46,"Bolt, ""the"" Garage",,0,0,0,0,0,0,0,0,,2026-12-01,-16,0,0,,0,0,0,1,0,1,,customer,0,,0,,,,,,0',
    '2026-W46,Café,,0,0,0,0,0,0,0,0,,2026-11-19,-4,0,0,,0,0,0,0,0,0,,customer,,,0,,,,,,0',
    '2026-W46,Gone,,0,0,0,0,0,0,0,0,,2026-01-31,288,0,0,,0,0,0,0,0,0,,customer,,,0,,,,,,0',
    '',
  ])
})

it('a week seen from a later day is whole: its last day counts', async () => {
  const { all, json } = shop('2026-11-30')
  await all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme --on 2026-11-22', 'log acme --on 2026-11-23')
  const report = await json<{ customers: object[] }>('report --week 2026-W47')
  expect(report).toMatchObject({ week: '2026-W47', from: '2026-11-16', to: '2026-11-22', asOf: '2026-11-22' })
  expect(report.customers).toMatchObject([{ touches: 1, lastTouch: '2026-11-22' }])
})

it('--json gives the totals, the news, and a row for each customer', async () => {
  const { json } = await twoWeeks()
  const bolt = { id: 2, name: 'Bolt, "the" Garage' }
  const acme = { id: 1, name: 'Acme' }
  expect(await json('report')).toEqual({
    complaints: [{ id: 2, kind: 'complaint', customer: { id: 1, name: 'Acme' }, text: 'came late', days: 0 }],
    ended: [],
    waiting: [],
    careVisits: [
      { customer: acme, count: 1 },
      { customer: { id: 4, name: 'Gone' }, count: 1 },
    ],
    thanks: [],
    goodTouches: [{ customer: acme, count: 1 }],
    wentBadly: [],
    factsLearned: [],
    answeredInTime: [],
    promisesBroken: [{ id: 7, customer: bolt, text: 'never', dueOn: '2026-12-24', daysLate: 0 }],
    daysMissed: [],
    lost: [],
    week: '2026-W47',
    from: '2026-11-16',
    to: '2026-11-22',
    asOf: '2026-11-21',
    totals: {
      touches: 6,
      positive: 3,
      negative: 1,
      neutral: 2,
      careVisits: 2,
      spoken: 4,
      beganByUs: 4,
      minutes: 45,
      promisesMade: 1,
      promisesKept: 1,
      promisesLate: 2,
    },
    weekBefore: {
      ...noTouches,
      promisesMade: 2,
      promisesKept: 0,
      promisesLate: 2,
    },
    becameDue: [{ id: 3, name: 'Café', reasons: [{ kind: 'visit', days: 2 }] }],
    recovered: [bolt],
    promisesKept: [{ id: 5, customer: { id: 1, name: 'Acme' }, text: 'on time', dueOn: '2026-11-20', daysLate: 0 }],
    promisesLate: [
      { id: 4, customer: bolt, text: 'kept late', dueOn: '2026-11-14', daysLate: 4 },
      { id: 3, customer: { id: 1, name: 'Acme' }, text: 'very late', dueOn: '2026-11-13', daysLate: 8 },
    ],
    customers: expect.arrayContaining([expect.objectContaining({ id: 3, customer: 'Café', visitDue: '2026-11-19' })]),
  })
})

it('the page has the totals against the week before, who became due, who recovered, and the promises', async () => {
  expect(await (await twoWeeks()).cl('report')).toEqual({
    code: 0,
    err: '',
    out: `Week 2026-W47: 16 Nov to 22 Nov, up to 21 Nov

                2026-W47  Week before
Touches                6            0   +6
  positive             3            0   +3
  neutral              2            0   +2
  negative             1            0   +1
Care visits            2            0   +2
Spoken                 4            0   +4
Begun by you           4            0   +4
Minutes               45            0  +45
Promises made          1            2   −1
  kept on time         1            0   +1
  late                 2            2

What went well
  Care visits
    2: Acme, Gone
  Other good touches
    1: Acme
  Promises kept on time
    #5 to Acme: on time (kept)
  Recovered
    Bolt, "the" Garage

What did not
  Promises broken
    #7 to Bolt, "the" Garage: never (broken)
  Promises late
    #4 to Bolt, "the" Garage: kept late (kept, 4 days late)
    #3 to Acme: very late (open, 8 days late)
  Complaints
    #2 of Acme: came late
  Became due
    Café: no care visit noted yet
`,
  })
})

it('--csv FILE writes the same to the file, and nothing to the standard output', async () => {
  const { cl, folder } = await twoWeeks()
  const file = join(folder, 'week 47.csv')
  expect(await cl(['report', '--csv', file])).toEqual({
    code: 0,
    out: '',
    err: `2026-W47 was written to ${file}: 4 customers.\n`,
  })
  const { out } = await cl('report --csv')
  expect(readFileSync(file, 'utf8')).toBe(`\ufeff${out}`)
})

it.each([
  ['of this program', (text: string) => text],
  ['without the mark', (text: string) => text.slice(1)],
  ['with the columns of an earlier version', (text: string) => text.replaceAll(/,savings_told|,\d*$/gm, '')],
])('--csv FILE replaces an earlier report %s, for the next week', async (_, changed) => {
  const { cl, folder } = await twoWeeks()
  const file = join(folder, 'week.csv')
  await cl(['report', '--week', 'last', '--csv', file])
  writeFileSync(file, changed(readFileSync(file, 'utf8')))
  expect((await cl(['report', '--csv', file])).code).toBe(0)
  const { out } = await cl('report --csv')
  expect(readFileSync(file, 'utf8')).toBe(`\ufeff${out}`)
})

it.each([
  ['another column', (text: string) => text.replaceAll('\r\n', ',mine\r\n')],
  ['another row', (text: string) => `${text}call them all\r\n`],
  ['the ends of lines of another program', (text: string) => text.replaceAll('\r\n', '\n')],
  ['days as another program writes them', (text: string) => text.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1')],
])('--csv FILE leaves an earlier report with %s as it is', async (_, changed) => {
  const { cl, folder } = await twoWeeks()
  const file = join(folder, 'week.csv')
  await cl(['report', '--week', 'last', '--csv', file])
  const theirs = changed(readFileSync(file, 'utf8'))
  writeFileSync(file, theirs)
  expect(await cl(['report', '--csv', file])).toMatchObject({ code: 1, err: expect.stringContaining('add --force') })
  expect(readFileSync(file, 'utf8')).toBe(theirs)
})

it('--csv FILE leaves an existing file untouched, unless --force says to replace it', async () => {
  const { cl, folder } = await twoWeeks()
  const file = join(folder, 'mine.csv')
  writeFileSync(file, 'mine')
  expect(await cl(['report', '--csv', file])).toEqual({
    code: 1,
    out: '',
    err: `${file} is there already, and was left as it is.\nChoose another name, or add --force to replace it.\n`,
  })
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect((await cl(['report', '--csv', file, '--force'])).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toMatch(/^\ufeffweek,customer,/)
  expect(readdirSync(folder).filter((name) => !name.startsWith('book.db'))).toEqual(['mine.csv'])
})

it('--csv refuses a folder, and a place that is not there', async () => {
  const { cl, folder } = await twoWeeks()
  mkdirSync(join(folder, 'out'))
  expect(await cl(['report', '--csv', join(folder, 'out'), '--force'])).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^\S+ is (a folder|not a file)\.\n.+\n$/),
  })
  const missing = join(folder, 'none', 'week.csv')
  expect(await cl(['report', '--csv', missing])).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^There is no folder to write \S+ in\.\n.+\n$/),
  })
  expect(existsSync(missing)).toBe(false)
})

it('a week with nobody in it says so', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  const { code, out, err } = await cl('report --week last --csv')
  expect({ code, out, err }).toEqual({
    code: 0,
    out: `${header}\r\n`,
    err: 'Nobody was a customer at the end of that week. From which day on somebody is: cl edit NAME --since DAY\n',
  })
})

it('a week without a team says so', async () => {
  const { all, cl } = shop()
  await all('add Acme')
  expect((await cl('report --team')).err).toMatch(/^Nobody was on the team at the end of that week\. /)
})

it('a week that somebody was archived in is one with customers', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme visit', 'archive acme')
  const { out, err } = await cl('report')
  expect(out).toMatch(/Care visits\n +1: Acme\n/)
  expect(err).toMatch(/^Nobody was a customer at the end of that week\. /)
})

it.each<[string, RegExp]>([
  [
    'report --week next',
    /^"next" is not a week\.\nWrite this, last, or a week such as 2026-W47, or 47 for one of this year\.\n$/,
  ],
  ['report --week 2026-W54', /^The year 2026 has no week 54\.\n.+\n$/],
  ['report --week 2026-W00', /^The year 2026 has no week 0\.\n.+\n$/],
  ['report --week 2026-W48', /^The week 2026-W48 begins on 2026-11-23, after today\.\n.+\n$/],
  ['report --csv --json', /^--csv and --json cannot go together\.\n.+\n$/],
  ['report acme', /^"acme" is one word too many for cl report\.\n.+ cl report --week last .+\n$/],
])('refuses: %s', async (line, err) => {
  expect(await refusal(await twoWeeks(), line)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
})

/** A week with a broken promise, a missed birthday and a lost customer, and the actions taken about each. */
const badWeek = preparedOnce(async () => {
  const acme = shop()
  await acme.all(
    'add Ann --since 2026-11-10 --today 2026-11-10 --birthday "18 nov"',
    'add Bea --since 2026-11-10 --today 2026-11-10 --birthday "19 nov"',
    'add Cid --since 2026-01-01 --today 2026-01-01',
    'add Dora --since 2026-01-01 --today 2026-01-01',
    'log cid visit --on 2026-10-10',
    'log dora visit --on 2026-10-10',
    'config set visit.every 30d',
  )
  await acme.clOn('2026-11-12', 'promise ann "a sample" --by 2026-11-13') // #1
  await acme.clOn('2026-11-15', 'log bea email --in "do you have rye?"')
  await acme.clOn('2026-11-16', 'log bea email news "yes"')
  await acme.clOn('2026-11-17', 'done 1 --as broken')
  await acme.clOn('2026-11-18', 'log bea thanks "for the birthday"')
  await acme.clOn('2026-11-19', 'log cid call "all good"')
  await acme.clOn('2026-11-19', 'snooze dora 2026-12-24')
  await acme.clOn('2026-11-20', 'learn cid plans a second van')
  await acme.clOn('2026-11-20', 'archive dora --lost')
  return acme
})

it('a broken promise, a missed birthday and a lost customer stand first in what did not go well, and praise nobody', async () => {
  const { out } = await (await badWeek()).cl('report')
  expect(out.slice(out.indexOf('What went well'))).toBe(`What went well
  Care visits
    1: Cid
  Thanks and surprises
    1: Bea
  Other good touches
    1: Bea
  Facts learned
    1: Cid
  Answered in time
    1: Bea
  Recovered
    Bea
    Cid

What did not
  Promises broken
    #1 to Ann: a sample (broken, 4 days late)
  Days missed
    Ann: birthday, 18 Nov
  Lost
    Dora
`)
})

it('a day that is not over is not missed; of a week that is, its last day is', async () => {
  const { clOn, all } = shop('2026-11-22')
  await all('add Ann --birthday "22 nov" --since 2026-11-10 --today 2026-11-10')
  expect((await clOn('2026-11-22', 'report')).out).not.toContain('Days missed')
  expect((await clOn('2026-11-23', 'report --week last')).out).toContain('  Days missed\n    Ann: birthday, 22 Nov\n')
})

it('the work of a week is its good news, and nothing is advised', async () => {
  const { cl, all } = shop()
  await all('add Ann', 'add Bea')
  for (let i = 0; i < 4; i += 1) await all('log ann call', 'log bea visit')
  for (let i = 0; i < 5; i += 1) await all('log ann news', 'log bea help')
  const { out } = await cl('report')
  expect(out).toContain('  Care visits\n    8: Ann (4), Bea (4)\n  Other good touches\n    10: Ann (5), Bea (5)\n')
  expect(out).toContain('What did not\n  Nothing. Well done.\n')
})

it('a touch that went badly is no good news, and a bill counts so by itself', async () => {
  const { all, cl, json } = shop('2026-11-21')
  await all(
    'add Acme --since 2025-01-01',
    'log acme visit - "brakes squeal"',
    'log acme invoice',
    'log acme complaint late',
  )
  expect((await cl('report')).out).toContain('\n  Went badly\n    1: Acme\n')
  expect(await json('report')).toMatchObject({ wentBadly: [{ customer: { name: 'Acme' }, count: 1 }], goodTouches: [] })
})

it('a bill that is below the ratio makes nobody due in the report', async () => {
  const { cl, all } = shop()
  await all('add Ann', 'log ann call', 'log ann invoice')
  expect((await cl('report')).out).not.toContain('Became due')
})

it.each([50, 80])('the page fits %i columns', async (columns) => {
  const acme = await badWeek()
  const long = 'a very long text about a sample '.repeat(5)
  await acme.all(`promise ann "${long}" --by 2026-11-22`, `log bea complaint "${long}"`, `add "${long.slice(0, 120)}"`)
  await acme.all(`log "${long.slice(0, 120)}" call`)
  const { out } = await acme.cl('report', { columns, env: { NO_COLOR: '1' } })
  for (const line of out.split('\n')) expect([line, line.length <= columns]).toEqual([line, true])
})

it('says of what was mended and done on its day that it was the same day', async () => {
  const { all, cl } = shop()
  await all('add Acme', 'log acme complaint "came late"', 'log acme request "a sample"', 'done 1', 'done 2')
  const { out } = await cl('report')
  expect(out).toContain('came late (mended the same day)\n')
  expect(out).toContain('a sample (done the same day)\n')
})
