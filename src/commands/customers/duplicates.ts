import { command } from '#cli/command.ts'
import { likelyDuplicates } from '#domain/customers/duplicates.ts'
import { comparableCustomers } from '#tables/customers/own-handles.ts'
import { duplicatesView } from '#views/customers/duplicates.ts'

export const duplicates = command({
  name: 'duplicates',
  summary: 'Who may be there twice',
  examples: [['cl duplicates', 'the likeliest first, with what to type to make one of two']],
  define: (cmd) => cmd,
  async run({ book, out }) {
    const found = likelyDuplicates(await book.read(comparableCustomers))
    await out.show(found, duplicatesView)
    if (found.length === 0) out.say('No two customers look like one.')
  },
})
