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

/** All that a command is given: its only way to the world. */
export type Context = Pick<World, 'platform' | 'self' | 'runProgram' | 'conversation' | 'input'> & {
  today: Day
  /** True when midnight came while somebody was at the keys; false where the user said the day. */
  dayIsOver(): boolean
  /** The number of last arguments that were typed after `--`: they are text, whatever they look like. */
  afterDashes: number
  book: Book
  out: Output
  /** Puts a name or a path in a hint so that the user's shell hands it on. */
  quote: Quote
  prompts: Prompts
  /** Another book than the one that the user keeps. */
  openBook(path: string): Book
  /**
   * The address of a book on a server, as it was typed.
   * @throws wrong usage, for a text that is no such address
   */
  address(typed: string): Promise<Address>
  /** Another book than the one that the user keeps, on a server. */
  openServer(address: Address): Promise<Book>
  /** The place of `cl demo`'s sample: the path the user named, or one of its own. */
  sampleBookPath(): { path: string; named: boolean }
  readStdin(): Promise<string>
  /** The settings of this laptop, which are in no book. */
  laptop(): Promise<Laptop>
  /** The file of this laptop's calendar of the book; null where it keeps none, and on another day than the clock's. */
  calendarFile(): Promise<string | null>
  /** Tells the user's program of each change. */
  hook(): Promise<ChangeHook>
  /** The user's home folder, and the folder of programs' settings. */
  places(): { home: string; configFolder: string }
  /** The name of the shell that the user types in; empty where it is not known. */
  shell: string
  /** The versions of this program, and of the Node that runs it. */
  versions: { cl: string; node: string }
  /** Runs another command line on the same book as a program of its own, unseen at the terminal. */
  runApart(argv: string[]): Promise<RanApart>
  /** A day as it was typed. */
  day(text: string, direction: Direction): Promise<Day>
  /** A day of the year as it was typed. */
  yearlyDay(text: string): Promise<YearlyDay>
  /** The shop's rules for reading days, from the book. */
  dayRules(): Promise<DayRules>
}
