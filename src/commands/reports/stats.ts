import { command } from '#cli/command.ts'
import { shopOn } from '#figures/stats.ts'
import { rulesOf } from '#tables/rules.ts'
import { statsView } from '#views/reports/stats.ts'
import { allArchived, nobodyYet } from '../customers/kind-options.ts'
import { refuseOpenAlone, savePage, withPageOptions } from '../page-file.ts'

export const stats = command({
  name: 'stats',
  summary: 'The whole shop',
  isQuick: true,
  instead: 'One customer: cl show acme',
  examples: [
    ['cl stats', 'all customers together, over the days of the ratio'],
    ['cl stats --team', 'the same for those who work for you'],
    ['cl stats --html shop.html --open', 'a page to look at, to print, and to send'],
    ['cl stats --today 2026-03-31', 'as it was on that day'],
  ],
  define: (cmd) => withPageOptions(cmd.option('--team', 'teammates instead of customers')),
  async run(context, { team, ...options }) {
    const { book, today, out } = context
    refuseOpenAlone(options, 'stats')
    const { html } = options
    const { shop, name } = await book.read(async (db) => ({
      shop: await shopOn(db, team ? 'teammate' : 'customer', today),
      name: html === undefined ? null : (await rulesOf(db)).settings.shopName,
    }))
    if (html === undefined) await out.show(shop, statsView)
    else {
      const { shopHtml } = await import('#views/reports/shop-html.ts')
      await savePage(context, shopHtml(shop, name), html, options, team ? 'The team' : 'The shop')
    }
    if (shop.scored === 0) out.say(shop.isAnybodyArchived ? allArchived(shop.kind) : nobodyYet(shop.kind))
  },
})
