import { command } from '#cli/command.ts'
import { checkTag } from '#domain/customers/name.ts'
import { wrongUsage } from '#errors.ts'
import { seenFrom } from '#figures/seen-book.ts'
import { morningList, nextIn, nobodyToday } from '../due/due.ts'
import { goThrough } from './walk.ts'

export const morning = command({
  name: 'morning',
  summary: 'The list, key by key',
  instead: 'Those with a tag: cl morning --tag vip   One of them: cl show acme',
  examples: [
    ['cl morning', 'the list of cl due, one customer at a time; the keys stand below each'],
    ['cl morning --tag wholesale', 'only customers with a tag'],
    ['cl undo', 'takes back the last key, also later'],
  ],
  define: (cmd) => cmd.option('--tag <tag>', 'only customers with this tag', checkTag),
  async run(context, { tag }) {
    const { book, out, prompts, today } = context
    if (!prompts.available)
      throw wrongUsage('There is no terminal for the keys of cl morning: cl due lists who needs you, cl log records.')
    if (out.format !== 'text') throw wrongUsage('cl morning is for a person.', 'For a program: cl due --json')
    const list = await book.read(async (db) => {
      const all = await morningList(db, today, tag === undefined ? {} : { tag }, { isForPage: false, count: true })
      const rows = all.rows.filter((row) => row.today)
      return { ...all, rows, next: rows.length > 0 ? null : await nextIn(await seenFrom(db, today), {}) }
    })
    if (list.rows.length === 0) return out.say(nobodyToday(list, today))
    await goThrough(context, list.rows)
  },
})
