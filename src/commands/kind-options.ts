import { type Command as Commander, Option } from 'commander'
import type { Kind } from '../domain/customer.ts'

/** Options that keep to the team or to customers; without either, both are meant. */
export type KindOptions = { team?: true; customers?: true }

/** Gives a command these options. */
export const withKindOptions = (cmd: Commander): Commander =>
  cmd.addOption(new Option('--team', 'only teammates').conflicts('customers')).option('--customers', 'only customers')

/** Whether a relationship is of the kind that the options ask for. */
export const isWantedKind = ({ team, customers }: KindOptions, kind: Kind): boolean =>
  team ? kind === 'teammate' : customers ? kind === 'customer' : true
