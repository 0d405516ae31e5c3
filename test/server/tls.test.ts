import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { execute, ownFolder, shop } from '../cl.ts'
import { hasPostgres, type OwnServer, psql, putFiles, startAgain, startPostgres, stopPostgres } from '../postgres.ts'
import { foundAt, placeOf } from '../server.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const folder = hasOpenssl ? ownFolder() : ''

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`openssl ${args.join(' ')} failed: ${stderr}`)
}

/** Makes a certificate for `localhost` alone, signed by an authority of the test's own. @param days less than 0: it is over */
function certificate(name: string, days: number): void {
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    '/CN=localhost',
  )
  writeFileSync(join(folder, `${name}.ext`), 'subjectAltName=DNS:localhost')
  const by = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`]
  openssl('x509', '-req', '-in', `${name}.csr`, '-days', `${days}`, '-out', `${name}.crt`, ...by)
}

const text = (file: string): string => readFileSync(join(folder, file), 'utf8')

describe.skipIf(!hasPostgres() || !hasOpenssl)('a server with TLS and passwords', () => {
  let server: OwnServer
  const settings = {
    ssl: 'on',
    ssl_cert_file: 'server.crt',
    ssl_key_file: 'server.key',
    password_encryption: 'scram-sha-256',
  }
  const at = (options: string, host = 'localhost') =>
    `postgres://kim@${host}:${server.port}/postgres?schema=shop${options}`
  const authority = () => `&sslrootcert=${encodeURIComponent(join(folder, 'ca.crt'))}`
  const { cl } = shop()
  const ask = (address: string, env: Record<string, string> = { PGPASSWORD: 's3cret' }) =>
    cl('list --team', { env: { CL_BOOK: address, ...env } })

  beforeAll(async () => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '30',
      '-subj',
      '/CN=Test',
    )
    certificate('server', 30)
    certificate('expired', -1)
    server = await startPostgres()
    const place = { ...(await placeOf('shop')), port: server.port }
    await foundAt(place)
    await psql(
      server.port,
      `set password_encryption = 'scram-sha-256'; create role kim login password 's3cret';
      create role zoe login password 'Käse fix' in role kim;
      grant usage on schema shop to kim; grant select, insert, update, delete on all tables in schema shop to kim`,
    )
    stopPostgres(server.folder, { keep: true })
    const files = { 'server.crt': text('server.crt'), 'server.key': text('server.key') }
    putFiles(server, { ...files, 'pg_hba.conf': 'hostssl all all all scram-sha-256\n' })
    startAgain(server, settings)
  })
  afterAll(() => stopPostgres(server.folder))

  it('is asked with TLS that is verified, and the password of PGPASSWORD or the file of passwords', async () => {
    expect(await ask(at(`&sslmode=verify-full${authority()}`))).toMatchObject({
      code: 0,
      err: expect.not.stringContaining('copy'),
    })
    const passwords = join(ownFolder(), 'pgpass')
    writeFileSync(passwords, `localhost:${server.port}:postgres:kim:s3cret\n`, { mode: 0o600 })
    expect(await ask(at(`&sslmode=verify-full${authority()}`), { PGPASSFILE: passwords })).toMatchObject({ code: 0 })
    chmodSync(passwords, 0o644)
    expect(
      await ask(at(`&sslmode=verify-full${authority()}`), { PGPASSFILE: passwords, PGPASSWORD: '' }),
    ).toMatchObject({
      code: 1,
      err: `localhost does not let the role kim in without a password, and ${passwords} is passed over: others may read it.\nType: chmod 600 ${passwords}\n`,
    })
    expect(
      await cl('add Acme', { env: { CL_BOOK: at(`&sslmode=verify-full${authority()}`), PGPASSWORD: 's3cret' } }),
    ).toMatchObject({ code: 0 })
  })

  it('is asked by the built program, which loads encryption where it is asked for', () => {
    const env = { CL_BOOK: at(`&sslmode=verify-full${authority()}`), PGPASSWORD: 's3cret' }
    expect(execute('list --team', { cwd: ownFolder(), env })).toMatchObject({ code: 0 })
  })

  it.each([
    ['a certificate of an authority that nobody knows', '&sslmode=verify-full', 'names that authority’s certificate'],
    ['a certificate for another host', '&sslmode=verify-full', 'Write the host as'],
    ['no TLS', '&sslmode=disable', 'does not let the role kim in'],
  ])('refuses %s', async (what, options, said) => {
    const isOther = what.includes('another host')
    const refused = await ask(at(`${options}${isOther ? authority() : ''}`, isOther ? '127.0.0.1' : 'localhost'))
    expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining(said) })
    expect(refused.err).not.toContain('s3cret')
  })

  it('takes what the address says: any certificate, or any host of a known authority', async () => {
    expect(await ask(at('&sslmode=require'))).toMatchObject({ code: 0 })
    expect(await ask(at(`&sslmode=verify-ca${authority()}`, '127.0.0.1'))).toMatchObject({ code: 0 })
  })

  it('refuses a wrong password, and none, in one sentence, and keeps nothing for it', async () => {
    const address = at('&sslmode=require')
    const wrong = await cl('log acme call hello', { env: { CL_BOOK: address, PGPASSWORD: 'wr0ng' } })
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('with this password') })
    expect(wrong.err).not.toContain('wr0ng')
    expect(await ask(address, {})).toMatchObject({ code: 1, err: expect.stringContaining('without a password') })
  })

  it('is let in by a password with letters that a keyboard, or a file, writes in several ways', async () => {
    const address = at('&sslmode=require').replace('kim@', 'zoe@')
    for (const password of ['Käse\u00a0ﬁx', 'Ka\u0308se fix', 'K\u00adäse\u3000fix'])
      expect(await ask(address, { PGPASSWORD: password })).toMatchObject({ code: 0 })
  })

  it('refuses a certificate that is over', async () => {
    stopPostgres(server.folder, { keep: true })
    putFiles(server, { 'server.crt': text('expired.crt'), 'server.key': text('expired.key') })
    startAgain(server, settings)
    const refused = await ask(at(`&sslmode=verify-full${authority()}`))
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is not to be trusted \(certificate has expired\).*\n.*the clock of this laptop/),
    })
  })
})
