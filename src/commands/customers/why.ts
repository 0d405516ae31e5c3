import { command, waysToName } from '#cli/command.ts'
import { customerIdFor } from '#cli/names/choose-customer.ts'
import { explanationOf } from '#domain/due/why.ts'
import { dossierOf } from '#figures/dossier.ts'
import { listedStandingOf } from '#figures/standings.ts'
import { whyView } from '#views/customers/why.ts'

export const why = command({
  name: 'why',
  summary: 'Every reason, and its sums',
  examples: [
    ['cl why acme', 'what makes them due, or not, with the touches behind it'],
    ['cl why acme --today 2026-03-31', 'as it was on that day'],
  ],
  define: (cmd) => cmd.argument('<customer>', waysToName),
  async run(context, _options, [name]) {
    const { today } = context
    const id = await customerIdFor(context, name)
    const { dossier, listed } = await context.book.read(async (db) => {
      const dossier = await dossierOf(db, id, today)
      return {
        dossier,
        listed: dossier.standing ?? (await listedStandingOf({ db, rules: dossier.rules, today }, id)) ?? null,
      }
    })
    const explanation = explanationOf({ standing: listed, touches: dossier.touches }, dossier.rules, today)
    await context.out.show({ dossier, listed, explanation }, whyView)
  },
})
