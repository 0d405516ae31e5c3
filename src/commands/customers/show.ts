import { customerIdFor } from '#cli/choose-customer.ts'
import { command } from '#cli/command.ts'
import { dossierOf } from '#figures/dossier.ts'
import { showView } from '#views/customers/show.ts'

export const show = command({
  name: 'show',
  summary: 'One page about a customer',
  examples: [
    ['cl show acme', 'score, open loops, last touches and how to reach them'],
    ['cl show 12', 'by number'],
  ],
  define: (cmd) => cmd.argument('<customer>', 'name, alias, e-mail, phone or number'),
  async run(context, _options, [name]) {
    const id = await customerIdFor(context, name)
    await context.out.show(await context.book.read((db) => dossierOf(db, id, context.today)), showView)
  },
})
