import { writeFileSync } from 'node:fs'
import sql from 'sql-template-tag'
import { expect, it } from 'vitest'
import { knownPath } from '#book/file/paths.ts'
import { keptRules } from '#book/server/known.ts'
import { ownFolder } from '../../cl.ts'
import { whenCalled } from '../disk.ts'

it('rules that the disk does not take keep nobody from reading', () => {
  const path = `${ownFolder()}/book.db`
  writeFileSync(knownPath(path), JSON.stringify({ names: 1, receipts: 0 }))
  const above = {
    rules: sql`select 1`,
    write: async () => ({ summary: '', went: [] }),
    erase: async () => ({ copies: 0, waiting: 0, left: [] }),
  }
  whenCalled('fsyncSync', () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  })
  keptRules({ path, above }).keep('[]')
  expect(keptRules({ path, above }).answer).toBe(null)
})
