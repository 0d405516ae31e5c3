import { withoutAccents } from '#domain/accents.ts'
import { areNumbers, isFilled, looksLike, most, surelyHolds } from './cells.ts'
import { columnsOf, type FieldSource, type Mapping, type SaidMapping } from './mapping.ts'
import { bare, fieldTitled, isBillNumber } from './titles.ts'

/** The words are in thirteen languages; a day by which to pay, and whom to send it to, are of bills alone. */
const isOfBills =
  /falligkeit|echeance|vencimi?ento|scadenza|vervaldat|terminplatnosci|forfal|erapaiva|splatno|wystawien|vystaven|nabywca|odberatel|invoice(?!d)|bill(no|number|date|id)|rechnung|facture|factura|fattura|factuur|fatura|faktur|lasku(n|$)/

/** Titles of taxes and of sums of money, in thirteen languages. */
const isOfMoney =
  /\b(?:vat|gst|mwst|ust|tva|ttc|iva|btw|moms|mva|alv|dph)\b|^(?:(?:sub|net|grand|gross|total|line|invoice|order)[ -]?)?(?:total(?! [a-z])|amount(?! of)|gesamt(?:betrag|summe)?|betrag|summe|netto|brutto|montant|importe|importo|imponibile|totale|totaal|bedrag|valor|kwota|wartosc|razem|belopp|belob|belop|summa|castka|celkem)\b/

/** `VAT No.`, `USt-IdNr.`, `P. IVA`: whoever has it pays such a tax. */
const isTaxNumber = /\b(?:no|nr|id|idnr|reg|number|nummer|numero|numer)\b|n\u00b0|intracom|\bp(?:artita)?[. ]*iva\b/

/** A sale has an amount: a column with some alone is of visits at which something was bought, too. */
const isAmount = (title: string, cells: string[]): boolean => {
  const typed = withoutAccents(title)
  return isOfMoney.test(typed) && !isTaxNumber.test(typed) && most(cells, (cell) => /\d/.test(cell))
}

/** A visit or a call has one of these, whatever was paid for it. */
const isOfVisits = (title: string): boolean =>
  /^(?:service|at)$/.test(fieldTitled(title, 'appointments') ?? '') ||
  /^(?:minutes|channel)$/.test(fieldTitled(title, 'touches') ?? '')

/** The filled columns tell the purpose; null for a table of neither bills nor orders. */
export function purposeBy(header: string[], cells: string[][]): 'invoice' | 'sale' | null {
  const filled = header.filter((_, column) => cells[column]?.some(isFilled))
  if (filled.some((title) => isOfBills.test(bare(title)))) return 'invoice'
  const isPaid = header.some((title, column) => isAmount(title, cells[column] ?? [])) && !filled.some(isOfVisits)
  return isPaid || filled.some(isBillNumber) ? 'sale' : null
}

/** Shopify calls the number of an order `Name`. */
const numberOf = (header: string[], cells: string[][]): number | undefined =>
  header.flatMap((title, i) => {
    const ofShopify = fieldTitled(title, 'customers') === 'name_or_family' && areNumbers(cells[i] ?? [])
    return (isBillNumber(title) && cells[i]?.some(isFilled)) || ofShopify ? [i] : []
  })[0]

const titled = (header: string[], what: 'touches' | 'orders', field: string): number[] =>
  header.flatMap((title, i) => (fieldTitled(title, what) === field ? [i] : []))

/** A list of touches has a name alone: people have fields or cells by which they are reached. */
const areReached = (customers: Map<string, FieldSource>, cells: string[][]): boolean =>
  ['email', 'phone'].some((field) => customers.has(field) || cells.some((column) => surelyHolds(column) === field)) ||
  (customers.has('given') && customers.has('family'))

/**
 * The columns of the orders in a table of customers, which have numbers, where an option says on which day each was, and none says a
 * customer. Undefined for any other table.
 * @param customers the fields of its customers
 */
export function orderFields(
  header: string[],
  cells: string[][],
  { fields: said }: SaidMapping,
  customers: Map<string, FieldSource>,
): Map<string, FieldSource> | undefined {
  if (!Object.hasOwn(said, 'on') || Object.hasOwn(said, 'customer') || !areReached(customers, cells)) return undefined
  const number = numberOf(header, cells)
  if (number === undefined) return undefined
  const columns = {
    on: [],
    number: [number],
    service: titled(header, 'orders', 'item').filter((column) => cells[column]?.some((cell) => /\p{L}/u.test(cell))),
    cancelled: titled(header, 'touches', 'cancelled'),
    state: titled(header, 'touches', 'state'),
  }
  const found = Object.entries(columns).filter(([field, some]) => field === 'on' || some.length > 0)
  return new Map(found.map(([field, some]) => [field, { columns: some }]))
}

/** An appointment has a time, and an order has none. */
export const hasOrders = ({ what, fields }: Mapping): boolean =>
  what === 'customers' && fields.has('on') && !fields.has('at')

/** The table is read without its orders; null for any other table. */
export function ordersUnread(
  header: string[],
  cells: string[][],
  { what, own, fields }: Mapping,
): { day: string; purpose: string } | null {
  if (what === 'touches' || own || fields.has('on')) return null
  if (numberOf(header, cells) === undefined || !areReached(fields, cells)) return null
  const days = [...titled(header, 'touches', 'on'), ...columnsOf(fields, 'since')]
  const day = days.find((column) => looksLike(cells[column] ?? []) === 'days')
  return day === undefined ? null : { day: header[day] ?? '', purpose: purposeBy(header, cells) ?? 'sale' }
}
