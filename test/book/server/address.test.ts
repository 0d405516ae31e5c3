import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { addressFrom } from '#book/server/address.ts'
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
