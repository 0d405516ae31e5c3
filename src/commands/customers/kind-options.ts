import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { OptionsOf } from '#cli/command.ts'
import type { Kind } from '#domain/customers/customer.ts'

/** The sentence for a list without anybody of a kind, of which there is nobody in the book. */
export const nobodyYet = (kind: Kind): string =>
  kind === 'teammate'
    ? 'Nobody is on the team yet: cl add NAME --team'
    : 'No customers yet. Add one: cl add "Acme Bakery"'

/** The sentence where those whom the book has are archived. */
export const allArchived = (kind: Kind): string => `Every ${kind} is archived: cl list --archived`

/** Gives a command the options that keep to the team or to customers; without either, both are meant. */
export const withKindOptions = (blank: Commander) =>
  blank.addOption(new Option('--team', 'only teammates').conflicts('customers')).option('--customers', 'only customers')

export type KindOptions = OptionsOf<typeof withKindOptions>

/** True for a relationship of the kind that the options ask for. */
export const isWantedKind = ({ team, customers }: KindOptions, kind: Kind): boolean =>
  team ? kind === 'teammate' : customers ? kind === 'customer' : true
