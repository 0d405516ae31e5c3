import type { Socket } from 'node:net'
import postgres from 'postgres'
import { RowRefused } from '../engine.ts'
import { listeningFirst, openSocket, type Reach } from './postgres-socket.ts'
import { ServerTrouble, serverTrouble } from './postgres-trouble.ts'

/** The role asks a database of the server. */
export type Access = Reach & { database: string; role: string; password: string | null }

/** Milliseconds: a server that sends no byte for so long is too slow. */
export const patience = 10_000
/** Milliseconds pass between two looks at a silent server. */
const lookEvery = 500

export type Answers = unknown[][] & { columns: { name: string }[] }

/** Two kinds of values are no text; yes and no are 1 and 0, as in a file. */
const types = {
  bool: { to: 16, from: [16], serialize: String, parse: (value: string) => (value === 't' ? 1 : 0) },
  number: { to: 20, from: [20, 21, 23, 700, 701, 1700], serialize: String, parse: Number },
}

const wasClosed = () => new ServerTrouble('lost', new Error('the connection was closed'))

/** SCRAM takes letters that are written in several ways in one of them, and no unseen ones (RFC 4013). */
const prepared = (password: string): string =>
  password.replace(/\u00ad|\u034f|[\u180b-\u180d]|\u200c|\u200d|\u2060|[\ufe00-\ufe0f]|\ufeff/g, '').normalize('NFKC')

/** One connection to a server is made on first use. */
export class PostgresConnection {
  readonly #access: Access
  #sql: postgres.Sql | undefined
  #socket: Socket | undefined
  /** Nothing can be asked any more after this error; undefined while the connection is good. */
  #failure: unknown

  constructor(access: Access) {
    this.#access = access
  }

  /** The connection was made, and can be asked. */
  get isOpen(): boolean {
    return this.#sql !== undefined && !this.isLost
  }

  get isLost(): boolean {
    return this.#failure !== undefined
  }

  /**
   * Statements that return no rows have no answer.
   * @param most milliseconds for which the server may be silent
   * @param headLength the characters at the start of the message that ask for the book’s head; 0 once they are answered
   * @throws ServerTrouble, RowRefused
   */
  async answers(message: string, most: number, headLength: () => number): Promise<Answers[]> {
    if (this.#failure !== undefined) throw this.#failure
    const stopWatching = this.#watch(most)
    try {
      this.#sql ??= this.#connect()
      const answers: object = await this.#sql.unsafe(message).values()
      const all = ('command' in answers ? [answers] : answers) as Answers[]
      return all.filter(({ columns }) => Array.isArray(columns))
    } catch (error) {
      throw this.#explained(error, headLength())
    } finally {
      stopWatching()
    }
  }

  /** A server that is silent for so many milliseconds is given up. @returns the end of the watch */
  #watch(most: number): () => void {
    let [silence, received] = [0, 0]
    const timer = setInterval(() => {
      const now = this.#socket?.bytesRead ?? 0
      silence = now === received ? silence + lookEvery : 0
      received = now
      if (silence < most) return
      this.#failure ??= new ServerTrouble('slow', new Error(`silent for ${most / 1_000} seconds`))
      this.#socket?.destroy()
    }, lookEvery)
    return () => clearInterval(timer)
  }

  #explained(error: unknown, headLength: number): unknown {
    const { code = '', position = '' } = error as { code?: string; position?: string }
    if (/^23|^22021/.test(code)) return new RowRefused(error as Error)
    const isOfHead = Number(position) <= headLength
    if (code === '42P01' && isOfHead) return new ServerTrouble('no book', error as Error)
    const trouble = this.#failure ?? serverTrouble(error)
    if (!(error instanceof postgres.PostgresError) || /^(28|3D|57P|08)/.test(code)) this.#failure ??= trouble
    return trouble
  }

  /** A connection is never made anew: a transaction that has begun must not go on in another one. */
  #connect(): postgres.Sql {
    const { database, role, password } = this.#access
    // The socket comes before the driver, which is loaded as it is called for the first time: meanwhile the server takes in whoever comes.
    const opening = this.#openSocket()
    opening.catch(() => {})
    let isScram = false
    const options = {
      // The socket is ours: of a host with a comma, the driver would make several, and ask them in turn for ever.
      host: 'localhost',
      database,
      username: role,
      pass: () => (isScram ? prepared(password ?? '') : (password ?? '')),
      max: 1,
      ssl: false,
      prepare: false,
      fetch_types: false,
      debug: false,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: patience / 1_000,
      connection: { application_name: 'cl' },
      types,
      onnotice: () => {},
      socket: async () => {
        if (this.#socket) throw wasClosed()
        this.#socket = await opening
        if (this.#socket.destroyed) throw wasClosed()
        return listeningFirst(this.#socket, () => {
          isScram = true
        })
      },
    }
    return postgres(options)
  }

  async #openSocket(): Promise<Socket> {
    const socket = await openSocket(this.#access, patience)
    // The driver listens only once it takes the socket.
    return socket.on('error', () => {})
  }

  close(): void {
    // PostgreSQL is told good-bye by this message (its manual, "Message Formats").
    this.#socket?.end(Buffer.from([88, 0, 0, 0, 4]))
    this.#failure ??= wasClosed()
  }
}
