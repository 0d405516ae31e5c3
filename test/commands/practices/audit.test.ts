import { expect, it } from 'vitest'
import { FileBook } from '#book/file-book.ts'
import { day } from '#domain/days/day.ts'
import { insert } from '#tables/rows.ts'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

const allThrees = (except: number[] = []) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    .filter((question) => !except.includes(question))
    .map((question) => `--answer ${question}=3`)
    .join(' ')

type Compared = { total: number | null; change: number | null; finishedOn: string | null; answers: object[] }
type Asked = { question: number; text: string; evidence: string; lastScore: number | null; lastNote: string | null }

const withAcme = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-11-01 --today 2026-11-01')
  return acme
})

const evidenceOf = async (acme: ReturnType<typeof shop>) =>
  (await acme.json<{ questions: Asked[] }>('audit --questions')).questions.map(({ evidence }) => evidence)

/**
 * Seen from 2026-11-21; the window begins on 2025-11-22. Acme came 365 days ago, Bolt 364: each was courted with three calls, and
 * has had one since. Cafe left in May; Kim is on the team.
 */
async function aYear() {
  const acme = shop()
  await acme.all(
    'add Acme --since 2025-11-21 --today 2025-11-21',
    'add Bolt --since 2025-11-22 --today 2025-11-22',
    'add Cafe --since 2025-01-01 --today 2025-01-01',
    'log acme call --on 2025-11-21',
    'log acme call "#kind" --on 2025-12-01',
    'log acme call --on 2026-01-10',
    'log bolt call --on 2025-11-22',
    'log bolt call --on 2026-01-11',
    'log bolt email news --on 2026-02-19',
    'log bolt invoice "#dear, they said" --on 2026-03-01',
    'log bolt call - "#late" --on 2026-03-02',
    'log acme sale --in --on 2026-10-01',
    'log acme call --on 2026-10-04',
    'log bolt text --in --on 2026-11-10',
    'log bolt text --on 2026-11-10',
    'log bolt text --in --on 2026-11-20',
    'log acme complaint "the van" --out --on 2026-06-01',
    'log bolt complaint "cold rolls" --on 2026-06-01',
    'log bolt request "a sample" --on 2026-07-01',
  )
  await acme.all('done 1 --on 2026-06-03', 'done 2 --on 2026-06-01')
  const dueOn = async (on: string, by: string) => acme.clOn(on, `promise acme a list --by ${by}`)
  await dueOn('2026-01-01', '2026-01-05')
  await dueOn('2026-02-01', '2026-02-05')
  await dueOn('2026-02-01', '2026-11-21')
  await acme.all('done 4 --on 2026-01-05', 'done 5 --on 2026-02-06')
  await acme.clOn('2026-05-01', 'archive cafe')
  await new FileBook(acme.book, day('2026-11-21'), () => {}).write(async (db) => {
    const on = { customer_id: 1, on_day: day('2026-11-01') }
    const kim = await insert(db, 'customers', { name: 'Kim', since: day('2025-01-01'), kind: 'teammate' })
    await insert(db, 'facts', { ...on, topic_id: 1, text: 'x' })
    await insert(db, 'facts', { ...on, topic_id: 2, text: 'x' })
    await insert(db, 'facts', { ...on, topic_id: 2, text: 'y', customer_id: kim.id })
    await insert(db, 'pulses', { ...on, rating: 9 })
    await insert(db, 'savings', { ...on, minutes: 30, text: 'x', told_by: 1, told_on: day('2026-11-21') })
    await insert(db, 'savings', { ...on, minutes: 30, text: 'x' })
    await insert(db, 'losses', { customer_id: 3, lost_on: day('2026-05-01') })
    return { summary: 'x', result: undefined }
  })
  return acme
}

it('shows each question with what the book says about it', async () => {
  expect(await evidenceOf(await aYear())).toEqual([
    '13 % of the touches were about money (2 of 15)',
    'still with you: 2 of the 3 of a year ago; 1 lost, none won back',
    'of 2 customers courted, 1 is drifting and 1 is taken for granted',
    'of 1 customer of a year or more, 1 is taken for granted',
    'with a reason: 11 % of the positive touches, 50 % of the negative',
    'the same day as a rule, the same day at worst, for 1 answer; 1 not answered yet',
    'on average 17 % of the topics of 1 customer; nothing of 1',
    'kept on time: 1 of 2 promises that fell due',
    'told by you first: 1 of 2 complaints; days to mend: 1 as a rule',
    'with a pulse: 1 of 2 customers; 2 facts learned',
    '2 savings, 1 told',
  ])
})

it('says in words that there is nothing to go by', async () => {
  const nothing = 'nothing noted yet'
  expect(await evidenceOf(await withAcme())).toEqual([
    nothing,
    'nobody was a customer a year ago',
    'nobody to compare yet: that takes 180 days, and some courting',
    'nobody to compare yet: that takes a year, and some courting',
    ...Array(7).fill(nothing),
  ])
})

