/** The likeliest come first. */
const encodings: [label: string, name: string][] = [
  ['win1252', 'windows-1252'],
  ['macroman', 'Mac Roman'],
  ['cp850', 'CP850'],
  ['win1250', 'windows-1250'],
  ['iso88592', 'ISO-8859-2'],
]

/** The letters beyond ASCII of each language: German, French, Spanish, Italian, Dutch, Portuguese, Swedish and Finnish, Danish and Norwegian, Polish, Czech and Slovak, Hungarian, Slovene and Croatian. */
const alphabets = [
  'äöüßé',
  'àâæçéèêëîïôœùûüÿ',
  'áéíñóúüç',
  'àáèéìíîòóùú',
  'áéèëïíóöüúç',
  'áâãàçéêíóôõúü',
  'åäöéüšž',
  'æøåéäöüèêóòô',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýžľĺŕôä',
  'áéíóöőúüű',
  'čćđšž',
].map((letters) => new Set(letters))

const wordsBeyondAscii = /[\p{L}\p{M}]*[^\0-\x7f\P{L}][\p{L}\p{M}]*/gu
const oddInWords = /\p{L}[^\p{L}\p{N}\s\p{P}]|[^\p{L}\p{N}\s\p{P}]\p{L}|\p{Ll}\p{Lu}/gu

/** Letters beyond ASCII count for the text where one language has them all, twice against it where none has. */
function scoreOf(word: string): number {
  const letters = [...word.normalize('NFC').toLowerCase()].filter((letter) => letter > '\x7f')
  const isSpelled = alphabets.some((alphabet) => letters.every((letter) => alphabet.has(letter)))
  return isSpelled ? letters.length : -2 * letters.length
}

/**
 * The encoding of a text in Latin letters that is not Unicode: the one in which most words are spelled with the letters of one
 * language, and the fewest have odd signs within. `Dvoøák` is no word of any language, so that it is `Dvořák`.
 */
export async function latinEncoding(sample: Buffer): Promise<[label: string, name: string]> {
  const { default: iconv } = await import('iconv-lite')
  const scores = encodings.map(([label]) => {
    const text = iconv.decode(sample, label)
    const words = (text.match(wordsBeyondAscii) ?? []).reduce((sum, word) => sum + scoreOf(word), 0)
    return words - 2 * (text.match(oddInWords)?.length ?? 0)
  })
  return encodings[scores.indexOf(Math.max(...scores))] ?? ['win1252', 'windows-1252']
}
