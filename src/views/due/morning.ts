import type { ListedCustomer } from '#domain/customers/customer.ts'
import { type DueRow, isForToday } from '#domain/due/due.ts'
import type { Question } from '#domain/practices/knowing.ts'
import type { Settings } from '#domain/shop/settings.ts'
import { sumOf } from '#domain/sums.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { dayInWords } from '#formats/days/day-in-words.ts'
import { broken, cut, joined, titled, titleOf, visible, wrapped } from '../text.ts'
import type { Paper, ScreenView } from '../view.ts'
import { reasonCell } from './due-page.ts'

export type PageKey = { key: string; does: string }

export type MorningPage = {
  customer: ListedCustomer
  /** Places are counted from 1. */
  at: number
  of: number
  /** Null where there is nothing to do today. */
  row: DueRow<ListedCustomer> | null
  /** The last touch that has a note, or else the last. */
  lastNoted: Touch | null
  question: Question | null
  settings: Settings
  keys: PageKey[]
}

const margin = 7

const fitting = (line: string, width: number): string[] => wrapped(line, width).flatMap((each) => broken(each, width))

function reasonLines({ row, settings }: MorningPage, paper: Paper): string[] {
  const today = row?.reasons.filter((reason) => isForToday(reason, row, settings, paper.today)) ?? []
  if (!row || today.length === 0) return [paper.colour.green('nothing more to do today')]
  return today.flatMap((reason) => {
    const cell = reasonCell(reason, row, settings.ratioGoal, paper)
    const { text, style = String } = typeof cell === 'string' ? { text: cell } : cell
    return fitting(visible(text), paper.width).map((line) => style(line))
  })
}

const beside = (title: string, text: string, paper: Paper): string[] => titled(title, visible(text), margin, paper)

function noteLines({ lastNoted }: MorningPage, paper: Paper): string[] {
  if (lastNoted === null) return []
  const { channel, purpose, tone, on, note } = lastNoted
  const words = `${dayInWords(on, paper.today)}, ${channel}, ${purpose}, ${tone}${note === null ? '' : `: ${note}`}`
  return beside('Last', words, paper)
}

/** The longest parts lose their last lines until all fit; `…` stands for these. On a very low screen, the last parts are left out. */
function shortened(parts: string[][], room: number, width: number): string[][] {
  const short = parts.map((part) => [...part])
  const total = () => sumOf(short, (part) => part.length)
  while (total() > room) {
    const longest = short.reduce((one, other) => (other.length > one.length ? other : one))
    if (longest.length < 2) break
    longest.pop()
  }
  while (total() > room && short.length > 1) short.pop()
  return short.map((part, i) =>
    part.length === parts[i]?.length ? part : [...part.slice(0, -1), cut(`${part.at(-1)} …`, width)],
  )
}

/** All of it fits the height of the terminal. */
export const morningPage: ScreenView<MorningPage> = (page, screen) => {
  const { width, height, colour } = screen
  const { customer, at, of, question, keys } = page
  const reach = joined(' · ', [customer.phone, customer.email])
  const title = fitting(visible(`${titleOf(customer)} · ${at} of ${of}`), width).map((line) => colour.bold(line))
  const parts = [
    title,
    reasonLines(page, screen),
    reach === '' ? [] : beside('Reach', reach, screen),
    noteLines(page, screen),
    question === null ? [] : beside('Ask', `${question.topic.name}: ${question.topic.question}`, screen),
  ]
  const listed = wrapped(keys.map(({ key, does }) => `${key} ${does}`).join(' · '), width, ' · ')
  const foot = listed.map((line) => line.replace(/(?<=^|\u00b7 )\w+/g, (key) => colour.bold(key)))
  // Three lines are empty: one above the title, one below the parts, and one that stays free.
  const room = height - foot.length - 3
  return ['', ...shortened(parts, room, width).flat(), '', ...foot].join('\n')
}
