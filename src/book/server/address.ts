import { isAbsolute, join, resolve } from 'node:path'
import { cannot, type UserError, wrongUsage } from '#errors.ts'
import type { Place } from '../engines/postgres.ts'
import { textIn } from '../file/paths.ts'
import { passwordFor, type Surroundings, serviceNamed } from './secrets.ts'

export type Address = {
  place: Place
  /** The address is kept and shown so: all of it but the password. */
  text: string
  /** True when a password stood in it. */
  heldPassword: boolean
  /** The file of passwords that was passed over, since others may read it. */
  passedOver: string | null
}

/** A book has this schema, unless the address names another. */
const usualSchema = 'customer_love'

// Two letters at least: a drive of Windows has one.
const scheme = /^\s*([a-z][a-z\d+.-]+):\/\//i

const known = ['schema', 'sslmode', 'sslrootcert', 'host', 'service', 'passfile']
const example = 'As in: postgres://kim@db.example.com/shop'
const unreadable = 'cannot be read; in a name or a password, @ is written %40, : %3A, / %2F, # %23, ? %3F and % %25'
const refused = (what: string): UserError => wrongUsage(`The address of the book ${what}.`, example)

/**
 * Missing parts of an address come from a service file and PostgreSQL's variables, and the password
 * also from its file of passwords.
 * @throws wrong usage, without the typed text: it may hold a password; cannot, for a file that cannot be read
 */
export function addressFrom(typed: string, surroundings: Surroundings): Address {
  const { env } = surroundings
  if (!/^postgres(ql)?$/i.test(scheme.exec(typed)?.[1] ?? '')) throw refused('is not that of a PostgreSQL')
  const { url, given } = partsOf(typed)
  const service = serviceNamed(given.get('service') ?? env['PGSERVICE'], surroundings)
  const role = decoded(url.username) || service['user'] || env['PGUSER'] || env['USER'] || env['USERNAME'] || ''
  if (role === '') throw refused('names no role to ask as')
  const host = given.get('host') || hostOf(url) || service['host'] || env['PGHOST'] || 'localhost'
  const port = portOf(url.port || service['port'] || env['PGPORT'] || '5432')
  const database = decoded(url.pathname.slice(1)) || service['dbname'] || env['PGDATABASE'] || role
  const schema = given.get('schema') ?? usualSchema
  if (!/^[a-z_][a-z0-9_$]{0,62}$/.test(schema) || schema.startsWith('pg_'))
    throw refused('names a schema that is none: small letters, digits and _')
  const at = { host, port, database, role }
  const reach = reachOf(host, port, given, { ...onlyPresent(env), ...service })
  const said = decoded(url.password) || service['password'] || env['PGPASSWORD']
  const { password, passedOver } = said
    ? { password: said, passedOver: null }
    : passwordFor(at, given.get('passfile') || env['PGPASSFILE'], surroundings)
  return {
    place: { ...reach, database, schema, role, password },
    text: withoutPassword(url),
    heldPassword: url.password !== '',
    passedOver,
  }
}

/** Additions know their book by this name: no other place has it. */
export const nameOf = ({ place: { host, port, socketFile, database, schema, role } }: Address): string =>
  [socketFile ?? host, port, database, schema, role].map(encodeURIComponent).join(',').slice(0, 200)

/** An address has host, port, database and schema so; a long name may lack its end. */
export function placeIn(name: string): string {
  const [host = '', port, database, schema = usualSchema] = name.split(',')
  return `${decodeURIComponent(host)}:${port}/${database}${schema === usualSchema ? '' : `?schema=${schema}`}`
}

function partsOf(typed: string): { url: URL; given: Map<string, string> } {
  // A URL may not name a role or a port without a host.
  const url = parsed(
    typed
      .trim()
      .replace(scheme, 'postgres://')
      .replace(/^postgres:\/\/([^/?@]*@)?(?=[/?]|$)/, 'postgres://$1none.invalid'),
  )
  const given = new Map(url.searchParams)
  const stray = [...given.keys()].find((key) => !known.includes(key))
  // It may be the end of a password with a / or a ? in it.
  if (url.pathname.includes('@') || (stray !== undefined && url.search.includes('@'))) throw refused(unreadable)
  if (stray !== undefined)
    throw wrongUsage(
      `The address of the book holds "${stray}", which cl does not know.`,
      `Leave it out: behind the ? stands ${known.slice(0, -1).join(', ')} or ${known.at(-1)}, or nothing.`,
    )
  if (url.hash !== '') throw refused('holds a #, which is written %23')
  return { url, given }
}

function parsed(text: string): URL {
  try {
    return new URL(text)
  } catch {
    throw refused(unreadable)
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw refused('has a port, or PGPORT or the service file, that is not from 1 to 65535')
}

const hostOf = ({ hostname }: URL): string =>
  hostname === 'none.invalid' ? '' : decoded(hostname.replace(/^\[(.*)\]$/, '$1'))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw refused('holds a % that is written %25')
  }
}

function withoutPassword(url: URL): string {
  const shown = new URL(url)
  shown.password = ''
  // The address is kept, and used from other folders.
  for (const key of ['sslrootcert', 'passfile']) {
    const path = shown.searchParams.get(key)
    if (path && path !== 'system' && !isAbsolute(path)) shown.searchParams.set(key, resolve(path))
  }
  return shown.href.replace('none.invalid', '')
}

const onlyPresent = ({ PGSSLMODE, PGSSLROOTCERT }: Record<string, string | undefined>): Record<string, string> => ({
  ...(PGSSLMODE ? { sslmode: PGSSLMODE } : {}),
  ...(PGSSLROOTCERT ? { sslrootcert: PGSSLROOTCERT } : {}),
})

const tlsModes: Record<string, Place['tls']> = {
  disable: 'none',
  allow: 'any certificate',
  prefer: 'any certificate',
  require: 'any certificate',
  'verify-ca': 'trusted authority',
  'verify-full': 'verified',
}

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/i.test(host)

/** The certificate is verified, unless the server is on this machine, or the address says otherwise. */
function reachOf(host: string, port: number, given: Map<string, string>, others: Record<string, string>) {
  const mode = given.get('sslmode') ?? others['sslmode']
  const usual = mode === undefined ? (isThisMachine(host) ? 'none' : 'verified') : tlsModes[mode]
  if (usual === undefined) throw refused(`has no sslmode that is one of ${Object.keys(tlsModes).join(', ')}`)
  const root = given.get('sslrootcert') || others['sslrootcert'] || 'system'
  const authorities = root === 'system' ? null : certificates(root)
  // PostgreSQL's own programs do so, too: whoever names an authority wants it to be asked for.
  const tls = mode === 'require' && authorities !== null ? 'trusted authority' : usual
  if (host.startsWith('/'))
    return { host: 'localhost', port, socketFile: join(host, `.s.PGSQL.${port}`), tls: 'none' as const, authorities }
  return { host, port, socketFile: null, tls, authorities }
}

function certificates(path: string): string {
  const hint = 'The address names them by sslrootcert; so does PGSSLROOTCERT.'
  const text = textIn(path)
  if (text === null)
    throw cannot(`The certificates in ${path} cannot be read: there is no such file, or not for you.`, hint)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw cannot(`There is no certificate in ${path}: one begins with -----BEGIN CERTIFICATE-----.`, hint)
}
