import { afterAll } from 'vitest'
import { removeOwnFolders } from './own-folder.ts'

afterAll(removeOwnFolders)
