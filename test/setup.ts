import { afterAll } from 'vitest'
import { removeOwnFolders } from './own-folder.ts'
import { giveBackSchemas } from './server.ts'
import { makeTablesAtOnce } from './tables-at-once.ts'

await makeTablesAtOnce()
afterAll(removeOwnFolders)
afterAll(giveBackSchemas)
