import { codeOf, isOfSystem } from '#errors.ts'

/** A `closed book` was taken back into a file; a book with `other tables` lacks some of its own. */
export type ServerTroubleKind =
  | (typeof kinds)[number][1]
  | 'unknown host'
  | 'no postgres'
  | 'other proof'
  | 'no tls'
  | 'untrusted'
  | 'closed book'
  | 'other tables'
  | 'newer book'
  | 'older book'

/** The codes of PostgreSQL, of Node's sockets and of TLS tell the kinds apart. */
export class ServerTrouble extends Error {
  readonly kind: ServerTroubleKind
  /** True when the connection was lost so late that the change may be on the server. */
  readonly mayBeWritten: boolean
  isTold = false

  constructor(kind: ServerTroubleKind, cause: Error, mayBeWritten = false) {
    super(cause.message, { cause: cause instanceof ServerTrouble ? cause.cause : cause })
    this.name = 'ServerTrouble'
    this.kind = kind
    this.mayBeWritten = mayBeWritten
  }
}

/** PostgreSQL's codes come first, by their beginnings (appendix A of its manual); then those of sockets and of TLS. */
const kinds = [
  ['28P01', 'refused'],
  ['28', 'kept out'],
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
  ['55000', 'nobody there'],
  ['58', 'failed'],
  ['XX', 'failed'],
  ['57P03', 'nobody there'],
  ['57P', 'lost'],
  ['25P0', 'lost'],
  ['08', 'lost'],
  ['CONNECTION_', 'lost'],
  ['CONNECT_TIMEOUT', 'slow'],
  ['ETIMEDOUT', 'slow'],
  ['ECONNRESET', 'lost'],
  ['EPIPE', 'lost'],
  ['SASL', 'refused'],
] as const

/** These calls of a socket may fail in many ways. */
const calls: Record<string, ServerTroubleKind> = {
  getaddrinfo: 'unknown host',
  connect: 'nobody there',
  read: 'lost',
  write: 'lost',
}

/** An error of neither the driver, nor a socket, nor the server comes back as it is. */
export function serverTrouble(error: unknown): unknown {
  // A host with several addresses has an error of each.
  if (error instanceof AggregateError) return serverTrouble(error.errors.at(-1))
  if (!(error instanceof Error) || error instanceof ServerTrouble) return error
  const code = codeOf(error)
  const kind = kinds.find(([start]) => code.startsWith(start))?.[1] ?? (isOfSystem(error) && calls[error.syscall ?? ''])
  return kind ? new ServerTrouble(kind, error) : error
}
