import type { Context } from '#cli/context.ts'
import { daysBetween } from '#domain/days/day.ts'
import { durationInDays, isDuration } from '#domain/days/lengths.ts'
import { weekOf } from '#domain/days/week.ts'
import { reasonAgainst, wrongUsage } from '#errors.ts'
import { inEnglish } from '#formats/days/days-elsewhere.ts'

const isOption = /^(?:all|soon|ratio|count|notify|team|customers)$/i

/**
 * The days ahead that the words behind `cl due` reach: `tomorrow`, `friday`, `this week` or `2 weeks`; 0 for today.
 * @throws wrong usage for words that are no day to come
 */
export async function daysUpTo({ day, dayRules, today }: Context, words: string[]): Promise<number> {
  const typed = words.join(' ').replace(/^(?:until|till|up to|by)\s+/i, '')
  const text = inEnglish(typed) ?? typed
  if (isDuration(text)) return durationInDays(text)
  if (/^(?:this )?week$/i.test(text)) return daysBetween(today, weekOf(today, (await dayRules()).weekStart).to)
  const isWord = !/\d/.test(text)
  if (isWord && (await reasonAgainst(() => day(text, 'future'))) !== undefined)
    throw wrongUsage(
      `"${text}" is not a day.`,
      isOption.test(text)
        ? `An option has two dashes: cl due --${text.toLowerCase()}`
        : 'Up to a day: cl due friday   With a tag: cl due --tag vip   One customer: cl why acme',
    )
  const until = await day(text, 'future')
  if (until < today)
    throw wrongUsage(`${until} is before today, ${today}.`, `As it was on that day: cl due --today ${until}`)
  return daysBetween(today, until)
}
