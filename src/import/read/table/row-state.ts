import type { What } from '../../records.ts'
import { isCancelledState } from '../cancelled.ts'
import { mostly } from './cells.ts'
import { type FieldSource, type StateColumns, takenOut } from './mapping.ts'
import { isNoValue, saysNo, saysYesOrNo } from './no-value.ts'

/** A table without columns of states has these. */
export const noStates: StateColumns = { cancelled: [], noShow: [], taken: [], state: [], understood: [] }

/**
 * Takes the columns of states out of the fields. A state of a bill also says that it was paid, and one of which no cell is a known word
 * may say anything: neither is understood.
 */
export function stateColumns(fields: Map<string, FieldSource>, what: What, cells: string[][]): StateColumns {
  const [cancelled = [], noShow = [], done = [], state = []] = takenOut(fields, [
    'cancelled',
    'no_show',
    'taken',
    'state',
  ])
  const alone = (column: number): StateColumns => ({ ...noStates, state: [column] })
  const isKnown = (column: number) => cells[column]?.some((cell) => whyNotTaken(() => cell.trim(), alone(column)))
  const known = what === 'customers' ? state.filter(isKnown) : []
  // Others count who came, or name them.
  const taken = done.filter((column) => mostly(cells[column] ?? [], saysYesOrNo))
  return { cancelled, noShow, taken, state, understood: [...cancelled, ...noShow, ...taken, ...known] }
}

/** The words are in thirteen languages; `dna` stands for `did not attend`, and `fta` for `failed to attend`. */
const missed =
  /^(?:no[-_ ]?show|did[-_ ]not[-_ ](?:attend|arrive|show)|failed to attend|dna$|fta$|nicht erschienen|absente?(?![-\w])|non présent[eé]?|non (?:honoré|venu)|no (?:se presentó|asisti[óo]|presentad[oa])|ausente|assente|non (?:presentat[oa]|venut[oa])|niet (?:verschenen|gekomen|opgedaagd)|afwezig|faltou|não compareceu|nieobecn|nie (?:przysz|pojawi|stawi)|uteb|udeb|ikke (?:møtt|mødt)|ei saapunut|poissa|nedostavil)/i
const drafted = /^(?:draft|entwurf|brouillon|borrador|bozza|concept|rascunho|szkic|utkast|kladde|luonnos|koncept)$/i
/** A bill was voided or thrown away, an appointment refused, or put off to another day that has a row of its own. */
const voided =
  /^(?:void(?:ed)?|deleted|failed|wc-(?:cancelled|failed)|makulera[dt]|gelöscht|supprimée?|eliminad[oa]|eliminat[oa]|excluíd[oa]|verwijderd|usunięt[aey]|raderad|borttagen|slettet|poistettu|smazán[ao]?|late cancell?(?:ed|ation)?|cancell?ation|declined|rejected|abgelehnt|refusée?|rechazad[oa]|rifiutat[oa]|geweigerd|afgewezen|recusad[oa]|odrzucon[aey]|avvisad|avslagen|afvist|avvist|hylätty|odmítnut[ao]?|zamítnut[ao]?|expired|rescheduled|verschoben|umgebucht|reportée?|aplazad[oa]|reprogramad[oa]|rinviat[oa]|posticipat[oa]|verplaatst|verzet|adiad[oa]|reagendad[oa]|przełożon[aey]|ombokad|flyttad|flyttet|ombooket|siirretty|přesunut[ao]?|přeložen[ao]?)$/i

/** These words mark a sale that was given back as a whole, and a bill about that. */
const refunds =
  /^(?:(?:wc-|fully |payment )?refund(?:ed)?|(?:zur\u00fcck)?erstattet|gutschrift|rechnungskorrektur|credit (?:note|memo)|rembours\u00e9e?|avoir|reembolsad[oa]|reembolso|(?:factura )?rectificativa|nota de cr\u00e9dito|rimborsat[oa]|nota di credito|terugbetaald|creditnota|creditfactuur|zwr\u00f3con[aey]|faktura koryguj\u0105ca|\u00e5terbetald|kreditera[dt]|kreditert|krediteret|kreditfaktura|refunder(?:et|t)|kreditnota|hyvitetty|hyvityslasku|vr\u00e1cen[ao]?|dobropis)$/i

/**
 * The reason why a row is no touch by its states: it was cancelled or given back, nobody came, it has not taken place, or it is a draft;
 * undefined for a touch.
 */
export function whyNotTaken(cell: (column: number) => string, columns: StateColumns): string | undefined {
  const isSaid = (column: number) =>
    cell(column) !== '' && !saysNo(cell(column)) && !isNoValue('cancelled', cell(column))
  const says = (pattern: RegExp) => columns.state.some((column) => pattern.test(cell(column)))
  if (columns.cancelled.some(isSaid) || says(voided) || columns.state.some((column) => isCancelledState(cell(column))))
    return 'cancelled'
  if (says(refunds)) return 'refunds'
  if (columns.noShow.some(isSaid) || says(missed)) return 'to which nobody came'
  if (columns.taken.some((column) => /\w/.test(cell(column)) && saysNo(cell(column)))) return 'that did not take place'
  return says(drafted) ? 'drafts' : undefined
}
