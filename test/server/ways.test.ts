import { describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'
import { hasPostgres } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { ownServer, schemaWithBook } from '../server.ts'

describe.skipIf(!hasPostgres())('the ways there and back', () => {
  it('are as many as docs/server.md says, and none more for what a laptop knows and keeps', async () => {
    const proxy = await startProxy((await ownServer()).port)
    const { cl } = shop()
    const env = { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${await schemaWithBook()}` }
    for (const line of ['add Acme', 'log acme complaint late', 'due']) await cl(line, { env })
    const ways: Record<string, number> = {}
    for (const line of [
      'due',
      'show acme',
      'why acme',
      'report',
      'stats',
      'history',
      'log acme',
      'promise acme x',
      'undo',
    ]) {
      const before = proxy.ways()
      expect(await cl(line, { env })).toMatchObject({ code: 0 })
      ways[line.split(' ')[0] ?? ''] = proxy.ways() - before
    }
    const most = { due: 4, show: 5, why: 5, report: 5, stats: 4, history: 4, log: 8, promise: 9, undo: 8 }
    const more = Object.entries(most).filter(([command, number]) => (ways[command] ?? 99) > number)
    expect({ ways, more }).toEqual({ ways, more: [] })
    proxy.close()
  })
})
