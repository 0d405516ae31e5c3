import { type Answers, type PostgresConnection, patience } from './postgres-connection.ts'

/** Characters of statements that are sent at once, unless they are one statement. */
const longestMessage = 1_000_000

export type Answer = { columns: string[]; rows: unknown[][] }

type Statement = { text: string; asked?: { resolve: (answer: Answer) => void; reject: (error: unknown) => void } }

const messageOf = (statements: Statement[]): string => statements.map(({ text }) => text).join(';\n')

/**
 * Statements are gathered, and sent as one message when somebody waits for an answer: `begin` and statements without one cost no
 * round trip.
 */
export class PostgresMessages {
  readonly #connection: PostgresConnection
  #pending: Statement[] = []
  #isScheduled = false
  /** Characters are counted of the pending statements that return nothing. */
  #waiting = 0
  /** Milliseconds for which the server may be silent. */
  patience = patience
  /** So many characters at the start of a message ask for the book’s head; 0 once they are answered. */
  headLength = 0

  constructor(connection: PostgresConnection) {
    this.#connection = connection
  }

  /** True when the pending statements are to be sent before others are added. */
  get isLong(): boolean {
    return this.#waiting > longestMessage
  }

  /** The statements return nothing, and are sent with the next one. */
  add(...texts: string[]): void {
    for (const text of texts) {
      this.#pending.push({ text })
      this.#waiting += text.length
    }
  }

  /** The statement returns rows. It is sent at the end of this turn, in one message with all others of the turn. */
  ask(text: string): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => this.#pending.push({ text, asked: { resolve, reject } }))
    this.sendSoon()
    return answer
  }

  /** The pending statements are the ones that ask for the book’s head. */
  endHead(): void {
    this.headLength = messageOf(this.#pending).length
  }

  /** The server is told where it still can be. */
  rollBack(): void {
    this.#pending = this.#connection.isOpen ? [{ text: 'rollback' }] : []
    this.sendSoon()
  }

  /** They go with the next statement, or at the end of this turn. */
  sendSoon(): void {
    if (!this.#isScheduled) setImmediate(() => this.send())
    this.#isScheduled = true
  }

  /** @throws the error of a statement that failed */
  send(): Promise<void> {
    const statements = this.#pending
    this.#pending = []
    this.#waiting = 0
    this.#isScheduled = false
    const sent = statements.length === 0 ? Promise.resolve() : this.#sendAll(statements, this.patience)
    sent.catch(() => {})
    return sent
  }

  /** @param most milliseconds for which the server may be silent */
  sendAlone(text: string, most: number): Promise<void> {
    return this.#sendAll([{ text }], most)
  }

  async #sendAll(statements: Statement[], most: number): Promise<void> {
    const asked = statements.flatMap((each) => each.asked ?? [])
    try {
      const answers = await this.#connection.answers(messageOf(statements), most, () => this.headLength)
      for (const [i, { resolve }] of asked.entries()) resolve(answerOf(answers[i]))
    } catch (error) {
      for (const { reject } of asked) reject(error)
      throw error
    }
  }
}

function answerOf(rows: Answers | undefined): Answer {
  if (rows === undefined) throw new Error('A statement returned no rows.')
  return { columns: rows.columns.map(({ name }) => name), rows }
}
