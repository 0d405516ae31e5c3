import { foldName } from '#domain/customers/name.ts'
import { filled, isFilled } from './cells.ts'

/** Programs write a row of sums, in thirteen languages. */
const sums = new Set(
  `total totals totalamount grandtotal subtotal sum summary summe gesamt gesamtsumme zwischensumme endsumme insgesamt totalgeneral soustotal
  sumatotal suma totale totali totalegenerale subtotale totaal subtotaal eindtotaal totalgeral razem sumacalkowita ogolem summa
  delsumma totalt ialt sumtotal delsum yhteensa valisumma celkem soucet mezisoucet`.split(/\s+/),
)

/** A phone number begins with a 0 or a `+`, and is no amount. */
const isAmount = /^-?(?:[^\p{L}\d+]{0,3}|[A-Z]{3} ?)(?!0\d)\d[\d.,' ]*(?: ?[^\p{L}\d]{0,3}| ?[A-Z]{3})$/u

export const hasAmountsAlone = (cells: string[]): boolean =>
  cells.every((cell) => !isFilled(cell) || isAmount.test(cell.trim()))

const isSum = (cell: string): boolean => sums.has(foldName(cell).replace(/[^\p{L}]/gu, ''))

/** `Summe: 4`, `Total 12 customers` */
const isCount = (cell: string): boolean => {
  const [, what = ''] = /^([\p{L} -]{3,20}?)\s*(?:[:=]\s*\d+|\d+(?= \p{L}))(?:\s+\p{L}+)?\.?$/u.exec(cell) ?? []
  return (
    isSum(what) ||
    isSum(what.split(' ', 1)[0] ?? '') ||
    /^(?:anzahl|count|number|nombre|numero|aantal|antall?|liczba|pocet|lukumaara)$/.test(foldName(what))
  )
}

/** The title of a group stands alone in its row. */
const groups = new Set(
  `regulars regularcustomers newcustomers customers clients contacts suppliers prospects leads businesscustomers privatecustomers inactive
  stammkunden neukunden kunden kundinnen kontakte lieferanten interessenten geschaftskunden firmenkunden privatkunden altkunden laufkunden
  ehemalige ehemaligekunden clientsreguliers nouveauxclients fournisseurs clienthabituales clientes clientesnuevos proveedores clienti nuoviclienti
  fornitori vasteklanten nieuweklanten klanten leveranciers`.split(/\s+/),
)

/** `VIP clients`, `Kunden Nord`: others stand beside a word for customers. */
const kindOfGroup =
  /^(?:[\p{L}\p{N}.-]+ ){0,2}(?:customers|clients|contacts|kunden|kundinnen|kontakte|clientes|contactos|clienti|contatti|klanten|kunder|klienci|asiakkaat)(?: [\p{L}\p{N}.-]+)?$/iu

/** `Customers A-F`, `Kunden (G – M)` */
const letters = /^(.*?)\s*\(?\b\p{L}\s?[-\u2013]\s?\p{L}\)?$/u

/** Letters of the longest title of a group. */
const longest = 60

const isGroup = (cell: string): boolean => {
  if (cell.length > longest) return false
  const [, before = cell] = letters.exec(cell) ?? []
  return (
    before === '' ||
    groups.has(foldName(before).replace(/[^\p{L}]/gu, '')) ||
    kindOfGroup.test(before) ||
    /^[\p{L} -]{3,30}:$/u.test(cell)
  )
}

/** Lines that programs write below a table: the number of its rows, in a few languages; and the day on which it was made. */
const counted =
  /^\d+ (?:records?|rows?|entries|results?|items?|customers?|clients?|contacts?|datens\u00e4tze|eintr\u00e4ge|zeilen|kunden|kontakte|lignes|enregistrements|contactos|clientes|registros|filas|righe|clienti|contatti|klanten|rijen)\.?$/i
const dated =
  /^\D*\p{L}{2}\D*(?:\b\d{4}-\d{2}-\d{2}|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}\.? \p{L}{3,} \d{4}|\p{L}{3,}\.? \d{1,2}, (?:19|20)\d\d)\b/u

/** Somebody may be called so: the title is named in full. */
export const groupCalled = (title: string): string => `a title of a group: ${title}`

/** Undefined for a name that stands alone in its row. */
function whyAloneInRow(cell: string): string | undefined {
  if (isGroup(cell)) return groupCalled(cell)
  if ((isSum(cell) && !/\d/.test(cell)) || isCount(cell)) return 'sums of columns'
  return counted.test(cell) || dated.test(cell) ? 'notes below the table' : undefined
}

/**
 * The reason why a row is no record: it is a row of sums, a letter or a title above the names that belong to it, or a line below the table;
 * undefined for a record.
 */
export function whyNoRecord(cells: string[]): string | undefined {
  const texts = filled(cells)
  const [first = ''] = texts
  if (texts.every((cell) => !/[\p{L}\p{N}]/u.test(cell))) return 'lines of signs'
  if (texts.length === 1 && /^\p{L}$/u.test(first)) return 'letters above the names that begin with them'
  if (texts.length === 1 && cells.length > 1) return whyAloneInRow(first)
  const others = texts.filter((cell) => !isSum(cell))
  return others.length > 0 && others.length < texts.length && others.every((cell) => isAmount.test(cell))
    ? 'sums of columns'
    : undefined
}
