import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { command, waysToName } from '#cli/command.ts'
import { customerIdFor } from '#cli/names/choose-customer.ts'
import { askYesOrNo } from '#cli/terminal/questions.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { customerStillThere, detailsOf } from '#tables/customers/customers.ts'
import { countsOf, mergeCustomers } from '#tables/customers/merge.ts'
import { messageView } from '#views/message.ts'
import { countedKinds, joined } from '#views/text.ts'

export const merge = command({
  name: 'merge',
  summary: 'Make one customer of two',
  examples: [
    ['cl merge "acme bakery" acme', 'all of the first goes to the second, who keeps both names'],
    ['cl undo', 'makes two of them again'],
  ],
  define: (cmd) =>
    cmd.argument('<customer>', `the one that goes: ${waysToName}`).argument('<into>', 'the one that stays'),
  async run(context, _options, [goes, stays]) {
    const { book, today, prompts, out } = context
    const fromId = await customerIdFor(context, goes)
    const intoId = await customerIdFor(context, stays)
    const { from, into, moved } = await book.read(async (db) => ({
      ...(await twoCustomers(db, fromId, intoId)),
      moved: await movedWords(db, fromId),
    }))
    const question = `${label(from)} goes into ${label(into)}, with ${moved}. Merge them?`
    if (prompts.available && !(await askYesOrNo(context, question))) return out.say('Nothing was changed.')
    const write = async (db: Writer) => {
      await twoCustomers(db, fromId, intoId)
      const { customer, wonBack } = await mergeCustomers(db, fromId, intoId, today)
      return {
        summary: `merged ${label(from)} into ${label(into)}`,
        result: {
          text: `Merged ${label(from)} into ${label(customer)}, with ${moved}. ${wonBack ? `${customer.name} is won back. ` : ''}cl undo makes two of them again.`,
          json: { merged: fromId, into: customer.id, name: customer.name, wonBack },
        },
      }
    }
    const merged = await book.afterSnapshot(`merging ${fromId} into ${intoId}`, () => book.write(write))
    await out.show(merged, messageView)
  },
})

const label = ({ name, id }: Customer): string => `${name} (#${id})`

async function movedWords(db: Reader, id: number): Promise<string> {
  const { own, done } = await countsOf(db, id)
  const rows = joined(' and ', [countedKinds(own), done.length > 0 && `what they did (${countedKinds(done)})`])
  if (rows !== '') return rows
  const { email, phone, note, aliases, tags } = await detailsOf(db, id)
  return (email ?? phone ?? note ?? aliases[0] ?? tags[0]) ? 'their details alone' : 'nothing but the name'
}

/** @throws cannot, where the two cannot become one */
async function twoCustomers(db: Reader, fromId: number, intoId: number): Promise<{ from: Customer; into: Customer }> {
  const from = await customerStillThere(db, fromId)
  const into = await customerStillThere(db, intoId)
  if (fromId === intoId) throw wrongUsage(`${label(from)} cannot go into itself.`, 'Name two customers: cl duplicates')
  if (from.kind !== into.kind) {
    const [teammate, customer] = from.kind === 'teammate' ? [from, into] : [into, from]
    throw cannot(
      `${label(from)} is a ${from.kind} and ${label(into)} a ${into.kind}, so they cannot become one.`,
      `Both of the team: cl edit ${customer.id} --team   Both customers: cl edit ${teammate.id} --no-team`,
    )
  }
  return { from, into }
}
