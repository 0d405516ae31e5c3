import { readFileSync, writeSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { Script } from 'node:vm'
import type * as Main from './main.ts'
import { asksForVersion, version } from './version.ts'

/** These commands have a program of their own; the others have `all.js`. Put in by the build. */
declare const CL_EVERYDAY: string[]

type Program = Pick<typeof Main, 'main' | 'run'>
type Module = { exports: Program }
type Wrapper = (exports: object, require: NodeJS.Require, module: Module, filename: string, folder: string) => void

export function main(): Promise<void> | undefined {
  const argv = process.argv.slice(2)
  if (asksForVersion(argv) && isWritten(`${version}\n`)) return undefined
  return load(programOf(argv)).main()
}

const programOf = ([command = '']: string[]): string => (CL_EVERYDAY.includes(command) ? command : 'all')

/** Comes from its code cache, or else is compiled. @param asking loads the files that the program asks for */
export function load(name: string, asking = require): Program {
  const script = cachedScript(name)
  return script ? run(script, asking) : compiledProgram(name)
}

/** False where the whole program has to write the text, as it can wait and explain. */
function isWritten(text: string): boolean {
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}

/** Undefined where the cache is not of this text and this Node. */
export function cachedScript(name: string): Script | undefined {
  const text = readFileSync(join(__dirname, `${name}.js`))
  const cache = readIfThere(join(__dirname, `${name}.cache`))
  const cachedData = cache && dataIn(cache, text)
  if (cachedData === undefined) return undefined
  const script = scriptOf(name, text, cachedData)
  return script.cachedDataRejected ? undefined : script
}

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

/** Undefined where the cache is not of this text and this Node. */
function dataIn(cache: Buffer, text: Buffer): Buffer | undefined {
  const node = thisNode()
  const isMine =
    cache.subarray(0, node.length).equals(node) && cache.subarray(node.length, node.length + text.length).equals(text)
  return isMine ? cache.subarray(dataAt(node, text)) : undefined
}

/** The bare name keeps folders out of each cache. */
export const scriptOf = (name: string, text: Buffer, cachedData?: Buffer): Script =>
  new Script(text.toString('latin1'), { filename: `${name}.js`, ...(cachedData && { cachedData }) })

/** The program's commands can be called then. */
export function run(script: Script, asking = require): Program {
  const module = { exports: {} } as Module
  const wrapper = script.runInThisContext() as Wrapper
  wrapper(module.exports, asking, module, __filename, __dirname)
  return module.exports
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

type CompileCache = { enableCompileCache?: (folder: string) => unknown }

/** Node from 22.1 on keeps the result in a cache of the user's own. */
function compiledProgram(name: string): Program {
  const folder = cacheFolder()
  if (folder !== undefined) (require('node:module') as CompileCache).enableCompileCache?.(folder)
  return require(join(__dirname, `${name}.js`))
}

/** Nobody else may write there; undefined where it cannot be told. */
function cacheFolder(): string | undefined {
  const { env, platform } = process
  const home = env['HOME'] ?? ''
  const xdg = env['XDG_CACHE_HOME'] ?? ''
  const base =
    platform === 'win32'
      ? (env['LOCALAPPDATA'] ?? '')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches')
        : isAbsolute(xdg)
          ? xdg
          : join(home, '.cache')
  return isAbsolute(base) ? join(base, 'customer-love') : undefined
}
