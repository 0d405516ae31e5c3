import { chmodSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { addressFrom } from '#book/server/address.ts'
import { passwordLine } from '#book/server/secrets.ts'
import { ownFolder } from '../../cl.ts'

/** An address as it is read in a home with some files. */
function read(typed: string, env: Record<string, string> = {}, files: Record<string, string> = {}) {
  const home = ownFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text, { mode: 0o600 })
  return addressFrom(typed, { env, platform: 'linux', home: () => home })
}

it.each([
  ['postgres://kim@host:0/shop', {}],
  ['postgres://kim@host/shop', { PGPORT: 'abc' }],
  ['postgres://kim@host/shop', { PGPORT: '99999' }],
  ['postgres://kim@host/shop?service=shop', {}],
])('a port that is none is refused: %s %j', (typed, env) => {
  const files = { '.pg_service.conf': '[shop]\nport=x\n' }
  expect(() => read(typed, env, files)).toThrow('not from 1 to 65535')
})

it('a service goes before the variables, and the address before both, as for PostgreSQL’s own programs', () => {
  const files = { '.pg_service.conf': '[shop]\nhost=db.example\nuser=kim\npassword=own\nsslmode=require\n' }
  const env = { PGSERVICE: 'shop', PGHOST: 'other', PGUSER: 'anna', PGPASSWORD: 'other', PGSSLMODE: 'disable' }
  const there = { host: 'db.example', role: 'kim', password: 'own', tls: 'any certificate' }
  expect(read('postgres:///shop', env, files).place).toMatchObject(there)
  const typed = read('postgres://zoe:typed@host/shop?sslmode=verify-ca', env, files).place
  expect(typed).toMatchObject({ host: 'host', role: 'zoe', password: 'typed', tls: 'trusted authority' })
})

it('the password is found by the line that a message shows, whatever its parts and whatever the editor', () => {
  const typed = 'postgres://a%3Ab%5Cc@[::1]/shop'
  const line = passwordLine(read(typed).place)
  expect(line).toBe('\\:\\:1:5432:shop:a\\:b\\\\c:PASSWORD')
  for (const text of [line, `\ufeff${line}\r\n`, `# mine\n${line}\n`])
    expect(read(typed, { PGPASSFILE: '' }, { '.pgpass': text }).place.password).toBe('PASSWORD')
})

it('a file of passwords that others may read is passed over and named; a folder is no such file', () => {
  const passfile = ownFolder()
  chmodSync(passfile, 0o755)
  expect(read('postgres://kim@host/shop', { PGPASSFILE: passfile }).passedOver).toBe(null)
  const open = join(passfile, 'pgpass')
  writeFileSync(open, '*:*:*:*:PASSWORD\n')
  chmodSync(open, 0o644)
  expect(read('postgres://kim@host/shop', { PGPASSFILE: open })).toMatchObject({
    passedOver: open,
    place: { password: null },
  })
})

it('an authority that is named is asked for, also by sslmode=require, and is named by its whole path from then on', () => {
  const path = join(ownFolder(), 'ca.pem')
  const at = (named: string) => read(`postgres://kim@host/shop?sslmode=require&sslrootcert=${named}`)
  writeFileSync(path, '-----BEGIN PRIVATE KEY-----\n')
  expect(() => at(path)).toThrow(`There is no certificate in ${path}`)
  writeFileSync(path, '-----BEGIN CERTIFICATE-----\n')
  const { place, text } = at(relative('', path))
  expect(place.tls).toBe('trusted authority')
  expect(new URL(text).searchParams.get('sslrootcert')).toBe(path)
  expect(at('').place).toMatchObject({ tls: 'any certificate', authorities: null })
})
