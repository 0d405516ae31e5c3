import { withoutAccents } from '#domain/accents.ts'
import type { What } from '../../records.ts'
import table from './titles.json' with { type: 'json' }

/** Case, accents, signs and numbers do not count: `E-mail 2 - Value` is `emailvalue`. */
export const bare = (title: string): string => withoutAccents(title).replace(/[^\p{L}]/gu, '')

// A few titles differ in an accent alone: `aniversário` is a birthday, and `aniversario` is not.
const exact = (title: string): string =>
  title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

/** `personStreet` and `vat_id` have two words each. */
const spaced = (title: string): string => title.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' ')

type Index = { exact: Map<string, string>; bare: Map<string, string> }

export type Titled = What | 'appointments' | 'orders'

const indexes: Partial<Record<Titled, Index>> = {}

/** `titles.json` has the titles that programs and people give the fields. */
function indexOf(what: Titled): Index {
  const index: Index = { exact: new Map(), bare: new Map() }
  for (const [field, languages] of Object.entries<Record<string, string>>(table[what])) {
    for (const title of Object.values(languages).flatMap((titles) => titles.split(' | '))) {
      index.exact.set(exact(title), field)
      if (!index.bare.has(bare(title))) index.bare.set(bare(title), field)
    }
  }
  return index
}

/** These words, in thirteen languages, say beside `Phone` or `City` where it is, or which of several. */
const qualifiers = new Set(
  `home work business office service property physical other primary main secondary alternate alternative personal private direct billing shipping mailing delivery
  contact customer client company ship privat private geschaftlich dienstlich beruflich arbeit buro firma weitere weiterer weiteres sekundare
  zweite bureau domicile maison travail autre professionnel professionnelle personnel personnelle prive privee principal principale
  secondaire trabajo casa domicilio residencia oficina particular personal otro otra secundario secundaria secondaria lavoro ufficio uff ab residenza
  abitazione altro altra principale secondario personale werk thuis zakelijk ander andere werkadres huisadres secundair primair trabalho
  residencial comercial pessoal outro outra primario biuro dom sluzbowy sluzbowa domowy domowa prywatny prywatna inny inna glowny dodatkowy
  praca arbete hem jobb annan sekundar primar arbejde hjem andet sekundaer primaer arbeid annen koti kodin tyo tyopaikan muu toissijainen
  tyoosoitteen kotiosoitteen ensisijainen prace domu zamestnani pracovni domaci soukromy hlavni jiny sekundarni`.split(
    /\s+/,
  ),
)
/** These words join a qualifier to the title. */
const joining = new Set(['de', 'del', 'della', 'di', 'da', 'do', 'of', 'la', 'le', 'op', 'au', 'a'])

/** Somebody may have several of each. */
const ofAddress = new Set('address street house_number postal city city_with_code region country'.split(' '))
const several = new Set(['phone', 'fax', 'email', ...ofAddress])

/** `Ville (autre)` is `ville`; undefined where the title has none of these words. */
function unqualified(words: string[]): string[] | undefined {
  const left = words.filter(
    (word, i) => !qualifiers.has(word) && !(joining.has(word) && qualifiers.has(words[i + 1] ?? '')),
  )
  return left.length < words.length ? left : undefined
}

/** `Adres służbowy - ulica`, `defaultAddress.street`: the word stands before the title of a part of an address. */
const addressWords = new Set(
  'default address adresse adres adress adresa direccion indirizzo endereco osoite'.split(' '),
)

/** `Person - Label`, `Invitee First Name`: the word says to whom the title belongs. */
const whose = new Set(
  'person invitee attendee guest customer client contact patient buyer billing organization organisation'.split(' '),
)

/** The column is about the shop: who looks after somebody, or the account to which they have paid. */
const oursAlone =
  /^(?:to|host|staff|employee|organi[sz]er|seller|merchant|agent|assigned|(?:created|scheduled) by|sales ?rep)\b|\b(?:contact|account|deal|record|lead|person) (?:- )?owner\b/i

/** Cliniko's `Business` is where people of the shop treat somebody; bexio's `Ansprechpartner` is one of its users. */
const oursBeside: [ours: RegExp, other: RegExp][] = [
  [/^business$/i, /^practitioner$/i],
  [/^ansprechpartner$/i, /^kontaktart$/i],
]

/**
 * True for a column about the shop and no customer: a `User` is of the shop beside an invitee, and where hours are counted for clients;
 * there the `Email` is, too.
 */
export function isOurs(title: string, header: string[]): boolean {
  const isBeside = (other: RegExp) => header.some((each) => other.test(each))
  const isOfUser = /^user\b/i.test(title)
  if (oursAlone.test(title) || (isOfUser && isBeside(/^invitee\b/i))) return true
  if (oursBeside.some(([ours, other]) => ours.test(title) && isBeside(other))) return true
  return (isOfUser || /^e-?mail$/i.test(title)) && [/^user$/i, /^client$/i, /^duration\b/i].every(isBeside)
}

/**
 * Columns with these words have numbers that look like those of phones (for taxes, identity cards, banks and in other programs), or
 * currencies, whose signs look like countries.
 */
const numbers =
  /\b(?:cpf|cnpj|nip|regon|pesel|nif|cif|dni|nie|vat|ust|uid|siret|siren|tva|iva|fiscale?|cvr|cpr|ean|org|kvk|btw|bsn|ico|dic|tunnus|hetu|ssn|ein|tin|tax|steuer\w*|iban|bic|konto\w*|bank\w*|card|karten?\w*|rachun\w*|rekening\w*|ucet|barcode|order|invoice|rechnung\w*|id|sku|currency|wahrung|devise|moneda|valuta|waluta|moeda|mena|valuutta)\b/

