import { command } from '#cli/command.ts'
import { shopOn } from '#figures/stats.ts'
import { statsView } from '#views/reports/stats.ts'
import { nobodyWords } from '../customers/kind-options.ts'

export const stats = command({
  name: 'stats',
  summary: 'The whole shop',
  instead: 'One customer: cl show acme',
  examples: [
    ['cl stats', 'all customers together, over the days of the ratio'],
    ['cl stats --team', 'the same for those who work for you'],
    ['cl stats --today 2026-03-31', 'as it was on that day'],
  ],
  define: (cmd) => cmd.option('--team', 'teammates instead of customers'),
  async run({ book, today, out }, { team }) {
    const shop = await book.read((db) => shopOn(db, team ? 'teammate' : 'customer', today))
    await out.show(shop, statsView)
    if (shop.scored === 0) {
      out.say(nobodyWords(team ? 'teammate' : 'customer', shop.isAnybodyArchived))
    }
  },
})
