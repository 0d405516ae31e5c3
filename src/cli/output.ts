import type { Noting } from '#book/file/unfinished.ts'
import type { Day } from '#domain/days/day.ts'
import type { CsvTable } from '#formats/csv.ts'
import { answered, type Room, visible, widthOf } from '#views/text.ts'
import { type Colour, noColour, type Paper, type ScreenView, type View } from '#views/view.ts'
import { Draft } from './draft.ts'
import { beginsWith } from './files.ts'
import { roomOf, type Sink } from './streams.ts'
import type { Page } from './terminal/key-pages.ts'
import { Progress } from './terminal/progress.ts'
import type { Shown, World } from './world.ts'

export type Format = 'text' | 'json' | 'csv'

const isAble = ({ stdout, env }: World): boolean => stdout.isTerminal && env['TERM'] !== 'dumb'

/** The line that is typed next needs room, too. */
function isLong(text: string, { isTerminal, rows, columns }: Sink): boolean {
  if (!isTerminal || rows === undefined) return false
  const heights = text.split('\n').map((line) => Math.max(1, Math.ceil(widthOf(line) / (columns || 80))))
  return heights.reduce((sum, height) => sum + height, 0) > rows
}

/**
 * A text that is longer than the terminal goes through the user's pager.
 * @param mayPage is asked for such a text alone
 */
export async function printOrPage(text: string, world: World, mayPage: () => Promise<boolean>): Promise<void> {
  if (isLong(text, world.stdout) && isAble(world) && (await mayPage()) && (await world.page(text))) return
  if (text !== '') world.stdout.write(text)
}

/** Data goes to stdout, everything said about it to stderr. */
export class Output {
  readonly format: Format
  readonly progress: Progress
  readonly #world: World
  readonly #today: Day
  readonly #colourful: boolean
  readonly #mayPage: () => Promise<boolean>
  readonly #noting: Noting
  readonly #withNext = new Map<string, string>()

  /**
   * @param wanted true where texts may have colours, and where long pages may go through a pager: asked for such a page alone
   * @param noting notes where files are begun
   */
  constructor(
    world: World,
    today: Day,
    format: Format,
    wanted: { colour: boolean; pager: () => Promise<boolean> },
    noting: Noting,
  ) {
    this.#noting = noting
    this.#world = world
    this.progress = new Progress(world)
    this.format = format
    this.#today = today
    this.#colourful = wanted.colour && isAble(world) && !world.env['NO_COLOR']
    this.#mayPage = wanted.pager
  }

  /** Null when stdout is no terminal. */
  get rows(): number | null {
    const { isTerminal, rows } = this.#world.stdout
    return isTerminal && rows !== undefined ? rows : null
  }

  /**
   * Says the lines kept by `sayWithNext`, too; a page longer than the terminal goes through the user's pager.
   * @param options `paged`: false keeps a long page out of the pager
   */
  async show<T>(data: T, view: View<T>, { paged = true }: { paged?: boolean } = {}): Promise<void> {
    for (const text of this.#withNext.values()) this.say(text)
    this.#withNext.clear()
    if (this.#world.show) return this.#world.show(await this.#inBothForms(data, view))
    const text = await this.render(data, view, this.format)
    await printOrPage(text, this.#world, async () => paged && this.format === 'text' && (await this.#mayPage()))
  }

  async #inBothForms<T>(data: T, view: View<T>): Promise<Shown> {
    return { text: await this.render(data, view, 'text'), data: view.json(data, await this.#paper()) }
  }

  async #paper(): Promise<Paper> {
    const { columns, isTerminal } = this.#world.stdout
    const width = columns || 80
    const tableWidth = isTerminal ? width : Number.POSITIVE_INFINITY
    return { width, tableWidth, colour: await this.#colour(), today: this.#today }
  }

  /** The last line has its end; without lines, the text is empty. In a terminal, lines of a text fit it. */
  async render<T>(data: T, view: View<T>, format: Format): Promise<string> {
    const paper = await this.#paper()
    if (format === 'json') return this.#forReader(`${JSON.stringify(view.json(data, paper), null, 2)}\n`)
    if (format === 'csv' && view.csv) return this.#forReader(await this.csv(view.csv(data, paper)))
    const text = view.text(data, paper)
    if (text === '') return ''
    const lines = Number.isFinite(paper.tableWidth) ? text.split('\n').flatMap((line) => answered(line, paper)) : [text]
    return `${lines.join('\n')}\n`
  }

  async csv(table: CsvTable): Promise<string> {
    return (await import('#formats/csv.ts')).csvText(table)
  }

  /** The terminal may be resized while the pages are seen. */
  async pages<T>(data: T, view: ScreenView<T>): Promise<Page> {
    const [colour, today] = [await this.#colour(), this.#today]
    return ({ columns, rows }) => view(data, { width: columns, tableWidth: columns, height: rows, colour, today })
  }

  async #colour(): Promise<Colour> {
    return this.#colourful ? (await import('#views/colour.ts')).colour : noColour
  }

  /** Signs that could move a terminal's cursor or turn the text are made visible there. */
  #forReader(text: string): string {
    return this.#world.stdout.isTerminal ? text.split(/\r?\n/).map(visible).join('\n') : text
  }

  printData(text: string): void {
    this.print(this.#forReader(text))
  }

  print(text: string): void {
    if (text !== '') this.#world.stdout.write(text)
  }

  get talkRoom(): Room {
    return roomOf(this.#world.stderr)
  }

  /** Lines on stderr fit the terminal. */
  say(text: string): void {
    this.progress.clear()
    const lines = text.split('\n').flatMap((line) => answered(visible(line), this.talkRoom))
    try {
      this.#world.stderr.write(`${lines.join('\n')}\n`)
    } catch {
      // Nobody listens there; the command goes on.
    }
  }

  /** A line about a subject is said when data is shown next, and not at all when a change is not kept. */
  sayWithNext(subject: string, text: string): void {
    this.#withNext.set(subject, text)
  }

  /** The change is not made, or not yet. */
  forgetNext(): void {
    this.#withNext.clear()
  }

  /**
   * The file is there whole or not at all.
   * @throws cannot, when there is one already and `force` is not set, or the disk does not take it
   */
  save(path: string, content: string | Uint8Array, options: { force: boolean }): void {
    this.draft(path, content, options).publish()
  }

  /**
   * The file gets its name when it is published; a caller that does not publish it has to discard it.
   * @throws cannot, as `save` does
   */
  draft(path: string, content: string | Uint8Array, options: { force: boolean }): Draft {
    const draft = new Draft(path, { ...options, noting: this.#noting })
    draft.add(content)
    return draft
  }

  isFileWith(path: string, beginning: string): boolean {
    return beginsWith(path, Buffer.from(beginning))
  }
}
