import { codeOf } from '#errors.ts'

/**
 * The kinds of trouble with a server: nobody of that name, nothing or another program that answers there, too slow an answer, a
 * statement that it broke off, no or an untrusted TLS, a role or password that it refuses, another proof that it wants, a database
 * that it does not have, a right that the role does not have, a book that is not there or is another program's, one that was taken
 * back into a file, one of a newer `cl`, a lock that was not given, a disk that is full, an error of its own, or a connection that
 * was lost.
 */
export type ServerTroubleKind =
  | (typeof kinds)[number][1]
  | 'no postgres'
  | 'other proof'
  | 'no tls'
  | 'untrusted'
  | 'closed book'
  | 'newer book'

/** Trouble with the server of a book, told apart by the codes of PostgreSQL, of Node's sockets and of TLS. */
export class ServerTrouble extends Error {
  readonly kind: ServerTroubleKind
  /** True when the connection was lost so late that the change may be on the server. */
  readonly mayBeWritten: boolean
  /** True once the user was told of it. */
  isTold = false

  constructor(kind: ServerTroubleKind, cause: Error, mayBeWritten = false) {
    super(cause.message, { cause: cause instanceof ServerTrouble ? cause.cause : cause })
    this.name = 'ServerTrouble'
    this.kind = kind
    this.mayBeWritten = mayBeWritten
  }
}

/** PostgreSQL's codes (appendix A of its manual), by their beginnings; then the codes of sockets and of TLS. */
const kinds = [
  ['28', 'refused'],
  ['3D000', 'no database'],
  ['3F000', 'no book'],
  ['25006', 'read-only'],
  ['42501', 'no right'],
  ['55P03', 'busy'],
  ['57014', 'broken off'],
  ['40001', 'again'],
  ['40P01', 'again'],
  ['53300', 'nobody there'],
  ['53', 'full'],
  ['58', 'failed'],
  ['XX', 'failed'],
  ['57P03', 'nobody there'],
  ['57P', 'lost'],
  ['25P0', 'lost'],
  ['08', 'lost'],
  ['CONNECTION_', 'lost'],
  ['CONNECT_TIMEOUT', 'slow'],
  ['ETIMEDOUT', 'slow'],
  ['ENOTFOUND', 'unknown host'],
  ['EAI_', 'unknown host'],
  ['ECONNREFUSED', 'nobody there'],
  ['EHOSTUNREACH', 'nobody there'],
  ['ENETUNREACH', 'nobody there'],
  ['ENETDOWN', 'nobody there'],
  ['ENOENT', 'nobody there'],
  ['ECONNRESET', 'lost'],
  ['EPIPE', 'lost'],
  ['SASL', 'refused'],
] as const

/** The trouble that an error of the driver, of a socket or of the server means; the error itself where it is none of these. */
export function serverTrouble(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ServerTrouble) return error
  const code = codeOf(error)
  const kind = kinds.find(([start]) => code.startsWith(start))?.[1]
  return kind ? new ServerTrouble(kind, error) : error
}
