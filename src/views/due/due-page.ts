import type { ListedCustomer } from '#domain/customers/customer.ts'
import type { Day } from '#domain/days/day.ts'
import { type DueRow, isAhead, isForToday, type Reason, worstFirst } from '#domain/due/due.ts'
import type { Settings } from '#domain/shop/settings.ts'
import type { Touch } from '#domain/touches/touch.ts'
import { type Cell, table } from '../table.ts'
import { counted, joined, namesAmong, titleOfNames, wrapped } from '../text.ts'
import type { Paper } from '../view.ts'
import { reasonWords, triedWords } from './score-words.ts'

/** Tags, the last touch and `today` are for JSON and CSV alone. */
export type ListedRow = Omit<DueRow<ListedCustomer>, 'today'> & {
  today?: boolean
  tags: string[]
  lastTouch: Touch | null
}

/** Kinds of reasons that a page shows besides those for today. */
export type Shown = { all: boolean; ratio: boolean; soon: boolean }

export const forToday: Shown = { all: false, ratio: false, soon: false }

/** `screen` is a terminal's height, and the number of lines that stand below the page; page and prompt must fit into it. */
export type DueList = {
  rows: (ListedRow & { today: boolean })[]
  settings: Settings
  shown: Shown
  limit: number | null
  screen: { rows: number | null; below: string[] } | null
}

export function reasonCell(
  reason: Reason,
  row: Pick<ListedRow, 'score' | 'tried' | 'isVisitSpent'>,
  goal: number,
  { colour, today }: Paper,
): Cell {
  const words = reasonWords(reason, row.score, goal)
  const spent = row.isVisitSpent ? ['none today: a complaint was open'] : []
  const text = reason.kind === 'visit' ? [words, ...triedWords(row.tried, today), ...spent].join(' · ') : words
  if (reason.kind === 'ratio' || reason.kind === 'savings') return text
  if (reason.kind === 'visit') return { text, style: reason.days > 0 ? colour.yellow : String }
  return {
    text,
    style: reason.kind === 'complaint' || reason.kind === 'reply' || reason.days > 0 ? colour.red : colour.yellow,
  }
}

function shownReasons(
  row: ListedRow,
  { all, ratio, soon }: Shown,
  settings: Pick<Settings, 'dateAhead'>,
  today: Day,
): Reason[] {
  if (all) return row.reasons
  return row.reasons.filter((reason) =>
    isForToday(reason, row, settings, today)
      ? true
      : isAhead(reason, settings.dateAhead)
        ? soon
        : ratio && (reason.kind === 'ratio' || reason.kind === 'savings'),
  )
}

function lines(row: ListedRow, called: string, goal: number, paper: Paper): Cell[][] {
  const { reasons } = row
  const name: Cell = { text: called, style: paper.colour.bold }
  const reach = row.customer.phone ?? row.customer.email ?? ''
  if (reasons.length === 0) return [[name, 'all is well', reach]]
  return reasons.map((reason, i) => {
    const cell = reasonCell(reason, row, goal, paper)
    return i === 0 ? [name, cell, reach] : ['', cell, '']
  })
}

/** The order of the customers depends on the reasons that the page shows. */
function rowsOfPage({ rows, settings, shown }: DueList, today: Day): ListedRow[] {
  if (shown.all) return rows
  const withReasons = rows.flatMap((row) => {
    const reasons = shownReasons(row, shown, settings, today)
    return reasons.length === 0 ? [] : [{ ...row, reasons }]
  })
  return worstFirst(withReasons, settings)
}

function pageOf(listed: ListedRow[], settings: Settings, paper: Paper): string {
  const customers = listed.map(({ customer }) => customer)
  const nameOf = namesAmong(customers)
  return table(
    [
      { title: titleOfNames(customers), least: 12, wraps: 'beside' },
      { title: 'Why', least: 24, wraps: true },
      { title: 'Reach', least: 16, wraps: 'beside' },
    ],
    listed.flatMap((row) => lines(row, nameOf(row.customer), settings.ratioGoal, paper)),
    paper,
  )
}

export const countShown = ({ rows, settings, shown }: DueList, today: Day): number =>
  shown.all ? rows.length : rows.filter((row) => shownReasons(row, shown, settings, today).length > 0).length

function heightOf({ screen }: DueList, width: number): number {
  if (screen === null || screen.rows === null) return Number.POSITIVE_INFINITY
  const below = screen.below.flatMap((line) => wrapped(line, width))
  return Math.max(3, screen.rows - below.length - 1)
}

/** The customers who fit into the height, the worst first, and a line that counts the others. */
export function duePage(list: DueList, paper: Paper): string {
  const rows = rowsOfPage(list, paper.today)
  const withRest = (most: number) =>
    joined('\n', [
      pageOf(rows.slice(0, most), list.settings, paper),
      most < rows.length ? `… and ${counted(rows.length - most, 'more', 'more')}: cl due --limit all` : '',
    ])
  const height = heightOf(list, paper.width)
  // Each customer takes at least one line, below the line of titles.
  let most = Math.min(rows.length, list.limit ?? rows.length, height - 1)
  let page = withRest(most)
  while (most > 1 && page.split('\n').length > height) {
    most -= 1
    page = withRest(most)
  }
  return page
}
