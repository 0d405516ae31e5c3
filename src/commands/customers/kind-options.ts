import { type Command as Commander, Option } from '@commander-js/extra-typings'
import type { OptionsOf } from '#cli/command.ts'
import type { Kind } from '#domain/customers/customer.ts'

export const nobodyYet = (kind: Kind): string =>
  kind === 'teammate'
    ? 'Nobody is on the team yet: cl add NAME --team'
    : 'No customers yet. Add one: cl add "Acme Bakery"'

export const allArchived = (kind: Kind): string => `Every ${kind} is archived: cl list --archived`

export const withKindOptions = (blank: Commander) =>
  blank.addOption(new Option('--team', 'only teammates').conflicts('customers')).option('--customers', 'only customers')

export type KindOptions = OptionsOf<typeof withKindOptions>

export const isWantedKind = ({ team, customers }: KindOptions, kind: Kind): boolean =>
  team ? kind === 'teammate' : customers ? kind === 'customer' : true
