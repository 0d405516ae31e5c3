import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, join, sep } from 'node:path'

/** The build sets the folder of the built program. */
declare const CL_FOLDER: string

/**
 * Files and lines are those of `src`, where the maps beside the program know them. Folders above the package's own are nobody's
 * business.
 */
export function inSource(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>()
  return stack
    .replaceAll(`${CL_FOLDER}${sep}`, '')
    .replaceAll(`${dirname(CL_FOLDER)}${sep}`, '')
    .replace(/(?<![\w/\\])([\w-]+)\.js:(\d+):(\d+)/g, (place, name: string, line: string, column: string) => {
      if (!maps.has(name)) maps.set(name, mapOf(name))
      const found = maps.get(name)?.findEntry(Number(line) - 1, Number(column) - 1)
      return found && 'originalSource' in found
        ? `${found.originalSource.replace(/^(\.\.\/)+/, '')}:${found.originalLine + 1}`
        : place
    })
}

function mapOf(name: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(join(CL_FOLDER, `${name}.js.map`), 'utf8')))
  } catch {
    return undefined // the stack as it is serves its reader more than this trouble
  }
}
