import { foldName } from '#domain/customers/name.ts'

/** The names of a row of sums in programs, in thirteen languages. */
const sums = new Set(
  `total totals totalamount grandtotal subtotal sum summary summe gesamt gesamtsumme zwischensumme endsumme insgesamt totalgeneral soustotal
  sumatotal suma totale totali totalegenerale subtotale totaal subtotaal eindtotaal totalgeral razem sumacalkowita ogolem summa
  delsumma totalt ialt sumtotal delsum yhteensa valisumma celkem soucet mezisoucet`.split(/\s+/),
)

/** An amount, and no phone number, which begins with a 0 or a `+`. */
const isAmount = /^-?(?:[^\p{L}\d+]{0,3}|[A-Z]{3} ?)(?!0\d)\d[\d.,' ]*(?: ?[^\p{L}\d]{0,3}| ?[A-Z]{3})$/u

/** True for a row of amounts alone. */
export const hasAmountsAlone = (cells: string[]): boolean =>
  cells.every((cell) => cell.trim() === '' || isAmount.test(cell.trim()))

const isSum = (cell: string): boolean => sums.has(foldName(cell).replace(/[^\p{L}]/gu, ''))

/** Lines that programs write below a table: the number of its rows, in a few languages; and the day on which it was made. */
const counted =
  /^\d+ (?:records?|rows?|entries|results?|items?|customers?|clients?|contacts?|datens\u00e4tze|eintr\u00e4ge|zeilen|kunden|kontakte|lignes|enregistrements|contactos|clientes|registros|filas|righe|clienti|contatti|klanten|rijen)\.?$/i
const dated =
  /^\D*\p{L}{2}\D*(?:\b\d{4}-\d{2}-\d{2}|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}\.? \p{L}{3,} \d{4}|\p{L}{3,}\.? \d{1,2}, \d{4})\b/u

/**
 * The reason why a row is no record: it is a row of sums, a letter above the names that begin with it, or a line below the table;
 * undefined for a record.
 */
export function whyNoRecord(cells: string[]): string | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [first = ''] = filled
  if (filled.length === 1 && /^\p{L}$/u.test(first)) return 'letters above the names that begin with them'
  if (filled.length === 1 && cells.length > 1 && (counted.test(first) || dated.test(first)))
    return 'notes below the table'
  const others = filled.filter((cell) => !isSum(cell))
  return others.length > 0 && others.length < filled.length && others.every((cell) => isAmount.test(cell))
    ? 'sums of columns'
    : undefined
}
