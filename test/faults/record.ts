import { readFileSync } from 'node:fs'

/** A call that changed a file, or said something, as shim.c records it. `number` is that of the file, or of the stream. */
export type Call = {
  what: 'create' | 'write' | 'cut' | 'sync' | 'rename' | 'link' | 'unlink' | 'mkdir' | 'rmdir' | 'said'
  number: string
  at: number
  length: number
  path: string
  /** The new name, of `rename` and `link`. */
  to: string
  bytes: Buffer
}

/** Reads the record of the shim: a line for each call, and after it the bytes that were written or said. */
export function callsIn(path: string): Call[] {
  const record = readFileSync(path)
  const calls: Call[] = []
  for (let from = 0; from < record.length; ) {
    const end = record.indexOf('\n', from)
    const [what, number = '', at, length, of = '', to = ''] = record.toString('utf8', from, end).split('\t')
    const hasBytes = what === 'write' || what === 'said'
    from = end + 1 + (hasBytes ? Number(length) : 0)
    calls.push({
      what: what as Call['what'],
      number,
      at: Number(at),
      length: Number(length),
      path: of,
      to,
      bytes: record.subarray(end + 1, from),
    })
  }
  return calls
}
