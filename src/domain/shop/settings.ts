import { wrongUsage } from '#errors.ts'
import { checkName } from '../customers/name.ts'
import { type Cadence, cadenceFrom, cadenceText } from '../days/cadence.ts'
import { weekdayNames } from '../days/day.ts'
import { durationInDays } from '../days/lengths.ts'
import type { WeekStart } from '../days/week.ts'
import { laptopKeys } from './laptop-settings.ts'
import { allFrom, type Setting, settingOf, settingsWith } from './setting.ts'

/** The order of day, month and year in a day with slashes. */
export type DateOrder = 'dmy' | 'mdy'

/** Days are whole days. */
export type Settings = {
  visitEvery: Cadence
  ratioGoal: number
  /** Days, both ends included. */
  ratioWindow: number
  weekStart: WeekStart
  /** `1/5/2026` is read so; null where nobody has said it. */
  dateOrder: DateOrder | null
  /** ISO 3166; phone numbers of that country are written without its code. */
  phoneCountry: string | null
  /** Days; for a touch that they began. */
  replyWithin: number
  /** Days; for a loop without a day of its own. */
  requestWithin: number
  promiseWithin: number
  /** Days; for a complaint. */
  mendWithin: number
  /** Days before a date from which it is in due. */
  dateAhead: number
  /** Days; for telling a customer of a saving. */
  savingsTell: number
  /** ISO 4217 */
  currency: string | null
  /** Pages that others see name the shop. */
  shopName: string | null
  /** The teammate who is meant where nobody is named. */
  me: string | null
}

const weekdays = weekdayNames.map((name) => name.toLowerCase())
const weekStarts: WeekStart[] = [0, 1, 2, 3, 4, 5, 6]

function wholeNumber(text: string): number {
  const goal = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  if (goal < 1) throw wrongUsage(`"${text}" is not a whole number from 1 to 9999.`, 'Write one, such as 10.')
  return goal
}

function weekdayFrom(text: string): WeekStart {
  const word = text.trim().toLowerCase()
  const found = weekStarts.find((start) => word.length >= 2 && weekdays[start]?.startsWith(word))
  if (found === undefined)
    throw wrongUsage(`"${text}" is not a day of the week.`, `Write one of ${weekdays.join(', ')}.`)
  return found
}

function dateOrderFrom(text: string): DateOrder {
  const order = text.trim().toLowerCase()
  if (order !== 'dmy' && order !== 'mdy') {
    throw wrongUsage(`"${text}" is not an order of days.`, 'Write dmy for 31/12/2026, or mdy for 12/31/2026.')
  }
  return order
}

const codeFrom = (pattern: RegExp, what: string, hint: string) => (text: string) => {
  const code = text.trim().toUpperCase()
  if (!pattern.test(code)) throw wrongUsage(`"${text}" is not a ${what}.`, hint)
  return code
}
const countryFrom = codeFrom(/^[A-Z]{2}$/, 'country code', 'Write its two letters, such as US, GB or DE.')
const currencyFrom = codeFrom(/^[A-Z]{3}$/, 'currency', 'Write its three letters, such as USD, GBP or EUR.')

const setting = settingsWith<Settings>()

type InDays = { [Field in keyof Settings]: number extends Settings[Field] ? Field : never }[keyof Settings]

const inDays = (field: InDays, meaning: string): Setting<Settings> =>
  setting(field, meaning, durationInDays, cadenceText)

const orEmpty = (value: string | null): string => value ?? ''

/** Settings are listed in this order. */
export const settingKeys: Record<string, Setting<Settings>> = {
  'visit.every': setting('visitEvery', 'the cadence of customers without their own', cadenceFrom, cadenceText),
  'ratio.goal': setting('ratioGoal', 'positive touches wanted to each negative one', wholeNumber, String),
  'ratio.window': inDays('ratioWindow', 'the days over which the ratio is counted'),
  'week.start': setting(
    'weekStart',
    'the day that a week begins on',
    weekdayFrom,
    (start) => weekdays[start] ?? 'monday',
  ),
  'date.order': setting(
    'dateOrder',
    'how days with slashes are read: dmy (31/12) or mdy (12/31)',
    dateOrderFrom,
    orEmpty,
  ),
  'phone.country': setting('phoneCountry', 'the country of phone numbers without a country code', countryFrom, orEmpty),
  'reply.within': inDays('replyWithin', 'the days within which you answer what they begin'),
  'request.within': inDays('requestWithin', 'the days within which you do what they ask without a day'),
  'promise.within': inDays('promiseWithin', 'the days within which you keep a promise without a day'),
  'mend.within': inDays('mendWithin', 'the days within which you mend what went wrong'),
  'date.ahead': inDays('dateAhead', 'the days before a date from which it is in due'),
  'savings.tell': inDays('savingsTell', 'the days within which you tell them of a saving'),
  currency: setting('currency', 'the money that savings are in, such as EUR', currencyFrom, orEmpty),
  'shop.name': setting(
    'shopName',
    'what the shop is called, on the page of the week',
    (name) => checkName('name', name),
    orEmpty,
  ),
  me: setting('me', 'the teammate who is meant where --by is not said', (name) => checkName('name', name), orEmpty),
}

export const defaultSettings: Settings = {
  visitEvery: 30,
  ratioGoal: 10,
  ratioWindow: 365,
  weekStart: 1,
  dateOrder: null,
  phoneCountry: null,
  replyWithin: 1,
  requestWithin: 3,
  promiseWithin: 30,
  mendWithin: 7,
  dateAhead: 7,
  savingsTell: 30,
  currency: null,
  shopName: null,
  me: null,
}

export const allSettingKeys = [...Object.keys(settingKeys), ...Object.keys(laptopKeys)]

/** @throws wrong usage, with a list of the keys */
export function settingNamed(key: string): Setting<Settings> {
  const found = settingOf(settingKeys, key)
  if (!found) throw wrongUsage(`"${key}" is not a setting.`, `The settings are ${allSettingKeys.join(', ')}.`)
  return found
}

/** A setting that the book does not keep has its default. @throws cannot, for a value that its key cannot have */
export const settingsFrom = (kept: { key: string; value: string }[]): Settings =>
  allFrom(settingKeys, defaultSettings, kept)
