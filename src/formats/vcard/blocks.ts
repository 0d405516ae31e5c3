import { cannot } from '#errors.ts'
import { linesIn } from '../lines.ts'

/** `line` is that of the file on which the card begins. */
type Block = { line: number; lines: string[] }

/** Characters. */
const longestCard = 10_000_000

/** @throws cannot, for a card that is longer than 10 million characters */
export async function* blocksIn(parts: AsyncIterable<string>): AsyncGenerator<Block[]> {
  const blocks = new Blocks()
  for await (const lines of linesIn(parts, longestCard))
    yield lines.map((line) => blocks.after(line)).filter((card) => card !== undefined)
  yield blocks.begun
}

/** A card within a card follows. */
const agent = /^(?:[a-z\d-]+\.)?AGENT[;:]/i

/** A card within a card, such as an assistant's, goes with the outer one. Where the end is missing, the next card is the end. */
class Blocks {
  #card: Block | undefined
  #depth = 0
  #length = 0
  #number = 0

  /** Undefined where no card is begun. */
  get begun(): Block[] {
    return this.#card ? [this.#card] : []
  }

  /** @returns the card that ends with a line, if one does @throws cannot, for one that is too long */
  after(line: string): Block | undefined {
    this.#number += 1
    if (!this.#card && line.trim() === '') return undefined
    const isBeginning = /^BEGIN:VCARD\s*$/i.test(line)
    const before = isBeginning ? this.#ended() : undefined
    const card = this.#card ?? { line: this.#number, lines: [] }
    this.#card = card
    card.lines.push(line)
    this.#length += line.length
    if (this.#length > longestCard)
      throw cannot(`Line ${card.line}: the card that begins there is longer than 10 MB.`, 'Take its picture out.')
    if (isBeginning) this.#depth += 1
    if (!/^END:VCARD\s*$/i.test(line)) return before
    this.#depth -= 1
    if (this.#depth > 0) return undefined
    return this.#taken()
  }

  /** Another card begins that is not within it. */
  #ended(): Block | undefined {
    const last = this.#card?.lines.findLast((line) => line.trim() !== '') ?? ''
    return this.#depth === 1 && !agent.test(last) ? this.#taken() : undefined
  }

  #taken(): Block | undefined {
    const card = this.#card
    this.#card = undefined
    ;[this.#depth, this.#length] = [0, 0]
    return card
  }
}
