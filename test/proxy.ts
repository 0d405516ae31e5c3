import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A proxy between a laptop and a server: it delays, counts, and cuts. */
export type Proxy = {
  port: number
  /** The number of times that the laptop has spoken after the server did: the ways there and back. */
  ways(): number
  /** Cuts each connection once so many more bytes have come from the laptop, or gone to it; null lets all pass. */
  cutAfter(bytes: number | null, from?: 'laptop' | 'server'): void
  /** Lets no byte through any more, and keeps all connections open; or lets all through that came meanwhile. */
  hold(isHeld: boolean): void
  /** From now on, connections go to another server. */
  redirect(port: number): void
  /** The number of bytes that have passed. */
  passed(from: 'laptop' | 'server'): number
  /** Does something, once, as soon as so many bytes have passed in all. */
  whenPassed(from: 'laptop' | 'server', bytes: number, does: () => void): void
  close(): void
}

/**
 * Stands between a laptop and a server on this machine.
 * @param delay milliseconds of a way there and back
 */
export async function startProxy(first: number, delay = 0): Promise<Proxy> {
  let target = first
  let held: (() => void)[] | null = null
  let ways = 0
  let awaited: { from: string; bytes: number; does: () => void } | null = null
  let left: { bytes: number; from: string } | null = null
  const passed = { laptop: 0, server: 0 }
  const open = new Set<Socket>()
  const later = (work: () => void) => {
    if (held !== null) held.push(work)
    else if (delay === 0) work()
    else setTimeout(work, delay / 2)
  }

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
      if (awaited?.from === from && passed[from] >= awaited.bytes) {
        awaited.does()
        awaited = null
      }
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
    whenPassed: (from, bytes, does) => {
      awaited = { from, bytes, does }
    },
    hold: (isHeld) => {
      const waiting = held ?? []
      held = isHeld ? waiting : null
      if (!isHeld) for (const work of waiting) work()
    },
    redirect: (port) => {
      target = port
    },
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
