import { describe, expect, it } from 'vitest'
import { refusal, shop } from '../../cl.ts'
import { preparedOnce } from '../../prepared-once.ts'

type Words = { channels: { name: string; spoken: boolean; also: string[] }[]; purposes: { name: string }[] }

const oneTouch = preparedOnce(async () => {
  const acme = shop()
  await acme.all('add Acme --since 2026-01-01 --today 2026-01-01', 'log acme visit news')
  return acme
})
const channelIn = ({ channels }: Words, name: string) => channels.find((each) => each.name === name)
const purposeIn = ({ purposes }: Words, name: string) => purposes.find((each) => each.name === name)

it('a new book has the standard tables', async () => {
  const { json, cl } = await oneTouch()
  const { channels, purposes } = await json<Words>('vocabulary')
  expect(channels).toEqual([
    { name: 'visit', spoken: true, also: ['met', 'meeting', 'lunch', 'in-person', 'visited', 'coffee'] },
    { name: 'call', spoken: true, also: ['phone', 'rang', 'phoned', 'called'] },
    { name: 'video', spoken: true, also: ['zoom', 'meet', 'teams'] },
    { name: 'email', spoken: false, also: ['mail', 'e-mail', 'emailed'] },
    { name: 'text', spoken: false, also: ['sms', 'chat', 'whatsapp', 'message', 'texted'] },
    { name: 'letter', spoken: false, also: ['card', 'post'] },
    { name: 'gift', spoken: false, also: ['flowers'] },
    { name: 'web', spoken: false, also: ['online', 'social'] },
  ])
  const table = `
    care + yes – – us call | tour + yes – – us visit | thanks + – – – us letter | surprise + – – – us gift
    | help + – – – us call | savings + – – – us email | news + – – – us email | feedback = – – – us call
    | delivery = – – – us visit | attempt = – – – us call | mend = – – – us call | request = – – request them email
    | sale = – yes – us call | invoice - – yes – us email | reminder - – yes – us email | price - – yes – us letter
    | complaint - – – complaint them call | praise + – – – us call | correction - – – – us call`
  const also: Record<string, string[]> = {
    thanks: ['thank', 'thanked'],
    help: ['helped'],
    delivery: ['delivered'],
    attempt: ['voicemail', 'unreachable'],
    mend: ['mended'],
    sale: ['ordered', 'quote', 'offer', 'sold'],
    invoice: ['bill', 'billed', 'invoiced'],
    reminder: ['chased'],
    complaint: ['complain', 'complained'],
  }
  expect(purposes).toEqual(
    table.split('|').map((row) => {
      const [name, tone, care, money, opens, begunBy, channel] = row.trim().split(/\s+/)
      const yes = { care: care === 'yes', money: money === 'yes', opens: opens === '–' ? null : opens }
      return {
        name,
        tone,
        ...yes,
        begunBy,
        channel,
        meaning: expect.stringMatching(/./),
        reached: name !== 'attempt',
        also: also[name ?? ''] ?? [],
      }
    }),
  )
  const { out } = await cl('vocabulary')
  expect(out).toContain('visit    yes     met, meeting, lunch, in-person, visited, coffee\n')
  expect(out).toMatch(/^request += +a request +them +email +they asked /m)
})

it('fits a terminal: the meaning of a purpose wraps, and nothing is cut', async () => {
  const { cl } = await oneTouch()
  const { out } = await cl('vocabulary', { env: { NO_COLOR: '1' }, columns: 80 })
  expect(out).not.toContain('…')
  expect(out.replace(/\s+/g, ' ')).toContain('also bill, billed, invoiced')
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
})

it('channel and purpose show one of the tables', async () => {
  const { json } = await oneTouch()
  expect(await json('vocabulary channel')).toMatchObject({ purposes: [], channels: { length: 8 } })
  expect(await json('vocabulary purpose')).toMatchObject({ channels: [], purposes: { length: 19 } })
})

it.each([
  ['channel add fax', 'fax', { name: 'fax', spoken: false, also: [] }],
  ['channel add Radio --spoken --also CB --also ham', 'radio', { name: 'radio', spoken: true, also: ['cb', 'ham'] }],
  [
    'channel set call --no-spoken',
    'call',
    { name: 'call', spoken: false, also: ['phone', 'rang', 'phoned', 'called'] },
  ],
  [
    'channel set video --also skype --also zoom',
    'video',
    { name: 'video', spoken: true, also: ['zoom', 'meet', 'teams', 'skype'] },
  ],
  ['channel set phone --also "" --also ring', 'call', { name: 'call', spoken: true, also: ['ring'] }],
  ['channel set phone --also ""', 'call', { name: 'call', spoken: true, also: [] }],
  ['channel set gift --name present', 'present', { name: 'present', spoken: false, also: ['flowers'] }],
])('vocabulary %s', async (line, name, expected) => {
  const { json } = await oneTouch()
  expect(channelIn(await json(`vocabulary ${line}`), name)).toEqual(expected)
  expect(channelIn(await json('vocabulary'), name)).toEqual(expected)
})