const billNumber =
  /^\*?(?:invoice|order|bill|receipt|sales?|transaction|purchase|payment|payment ?intent|charge) ?(?:#|no\.?|nr\.?|num(?:ber)?|id)$|^(?:rechnungs?|beleg|auftrags?|bestell)[ -]?(?:nr\.?|nummer)$|^(?:factuur|bestel|order|faktura?|tilaus|lasku)n?[ -]?(?:nr\.?|nummer|numero)$|^(?:n[\u00b0\u00ba]|n[ro]?\.?|num(?:er)?o?|cislo) ?(?:de |della |del )?(?:facture|commande|factura|pedido|fattura|ordine|faktury|zamowienia)$/

export const isBillNumber = (title: string): boolean => billNumber.test(withoutAccents(spaced(title)))

const reach = /\b(?:phone|telephone|tel|mobile|e-?mail)\b/

/** The cells are numbers of something, whatever they look like. */
export function isOfNumbers(title: string): boolean {
  const words = withoutAccents(spaced(title))
  return numbers.test(words) && !reach.test(words)
}

const denying =
  /\b(?:do ?not|dnc|opt(?:ed)?[ -]?out|unsub\w*|block(?:ed|listed)|nicht|kein\w*|\w*sperr\w*|abgemeldet|ne pas|desabonne|desinscrit|no contactar|no llamar|baja|non (?:contattare|chiamare)|disiscritto|niet|uitgeschreven|nao|nie|ej|ikke|avregistrerad|afmeldt|avmeldt|ala|\w*kielto|nekontaktovat|nevolat|odhlasen)\b/

/** The title says whom not to write to or call: a no in its column says nothing. */
export const deniesContact = (title: string): boolean => denying.test(withoutAccents(title))

/** A shop's program may write to most: the others are the ones to know. */
export const isUsualConsent = (title: string, text: string): boolean =>
  (/\baccept(?:s|ed)\b.*\bmarketing\b/i.test(title) && /^(?:yes|true|1)$/i.test(text)) ||
  (/\bstatus$/i.test(title) && /^(?:(?:never )?subscribed|active|not set)$/i.test(text))

/** `Client (Last, First)`: the remark in brackets does not make the title one of numbers. */
const inBrackets = /^([^()]{2,})\((?![^)]*\b(?:id|code|no|nr|number|key|count|total|lat|long)\b)[^()]*\)$/i

/** Titles may begin with the one of somebody to ask for: `Osoba kontaktowa - imię`, `Kontaktperson 1 Telefon`. */
function fieldOfContact(words: string[], letters: Map<string, string>): string | undefined {
  const end = words.findIndex((_, i) => letters.get(words.slice(0, i + 1).join('')) === 'contact') + 1
  const field = end === 0 ? undefined : letters.get(words.slice(end).join(''))
  if (field === undefined) return undefined
  if (/^name/.test(field)) return 'contact_family'
  return several.has(field) || field === 'given' || field === 'family' ? `contact_${field}` : undefined
}

/** A word that stands before the known title, or behind, is left out. */
function fieldWithout(title: string, { bare: letters }: Pick<Index, 'bare'>): string | undefined {
  const words = withoutAccents(spaced(title)).match(/\p{L}+/gu) ?? []
  const own = words.slice(words.findIndex((word) => !whose.has(word)))
  const alone = own.length < words.length ? letters.get(own.join('')) : undefined
  const found = alone ?? fieldOfContact(words, letters)
  if (found !== undefined) return found
  const left = unqualified(own)
  const plain = letters.get(left?.join('') ?? '')
  if (plain !== undefined && several.has(plain)) return plain
  const part = letters.get((left ?? own).filter((word) => !addressWords.has(word)).join(''))
  if (part !== undefined && several.has(part)) return part
  const [, before = ''] = inBrackets.exec(title) ?? []
  return letters.get(bare(before)) ?? (before === '' ? undefined : fieldWithout(before, { bare: letters }))
}

/** Rows of a kind have these fields, whatever the titles. */
export const fieldsIn = (what: What): string[] => Object.keys(table[what])

/** A title of a field has no more characters. */
const longest = 60

/** Undefined for a title that is not known. */
export function fieldTitled(title: string, what: Titled): string | undefined {
  if (title.length > longest) return undefined
  indexes[what] ??= indexOf(what)
  const index = indexes[what]
  const field = index.exact.get(exact(title)) ?? index.bare.get(bare(title))
  return field === undefined && what === 'customers' ? fieldWithout(title, index) : field
}

/** Titles are those in English, or those in the other languages. */
function titlesIn(isEnglish: boolean): Set<string> {
  const languages = Object.values(table).flatMap((fields) => Object.values<Record<string, string>>(fields))
  const titles = languages.flatMap((each) =>
    Object.entries(each).flatMap(([language, of]) =>
      /^(?:en|programs)$/.test(language) === isEnglish ? of.split(' | ') : [],
    ),
  )
  return new Set(titles.map(bare))
}

/** In the other twelve languages than English, the day stands before the month. */
export function isDayFirst(header: string[]): boolean {
  const [english, others] = [titlesIn(true), titlesIn(false)]
  const own = (these: Set<string>, those: Set<string>) =>
    header.map(bare).filter((title) => these.has(title) && !those.has(title)).length
  return own(others, english) >= 2 && own(others, english) > own(english, others)
}

/** Two known titles of one kind of rows make a line a header. */
export const knownTitles = (line: string[]): number =>
  Math.max(
    ...(['customers', 'touches'] as const).map((what) => line.filter((title) => fieldTitled(title, what)).length),
  )
