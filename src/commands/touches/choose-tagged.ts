import type { Reader } from '#book/engine.ts'
import type { Context } from '#cli/context.ts'
import { foldName, wordsIn } from '#domain/customers/name.ts'
import type { Whom } from '#domain/shop/waiting.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { cannot, wrongUsage } from '#errors.ts'
import { customersBeginning, customersCalled, type FoundCustomer } from '#tables/customers/handles.ts'
import { customersTagged } from '#tables/customers/tags.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { counted, firstOf } from '#views/text.ts'

/** A word of the vocabulary names nobody. */
async function customersNamedBy(db: Reader, word: string): Promise<FoundCustomer[]> {
  if (foldName(word) === '') return []
  const called = await customersCalled(db, word)
  const vocabulary = await vocabularyOf(db)
  if (called.length > 0 || findChannel(vocabulary, word) || findPurpose(vocabulary, word)) return called
  const whole = (text: string) => ` ${wordsIn(text).join(' ')} `
  return (await customersBeginning(db, word)).filter(({ how }) => whole(how).includes(whole(word)))
}

type SaidOfMany = { tag: string; yes?: true; promise?: string; done?: number | true }

/** Limited to 12: nobody reads a longer list. */
const namesShown = 12

/**
 * The customers with a tag, after a look at the list where somebody can be asked.
 * @throws wrong usage, for what is about one customer alone, for a first word that names a customer, and without `--yes` where
 * nobody can be asked
 */
export async function chooseTagged(context: Context, said: SaidOfMany, words: string[]): Promise<Whom[]> {
  const { book, prompts, today } = context
  const { tag, yes } = said
  const ofOne = (['promise', 'done'] as const).find((option) => said[option] !== undefined)
  if (ofOne)
    throw wrongUsage(
      `--${ofOne} is about one customer, and --tag names several.`,
      `Leave it out, and then: ${ofOne === 'promise' ? 'cl promise acme send the price list by friday, for each' : 'cl done 7 9'}`,
    )
  const first = words.length > context.afterDashes ? (words[0] ?? '') : ''
  const { named, tagged } = await book.read(async (db) => ({
    named: await customersNamedBy(db, first),
    tagged: await customersTagged(db, tag, today),
  }))
  if (named[0])
    throw wrongUsage(
      `--tag takes the place of a customer, but "${first}" is one: ${named[0].name}.`,
      'Leave one of them out, or write -- before a note that begins so.',
    )
  if (tagged.length === 0) throw cannot(`Nobody has the tag "${tag}".`, 'cl list shows the tags.')
  if (yes) return tagged
  if (!prompts.available) {
    const names = tagged.map(({ name }) => name)
    const list = firstOf(names, namesShown)
    throw wrongUsage(
      `That is a touch with each of ${counted(tagged.length, 'customer')}: ${list}${tagged.length > namesShown ? '' : '.'}`,
      'If that is meant, add --yes.',
    )
  }
  const kept = await prompts.untick(
    'With whom?',
    tagged.map(({ id, name }) => ({ name, value: id })),
  )
  if (kept.length === 0) throw cannot('Nobody was left: nothing was logged.')
  return tagged.filter(({ id }) => kept.includes(id))
}