const news = {
  name: 'news',
  tone: '+',
  care: false,
  money: false,
  opens: null,
  begunBy: 'us',
  channel: 'email',
  reached: true,
  also: [],
}
const refund = { ...news, name: 'refund', tone: '=', channel: 'call', meaning: '' }
it.each([
  ['purpose add refund', 'refund', refund],
  [
    'purpose add refund --tone + --care --money --opens request --begun-by them --channel mail --meaning "money back" --also payback',
    'refund',
    {
      name: 'refund',
      tone: '+',
      care: true,
      money: true,
      opens: 'request',
      begunBy: 'them',
      channel: 'email',
      meaning: 'money back',
      reached: true,
      also: ['payback'],
    },
  ],
  ['purpose set news --tone =', 'news', { ...news, tone: '=' }],
  ['purpose set news --care', 'news', { ...news, care: true }],
  ['purpose set care --no-care', 'care', { ...news, name: 'care', channel: 'call' }],
  [
    'purpose set invoice --no-money',
    'invoice',
    { ...news, name: 'invoice', tone: '-', also: ['bill', 'billed', 'invoiced'] },
  ],
  ['purpose set news --money', 'news', { ...news, money: true }],
  ['purpose set news --opens complaint', 'news', { ...news, opens: 'complaint' }],
  [
    'purpose set complaint --opens none',
    'complaint',
    { ...news, name: 'complaint', tone: '-', begunBy: 'them', channel: 'call', also: ['complain', 'complained'] },
  ],
  ['purpose set news --begun-by them', 'news', { ...news, begunBy: 'them' }],
  ['purpose set news --channel web', 'news', { ...news, channel: 'web' }],
  ['purpose set news --meaning "useful"', 'news', { ...news, meaning: 'useful' }],
  ['purpose set news --also nieuws', 'news', { ...news, also: ['nieuws'] }],
  [
    'purpose set thanks --also danke',
    'thanks',
    { ...news, name: 'thanks', channel: 'letter', also: ['thank', 'thanked', 'danke'] },
  ],
  ['purpose set news --name tidings', 'tidings', { ...news, name: 'tidings' }],
])('vocabulary %s', async (line, name, expected) => {
  const { json } = await oneTouch()
  const purpose = purposeIn(await json(`vocabulary ${line}`), name)
  expect(purpose).toEqual({ meaning: expect.any(String), ...expected })
  expect(purposeIn(await json('vocabulary'), name)).toEqual(purpose)
})

it.each(['--tone + purpose --care add refund', 'purpose add --tone + --care refund'])(
  'takes options wherever they are typed: vocabulary %s',
  async (line) => {
    const { json } = await oneTouch()
    expect(purposeIn(await json(`vocabulary ${line}`), 'refund')).toMatchObject({ tone: '+', care: true })
  },
)

it('a new word is understood by log, and counts as it says', async () => {
  const { all, json } = await oneTouch()
  await all(
    'vocabulary channel add radio --spoken --also cb',
    'vocabulary purpose add chinwag --tone + --care --channel radio',
    'log acme cb chinwag over and out',
  )
  expect(await json('history --channel radio')).toMatchObject([{ purpose: 'chinwag', note: 'over and out' }])
  expect(await json('due --all')).toMatchObject([{ lastVisit: '2026-11-21' }])
})

it('a renamed purpose keeps its touches, and a changed one counts anew', async () => {
  const { all, json } = await oneTouch()
  expect(await json('due --all')).toMatchObject([{ lastVisit: null }])
  await all('vocabulary purpose set news --name tidings --care')
  expect(await json('history')).toMatchObject([{ purpose: 'tidings' }])
  expect(await json('due --all')).toMatchObject([{ lastVisit: '2026-11-21' }])
})

it('removes a word that is not in use', async () => {
  const { json } = await oneTouch()
  expect(purposeIn(await json('vocabulary purpose remove tour'), 'tour')).toBeUndefined()
  expect(channelIn(await json('vocabulary channel remove chat'), 'text')).toBeUndefined()
})

