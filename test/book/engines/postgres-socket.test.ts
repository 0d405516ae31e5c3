import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it, vi } from 'vitest'
import type { Place } from '#book/engines/postgres.ts'
import { PostgresConnection } from '#book/engines/postgres-connection.ts'

/** Asks a server that says something by itself, or once it was asked. @returns the trouble, and what was printed beside it */
async function troubleWith(says: Buffer, saysIt: 'at once' | 'once asked', tls: Place['tls'] = 'none') {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    if (saysIt === 'at once') socket.write(says)
    else socket.once('data', () => socket.write(says))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const reach = { host: '127.0.0.1', port, socketFile: null, tls, authorities: null }
  const printed = vi.spyOn(console, 'error').mockReturnValue()
  const connection = new PostgresConnection({ ...reach, database: 'shop', role: 'kim', password: null })
  const trouble = await connection.answers('select 1', 10_000, () => 0).catch((error: unknown) => error)
  server.close()
  const lines = printed.mock.calls.length
  printed.mockRestore()
  return { trouble, lines }
}

it('a host that is a list of hosts is not found, and is not asked for ever', async () => {
  const reach = {
    host: 'one.invalid,two.invalid',
    port: 5432,
    socketFile: null,
    tls: 'none',
    authorities: null,
  } as const
  const connection = new PostgresConnection({ ...reach, database: 'shop', role: 'kim', password: null })
  await expect(connection.answers('select 1', 10_000, () => 0)).rejects.toMatchObject({ kind: 'unknown host' })
})

const mysql = Buffer.from('J\0\0\0\n8.0.36\0')
const proof = (kind: number) => Buffer.from([...Buffer.from('R'), 0, 0, 0, 8, 0, 0, 0, kind])

it.each([
  ['a web server', Buffer.from('HTTP/1.1 400 Bad Request\r\n'), 'once asked', 'it says "HTTP/1.1 400 Bad Request"'],
  ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n'), 'at once', 'it says "SSH-2.0-OpenSSH_9.2p1"'],
  ['MySQL', mysql, 'at once', 'it says "J 8.0.36"'],
  ['a desktop', Buffer.from('RFB 003.008\n'), 'at once', 'it says "RFB 003.008"'],
  ['TLS', Buffer.from([21, 3, 1, 0, 2, 2, 22]), 'once asked', 'its answer has no words'],
] as const)(
  'a port where %s answers is no PostgreSQL, with TLS or without, and nothing is waited for',
  async (_, says, saysIt, why) => {
    for (const tls of ['none', 'any certificate'] as const) {
      const { trouble, lines } = await troubleWith(says, saysIt, tls)
      expect(trouble).toMatchObject({ name: 'ServerTrouble', kind: 'no postgres', message: why })
      expect(lines).toBe(0)
    }
  },
)

it('a server that wants Kerberos is said to want it', async () => {
  for (const kind of [2, 7, 9]) {
    const { trouble, lines } = await troubleWith(proof(kind), 'once asked')
    expect(trouble).toMatchObject({ name: 'ServerTrouble', kind: 'other proof' })
    expect(lines).toBe(0)
  }
})

it('a server that has no TLS is one all the same', async () => {
  expect((await troubleWith(Buffer.from('N'), 'once asked', 'verified')).trouble).toMatchObject({ kind: 'no tls' })
})
