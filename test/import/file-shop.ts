import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shop } from '../cl.ts'

/** A shop that can write files to import. */
export function shopWithFiles(today?: string) {
  const own = shop(today)
  return {
    ...own,
    /** Writes a file. @returns its path */
    file: (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(own.folder, name), content)
      return join(own.folder, name)
    },
  }
}

export type FileShop = ReturnType<typeof shopWithFiles>
