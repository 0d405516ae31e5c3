import { globalOptions } from './global-options.ts'
import { completionTable } from './help/completion-table.ts'
import { manualPage } from './help/manual.ts'
import { version } from './version.ts'

/** The page of `man cl`, and the table of completion. */
export const madeOfDefinitions = async () => ({
  manual: await manualPage(globalOptions(), version),
  table: await completionTable(globalOptions()),
})
