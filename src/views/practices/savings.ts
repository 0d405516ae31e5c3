import type { Day } from '#domain/days/day.ts'
import { decimalText, moneyText, timeText } from '#domain/practices/money.ts'
import { isUntold, type Saving, type SavingsSum, type ToldAndUntold, toldAndUntold } from '#domain/practices/savings.ts'
import { dayInWords, shortDay } from '#formats/days/day-in-words.ts'
import { customerOf, fieldsOf } from '../json-parts.ts'
import { type Cell, numbered, tableOf } from '../table.ts'
import { counted, joined, visible } from '../text.ts'
import { csvOf, type Paper, type View } from '../view.ts'

type NamedSaving = Saving & { customerName: string }

type Ledger = { savings: NamedSaving[]; currency: string | null }

type Amounts = Pick<Saving, 'money' | 'minutes'>

/** `EUR 120.50, 3 h`; empty for neither money nor time. */
const amountText = ({ money, minutes }: Amounts, currency: string | null): string =>
  joined(', ', [money !== null && moneyText(money, currency), minutes !== null && timeText(minutes)])

/** `3 savings: EUR 120.50, 3 h` */
export function savingsWords(sum: SavingsSum, currency: string | null): string {
  const amounts = amountText(sum, currency)
  return `${counted(sum.count, 'saving')}${amounts && `: ${amounts}`}`
}

export const untoldWords = (count: number): string => `${counted(count, 'saving')} not told of any more`

const toldDay = (saving: Saving, today: Day): Day | null => (isUntold(saving, today) ? null : saving.toldOn)

function toldCell(saving: Saving, { today, colour }: Paper): Cell {
  const toldOn = toldDay(saving, today)
  return toldOn === null ? { text: 'not yet', style: colour.bold } : shortDay(toldOn, today)
}

const savingJson = (saving: NamedSaving, today: Day) => ({
  id: saving.id,
  customer: customerOf(saving),
  ...fieldsOf(saving, 'on', 'money', 'minutes', 'text'),
  toldOn: toldDay(saving, today),
})

/** `told of 2 savings: EUR 120.50` and `not told of 1 saving: 3 h`; a line without savings is left out. */
export const toldWords = ({ told, untold }: ToldAndUntold, currency: string | null): string[] => [
  ...(told.count > 0 ? [`told of ${savingsWords(told, currency)}`] : []),
  ...(untold.count > 0 ? [`not told of ${savingsWords(untold, currency)}`] : []),
]

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** Money has its decimals in CSV, and is in minor units in JSON. */
export const savingsView: View<Ledger> = {
  text: ({ savings, currency }, paper) => {
    if (savings.length === 0) return ''
    const { today } = paper
    const lines = tableOf(savings, paper, [
      numbered('Saving'),
      { title: 'Day', of: ({ on }) => shortDay(on, today) },
      { title: 'Customer', least: 12, wraps: 'beside', of: ({ customerName }) => customerName },
      { title: 'Money', align: 'right', of: ({ money }) => (money === null ? '' : moneyText(money, currency)) },
      { title: 'Time', align: 'right', of: ({ minutes }) => (minutes === null ? '' : timeText(minutes)) },
      { title: 'Told', of: (saving) => toldCell(saving, paper) },
      { title: 'Text', least: 10, wraps: true, of: ({ text }) => text },
    ])
    return [lines, '', ...toldWords(toldAndUntold(savings, today), currency).map(sentence)].join('\n')
  },
  json: (ledger, { today }) => ({
    currency: ledger.currency,
    savings: ledger.savings.map((saving) => savingJson(saving, today)),
    ...toldAndUntold(ledger.savings, today),
  }),
  csv: ({ savings, currency }, { today }) =>
    csvOf(savings, {
      id: ({ id }) => id,
      customer: ({ customerName }) => customerName,
      on: ({ on }) => on,
      money: ({ money }) => (money === null ? null : decimalText(money, currency)),
      currency: ({ money }) => (money === null ? null : currency),
      minutes: ({ minutes }) => minutes,
      told_on: (saving) => toldDay(saving, today),
      text: ({ text }) => text,
    }),
}

/** `untold` sums up every saving that the customer has not been told of. */
type Saved = { saving: NamedSaving; untold: SavingsSum; currency: string | null }

export const savedView: View<Saved> = {
  text: ({ saving, untold, currency }, { colour, today }) => {
    const amounts = amountText(saving, currency)
    const what = `${amounts && `${amounts} · `}${saving.text}`
    return [
      visible(`saving #${saving.id} for ${saving.customerName}, ${dayInWords(saving.on, today)}: ${what}`),
      colour.dim(`not told of ${savingsWords(untold, currency)}`),
    ].join('\n')
  },
  json: ({ saving, currency }, { today }) => ({ ...savingJson(saving, today), currency }),
}
