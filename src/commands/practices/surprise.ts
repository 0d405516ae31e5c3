import { Option } from '@commander-js/extra-typings'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import { changeAndShow, removeAndShow } from '#cli/change-and-show.ts'
import { command, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { customerIdIfNamed } from '#cli/names/choose-customer.ts'
import { checkLine } from '#domain/customers/name.ts'
import type { Day } from '#domain/days/day.ts'
import { onlySaid } from '#domain/only-said.ts'
import { ideaFor, whomToSurprise } from '#domain/practices/surprise.ts'
import { draftTouch } from '#domain/touches/touch.ts'
import { findChannel, purposeNamed } from '#domain/touches/vocabulary.ts'
import { cannot, UserError, wrongUsage } from '#errors.ts'
import { hintText, type Quote } from '#hints.ts'
import { customerStillThere } from '#tables/customers/customers.ts'
import { rulesOf } from '#tables/rules.ts'
import {
  addIdea,
  addSurprise,
  allIdeas,
  ideasUsedOn,
  ideaUses,
  removeIdea,
  surprisableOn,
  surpriseOn,
  surprisePurpose,
  surpriseWith,
} from '#tables/surprises.ts'
import { notScoredWords } from '#views/due/score-words.ts'
import { messageView } from '#views/message.ts'
import { ideasView, type Suggestion, suggestionView } from '#views/practices/surprise.ts'
import { loggedView } from '#views/touches/logged.ts'
import { writeTouches } from '../touches/write-touches.ts'
import { removeOption } from './remove-option.ts'

export const surprise = command({
  name: 'surprise',
  summary: 'Whom to surprise, and how',
  examples: [
    ['cl surprise', 'somebody who was not surprised lately, with an idea that is new to them'],
    ['cl surprise --done', 'done: logs it'],
    ['cl surprise acme', 'an idea for one customer'],
    ['cl surprise --ideas', 'all ideas, and how often they were used'],
    ['cl surprise --add "a jar of the first honey"', 'one more idea'],
    ['cl surprise --remove 17', 'only while it was not used'],
  ],
  define: (cmd) =>
    cmd
      .argument('[customer]', `this one: ${waysToName}`)
      .option('--done', 'log it as done today')
      .addOption(new Option('--ideas', 'show the ideas').conflicts(['done', 'add', 'remove']))
      .addOption(new Option('--add <text>', 'add an idea').conflicts(['done', 'remove']))
      .addOption(removeOption('idea', 'cl surprise --ideas shows the numbers.').conflicts('done')),
  async run(context, options, [name]) {
    const { book, quote, today, out } = context
    const isAboutIdeas = options.ideas || options.add !== undefined || options.remove !== undefined
    if (isAboutIdeas && name !== undefined) {
      throw wrongUsage('Ideas are the same for every customer.', 'Words that belong together go in quotes.')
    }
    if (options.add !== undefined) return keepIdea(context, checkLine('idea', options.add))
    if (options.remove !== undefined) return dropIdea(context, options.remove)
    if (options.ideas) {
      const ideas = await book.read((db) => ideaUses(db, today))
      await out.show(ideas, ideasView)
      if (ideas.length === 0) out.say(inALine(noIdeas(), quote))
      return
    }
    const id = await customerIdIfNamed(context, name)
    return options.done ? logDone(context, id) : suggest(context, id)
  },
})

const noIdeas = (): UserError => cannot('There are no ideas.', 'Add one: cl surprise --add "a plant for the window"')

const inALine = ({ message, hint = '' }: UserError, quote: Quote): string => `${message} ${hintText(hint, quote)}`

async function suggest({ book, quote, today, out }: Context, id: number | undefined): Promise<void> {
  const found = await book.read((db) => suggestionFor(db, today, id))
  if (found instanceof UserError) {
    await out.show(null, suggestionView)
    return out.say(inALine(found, quote))
  }
  await out.show(found, suggestionView)
  if (found.idea.usedOn !== null) out.say('One more idea: cl surprise --add "a plant for the window"')
  // The turns are others tomorrow.
  if (found.doneBy === null) out.say(`When it is done: cl surprise ${found.customer.id} --done`)
}

/** @param id the customer that was named */
async function suggestionFor(db: Reader, today: Day, id: number | undefined): Promise<Suggestion | UserError> {
  const all = await surprisableOn(db, today, id)
  const [named] = id === undefined ? [] : all
  const customer = named ?? whomToSurprise(all, today)
  if (!customer || customer.complaintSince !== null) return whyNobody(db, today, all.length, id)
  const idea = ideaFor(customer.id, await allIdeas(db, today), await ideasUsedOn(db, customer.id, today), today)
  if (!idea) return noIdeas()
  const done = await surpriseOn(db, customer.id, today)
  return { customer, idea, doneBy: done?.touch_id ?? null }
}

/** @param scored the number of scored customers among the ones in question */
async function whyNobody(db: Reader, today: Day, scored: number, id: number | undefined): Promise<UserError> {
  if (id === undefined) {
    return scored === 0
      ? cannot('There is nobody to surprise yet.', 'Add somebody: cl add "Acme Bakery"')
      : cannot(
          'There is nobody to surprise today: everybody had a complaint open today.',
          'Theirs: cl history --purpose complaint',
        )
  }
  const customer = await customerStillThere(db, id)
  return scored === 0
    ? cannot(`${customer.name} is not scored: ${notScoredWords(customer, today)}.`, 'Without a name, cl chooses.')
    : cannot(
        `${customer.name} had a complaint open today: a surprise would come at the wrong time.`,
        `See it: cl history ${customer.id} --purpose complaint   Without a name, cl chooses.`,
      )
}

async function logDone(context: Context, id: number | undefined): Promise<void> {
  const { touches } = await changeAndShow(context, loggedView, async (db) => {
    const found = await suggestionFor(db, context.today, id)
    if (found instanceof UserError) throw found
    const { customer, doneBy } = found
    if (doneBy !== null) {
      throw cannot(
        `${customer.name} was surprised today already: #${doneBy}.`,
        `If it was not: cl remove ${doneBy}   Somebody else: cl surprise CUSTOMER --done`,
      )
    }
    return writeSurprise(db, context, found)
  })
  // The ideas change from day to day: another one may have been shown.
  const [touch] = touches
  if (touch) context.out.say(`Done: ${touch.note}   Another one: cl amend ${touch.id} --note TEXT`)
}

async function writeSurprise(db: Writer, context: Context, { customer, idea }: Suggestion) {
  const rules = await rulesOf(db)
  const { vocabulary } = rules
  const draft = draftTouch(vocabulary, {
    ...onlySaid({ channel: findChannel(vocabulary, 'gift') }),
    purpose: purposeNamed(vocabulary, surprisePurpose),
    on: context.today,
    note: idea.text,
  })
  const chosen = [{ id: customer.id, name: customer.name }]
  const change = await writeTouches(db, context, {
    chosen,
    draft,
    rules,
    promise: null,
    by: null,
    teammate: undefined,
    done: null,
  })
  for (const touch of (await change.result).touches) {
    await addSurprise(db, { customerId: customer.id, ideaId: idea.id, touchId: touch.id })
  }
  return change
}

async function keepIdea(context: Context, text: string): Promise<void> {
  await changeAndShow(context, messageView, async (db) => {
    const same = (await allIdeas(db, context.today)).find((idea) => idea.text.toLowerCase() === text.toLowerCase())
    if (same)
      throw cannot(`There is this idea already: #${same.id} ${same.text}`, 'cl surprise --ideas shows them all.')
    const id = await addIdea(db, text)
    return { summary: `added idea #${id}: ${text}`, result: { text: `idea #${id}: ${text}`, json: { id, text } } }
  })
}

async function dropIdea(context: Context, id: number): Promise<void> {
  await removeAndShow(context, async (db) => {
    const idea = (await allIdeas(db, context.today)).find((each) => each.id === id)
    if (!idea) throw cannot(`There is no idea #${id}.`, 'cl surprise --ideas shows the numbers.')
    const use = await surpriseWith(db, id)
    if (use) {
      const { name } = await customerStillThere(db, use.customer_id)
      throw cannot(
        `Idea #${id} stays: it was used on ${name}, in touch #${use.touch_id}.`,
        'It is not used on them again.',
      )
    }
    await removeIdea(db, id)
    const what = `idea #${id}: ${idea.text}`
    return { id, what, endsInWords: true }
  })
}
