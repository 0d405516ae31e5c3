import { foldName } from '#domain/customers/name.ts'

/** How programs call a row of sums, in thirteen languages. */
const sums = new Set(
  `total totals totalamount grandtotal subtotal sum summary summe gesamt gesamtsumme zwischensumme endsumme insgesamt totalgeneral soustotal
  sumatotal suma totale totali totalegenerale subtotale totaal subtotaal eindtotaal totalgeral razem sumacalkowita ogolem summa
  delsumma totalt ialt sumtotal delsum yhteensa valisumma celkem soucet mezisoucet`.split(/\s+/),
)

/** An amount, and no phone number, which begins with a 0 or a `+`. */
const isAmount = /^-?(?:[^\p{L}\d+]{0,3}|[A-Z]{3} ?)(?!0\d)\d[\d.,' ]*(?: ?[^\p{L}\d]{0,3}| ?[A-Z]{3})$/u

const isSum = (cell: string): boolean => sums.has(foldName(cell).replace(/[^\p{L}]/gu, ''))

/** Why a row is nobody and nothing: a row of sums, or a letter above the names that begin with it; undefined for a record. */
export function whyNoRecord(cells: string[]): string | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [first = ''] = filled
  if (filled.length === 1 && /^\p{L}$/u.test(first)) return 'letters above the names that begin with them'
  const others = filled.filter((cell) => !isSum(cell))
  return others.length > 0 && others.length < filled.length && others.every((cell) => isAmount.test(cell))
    ? 'sums of columns'
    : undefined
}
