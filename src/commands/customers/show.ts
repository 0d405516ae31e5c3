import { command, waysToName } from '#cli/command.ts'
import { customerIdFor } from '#cli/names/choose-customer.ts'
import { dossierOf } from '#figures/dossier.ts'
import { showView } from '#views/customers/show.ts'
import { refuseOpenAlone, savePage, withPageOptions } from '../page-file.ts'

export const show = command({
  name: 'show',
  summary: 'One page about a customer',
  isQuick: true,
  examples: [
    ['cl show acme', 'score, open loops, last touches and how to reach them'],
    ['cl show 12', 'by number'],
    ['cl show acme --html acme.html --open', 'a page to look at, to print, and to send'],
  ],
  define: (cmd) => withPageOptions(cmd).argument('<customer>', waysToName),
  async run(context, options, [name]) {
    const { book, out, today } = context
    refuseOpenAlone(options, 'show NAME')
    const id = await customerIdFor(context, name)
    const dossier = await book.read((db) => dossierOf(db, id, today))
    if (options.html === undefined) return out.show(dossier, showView)
    const { customerHtml } = await import('#views/customers/customer-html.ts')
    await savePage(context, customerHtml(dossier, today), options.html, options, dossier.customer.name)
  },
})
