import { type Day, day } from '#domain/days/day.ts'
import type { Loop } from '#domain/loops/loop.ts'
import type { CustomerDate } from '#domain/practices/dates.ts'
import type { WeekCount } from '#domain/reports/week-table.ts'
import { defaultSettings } from '#domain/shop/settings.ts'
import type { Touch } from '#domain/touches/touch.ts'
import type { Channel, Purpose, Vocabulary } from '#domain/touches/vocabulary.ts'

/** The tables of docs/scoring.md, "Vocabulary", written out a second time. */
const channels: [name: string, spoken: boolean, also: string][] = [
  ['visit', true, 'met meeting lunch in-person visited coffee'],
  ['call', true, 'phone rang phoned called'],
  ['video', true, 'zoom meet teams'],
  ['email', false, 'mail e-mail emailed'],
  ['text', false, 'sms chat whatsapp message texted'],
  ['letter', false, 'card post'],
  ['gift', false, 'flowers'],
  ['web', false, 'online social'],
]
const purposes: [
  name: string,
  Purpose['tone'],
  'care' | '',
  'money' | '',
  Purpose['opens'],
  Purpose['begunBy'],
  channel: string,
  meaning: string,
][] = [
  ['care', '+', 'care', '', null, 'us', 'call', "nothing's wrong, nothing to sell"],
  ['tour', '+', 'care', '', null, 'us', 'visit', 'they showed us their place, or we showed ours'],
  ['thanks', '+', '', '', null, 'us', 'letter', 'a thank-you with no bill around it'],
  ['surprise', '+', '', '', null, 'us', 'gift', 'something they did not expect'],
  ['help', '+', '', '', null, 'us', 'call', 'we did something for them beyond the order'],
  ['savings', '+', '', '', null, 'us', 'email', 'told them what we saved them'],
  ['news', '+', '', '', null, 'us', 'email', 'something useful to them'],
  ['feedback', '=', '', '', null, 'us', 'call', 'asked for their view'],
  ['delivery', '=', '', '', null, 'us', 'visit', 'handed over the goods or the work'],
  ['attempt', '=', '', '', null, 'us', 'call', 'tried, did not reach them'],
  ['mend', '=', '', '', null, 'us', 'call', 'work on a complaint'],
  ['request', '=', '', '', 'request', 'them', 'email', 'they asked for something'],
  ['sale', '=', '', 'money', null, 'us', 'call', 'a quote, an offer, an order taken'],
  ['invoice', '-', '', 'money', null, 'us', 'email', 'a bill'],
  ['reminder', '-', '', 'money', null, 'us', 'email', 'chasing a payment'],
  ['price', '-', '', 'money', null, 'us', 'letter', 'a price increase'],
  ['complaint', '-', '', '', 'complaint', 'them', 'call', 'something went wrong'],
  ['praise', '+', '', '', null, 'us', 'call', 'told them what they do well'],
  ['correction', '-', '', '', null, 'us', 'call', 'told them what has to change'],
]

/** Other words for purposes. */
const synonyms: Record<string, string> = {
  invoice: 'bill billed invoiced',
  sale: 'ordered quote offer sold',
  delivery: 'delivered',
  complaint: 'complain complained',
  thanks: 'thank thanked',
  attempt: 'voicemail unreachable',
  reminder: 'chased',
  help: 'helped',
  mend: 'mended',
}

export const vocabulary: Vocabulary = {
  channels: channels.map(([name, spoken, also], i): Channel => ({ id: i + 1, name, spoken, also: also.split(' ') })),
  purposes: purposes.map(
    ([name, tone, care, money, opens, begunBy, channel, meaning], i): Purpose => ({
      id: i + 1,
      name,
      tone,
      care: care !== '',
      money: money !== '',
      opens,
      begunBy,
      channel,
      meaning,
      reached: name !== 'attempt',
      also: synonyms[name]?.split(' ') ?? [],
    }),
  ),
}

export const settings = defaultSettings

let lastId = 0

/** A touch in a few words: `call care + on 2026-11-10`. */
export function touch(words: string): Touch {
  const [channel = '', purpose = '', tone = '+', , on = ''] = words.split(' ')
  lastId += 1
  return {
    id: lastId,
    customerId: 1,
    on: day(on),
    channel,
    purpose,
    tone: tone as Touch['tone'],
    begunBy: 'us',
    minutes: null,
    note: null,
    by: null,
  }
}

export const loop = (fields: Partial<Loop> & { openedOn: Day }): Loop => ({
  id: 1,
  customerId: 1,
  kind: 'complaint',
  text: 'late delivery',
  dueOn: null,
  closedOn: null,
  outcome: null,
  touchId: null,
  waitingOn: null,
  waitingSince: null,
  by: null,
  ...fields,
})

/** A date of customer 1 that was noted long ago. */
export const yearlyDate = (on: Day, fields: Partial<CustomerDate> = {}): CustomerDate => ({
  ...{ id: 1, customerId: 1, label: 'opening', year: null, notedOn: day('2020-01-01') },
  month: Number(on.slice(5, 7)),
  date: Number(on.slice(8)),
  ...fields,
})

/** The counts of no touch at all. */
export const noTouches: Omit<WeekCount, 'customerId' | 'by'> = {
  touches: 0,
  positive: 0,
  negative: 0,
  neutral: 0,
  careVisits: 0,
  spoken: 0,
  beganByUs: 0,
  minutes: 0,
}

/** The counts of one touch; `careVisits` is 1 where it is one. */
export const countOf = (
  { customerId, by, tone, channel, begunBy, minutes }: Touch,
  careVisits: 0 | 1 = 0,
): WeekCount => ({
  customerId,
  by,
  touches: 1,
  positive: Number(tone === '+'),
  negative: Number(tone === '-'),
  neutral: Number(tone === '='),
  careVisits,
  spoken: Number(vocabulary.channels.some(({ name, spoken }) => name === channel && spoken)),
  beganByUs: Number(begunBy === 'us'),
  minutes: minutes ?? 0,
})
