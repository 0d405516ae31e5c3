import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { relative } from 'node:path'
import { onTestFinished, vi } from 'vitest'

type Call = 'openSync' | 'fsyncSync' | 'renameSync' | 'linkSync' | 'readdirSync'

/** The random part in the name of an unfinished file, with the number of the process. */
const unfinished = new RegExp(`\\b${process.pid}-[0-9a-z]{8}\\b`, 'g')

/** Has each call of a function of Node's files go through `instead`, until the test is over. */
export function whenCalled(name: Call, instead: (args: unknown[], call: () => unknown) => unknown): void {
  const real = fs[name] as (...args: unknown[]) => unknown
  const spy = vi
    .spyOn(fs, name)
    .mockImplementation(((...args: unknown[]) => instead(args, () => real(...args))) as never)
  syncBuiltinESMExports()
  onTestFinished(() => {
    spy.mockRestore()
    syncBuiltinESMExports()
  })
}

/**
 * The calls by which a command gets its files on the disk, in order: `sync NAME`, `rename NAME NAME` and `link NAME NAME`, with
 * names as seen from a folder, and without their random parts. SQLite's own calls are not seen here.
 */
export function diskCalls(folder: string): string[] {
  const calls: string[] = []
  const open = new Map<unknown, string>()
  const named = (path: unknown) => (relative(folder, String(path)) || '.').replaceAll(unfinished, 'PID')
  whenCalled('openSync', ([path], call) => {
    const file = call()
    open.set(file, named(path))
    return file
  })
  whenCalled('fsyncSync', ([file], call) => {
    calls.push(`sync ${open.get(file)}`)
    return call()
  })
  whenCalled('renameSync', ([from, to], call) => {
    calls.push(`rename ${named(from)} > ${named(to)}`)
    return call()
  })
  whenCalled('linkSync', ([from, to], call) => {
    calls.push(`link ${named(from)} > ${named(to)}`)
    return call()
  })
  return calls
}
