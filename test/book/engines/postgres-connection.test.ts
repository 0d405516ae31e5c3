import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { PostgresConnection } from '#book/engines/postgres-connection.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** The next socket that this process opens to a server. */
const nextSocket = (): Promise<Socket> =>
  new Promise((resolve) => {
    const heard = (message: unknown) => {
      unsubscribe('net.client.socket', heard)
      resolve((message as { socket: Socket }).socket)
    }
    subscribe('net.client.socket', heard)
  })

it('is lost where it is reset after it was made, and before the driver takes it', async () => {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  // The driver takes it at a timer of its own, which is held until the connection is gone.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const reach = { host: '127.0.0.1', port, socketFile: null, tls: 'none', authorities: null } as const
  const connection = new PostgresConnection({ ...reach, database: 'shop', role: 'kim', password: null })
  const [opened, accepted] = [nextSocket(), once(server, 'connection')]
  const asked = connection.answers('select 1', 10_000, () => 0).catch((error: unknown) => error)
  const socket = await opened
  if (socket.connecting) await once(socket, 'connect')
  const closed = new Promise((resolve) => socket.on('close', resolve))
  const [atServer] = (await accepted) as [Socket]
  atServer.resetAndDestroy()
  await closed
  // An error that nobody listens to would end the program.
  expect(socket.listenerCount('error')).toBeGreaterThan(0)
  vi.advanceTimersByTime(1)
  expect(await asked).toMatchObject({ name: 'ServerTrouble', kind: 'lost' })
  expect(connection.isLost).toBe(true)
  server.close()
}, 10_000)
