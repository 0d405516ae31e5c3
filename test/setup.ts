import { afterAll } from 'vitest'
import { removeOwnFolders } from './own-folder.ts'
import { giveBackSchemas } from './server.ts'

afterAll(removeOwnFolders)
afterAll(giveBackSchemas)
