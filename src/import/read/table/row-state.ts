import { saysCancelled } from '../cancelled.ts'
import { type FieldSource, type StateColumns, takenOut } from './mapping.ts'
import { isNoValue, saysNo } from './no-value.ts'

/** No column says so. */
export const noStates: StateColumns = { cancelled: [], noShow: [], state: [] }

/** Takes the columns of states out of the fields of touches: they are read, and named as not read all the same. */
export function stateColumns(fields: Map<string, FieldSource>): StateColumns {
  const [cancelled = [], noShow = [], state = []] = takenOut(fields, ['cancelled', 'no_show', 'state'])
  return { cancelled, noShow, state }
}

const missed =
  /^(?:no[-_ ]?show|did not (?:attend|show)|nicht erschienen|non présent[eé]?|no se presentó|niet verschenen)/i
const drafted = /^(?:draft|entwurf|brouillon|borrador|bozza|concept|rascunho|szkic|utkast|kladde|luonnos|koncept)$/i
const voided =
  /^(?:void(?:ed)?|deleted|failed|wc-(?:cancelled|failed)|gelöscht|cancell?ed[ _]by[ _].*|late cancell?(?:ed|ation)?|cancell?ation|declined|rejected|expired|rescheduled)$/i

/** The reason why a row is no touch by its states: it was cancelled, nobody came, or it is a draft; undefined for a touch. */
export function whyNotTaken(cell: (column: number) => string, columns: StateColumns): string | undefined {
  const isSaid = (column: number) =>
    cell(column) !== '' && !saysNo(cell(column)) && !isNoValue('cancelled', cell(column))
  const says = (pattern: RegExp) => columns.state.some((column) => pattern.test(cell(column)))
  if (columns.cancelled.some(isSaid) || says(voided) || columns.state.some((column) => saysCancelled(cell(column))))
    return 'cancelled'
  if (columns.noShow.some(isSaid) || says(missed)) return 'to which nobody came'
  return says(drafted) ? 'drafts' : undefined
}
