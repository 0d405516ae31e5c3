import type { Customer, ListedCustomer } from '../customers/customer.ts'
import type { Standing } from '../due/due.ts'
import type { JudgedTouch } from '../due/score.ts'
import type { NamedLoop } from '../loops/loop.ts'
import type { Attention } from '../practices/attention.ts'
import type { CustomerDate } from '../practices/dates.ts'
import type { Fact } from '../practices/knowing.ts'
import type { Practices } from '../practices/practices.ts'
import type { Pulse } from '../practices/pulse.ts'
import type { Saving } from '../practices/savings.ts'
import type { Settings } from '../shop/settings.ts'
import type { WeekRatio } from './stats.ts'

/** Everything that a book says of one customer, seen from a day. */
export type Dossier = {
  customer: Customer
  aliases: string[]
  tags: string[]
  isLost: boolean
  /** Null when not scored on the day: archived, or not with us yet. */
  standing: Standing<ListedCustomer> | null
  /** All loops but the dropped ones. */
  loops: NamedLoop[]
  /** All touches up to the day, the oldest first. */
  touches: JudgedTouch[]
  dates: CustomerDate[]
  savings: Saving[]
  /** Facts and ratings up to the day. */
  facts: Fact[]
  pulses: Pulse[]
  practices: Practices
  attention: Attention
  /** The ratio of each of the last weeks, the oldest first. */
  weeks: WeekRatio[]
  rules: { settings: Settings }
}
