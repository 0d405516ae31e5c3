import { type Command as Commander, Option } from '@commander-js/extra-typings'
import { collect, type OptionsOf } from '#cli/command.ts'
import { checkLine } from '#domain/customers/name.ts'
import { onlySaid } from '#domain/only-said.ts'
import { channelNamed, checkWord, toneFrom, type Vocabulary } from '#domain/touches/vocabulary.ts'
import type { NewRow } from '#tables/tables.ts'

export type Table = 'channel' | 'purpose'

export const withChannelOptions = (blank: Commander) =>
  blank
    .option('--also <word>', 'another word for it (repeatable; "" takes the old ones away)', collect)
    .option('--spoken', 'people speak with each other')
    .option('--no-spoken', 'people do not speak with each other')

export const withPurposeOptions = (blank: Commander) =>
  blank
    .option('--also <word>', 'another word for it (repeatable; "" takes the old ones away)', collect)
    .option('--tone <tone>', '+ = -', toneFrom)
    .option('--care', 'makes a care visit')
    .option('--no-care', 'makes no care visit')
    .option('--money', 'is about money')
    .option('--no-money', 'is not about money')
    .option('--reached', 'reached them')
    .option('--no-reached', 'did not reach them, and is no contact')
    .addOption(new Option('--opens <loop>', 'what it opens').choices(['complaint', 'request', 'none']))
    .addOption(new Option('--begun-by <who>', 'who begins it; us is you').choices(['us', 'them']))
    .option('--channel <channel>', 'its default channel')
    .option('--meaning <text>', 'what it means', (text) => checkLine('meaning', text))

export type WordOptions = OptionsOf<typeof withChannelOptions> &
  OptionsOf<typeof withPurposeOptions> & { name?: string; past?: true }

/** @param old the words that mean it already, too */
export function columnsFrom(
  all: Vocabulary,
  table: Table,
  options: WordOptions,
  old: readonly string[] = [],
): NewRow<'channels'> | NewRow<'purposes'> {
  const { name, also, spoken, channel, ...ofPurpose } = options
  const { tone, care, money, reached, opens, begunBy, meaning } = ofPurpose
  const shared = { name: name && checkWord(name), also: also && alsoMeant(also, old) }
  if (table === 'channel') return onlySaid({ ...shared, spoken: yesOrNo(spoken) })
  return onlySaid({
    ...shared,
    tone,
    care: yesOrNo(care),
    money: yesOrNo(money),
    reached: yesOrNo(reached),
    opens: opens === 'none' ? null : opens,
    begun_by: begunBy,
    channel_id: channel === undefined ? undefined : channelNamed(all, channel).id,
    meaning,
  })
}

/** An empty word takes the old ones away. */
const alsoMeant = (typed: string[], old: readonly string[]): string =>
  [...new Set([...(typed.includes('') ? [] : old), ...otherWords(typed)])].join(' ')

/** @throws wrong usage, for a word that cannot be one */
export const otherWords = (typed: string[] = []): string[] =>
  typed.filter((word) => word !== '').map((word) => checkWord(word))

const yesOrNo = (said: boolean | undefined): number | undefined => (said === undefined ? undefined : Number(said))
