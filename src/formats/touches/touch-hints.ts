import {
  type BegunBy,
  findPurpose,
  type Purpose,
  type TouchWords,
  toneNames,
  type Vocabulary,
} from '#domain/touches/vocabulary.ts'
import { isBadClause, isBadNews, isOver } from './bad-news.ts'
import { channelInNote, saidOtherwise } from './how-in-note.ts'
import { paidElsewhere, payment, purposeInNote, received } from './named-in-note.ts'
import { isMissed, isNotReached } from './not-reached.ts'
import { clausesOf, patterns, wordSet } from './note-clauses.ts'

/** Words that begin ordinary notes, each with the purpose that was perhaps meant, or null for none; the first that fits decides. */
const perhaps: [purpose: string | null, begins: ReturnType<typeof patterns>][] = [
  [
    null,
    patterns(
      'asked|asks after|about|how/wants for/need|needs to/missed us|you/he|she|they|client|customer paid .. attention|visit|compliment|compliments|respects',
    ),
  ],
  [
    'request',
    patterns(`asked|asks|asking|want|wants|wanted|wanting|enquired|inquired|need|needs|please|pls|gefragt|fragt|bittet|möchte|braucht|veut|voudrait|souhaite|demande|quiere|pide|necesita|vuole|chiede|wil|vraagt
  a|hat|ha|heeft demandé|gefragt|pedido|chiesto|gevraagd/would like/could|can we|you
  where is|are|s/when is|are|will|can`),
  ],
  [
    'sale',
    patterns(
      `he|she|they|client|customer paid|settled/bill|invoice|account|balance|money .. paid|settled|received/${paidElsewhere}
  hat|haben|a|ont|ha|han|hanno|heeft|hebben|wurde|rechnung|facture|factura|fattura|factuur .. ${paidElsewhere}
  ${payment} .. ${received}`,
    ),
  ],
  ['feedback', patterns('told me|us')],
  ['attempt', patterns('missed')],
  [
    'sale',
    patterns(`order|orders|reordered|bought|paid|booked|selling|deposit|payment|pitched|proposal|estimate|contract|upsold|signed|declined|qte|pd|acompte|paiement|anzahlung|angebot|devis|presupuesto|preventivo|offerte
  bestellung|commande|pedido|ordine|bestelling/said no/turned down/no thanks|thank`),
  ],
  ['mend', patterns('fixed|repaired|replaced|sorted|solved|resolved|settled/problem solved|fixed|sorted|resolved')],
  ['complaint', patterns('problem')],
  [
    'reminder',
    patterns(
      `relance|relancé|rappel|rappelé|recordatorio .. facture|factures|paiement|factura|pago/overdue|chasing|dunning|owes|nudged|mahnung|aanmaning|sollecito/final notice|demand/balance outstanding|due`,
    ),
  ],
  ['invoice', patterns('inv|rechnung|facture|factura|fattura|factuur')],
  [
    'delivery',
    patterns(
      'collected|lieferung|livraison|entrega|consegna|levering|geliefert|livré|livrée|livrés|livrées|entregado|entregada|consegnato|consegnata|geleverd|bezorgd/dropped 0|off/drop off/picked up',
    ),
  ],
  ['thanks', patterns('thx|tks|danke|merci|gracias|grazie')],
]

/**
 * The note was counted as a good touch, and tells of somebody who was not reached, or of bad news.
 * @returns undefined where it does not, and where the user has said the tone
 */
export function countedBadly({ channel, purpose, tone, note }: TouchWords, vocabulary: Vocabulary): string | undefined {
  if (note === undefined || tone) return undefined
  if (purpose && !purpose.care) return saidOfGoods(purpose, note, vocabulary)
  const amend = (to: string) =>
    findPurpose(vocabulary, to) && !purpose ? `cl amend --purpose ${to}` : 'cl amend --tone -'
  // The word `called` was taken for the channel.
  if (channel?.name === 'call' && clausesOf(note)[0]?.[0] === 'off')
    return `Counted as good. Not so? ${amend('complaint')}`
  if (!purpose && isNotReached(note)) return `If you did not reach them: ${amend('attempt')}${badBeside(note, amend)}`
  return isBadNews(note) ? `Counted as good. Not so? ${amend('complaint')}` : undefined
}

/** The command for bad news beside the words of somebody who was not reached: `shop closed, furious`. */
const badBeside = (note: string, amend: (to: string) => string): string =>
  clausesOf(note).some((clause) => !isMissed(clause) && isBadClause(clause))
    ? `   If something went wrong: ${amend('complaint')}`
    : ''

/** Purposes of which a note tells how it went; what is fixed in `help` or `mend` was bad before. */
const heardOf = wordSet('delivery sale feedback surprise news thanks')
/** Bills whose word also begins what they say of it: `invoice was wrong`, `price too high`. */
const billed = wordSet('invoice price')
const verdict = () => /^(?:was|were|is|came|arrived|too|not|never|wrong|late|missing|incomplete|again|has|had)\b/i

