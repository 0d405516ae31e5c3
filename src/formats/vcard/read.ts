import { cannot } from '#errors.ts'
import { linesIn } from '../lines.ts'
import { Card } from './card.ts'
import { type Line, wantedLines } from './lines.ts'
import { propertyOf } from './properties.ts'

/** A text is the reason why the card cannot be read; `unread` has the names of properties that are not read. */
type FoundCard = { wanted: Line[] | string; unread: ReadonlySet<string> }

async function foundCard(lines: string[], encoding: string): Promise<FoundCard> {
  if (!/^END:VCARD\s*$/i.test(lines.at(-1) ?? ''))
    return { wanted: 'The card that begins here has no end.', unread: new Set() }
  const { wanted, unread } = await wantedLines(lines, encoding)
  return { wanted: wanted ?? 'The card holds more than 1 MB besides its pictures.', unread }
}

/** The card of its wanted lines. @throws wrong usage, for a text that no book can hold */
export const cardOf = (wanted: Line[]): Card => new Card(wanted.map(propertyOf))

/**
 * vCard 2.1, 3.0 and 4.0, any number of cards in a file; each with its lines, and the line of the file that it begins on.
 * @param encoding the encoding of the file
 * @throws cannot, for a card that is longer than 10 million characters
 */
export async function* cardsIn(parts: AsyncIterable<string>, encoding: string) {
  for await (const blocks of blocksIn(parts)) {
    const cards: (FoundCard & (typeof blocks)[number])[] = []
    for (const { line, lines } of blocks) {
      const { wanted, unread } = await foundCard(lines, encoding)
      cards.push({ line, lines, wanted, unread })
    }
    yield cards
  }
}

/** `line` is that of the file on which the card begins. */
type Block = { line: number; lines: string[] }

/** Characters: pictures count, too. */
const longestCard = 10_000_000

/** @throws cannot, for a card that is longer than 10 million characters */
async function* blocksIn(parts: AsyncIterable<string>): AsyncGenerator<Block[]> {
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
