import { cannot, type UserError } from '#errors.ts'
import type { Hint } from '#hints.ts'
import type { FoundCustomer } from '#tables/customers/handles.ts'
import { firstOf } from '#views/text.ts'
import type { NameBefore, Unclear } from './meaning-of-name.ts'

/**
 * Ways to settle a name that does not mean one customer. `orNew`: a name that nobody has is meant as a new customer's;
 * `offersNew`: a question or a hint offers to add one; `hint`: the words to type instead where the name fits several;
 * `textBehind`: the words to type instead where a text is behind the name, which an answer to a question would lose.
 */
export type HowToChoose = {
  orNew?: boolean
  offersNew?: boolean
  hint?: string
  textBehind?: (before: NameBefore) => Hint | undefined
}

/** `Acme Bakery (#1, archived)` */
export const customerLabel = (found: FoundCustomer): string =>
  `${found.name} (#${found.id}${found.archivedOn === null ? '' : ', archived'})`
const labels = (list: FoundCustomer[]): string => firstOf(list.map(customerLabel), 5)

export function refusal(
  typed: string,
  meaning: Unclear,
  { hint: several, offersNew = false, textBehind }: HowToChoose,
): UserError {
  if ('several' in meaning) {
    const id = meaning.several[0]?.id
    const number: Hint = (quote) =>
      `Type more of the name, or the number: ${id === Number(typed) ? quote(`#${id}`) : id}`
    return cannot(`"${typed}" fits several customers: ${labels(meaning.several)}.`, several ?? number)
  }
  const near = meaning.near.length > 0 ? ` Near: ${labels(meaning.near)}.` : ''
  if (/^#?\d+$/.test(typed)) return cannot(`There is no customer "${typed}".${near}`, 'cl list shows the numbers.')
  const { before } = meaning
  const hint: Hint = (quote) => {
    if (offersNew) return `To add one: cl add ${quote(typed)}   All of them: cl list`
    return before ? `For ${before.who.name}, leave out "${before.rest}"   All of them: cl list` : 'All of them: cl list'
  }
  return cannot(`There is no customer "${typed}".${near}`, (before && textBehind?.(before)) ?? hint)
}
