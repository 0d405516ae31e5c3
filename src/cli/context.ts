import type { Book } from '#book/book.ts'
import type { Address } from '#book/server/address.ts'
import type { Day } from '#domain/days/day.ts'
import type { YearlyDay } from '#domain/practices/dates.ts'
import type { Direction } from '#formats/days/day-parts.ts'
import type { DayRules } from '#formats/days/day-words.ts'
import type { Quote } from '#hints.ts'
import type { RanApart } from './apart.ts'
import type { ChangeHook } from './change-hook.ts'
import type { Laptop } from './laptop.ts'
import type { Output } from './output.ts'
import type { Prompts } from './terminal/prompts.ts'
import type { World } from './world.ts'

/** A command has no other way to the world. */
export type Context = Pick<World, 'platform' | 'self' | 'runProgram' | 'conversation' | 'input'> & {
  today: Day
  /** False where the user said the day. */
  dayIsOver(): boolean
  /** The number of last arguments that were typed after `--`: text, whatever they look like. */
  afterDashes: number
  book: Book
  out: Output
  /** Quotes a name or a path in a hint for the user's shell. */
  quote: Quote
  prompts: Prompts
  /** Opens another book than the user's. */
  openBook(path: string): Book
  /** @throws wrong usage, for a text that is no address of a book on a server */
  address(typed: string): Promise<Address>
  /** Opens another book than the user's, on a server. */
  openServer(address: Address): Promise<Book>
  /** `named` is true for a path that the user named. */
  sampleBookPath(): { path: string; named: boolean }
  readStdin(): Promise<string>
  laptop(): Promise<Laptop>
  /** Null where no calendar of the book is kept, and on another day than the clock's. */
  calendarFile(): Promise<string | null>
  hook(): Promise<ChangeHook>
  places(): { home: string; configFolder: string }
  /** Empty where the shell is not known. */
  shell: string
  versions: { cl: string; node: string }
  /** Runs a line on the same book as a program of its own, unseen at the terminal. */
  runApart(argv: string[]): Promise<RanApart>
  day(text: string, direction: Direction): Promise<Day>
  yearlyDay(text: string): Promise<YearlyDay>
  dayRules(): Promise<DayRules>
}
