import { globalOptions } from './global-options.ts'
import { completionTable } from './help/completion-table.ts'
import { manualPage } from './help/manual.ts'
import { version } from './version.ts'

/** What the build makes of the commands' own definitions: the page that `man cl` shows, and what completion looks up. */
export const madeOfDefinitions = async () => ({
  manual: await manualPage(globalOptions(), version),
  table: await completionTable(globalOptions()),
})