it.each<[string, number, RegExp]>([
  ['tone', 2, /^"tone" is not one of channel, purpose\.\nType: cl vocabulary --help\n$/],
  ['channel delete fax', 2, /^"delete" is not one of add, set, remove\.\nType: cl vocabulary channel --help\n$/],
  ['channel add', 2, /^Missing required argument 'word'\.\nAs in: cl vocabulary channel add fax .+\n$/],
  ['channel add visit', 1, /^"visit" is a channel already\.\ncl vocabulary shows all words\.\n$/],
  ['channel add zoom', 1, /^"zoom" means video already\.\n.+\n$/],
  ['purpose add call', 1, /^"call" is a channel already\.\n.+\n$/],
  ['channel add fax --also care', 1, /^"care" is a purpose already\.\n.+\n$/],
  ['purpose set news --name sale', 1, /^"sale" is a purpose already\.\n.+\n$/],
  ['purpose set news --also thanks', 1, /^"thanks" is a purpose already\.\n.+\n$/],
  ['channel add "two words"', 2, /^"two words" cannot be a word of the vocabulary\.\n.+\n$/],
  ['channel add +', 2, /^"\+" cannot be a word of the vocabulary\.\n.+\n$/],
  ['channel add 7up', 2, /^"7up" cannot be a word of the vocabulary\.\n.+\n$/],
  ['channel set fax --spoken', 2, /^"fax" is not a channel\.\nThe channels are visit, .+\n$/],
  ['purpose remove refund', 2, /^"refund" is not a purpose\.\nThe purposes are care, .+\n$/],
  ['purpose set news', 2, /^Nothing to change was named\.\nType: cl vocabulary purpose set --help\n$/],
  ['purpose set news --spoken', 2, /^Unknown option '--spoken'\.\n.+\n$/],
  ['set purpose news --tone =', 2, /^Unknown option '--tone'\.\n.*cl vocabulary purpose set news --tone = --past.*\n$/],
  ['channel add fax --tone +', 2, /^Unknown option '--tone'\..*\n.+\n$/],
  ['channel add fax --name fox', 2, /^Unknown option '--name'\..*\n.+\n$/],
  ['purpose set news --tone good', 2, /^"good" is not a tone\.\n.+\n$/],
  ['purpose set news --opens promise', 2, /^Option '--opens <loop>' argument 'promise' is invalid\. .+\n.+\n$/],
  ['purpose set news --channel fax', 2, /^"fax" is not a channel\.\n.+\n$/],
  ['purpose set care --name love', 1, /^care keeps its name: cl needs it\.\n.+\n$/],
  ['purpose set savings --name spared', 1, /^savings keeps its name: cl needs it\.\n.+\n$/],
  ['purpose remove surprise', 1, /^surprise cannot be removed: cl needs it\.\n.+\n$/],
  ['channel set call --name ring', 1, /^call keeps its name: cl needs it\.\n.+\n$/],
  ['purpose remove care', 1, /^care cannot be removed: cl needs it\.\n.+\n$/],
  ['purpose remove news', 1, /^news is in use \(1\), so it cannot be removed\.\n.+\n$/],
  ['channel remove gift', 1, /^gift is in use \(1\), so it cannot be removed\.\n.+\n$/],
])('refuses: vocabulary %s', async (line, code, err) => {
  expect(await refusal(await oneTouch(), `vocabulary ${line}`)).toEqual({
    code,
    out: '',
    err: expect.stringMatching(err),
  })
})

it.each([
  ['channel add groom', '"groom" makes no care visit. Not so? cl vocabulary channel set groom --spoken\n'],
  ['channel add groom --spoken', ''],
  ['channel add groom --no-spoken', ''],
  [
    'purpose add tasting',
    '"tasting" is neither good nor bad and makes no care visit. Not so? cl vocabulary purpose set tasting --tone + --care\n',
  ],
  ['purpose add tasting --tone +', '"tasting" makes no care visit. Not so? cl vocabulary purpose set tasting --care\n'],
  [
    'purpose add refund --money',
    '"refund" is neither good nor bad. Not so? cl vocabulary purpose set refund --tone +\n',
  ],
  ['purpose add rant --tone -', ''],
  ['purpose add party --tone = --no-care', ''],
])('says how a new word counts: vocabulary %s', async (line, err) => {
  expect((await (await oneTouch()).cl(`vocabulary ${line}`)).err).toBe(err)
})

