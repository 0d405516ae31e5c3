import { statSync } from 'node:fs'
import { join } from 'node:path'
import { cannot } from '#errors.ts'
import { ifPossible, textIn } from '../file/paths.ts'

/** An address is completed from its surroundings, as PostgreSQL's own programs do it. */
export type Surroundings = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  home(): string
}

type Asked = { host: string; port: number; database: string; role: string }

/** `passedOver` is the file that others may read; each is null where there is none. */
type Password = { password: string | null; passedOver: string | null }

/**
 * PostgreSQL keeps passwords in a file (`.pgpass`; its manual, "The Password File"). As there, a file that others may read is
 * passed over.
 */
export function passwordFor(asked: Asked, named: string | undefined, surroundings: Surroundings): Password {
  const path = named || passwordFile(surroundings)
  if (isForOthers(path, surroundings.platform)) return { password: null, passedOver: path }
  return { password: passwordIn(textIn(path), asked), passedOver: null }
}

function passwordIn(text: string | null, asked: Asked): string | null {
  const wanted = [asked.host.startsWith('/') ? 'localhost' : asked.host, `${asked.port}`, asked.database, asked.role]
  // An editor of Windows may begin a file with a byte order mark.
  for (const line of (text ?? '').replace('\ufeff', '').split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const fields = fieldsOf(line)
    if (wanted.every((each, i) => fields[i] === '*' || fields[i] === each)) return fields[4] ?? null
  }
  return null
}

/** PostgreSQL looks for passwords at this path. */
const passwordFile = ({ env, platform, home }: Surroundings): string =>
  platform === 'win32' ? join(env['APPDATA'] ?? '', 'postgresql', 'pgpass.conf') : join(home(), '.pgpass')

/** A line has five fields, in which a backslash stands before a colon or a backslash. */
function fieldsOf(line: string): string[] {
  const fields = ['']
  for (const [part] of line.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (part === ':' && fields.length < 5) fields.push('')
    else fields.push(`${fields.pop()}${part.length === 2 ? part.slice(1) : part}`)
  }
  return fields
}

/** A line of the file of passwords has a word in the place of the password here. */
export const passwordLine = ({ host, port, database, role }: Asked): string =>
  [host, `${port}`, database, role]
    .map((field) => field.replace(/[\\:]/g, '\\$&'))
    .concat('PASSWORD')
    .join(':')

/**
 * A service file has settings for each service (PostgreSQL’s manual, "The Connection Service File"); none without a name.
 * @throws cannot, where the file does not have the service
 */
export function serviceNamed(name: string | undefined, { env, home }: Surroundings): Record<string, string> {
  if (name === undefined || name === '') return {}
  const path = env['PGSERVICEFILE'] ?? join(home(), '.pg_service.conf')
  const lines = (textIn(path) ?? '').split(/\r?\n/).map((line) => line.trim())
  const start = lines.indexOf(`[${name}]`)
  if (start < 0)
    throw cannot(`There is no service "${name}" in ${path}.`, 'See the address of the book, and PGSERVICE.')
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => line.startsWith('['))
  const settings = rest.slice(0, end < 0 ? rest.length : end).flatMap((line) => {
    const [, key, value] = /^([a-z_]+)\s*=\s*(.*)$/.exec(line) ?? []
    return key === undefined || value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(settings)
}

/** True for a file that others than its owner may read or write; a folder or a pipe is none. */
function isForOthers(path: string, platform: NodeJS.Platform): boolean {
  const found = platform === 'win32' ? null : ifPossible(() => statSync(path))
  return found?.isFile() === true && (found.mode & 0o077) !== 0
}