const praise = () => /^(?:(?:was|is|were|are|seems?) )?(?:all )?(?:ok|okay|fine|good|great|fair|right|perfect)\b/i
/** Words of thanks that are none: `thanks for nothing`, `thanks but no thanks`. */
const noThanks = () => /^(?:for nothing\b|but\b)/i
/** Words behind a bill that make it another thing: a reminder of a day, a price that was asked for, one that falls. */
const noBill: Record<string, () => [words: RegExp, purpose?: string][]> = {
  reminder: () => [
    [/\b(?:bills?|invoices?|pay|paid|payments?|money|owed?|owes|overdue|\d{2,})\b|[\u00a3$\u20ac]/i],
    [
      /\b(?:appointment|vaccination|booster|check-?up|service|lesson|booking|meeting|termin|inspection|deadline|tomorrow)\b/i,
      'news',
    ],
  ],
  price: () => [
    [/^(?:cut|drop|down|reduction|reduced|lower)/i, 'news'],
    [/^lists?\b|\b(?:asked|wanted|enquir\w+)\b/i, 'sale'],
  ],
}

function saidOfGoods({ name, tone }: Purpose, note: string, vocabulary: Vocabulary): string | undefined {
  const isRise = name === 'news' && purposeInNote(note, vocabulary)?.name === 'price'
  const option = isRise ? '--purpose price' : optionFor({ name, tone }, note)
  return option && `Counted as ${name}, ${toneNames[tone]}. Not so? cl amend ${option}`
}

/** The note says another thing than the purpose. */
function optionFor({ name, tone }: Pick<Purpose, 'name' | 'tone'>, note: string): string | undefined {
  if (name === 'thanks' && noThanks().test(note)) return '--tone ='
  const isBad = billed.has(name)
    ? verdict().test(note) && isBadNews(note)
    : heardOf.has(name) && isBadNews(name === 'thanks' ? `thanked ${note}` : note)
  if (isBad) return '--purpose complaint'
  if (heardOf.has(name) && isNotReached(note)) return '--purpose attempt'
  if (tone === '-' && praise().test(note)) return '--purpose care'
  const other = noBill[name]?.().find(([words]) => words.test(note))?.[1]
  return other && `--purpose ${other}`
}

/** A line to type for a touch that opened a complaint or was counted as a bill, and says that one is over: `complaint solved`. */
export function countedAsNew({ purpose, tone, note }: TouchWords): string | undefined {
  if (note === undefined || tone || !purpose || !isOver(note)) return undefined
  if (purpose.opens) return `That opened a ${purpose.opens}. If one is over instead: cl undo, and cl done`
  return purpose.tone === '-' ? 'Counted as bad. Not so? cl amend --tone =' : undefined
}

/**
 * A line to type for a note without a purpose that can have been meant otherwise: it says how the note was counted.
 * @param counted the name of the channel, and who began it
 * @returns undefined where nothing speaks against a good word
 */
export function countedOtherwise(
  { channel, purpose, tone, note }: TouchWords,
  vocabulary: Vocabulary,
  counted: { channel: string; begunBy: BegunBy },
): string | undefined {
  if (note === undefined || purpose || tone) return undefined
  const perhaps = perhapsPurpose(note, vocabulary)
  // `where is my invoice?` and `chasing the invoice` are no bills, and `dropped off the order` takes none.
  const meant =
    perhaps && ['request', 'reminder', 'delivery'].includes(perhaps)
      ? perhaps
      : (purposeInNote(note, vocabulary)?.name ?? perhaps)
  if (meant !== undefined && findPurpose(vocabulary, meant))
    return `Counted as care, good. Not so? cl amend --purpose ${meant}`
  const other = channel
    ? saidOtherwise({ channel, note }, vocabulary)
    : channelInNote(note, vocabulary, counted.channel)
  const isTheirs = counted.begunBy === 'them'
  const options = [
    ...(other?.channel ? [`--channel ${other.channel}`] : []),
    ...(other?.isTheirs && !isTheirs ? ['--in'] : []),
  ]
  if (options.length === 0) return undefined
  const article = /^[aeiou]/.test(counted.channel) ? 'an' : 'a'
  return `Counted as ${article} ${counted.channel} that ${isTheirs ? 'they' : 'you'} began. Not so? cl amend ${options.join(' ')}`
}

const askers = wordSet('asked asks ask want wants wanted need needs would')
/** `she wants a quote` */
const theyAsk = ([who = '', verb = '']: readonly string[]): boolean =>
  ['they', 'she', 'he'].includes(who) && askers.has(verb)

function perhapsPurpose(note: string, vocabulary: Vocabulary): string | undefined {
  const [words = []] = clausesOf(note)
  if (words[0]?.startsWith('thank') && /^thank(?:s| you),? but no\b/i.test(note)) return 'sale'
  const said = theyAsk(words) ? words.slice(1) : words
  const known = perhaps.find(([, begins]) => begins(said, 0))
  if (known) return known[0] ?? undefined
  // A purpose that was quoted with its note; one of money or of complaint is not always meant: `price was fine`.
  const quoted = findPurpose(vocabulary, said[0] ?? '')
  return quoted && !quoted.care && quoted.tone !== '-' ? quoted.name : undefined
}
