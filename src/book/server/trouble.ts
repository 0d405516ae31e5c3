import { cannot, codeOf, UserError } from '#errors.ts'
import type { ServerTrouble, ServerTroubleKind } from '../engines/postgres-trouble.ts'
import type { Address } from './address.ts'
import { passwordLine } from './secrets.ts'

const afterwards = 'Nothing was read or written. Try again once the network is there.'

const clock =
  'Look whether the clock of this laptop is right; if it is, whoever runs the server can renew the certificate.'
/** Each code is one of Node for a certificate that it does not trust. */
const certificateHints: Record<string, string> = {
  CERT_HAS_EXPIRED: clock,
  CERT_NOT_YET_VALID: clock,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Write the host as whoever runs the server does: the certificate is for that name alone.',
}

/** PostgreSQL itself answered where the code begins with a digit. */
const isOfServer = ({ cause }: ServerTrouble): boolean => /^\d/.test(codeOf(cause))

/**
 * Words of the trouble and what to do about it are for a person; the trouble itself stays as the cause.
 * @param url the file with the address, where the book is the one of this laptop
 */
export function explainServer(
  trouble: ServerTrouble,
  { text, place, passedOver }: Address,
  url: string | null = null,
): UserError {
  if (trouble.mayBeWritten)
    return cannot(
      `The connection to ${text} was lost while it wrote: what was to be written may be in the book, or not.`,
      'Look with cl history before you type it again.',
    )
  if (trouble.kind === 'closed book') return trouble.cause as UserError
  const { host, port, database, role } = place
  const why = trouble.message
  const words: Record<Exclude<ServerTroubleKind, 'closed book'>, [what: string, hint: string]> = {
    'unknown host': [`The book is on ${host}, and no such host is found from here.`, afterwards],
    'nobody there': [
      `The server of the book, ${host}:${port}, does not take anybody in (${why}).`,
      isOfServer(trouble)
        ? 'Nothing was read or written. Try again in a moment, or ask whoever runs the server.'
        : afterwards,
    ],
    'no postgres': [
      `What answers at ${host}:${port} is not a PostgreSQL (${why}).`,
      'Nothing was read or written. Check the port, mostly 5432; a network that you have to log in to may answer in its place.',
    ],
    slow: [`The server of the book, ${host}:${port}, has not answered for 10 seconds.`, afterwards],
    'broken off': [
      `The server of the book, ${host}:${port}, broke off what it was asked (${why}).`,
      'Nothing was written. Whoever runs it can allow more time to the role: statement_timeout.',
    ],
    'no tls': [
      `The server ${host} does not encrypt, and nothing was sent to it.`,
      'Ask whoever runs it. In a network that you trust, ?sslmode=disable at the end of the address goes without.',
    ],
    untrusted: [
      `The certificate of ${host} is not to be trusted (${why}), and nothing was sent to it.`,
      certificateHints[codeOf(trouble.cause)] ??
        'If its authority is your own: ?sslrootcert=FILE at the end of the address names that authority’s certificate.',
    ],
    refused:
      passedOver !== null
        ? [
            `${host} does not let the role ${role} in without a password, and ${passedOver} is passed over: others may read it.`,
            `Type: chmod 600 ${passedOver}`,
          ]
        : place.password === null
          ? [
              `${host} does not let the role ${role} in without a password (${why}).`,
              `Keep it in PostgreSQL’s file of passwords, ~/.pgpass: ${passwordLine(place)}`,
            ]
          : [
              `${host} does not let the role ${role} in with this password (${why}).`,
              'If it was changed, write the new one where it comes from: PGPASSWORD, the address, or ~/.pgpass. If its time is over (VALID UNTIL), ask whoever runs the server.',
            ],
    'kept out': [
      `${host} does not let the role ${role} in, whatever its password (${why}).`,
      `Whoever runs the server can let it in: alter role … login, or a line of pg_hba.conf.${
        place.tls === 'none' ? ' Where it has to be encrypted: ?sslmode=require at the end of the address.' : ''
      }`,
    ],
    'other proof': [
      `${host} wants another proof of the role ${role} than a password, such as Kerberos, and cl has none.`,
      'Whoever runs the server can let the role in with a password: scram-sha-256 in pg_hba.conf.',
    ],
    'no database': [`${host} has no database "${database}".`, 'Check the end of the address, or make it: createdb.'],
    'no right': [
      `The role ${role} may not do this on ${text} (${why}).`,
      'Whoever runs the server can grant it; docs/server.md has the lines.',
    ],
    'read-only': [`${text} may only be read just now (${why}).`, 'Ask whoever runs the server. Nothing was written.'],
    'no book': [
      `There is no book at ${text} (schema ${place.schema}), or the role ${role} may not see it.`,
      url === null
        ? 'If it is there, whoever runs the server can let the role in (docs/server.md). If not: cl share ADDRESS brings yours there.'
        : `Whoever runs the server can let the role in, or put a backup there. If it is gone for good: remove ${url}, and then cl restore last makes a file of the last copy on this laptop.`,
    ],
    'other tables': [
      `The book at ${text} is not whole (${why}).`,
      'Nothing was written. Ask whoever runs the server; a backup that is just being put back may need some minutes. The last copy on this laptop: cl backups',
    ],
    'newer book': [
      `The book at ${text} is of a newer cl (${why}): install the newest one.`,
      'The book was left as it is.',
    ],
    'older book': [
      `The book at ${text} is of an older cl, and the role ${role} may not bring it up (${why}).`,
      'Nothing was written. Whoever shared it can, with the newest cl there: cl due',
    ],
    busy: [`Somebody else was writing to ${text} for some seconds.`, 'Nothing was written. Try again in a moment.'],
    full: [`The server of the book is full (${why}).`, 'Nothing was written. Ask whoever runs it to make room.'],
    failed: [`The server of the book failed (${why}).`, 'Nothing was written. Ask whoever runs it.'],
    again: [`Others were writing to ${text} at the same time, again and again.`, 'Nothing was written. Try again.'],
    lost: [`The connection to ${text} was lost.`, 'Nothing was written. Try again in a moment.'],
  }
  return new UserError(1, ...words[trouble.kind], { cause: trouble })
}
