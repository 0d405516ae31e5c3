import { command, waysToName } from '#cli/command.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { compareText } from '#domain/compare-text.ts'
import { compareLoops, type Loop, withDueBy } from '#domain/loops/loop.ts'
import { closedLoops, openLoops } from '#tables/loops.ts'
import { settingsOf } from '#tables/rules.ts'
import { loopsView } from '#views/loops/loops.ts'

export const loops = command({
  name: 'loops',
  summary: 'Loops: what waits for you',
  isQuick: true,
  examples: [
    ['cl loops', 'every open complaint, request and promise'],
    ['cl loops acme --closed', 'what was kept, mended and done for one customer'],
  ],
  define: (cmd) =>
    cmd.argument('[customer]', `only this one: ${waysToName}`).option('--closed', 'the closed ones, the last first'),
  async run(context, { closed }, [name]) {
    const { book, today, out } = context
    const id = await customerIdIfNamed(context, name)
    const [settings, asked] = await book.read((db) =>
      Promise.all([settingsOf(db), closed ? closedLoops(db, today, id) : openLoops(db, today, id)]),
    )
    const found = asked.map((loop) => withDueBy(loop, settings))
    const lastFirst = (a: Loop, b: Loop) => compareText(b.closedOn ?? '', a.closedOn ?? '') || b.id - a.id
    const sorted = found.sort(closed ? lastFirst : compareLoops(today))
    await out.show(sorted, loopsView)
    if (sorted.length > 0) return
    const whose = name === undefined ? '' : ` with ${name}`
    const all = name === undefined ? '' : `   All of them: cl loops${closed ? ' --closed' : ''}`
    if (closed) out.say(`Nothing${whose} has been closed yet.${all}`)
    else out.say(`Nothing${whose} waits for you: no open complaint, request or promise.${all}`)
  },
})
