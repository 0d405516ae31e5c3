import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

/** The effects at a call, in the order of shim.c. */
const deeds = ['nothing', 'kill', 'kill half-way', 'fail once', 'fail from here'] as const
type Deed = (typeof deeds)[number]

/** The errors of disks: full, broken, over a quota, read-only. */
export const diskErrors = ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS'] as const
export type DiskError = (typeof diskErrors)[number]

/**
 * Compiles test/faults/shim.c into a folder.
 * @returns its path; or why there is none, in a line
 */
export function compiledShim(folder: string, source: string): { shim: string } | { without: string } {
  if (process.platform !== 'linux') return { without: `it needs Linux, and this is ${process.platform}` }
  const shim = join(folder, 'shim.so')
  const { status, error, stderr } = spawnSync('cc', ['-O1', '-shared', '-fPIC', '-o', shim, source, '-ldl'])
  if (status === 0) return { shim }
  return { without: error ? 'there is no C compiler (cc) here' : `cc could not compile it: ${stderr}` }
}

/**
 * The orders for the shim in a process, and the number of calls that it has counted there. They stand in a file that the shim
 * maps, and so may be changed while that process runs, or within it.
 */
export class Plan {
  readonly #file: number
  readonly #path: string

  constructor(path = join(mkdtempSync(join(tmpdir(), 'cl-plan-')), 'plan')) {
    if (!existsSync(path)) writeFileSync(path, Buffer.alloc(24))
    this.#path = path
    this.#file = openSync(path, 'r+')
  }

  /** The environment of a process that counts its calls below `root`. */
  environment(shim: string, root: string, record = ''): Record<string, string> {
    return { LD_PRELOAD: shim, FAULTS_PLAN: this.#path, FAULTS_ROOT: root, FAULTS_RECORD: record }
  }

  /** The next calls are counted from 1; at one of them, something is done. */
  arm(deed: Deed, at = 0, error?: DiskError): void {
    const bytes = Buffer.alloc(24)
    bytes.writeBigInt64LE(BigInt(at), 8)
    bytes.writeInt32LE(deeds.indexOf(deed), 16)
    bytes.writeInt32LE(error === undefined ? 0 : errno(error), 20)
    writeSync(this.#file, bytes, 0, bytes.length, 0)
  }

  /** The number of calls since then. */
  get calls(): number {
    const bytes = Buffer.alloc(8)
    readSync(this.#file, bytes, 0, bytes.length, 0)
    return Number(bytes.readBigInt64LE())
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Node has the numbers of this system. */
function errno(error: DiskError): number {
  const numbers: Record<string, number> = constants.errno
  const number = numbers[error]
  if (number === undefined) throw new Error(`This system has no ${error}`)
  return number
}
