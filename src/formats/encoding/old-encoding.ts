/** Long enough to tell the encoding. */
const sampleOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, 100_000))

/** Letters of another part of the world are believed from here, of 100. */
const confident = 30

const latin = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[02478])/i
const ownNames = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[0247])/i

/** Latin letters have one with an accent among others: here letters beyond ASCII follow each other, as whole words. */
function areOfAnotherScript(sample: Uint8Array): boolean {
  const bytes = sampleOf(sample)
  const isHigh = (i: number) => (bytes[i] ?? 0) > 127
  const high = [...bytes.keys()].filter(isHigh)
  // Czech has two of them side by side.
  const isAmongThree = (i: number) => [i - 2, i - 1, i].some((from) => [from, from + 1, from + 2].every(isHigh))
  return high.filter(isAmongThree).length > high.length * 0.8
}

/** Korean has letters of its own, and bytes that decode to Chinese letters are Chinese. */
const isKorean = (text: string): boolean =>
  /\p{Script=Hangul}/u.test(text) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\ufffd]/u.test(text.slice(0, -1))

/** An encoding is told by the letters that the bytes would be in it. */
export async function oldEncoding(sample: Uint8Array): Promise<[label: string, name: string]> {
  const { analyse } = await import('chardet')
  const { default: iconv } = await import('iconv-lite')
  const isForeign = areOfAnotherScript(sample)
  const isEuc = !sampleOf(sample).some((byte) => byte > 127 && byte < 161)
  if (isForeign && isEuc && isKorean(iconv.decode(sampleOf(sample), 'euc-kr'))) return ['EUC-KR', 'EUC-KR']
  const [best] = analyse(sampleOf(sample)).filter(
    ({ name }) => iconv.encodingExists(name) && name !== 'EUC-KR' && !(isForeign && latin.test(name)),
  )
  const isBelieved = best && !ownNames.test(best.name) && (isForeign || best.confidence >= confident)
  return isBelieved ? [best.name, best.name] : latinEncoding(sampleOf(sample))
}

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
async function latinEncoding(sample: Buffer): Promise<[label: string, name: string]> {
  const { default: iconv } = await import('iconv-lite')
  const scores = encodings.map(([label]) => {
    const text = iconv.decode(sample, label)
    const words = (text.match(wordsBeyondAscii) ?? []).reduce((sum, word) => sum + scoreOf(word), 0)
    return words - 2 * (text.match(oddInWords)?.length ?? 0)
  })
  return encodings[scores.indexOf(Math.max(...scores))] ?? ['win1252', 'windows-1252']
}
