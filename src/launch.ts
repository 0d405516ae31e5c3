import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import type * as Main from './main.ts'

type Bundle = { exports: typeof Main }
type Wrapper = (module: Bundle, require: NodeJS.Require, url: string) => void

/**
 * Loads the bundle of the whole program with what V8 made of it at build time, so that nothing is compiled again at
 * each start; where the cache is from another version of Node, V8 compiles as ever.
 */
export function load(folder: string): { program: typeof Main; script: Script } {
  const filename = join(folder, 'cl.js')
  const cachedData = readIfThere(join(folder, 'cl.cache'))
  const script = new Script(readFileSync(filename, 'latin1'), { filename, ...(cachedData && { cachedData }) })
  const bundle = { exports: {} } as Bundle
  const wrapper = script.runInThisContext() as Wrapper
  wrapper(bundle, createRequire(filename), pathToFileURL(filename).href)
  return { program: bundle.exports, script }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** Runs `cl` as this process. */
export const main = (): Promise<void> => load(__dirname).program.main()