describe('a tone that is changed', () => {
  const tonesIn = async ({ json }: ReturnType<typeof shop>, purpose: string) =>
    (await json<{ tone: string }[]>(`history --purpose ${purpose}`)).map(({ tone }) => tone)

  it.each([
    [
      'purpose set news --tone =',
      '1 touch of before with + stays so. To change it too: cl undo, and the same with --past\n',
    ],
    ['purpose set news --tone = --past', '1 touch of before has = now, too.\n'],
    ['purpose set thanks --tone = --past', ''],
    ['purpose set news --tone +', 'It was so already: nothing changed, and there is nothing to undo.\n'],
    ['purpose set news --meaning x', ''],
    ['purpose set thanks --tone =', ''],
  ])('cl vocabulary %s says what stays: %j', async (line, err) => {
    expect((await (await oneTouch()).cl(`vocabulary ${line}`)).err).toBe(err)
  })

  it('reaches the touches of before also where --past comes later, in one undo', async () => {
    const own = await oneTouch()
    await own.all('vocabulary purpose set news --tone =', 'log acme thanks')
    expect((await own.cl('vocabulary purpose set news --tone = --past')).err).toBe(
      '1 touch of before has = now, too.\n',
    )
    expect(await tonesIn(own, 'news')).toEqual(['='])
    expect(await tonesIn(own, 'thanks')).toEqual(['+'])
    await own.all('undo')
    expect(await tonesIn(own, 'news')).toEqual(['+'])
  })

  it('leaves touches of two other tones where --past comes later, and says how they get it', async () => {
    const own = await oneTouch()
    await own.all('log acme news -', 'vocabulary purpose set news --tone =')
    const how = (tone: string) =>
      `1 touch of before with ${tone} stays so. To change it too: cl vocabulary purpose set news --tone ${tone}, and then this again\n`
    expect((await own.cl('vocabulary purpose set news --tone = --past')).err).toBe(
      `It was so already: nothing changed, and there is nothing to undo.\n${how('+')}${how('-')}`,
    )
    await own.all('vocabulary purpose set news --tone +', 'vocabulary purpose set news --tone = --past')
    expect(await tonesIn(own, 'news')).toEqual(['-', '='])
  })

  it.each([
    ['news --tone =', ['+', '-', '+'], ['=', '-', '=']],
    ['news --tone -', ['+', '-', '+'], ['-', '-', '-']],
    ['news --tone = --name bulletin', ['+', '-', '+'], ['=', '-', '=']],
  ])('counts for the next touch, and with --past for those that had the old one: %s', async (words, stay, past) => {
    const own = await oneTouch()
    await own.all('log acme news -', 'log acme news', 'log acme thanks')
    const name = words.includes('--name') ? 'bulletin' : 'news'
    await own.all(`vocabulary purpose set ${words}`)
    expect(await tonesIn(own, name)).toEqual(stay)
    await own.all('undo', `vocabulary purpose set ${words} --past`, `log acme ${name}`)
    expect(await tonesIn(own, name)).toEqual([words.split(' ')[2], ...past])
    expect(await tonesIn(own, 'thanks')).toEqual(['+'])
  })

  it('counts in the ratio of before where --past is said', async () => {
    const { all, json } = await oneTouch()
    const score = async () => (await json<object[]>('due --all'))[0]
    await all('vocabulary purpose set news --tone -')
    expect(await score()).toMatchObject({ positive: 1, negative: 0 })
    await all('undo', 'vocabulary purpose set news --tone - --past')
    expect(await score()).toMatchObject({ positive: 0, negative: 1, needed: 10 })
  })
})

it('a tone that is changed leaves the touches of before, and --past changes them in one undo', async () => {
  const { all, cl, json } = await oneTouch()
  await all('log acme news -', 'log acme news')
  const tones = async () => (await json<{ tone: string }[]>('history')).map(({ tone }) => tone)
  const before = await tones()
  const { err } = await cl('vocabulary purpose set news --tone =')
  expect(err).toBe('2 touches of before with + stay so. To change them too: cl undo, and the same with --past\n')
  expect(await tones()).toEqual(before)
  await all('undo')
  const past = await cl('vocabulary purpose set news --tone = --past')
  expect(past.err).toBe('2 touches of before have = now, too.\n')
  expect(await tones()).toEqual(['=', '-', '='])
  expect((await cl('undo')).out).toContain('changed purpose news, and 2 touches of before')
  expect(await tones()).toEqual(before)
  expect(await refusal(await oneTouch(), 'vocabulary purpose set news --past')).toMatchObject({ code: 2 })
})
