import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { execute, ownFolder, shop } from '../cl.ts'
import { hasPostgres } from '../postgres.ts'
import { startProxy } from '../proxy.ts'
import { addressOf, ownServer, schemaWithBook } from '../server.ts'

describe.skipIf(!hasPostgres())('the ways there and back', () => {
  it('are as many as docs/server.md says, and none more for what a laptop knows and keeps', async () => {
    const proxy = await startProxy((await ownServer()).port)
    const { cl } = shop()
    const env = { CL_BOOK: `postgres://cl@127.0.0.1:${proxy.port}/postgres?schema=${await schemaWithBook()}` }
    for (const line of ['add Acme', 'date acme birthday 23 nov', 'log acme complaint late', 'due'])
      await cl(line, { env })
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
    const most = { due: 3, show: 5, why: 5, report: 3, stats: 4, history: 3, log: 6, promise: 8, undo: 8 }
    const more = Object.entries(most).filter(([command, number]) => (ways[command] ?? 99) > number)
    expect({ ways, more }).toEqual({ ways, more: [] })
    proxy.close()
  })

  it.each(['due', 'log acme call hello'])('load no encryption where none is asked for: %s', async (line) => {
    const cwd = ownFolder()
    const env = { CL_BOOK: await addressOf(await schemaWithBook()) }
    execute('add Acme', { cwd, env })
    const told = join(cwd, 'told.cjs')
    writeFileSync(told, "process.on('exit', () => console.error(process.moduleLoadList.join('\\n')))")
    const { code, err } = execute(line, { cwd, env: { ...env, NODE_OPTIONS: `--require ${told}` } })
    const loaded = err.split('\n')
    expect([code, loaded.includes('NativeModule net')]).toEqual([0, true])
    expect(loaded.filter((each) => /^NativeModule (tls|crypto|perf_hooks|.*webcrypto)$/.test(each))).toEqual([])
  })
})
