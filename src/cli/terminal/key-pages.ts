import type { Interface, Key } from 'node:readline'
import { interrupted } from '#errors.ts'
import { widthOf } from '#views/text.ts'
import { Ending } from './ending.ts'
import { pasteMode } from './paste-mode.ts'

type ScreenSize = { columns: number; rows: number }

export type Page = (size: ScreenSize) => string

const sizeOfScreen = (): ScreenSize => ({ columns: process.stderr.columns || 80, rows: process.stderr.rows || 24 })

/** Milliseconds: a key that is held down comes again sooner. */
const pause = 150
/** Milliseconds: the first time, a key that is held down comes again sooner than that. */
const firstPause = 1000

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Each page takes one key, and goes away with it. Keys that are typed while there is no page, and pasted text, are dropped; and so
 * is a key that is held down, until it is let go: one that comes again within a second is taken when it has not come once more.
 */
export class KeyPages {
  #reader: Interface | undefined
  #ending: Ending | undefined
  #waiting: { page: Page; keys: string[]; take: (key: string) => void; breakOff: () => void } | undefined
  #drawn: string[] = []
  #isPaste = false
  #taken: { key: string; forgotten: NodeJS.Timeout } | undefined
  /** `isMeant` until the key comes once more: then it is held down. */
  #held: { key: string; isMeant: boolean; letGo: NodeJS.Timeout } | undefined
  /** A key that came just before a page, while it was looked whether the last one is held; undefined at other times. */
  #early: string[] | undefined
  #isBrokenOff = false

  /**
   * Waits for one of the keys: a letter, in lower case, or `enter`.
   * @throws 130, when it is broken off, or was since the last page
   */
  async next(page: Page, keys: string[]): Promise<string> {
    this.#hold()
    const early = await this.#keysSoFar()
    if (this.#isBrokenOff) throw interrupted()
    const pressed = new Promise<string>((resolve, reject) => {
      const over = () => {
        this.#waiting = undefined
        this.#erase()
      }
      this.#waiting = {
        page,
        keys,
        take: (key) => {
          this.#remember(key)
          over()
          resolve(key)
        },
        breakOff: () => {
          over()
          reject(interrupted())
        },
      }
    })
    // The page first: until somebody listens, the terminal keeps typed keys.
    this.#draw()
    this.#listen()
    if (early !== undefined) this.#take(early)
    return pressed
  }

  /** Keys that have come by now are not for the page that is drawn next if they are the last one again. */
  async #keysSoFar(): Promise<string | undefined> {
    if (!this.#reader) return undefined
    this.#early = []
    // In the first turn, the terminal is still to be read.
    await nextTurn()
    await nextTurn()
    const [early] = this.#early
    this.#early = undefined
    return early
  }

  /** Gives the terminal back as it was: for a question, for another program, at the end. */
  release(): void {
    if (!this.#ending) return
    process.stderr.write(pasteMode.off)
    process.stderr.off('resize', this.#draw)
    process.stdin.off('keypress', this.#press)
    this.#reader?.off('close', this.#breakOff)
    this.#reader?.close()
    this.#reader = undefined
    process.stdin.setRawMode(false)
    this.#ending.signal.removeEventListener('abort', this.#breakOff)
    this.#ending.over()
    this.#ending = undefined
  }

  /** A terminal that is held shows no typed keys, and gives them one by one. */
  #hold(): void {
    if (this.#ending) return
    this.#ending = new Ending()
    this.#ending.signal.addEventListener('abort', this.#breakOff)
    process.stdin.setRawMode(true)
    process.stderr.on('resize', this.#draw)
    process.stderr.write(pasteMode.on)
  }

  #listen(): void {
    if (this.#reader) return
    // Loaded now and not with this file, which would keep the first page waiting.
    const { createInterface } = process.getBuiltinModule('node:readline')
    this.#reader = createInterface({ input: process.stdin, terminal: true, historySize: 0 })
    this.#reader.on('close', this.#breakOff).on('SIGINT', this.#breakOff).on('SIGCONT', this.#wake)
    process.stdin.on('keypress', this.#press)
  }

  readonly #breakOff = (): void => {
    this.#isBrokenOff = true
    this.#waiting?.breakOff()
  }

  /** Goes on after Ctrl-Z, below the lines that were shown meanwhile. */
  readonly #wake = (): void => {
    this.#reader?.resume()
    this.#drawn = []
    this.#draw()
  }

  readonly #press = (_: string | undefined, { name = '', ctrl, meta }: Key): void => {
    if (name === 'paste-start' || name === 'paste-end') this.#isPaste = name === 'paste-start'
    else if (ctrl && name === 'd') this.#breakOff()
    else if (!(ctrl || meta || this.#isPaste)) this.#typed(name === 'return' ? 'enter' : name)
  }

  #typed(key: string): void {
    if (key === this.#held?.key) this.#isHeld(key, false)
    else if (key === this.#taken?.key) this.#isHeld(key, this.#waiting !== undefined)
    else if (this.#held?.isMeant) this.#letGo()
    else if (this.#waiting) this.#take(key)
    else this.#early?.push(key)
  }

  #take(key: string): void {
    if (this.#waiting?.keys.includes(key)) this.#waiting.take(key)
  }

  #remember(key: string): void {
    clearTimeout(this.#taken?.forgotten)
    const forgotten = setTimeout(() => {
      this.#taken = undefined
    }, firstPause).unref()
    this.#taken = { key, forgotten }
  }

  #isHeld(key: string, isMeant: boolean): void {
    clearTimeout(this.#held?.letGo)
    this.#held = { key, isMeant, letGo: setTimeout(this.#letGo, pause).unref() }
  }

  readonly #letGo = (): void => {
    const held = this.#held
    clearTimeout(held?.letGo)
    this.#held = undefined
    if (held?.isMeant) this.#take(held.key)
  }

  readonly #draw = (): void => {
    if (!this.#waiting) return
    this.#erase()
    const text = this.#waiting.page(sizeOfScreen())
    this.#drawn = text.split('\n')
    process.stderr.write(text)
  }

  /** A terminal that became narrower has wrapped the lines of the page. */
  #erase(): void {
    if (this.#drawn.length === 0) return
    const { columns } = sizeOfScreen()
    const rows = this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
    process.stderr.write(`\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}\u001b[J`)
    this.#drawn = []
  }
}
