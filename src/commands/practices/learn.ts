import type { Writer } from '#book/changes/writer.ts'
import { addAboutOne, sayTwin } from '#cli/add-and-show.ts'
import { command, DayOption, waysToName } from '#cli/command.ts'
import type { Context } from '#cli/context.ts'
import { nameAndText } from '#cli/names/choose-customer.ts'
import { wholeValues } from '#cli/whole-values.ts'
import type { Customer } from '#domain/customers/customer.ts'
import { checkNote } from '#domain/customers/name.ts'
import { type Day, notAfterToday } from '#domain/days/day.ts'
import { findTopic, readFact, type Topic } from '#domain/practices/knowing.ts'
import { nameLike } from '#domain/touches/vocabulary.ts'
import { reasonAgainst } from '#errors.ts'
import { lastWords, word } from '#hints.ts'
import { topicsOf } from '#tables/facts.ts'
import { twinBy, twinOf } from '#tables/twins.ts'
import { factLine, learnedView } from '#views/practices/knowing.ts'
import { teammateMeant } from '../loops/by.ts'
import { type FactAnswer, writeFacts } from './write-facts.ts'

export const learn = command({
  name: 'learn',
  summary: 'Write down a fact',
  examples: [
    ['cl learn acme goals a second oven by spring', 'an answer to a topic: cl topics shows them'],
    ['cl learn acme the twins start school in May', 'a fact without a topic'],
    ['cl learn acme people "two bakers, one apprentice" --on friday', 'learned last Friday'],
    [
      'cl learn acme process they bake at two --by kim',
      'a teammate learned it; cl config set me says who is meant without',
    ],
    ['cl learn acme -- people come back for the rye', 'a text that begins with the name of a topic'],
  ],
  values: wholeValues(),
  define: (cmd) =>
    cmd
      .argument('<customer>', waysToName)
      .argument('<words...>', 'a topic, if it is about one, then what you learned')
      .addOption(new DayOption('--on <day>', 'past', 'when you learned it (today)'))
      .option('--by <teammate>', 'who learned it'),
  run: (context, options, [first, behind]) =>
    context.book.adding(async () => {
      const { afterDashes, book, out, quote, today } = context
      const on = notAfterToday(options.on ?? today, today, 'A fact')
      const topics = await book.readOrNew(topicsOf)
      const isTopic = (word: string) => findTopic(topics, word) !== undefined
      const { name, rest: words, choose } = await nameAndText(context, first, behind, isTopic)
      const read = readFact(topics, words, afterDashes)
      const answer = { ...read, text: checkNote('fact', read.text) }
      const whom = await choose({ offersNew: true })
      const said = { on, answer, teammate: options.by }
      const what = answer.topic ? `${answer.topic.name}: ${answer.text}` : answer.text
      sayTwin(context, await addAboutOne(context, { kind: 'learn', whom, what, said }, writeLearned, learnedView))
      const yearly = answer.topic ? undefined : await yearlyDate(context, answer.text)
      if (yearly) out.say(`To have it in cl due each year: cl date ${word(name, quote)} ${yearly}`)
      const { keepingContact } = await import('../customers/keeping-contact.ts')
      const contact = keepingContact(answer.text, name, quote)
      if (contact) out.say(contact)
      const meant = answer.topic || afterDashes > 0 ? undefined : topicPerhapsMeant(topics, answer.text)
      if (meant)
        out.say(`No topic was named. If you meant ${meant}: cl undo, then cl learn ${word(name, quote)} ${meant} …`)
    }),
})

type Said = { on: Day; answer: FactAnswer; teammate: string | undefined }

export async function writeLearned(db: Writer, customer: Customer, { on, answer, teammate }: Said, today: Day) {
  const same = { topicId: answer.topic?.id ?? null, on, text: answer.text }
  const [byId, twin] = await Promise.all([teammateMeant(db, teammate), twinOf(db, 'facts', customer.id, same)])
  const result = await writeFacts(db, customer, [answer], { on, byId, today })
  return {
    summary: result.facts.map((fact) => factLine(fact, customer)).join('; '),
    result: { ...result, twin: twinBy(twin, byId) },
  }
}

/** A fact is not brought up each year: a text such as `birthday 5 march` may be meant as a yearly date. */
async function yearlyDate({ yearlyDay, quote }: Context, text: string): Promise<string | undefined> {
  const [, label, day = ''] = /\b(birthday|anniversary)\b(?: is)?(?: on)?:? *(.*)$/i.exec(text) ?? []
  const isDay = (await reasonAgainst(() => yearlyDay(day))) === undefined
  return label && `${label.toLowerCase()} ${isDay ? lastWords(day, quote) : 'DAY'}`
}

/** A text may begin with a topic, nearly: it was quoted with it, or misspelt. */
function topicPerhapsMeant(topics: Topic[], text: string): string | undefined {
  const word = /^[\p{L}\p{M}\p{N}-]*/u.exec(text)?.[0] ?? ''
  return findTopic(topics, word)?.name ?? nameLike(topics, word)
}
