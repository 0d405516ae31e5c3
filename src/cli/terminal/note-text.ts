const lineEnd = ' ⏎ '

type Pressed = 'goes on' | 'ends' | 'edits the line before'

/** Pasted lines come before the line that is edited. */
export class NoteText {
  /** Each has its end. */
  #earlier: string
  #line: string
  #paste: 'none' | 'inside' | 'after return' = 'none'
  /** Ends of the line are the end of the note, or of lines of a paste without marks. */
  #ends: ('return' | 'enter')[] = []

  /** @param initial its last line is edited */
  constructor(initial = '') {
    const last = initial.lastIndexOf('\n') + 1
    this.#earlier = initial.slice(0, last)
    this.#line = initial.slice(last)
  }

  get text(): string {
    return this.#earlier + this.#line
  }

  /** Of many earlier lines, the last ones stand before the line that is edited. @param room in signs */
  shownIn(room: number): string {
    const from = this.#earlier.length - room
    const earlier = from > 0 ? `… ${this.#earlier.slice(this.#earlier.indexOf('\n', from) + 1)}` : this.#earlier
    return (earlier + this.#line).replaceAll('\n', lineEnd)
  }

  get line(): string {
    return this.#line
  }

  /** A key that comes at once after Enter makes a line end of it, as in a paste without marks. */
  get hasEnded(): boolean {
    return this.#ends.length > 0
  }

  /** Takes back the Enter that ended the note, as the note will not do. */
  editAgain(): void {
    this.#ends = []
  }

  /**
   * @param name `return`, `enter` (a line feed), `backspace`, `paste-start`, `paste-end` or another
   * @param line the line as it is after the key
   */
  press(name: string | undefined, line: string): Pressed {
    if (name !== 'return' && name !== 'enter') this.#goOnAfterEnd()
    if (name === 'paste-start') this.#paste = 'inside'
    else if (name === 'paste-end') this.#paste = 'none'
    else if (name === 'return' || name === 'enter') return this.#endLine(name)
    else if (name === 'backspace' && this.#line === '' && this.#earlier !== '') return this.#joinLines()
    else this.#type(line)
    return 'goes on'
  }

  #type(line: string): void {
    this.#line = line
    if (this.#paste === 'after return') this.#paste = 'inside'
  }

  #endLine(name: 'return' | 'enter'): Pressed {
    if (this.#paste === 'none') {
      this.#ends.push(name)
      return 'ends'
    }
    // A line end of Windows comes as two keys.
    if (!(this.#paste === 'after return' && name === 'enter')) {
      this.#earlier += `${this.#line}\n`
      this.#line = ''
    }
    this.#paste = name === 'return' ? 'after return' : 'inside'
    return 'goes on'
  }

  #goOnAfterEnd(): void {
    if (!this.hasEnded) return
    const lines = this.#ends.filter((end, at) => !(end === 'enter' && this.#ends[at - 1] === 'return'))
    this.#earlier += `${this.#line}${'\n'.repeat(lines.length)}`
    this.#line = ''
    this.#ends = []
  }

  #joinLines(): Pressed {
    const lines = this.#earlier.slice(0, -1).split('\n')
    this.#line = lines.pop() ?? ''
    this.#earlier = lines.map((each) => `${each}\n`).join('')
    return 'edits the line before'
  }
}
