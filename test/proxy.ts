import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** What stands between a laptop and a server: it delays, counts, and cuts. */
export type Proxy = {
  port: number
  /** How often the laptop has spoken after the server did: the ways there and back. */
  ways(): number
  /** Cuts each connection once so many more bytes have come from the laptop, or gone to it; null lets all pass. */
  cutAfter(bytes: number | null, from?: 'laptop' | 'server'): void
  /** How many bytes have passed. */
  passed(from: 'laptop' | 'server'): number
  close(): void
}

/**
 * Stands between a laptop and a server on this machine.
 * @param delay milliseconds of a way there and back
 */
export async function startProxy(target: number, delay = 0): Promise<Proxy> {
  let ways = 0
  let left: { bytes: number; from: string } | null = null
  const passed = { laptop: 0, server: 0 }
  const open = new Set<Socket>()
  const later = (work: () => void) => (delay === 0 ? work() : setTimeout(work, delay / 2))

  const server: Server = createServer((laptop) => {
    const other = connect(target, '127.0.0.1')
    let last = 'server'
    const end = () => {
      laptop.destroy()
      other.destroy()
    }
    const pass = (from: 'laptop' | 'server', to: Socket) => (data: Buffer) => {
      if (from === 'laptop' && last === 'server') ways += 1
      last = from
      passed[from] += data.length
      let some = data
      if (left !== null && left.from === from) {
        some = data.subarray(0, left.bytes)
        left.bytes -= some.length
      }
      later(() => {
        if (some.length > 0 && !to.destroyed) to.write(some)
        if (some.length < data.length) setImmediate(end)
      })
    }
    for (const socket of [laptop, other]) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => later(end))
    }
    laptop.on('data', pass('laptop', other))
    other.on('data', pass('server', laptop))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    ways: () => ways,
    passed: (from) => passed[from],
    cutAfter: (bytes, from = 'laptop') => {
      left = bytes === null ? null : { bytes, from }
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
