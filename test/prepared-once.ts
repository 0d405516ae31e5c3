import { cpSync } from 'node:fs'
import { shop } from './cl.ts'
import { onServer } from './server.ts'

type Shop = ReturnType<typeof shop>

/**
 * Shops that are prepared alike, by many commands: the first is prepared, and each gets a copy of the files in its folder. A
 * book on a server is prepared each time.
 */
export function preparedOnce(prepare: () => Promise<Shop>): () => Promise<Shop> {
  let first: Promise<Shop> | undefined
  return async () => {
    if (onServer) return prepare()
    first ??= prepare()
    const { folder } = await first
    const copy = shop()
    cpSync(folder, copy.folder, { recursive: true })
    return copy
  }
}
