import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { cacheFolder } from '#cli/cache-folder.ts'
import { asksForCount } from '#cli/shells.ts'
import type * as KeptCount from './kept-count.ts'
import type * as Main from './main.ts'
import { asksForVersion, version } from './version.ts'

/** These commands have a program of their own; the others have `all.js`. Put in by the build. */
declare const CL_EVERYDAY: string[]

type Program = Pick<typeof Main, 'main' | 'run'> & Pick<typeof KeptCount, 'keptCount'>
type Module = { exports: Program }
type Wrapper = (exports: object, require: NodeJS.Require, module: Module, filename: string, folder: string) => void

export function main(): Promise<void> | undefined {
  const argv = process.argv.slice(2)
  if (asksForVersion(argv) && isWritten(`${version}\n`)) return undefined
  if (asksForCount(argv) && isWritten(load('count').keptCount())) return undefined
  return load(programOf(argv)).main()
}

const programOf = ([command = '']: string[]): string => (CL_EVERYDAY.includes(command) ? command : 'all')

/** Comes from a code cache, or else is compiled. @param asking loads the files that the program asks for */
export const load = (name: string, asking = require): Program => run(cachedScript(name) ?? ownScript(name), asking)

/** True when there is a text and all of it went out at once; otherwise a whole program writes it, as it can wait and explain. */
function isWritten(text: string | null): boolean {
  try {
    return text !== null && writeSync(1, text) === text.length
  } catch {
    return false
  }
}

/** Undefined where the folder has no cache, or one of another text or another Node. */
export function cachedScript(name: string, folder = __dirname): Script | undefined {
  let cache: number | undefined
  try {
    cache = openSync(join(folder, `${name}.cache`), 'r')
    return scriptIn(cache, name)
  } catch {
    return undefined
  } finally {
    if (cache !== undefined) closeSync(cache)
  }
}

/**
 * The text, and then V8's data, are read into one memory: the first touch of a page of memory takes a system longer than to read
 * that much of a file.
 */
function scriptIn(cache: number, name: string): Script | undefined {
  const memory = Buffer.allocUnsafeSlow(fstatSync(cache).size)
  const text = readInto(memory, pathOf(name))
  const node = thisNode()
  if (!holdsAt(cache, 0, node) || !holdsAt(cache, node.length, text)) return undefined
  const source = text.toString('latin1')
  const cachedData = memory.subarray(0, readSync(cache, memory, { position: dataAt(node, text) }))
  const script = scriptOf(name, source, cachedData)
  return script.cachedDataRejected ? undefined : script
}

function readInto(memory: Buffer, path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    return memory.subarray(0, readSync(file, memory))
  } finally {
    closeSync(file)
  }
}

/** True when these bytes stand there in the file. */
function holdsAt(file: number, position: number, bytes: Buffer): boolean {
  const piece = Buffer.allocUnsafe(Math.min(bytes.length, 1 << 14))
  for (let at = 0; at < bytes.length; at += piece.length) {
    const expected = bytes.subarray(at, at + piece.length)
    const length = readSync(file, piece, { length: expected.length, position: position + at })
    if (!piece.subarray(0, length).equals(expected)) return false
  }
  return true
}

const pathOf = (name: string): string => join(__dirname, `${name}.js`)

const thisNode = (): Buffer => Buffer.from(`${process.version} ${process.platform} ${process.arch}\n`)

// V8 copies a cache at an address that cannot be divided by 8.
const dataAt = (node: Buffer, text: Buffer): number => Math.ceil((node.length + text.length) / 8) * 8

/**
 * The name of the Node that made it, all of the text that it was made of, and V8's data: V8 itself would take its data for any text of
 * the same length.
 */
export function cacheOf(text: Buffer, script: Script): Buffer {
  const node = thisNode()
  const padding = Buffer.alloc(dataAt(node, text) - node.length - text.length)
  return Buffer.concat([node, text, padding, script.createCachedData()])
}

/** The bare name keeps folders out of each cache. */
export const scriptOf = (name: string, source: string, cachedData?: Buffer): Script =>
  new Script(source, { filename: `${name}.js`, ...(cachedData && { cachedData }) })

/** The program's commands can be called then. */
export function run(script: Script, asking = require): Program {
  const module = { exports: {} } as Module
  const wrapper = script.runInThisContext() as Wrapper
  wrapper(module.exports, asking, module, __filename, __dirname)
  return module.exports
}

/** Any other Node than the one of the build leaves what it has compiled in the user's own cache folder, when its first run ends. */
function ownScript(name: string): Script {
  const folder = cacheFolder(process)
  const kept = folder === undefined ? undefined : cachedScript(name, folder)
  if (kept) return kept
  const text = readFileSync(pathOf(name))
  const script = scriptOf(name, text.toString('latin1'))
  const atStart = new Script('', { filename: 'start' }).createCachedData()
  // By then V8 has compiled the functions that the command needs. It takes no cache that was made with other flags than those of a start.
  const keep = () => {
    const { cachedDataRejected } = new Script('', { filename: 'end', cachedData: atStart })
    if (folder !== undefined && !cachedDataRejected) keepCache(folder, name, cacheOf(text, script))
  }
  process.once('exit', keep)
  return script
}

/** Without a cache, the next start is as slow as this one. */
function keepCache(folder: string, name: string, cache: Buffer): void {
  const made = join(folder, `${name}.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    try {
      writeFileSync(made, cache, { flush: true })
      renameSync(made, join(folder, `${name}.cache`))
    } finally {
      rmSync(made, { force: true })
    }
  } catch {}
}
