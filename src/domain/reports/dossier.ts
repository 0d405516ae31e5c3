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

/** All is seen from one day. */
export type Dossier = {
  customer: Customer
  aliases: string[]
  tags: string[]
  isLost: boolean
  /** Null when not scored on the day: archived, or not with us yet. */
  standing: Standing<ListedCustomer> | null
  /** Dropped loops are left out. */
  loops: NamedLoop[]
  /** All touches up to the day, the oldest first. */
  touches: JudgedTouch[]
  dates: CustomerDate[]
  savings: Saving[]
  /** Facts end with the day. */
  facts: Fact[]
  pulses: Pulse[]
  practices: Practices
  attention: Attention
  /** The oldest come first. */
  weeks: WeekRatio[]
  rules: { settings: Settings }
}
