import type { Context } from '#cli/context.ts'
import { wrongUsage } from '#errors.ts'
import { rememberedMapping } from '#tables/column-maps.ts'
import type { ReadOptions } from './import-file.ts'
import { askAboutUnread, askForChannel, askForColumns } from './questions.ts'
import { mappingOf } from './read/table/columns.ts'
import type { Columns, Mapping, SaidMapping } from './read/table/mapping.ts'
import { hasOrders } from './read/table/orders.ts'
import { unreadOf, weights } from './unread-columns.ts'

/** `isNew`: the options and answers are to be remembered. */
type Found = { mapping: Mapping; said: SaidMapping; isNew: boolean }

/** Columns mean what the options say, else what is remembered, else what is recognised, else what is answered. */
export async function mappingFor(
  context: Context,
  name: string,
  columns: Columns,
  { said, asks }: ReadOptions,
): Promise<Found> {
  const { header, cells } = columns
  const isSaid = Object.keys(said.fields).length > 0
  const kept = isSaid ? null : await context.book.readOrNew((db) => rememberedMapping(db, header.join('\t')))
  const before: SaidMapping =
    kept === null ? said : { ...JSON.parse(kept), ...(said.key === null ? {} : { key: said.key }) }
  const mapping = mappingOf(header, before, cells)
  if (mapping) {
    const found = { mapping, said: before, isNew: isSaid || said.key !== null }
    return asks && !mapping.own
      ? askedForChannel(context, columns, await askedAbout(context, name, columns, found))
      : found
  }
  if (!context.prompts.available) {
    throw wrongUsage(
      `Its columns are not recognised: ${header.slice(0, 30).join(', ')}`,
      'Say which is which, as in: --map name=COLUMN   or, for touches: --map customer=COLUMN --map on=COLUMN',
    )
  }
  const answered = { ...(await askForColumns(context, name, columns)), ...(said.key === null ? {} : { key: said.key }) }
  const found = mappingOf(header, answered, cells)
  if (!found)
    throw wrongUsage('Its columns were not named.', 'Name at least a name; for touches, the customer and the day.')
  return { mapping: found, said: answered, isNew: true }
}

/** Where no column has the channel of touches of one purpose: bills go by mail in one shop, by hand in another. */
async function askedForChannel(context: Context, { header, cells }: Columns, found: Found): Promise<Found> {
  const purpose = purposeWithoutChannel(found.mapping)
  if (!purpose) return found
  const channel = await askForChannel(context, purpose)
  const answered = { ...found.said, fields: { ...found.said.fields, channel: `=${channel}` } }
  return { mapping: mappingOf(header, answered, cells) ?? found.mapping, said: answered, isNew: true }
}

/** Unread columns that hold something that matters are asked about once and for all. */
async function askedAbout(context: Context, name: string, { header, cells }: Columns, found: Found): Promise<Found> {
  const { mapping, said, isNew } = found
  const toAsk = unreadOf({ header, cells }, mapping).filter(
    ({ column, holds }) => weights.includes(holds) && header.includes(column) && !said.columns?.[column],
  )
  const samples = (title: string) => cells[header.indexOf(title)] ?? []
  const answers = await askAboutUnread(context, name, mapping.what, toAsk, samples)
  if (answers.size === 0) return { mapping, said, isNew }
  const answered = { ...said, columns: { ...said.columns, ...Object.fromEntries(answers) } }
  return { mapping: mappingOf(header, answered, cells) ?? mapping, said: answered, isNew: true }
}

/** Null where the purposes differ; undefined where the table has a channel. */
export function purposeWithoutChannel(mapping: Mapping): string | null | undefined {
  const { what, fields } = mapping
  if ((what === 'customers' && !hasOrders(mapping)) || fields.has('channel')) return undefined
  const purpose = fields.get('purpose')
  return purpose && 'value' in purpose ? purpose.value : null
}