it('shows the questions without asking, with the last answers', async () => {
  const acme = await withAcme()
  await acme.all(`audit ${allThrees([3])} --answer "3=2 we were slow on Fridays"`)
  const { out, err, code } = await acme.cl('audit --questions')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain(` 3  Do you treat them today as you did while you were courting them?
    The book: nobody to compare yet: that takes 180 days, and some courting
    Last time: 2, we were slow on Fridays
 4  `)
  expect(out).toMatch(/What the book says is of the last 365 days, up to today\.\n$/)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  const { questions } = await acme.json<{ questions: Asked[] }>('audit --questions')
  expect(questions[2]).toMatchObject({ question: 3, lastScore: 2, lastNote: 'we were slow on Fridays' })
})

it('takes answers one by one, and is finished with the last', async () => {
  const { cl, json, all } = await withAcme()
  expect(await cl('audit --answer 1=4 --answer "3=2 slow"')).toEqual({
    code: 0,
    out: '2 of 11 questions answered; cl audit goes on with question 2.\n',
    err: '',
  })
  await all('audit --answer 3=1')
  expect(await cl('audit --list')).toMatchObject({
    out: '',
    err: 'One is unfinished: 2 of 11 questions answered; cl audit goes on with question 2.\n',
  })
  expect(await cl(`audit ${allThrees([1, 3])}`)).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^The audit is finished: 32 of 44\n # {2}Question +Now {2}Note\n 1 {2}Relationships that last +4\n/,
    ),
  })
  expect(await json<Compared[]>('audit --list')).toMatchObject([{ total: 32, change: null, before: null }])
})

it('compares with the time before', async () => {
  const { clOn, cl, json } = await withAcme()
  await clOn('2026-08-20', `audit ${allThrees()}`)
  const { out } = await cl(`audit ${allThrees([1, 2])} --answer "1=4 at last" --answer 2=0`)
  expect(out.split('\n').slice(0, 5)).toEqual([
    'The audit is finished: 31 of 44, 2 fewer than 20 Aug',
    ' #  Question                 Now  Before  Change     Note',
    ' 1  Relationships that last    4       3  +1         at last',
    ' 2  Keeping them               0       3  −3',
    ' 3  As when courting           3       3  as before',
  ])
  const list = await json<Compared[]>('audit --list')
  expect(list.map(({ finishedOn, total, change }) => [finishedOn, total, change])).toEqual([
    ['2026-11-21', 31, -2],
    ['2026-08-20', 33, null],
  ])
  expect(list[0]?.answers.slice(0, 2)).toMatchObject([
    { question: 1, score: 4, note: 'at last', before: 3, change: 1 },
    { question: 2, score: 0, note: null, before: 3, change: -3 },
  ])
  expect((await cl('audit --list')).out).toMatch(
    /^Audit +Total {2}Change\ntoday {3}31 of 44 {2}−2\n20 Aug {2}33 of 44\n\n # {2}Question/,
  )
})

it('undo takes back a sitting', async () => {
  const { cl, all, json } = await withAcme()
  await all('audit --answer 1=4 --answer 2=4', `audit ${allThrees([1, 2])}`)
  expect((await cl('undo')).out).toBe('Took back: finished the audit: 35 of 44 (today)\n')
  expect(await json<Compared>('audit --answer 11=0')).toMatchObject({ finishedOn: null, total: null })
  await all('undo', 'undo')
  expect(await cl('audit --list')).toMatchObject({ err: expect.stringMatching(/^There was no audit yet\. /) })
})

it('seen from a day, an audit that was finished later is not there', async () => {
  const { clOn, all } = await withAcme()
  await all(`audit ${allThrees()}`)
  expect(await clOn('2026-11-20', 'audit --list')).toMatchObject({ code: 0, out: '' })
  await all('audit --answer 7=2')
  expect((await clOn('2026-11-20', 'audit --answer 1=1')).out).toMatch(/^1 of 11 /)
})

it.each<[string, RegExp]>([
  ['', /^There is no terminal to ask at: give an answer, as in: cl audit --answer "3=2 we were slow on Fridays"\.\n$/],
  ['--answer', /^--answer <answer> is without its value\.\n/],
  ['--answer ""', /^"" is not an answer\.\n/],
  ['--answer 12=1', /^There is no question 12\.\nThey are 1 to 11: cl audit --questions\n$/],
  ['--answer 1=5', /^"5" is not an answer\.\nAnswer with 0 \(not at all\) to 4 \(fully so\)\.\n$/],
  ['--answer 1=1 --answer 1=2', /^Question 1 is answered twice\.\n/],
  ['--answer 1=1 --list', /^Option '--list' cannot be used with option '--answer <answer>'\.\n/],
  ['--questions --list', /cannot be used with option/],
  ['me', /^"me" is one word too many for cl audit/],
])('refuses: audit %s', async (line, said) => {
  const acme = await withAcme()
  const { code, out, err } = await refusal(acme, `audit ${line}`)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(said)
})
