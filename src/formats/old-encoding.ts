/** The encodings of western Europe by which each program writes letters such as ü, the likeliest first. */
const western: [label: string, name: string][] = [
  ['win1252', 'windows-1252'],
  ['macroman', 'Mac Roman'],
  ['cp850', 'CP850'],
]
const usualLetters =
  /[\u00e4\u00f6\u00fc\u00df\u00e9\u00e8\u00ea\u00eb\u00e0\u00e1\u00e2\u00e3\u00e5\u00e6\u00e7\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f8\u00f9\u00fa\u00fb\u00c4\u00d6\u00dc\u00c9\u00c5\u00d8]/gu
const oddInWords = /\p{L}[^\p{L}\p{N}\s\p{P}]|[^\p{L}\p{N}\s\p{P}]\p{L}|\p{Ll}\p{Lu}/gu

/** The beginning of a text, long enough to tell its encoding. */
const sampleOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, 100_000))

/** The encoding that makes the most usual letters, and the fewest odd signs within words. */
async function westernOf(sample: Uint8Array): Promise<[label: string, name: string]> {
  const { default: iconv } = await import('iconv-lite')
  const scores = western.map(([label]) => {
    const text = iconv.decode(sampleOf(sample), label)
    return (text.match(usualLetters)?.length ?? 0) - 2 * (text.match(oddInWords)?.length ?? 0)
  })
  return western[scores.indexOf(Math.max(...scores))] ?? ['win1252', 'windows-1252']
}

/** The least confidence, of 100, at which letters of another part of the world are believed. */
const confident = 30

const latin = /^(ascii|utf|iso-8859-(1|2|9|15)$|windows-125[02478])/i
const westernNames = /^(ascii|utf|iso-8859-(1|9|15)$|windows-125[247])/i

/**
 * True where letters beyond ASCII follow each other, as whole words of them: in Latin letters, one with an accent stands among
 * others.
 */
function areOfAnotherScript(sample: Uint8Array): boolean {
  const bytes = sampleOf(sample)
  const isHigh = (i: number) => (bytes[i] ?? 0) > 127
  const high = [...bytes.keys()].filter(isHigh)
  // Czech has two of them side by side.
  const isAmongThree = (i: number) => [i - 2, i - 1, i].some((from) => [from, from + 1, from + 2].every(isHigh))
  return high.filter(isAmongThree).length > high.length * 0.8
}

/** True for a Korean text: Korean has letters of its own, and bytes that decode to Chinese letters are Chinese. */
const isKorean = (text: string): boolean =>
  /\p{Script=Hangul}/u.test(text) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\ufffd]/u.test(text.slice(0, -1))

/** The encoding of a text that is not Unicode, by its letters: its label, and its name. */
export async function oldEncoding(sample: Uint8Array): Promise<[label: string, name: string]> {
  const { analyse } = await import('chardet')
  const { default: iconv } = await import('iconv-lite')
  const isForeign = areOfAnotherScript(sample)
  const isEuc = !sampleOf(sample).some((byte) => byte > 127 && byte < 161)
  if (isForeign && isEuc && isKorean(iconv.decode(sampleOf(sample), 'euc-kr'))) return ['EUC-KR', 'EUC-KR']
  const [best] = analyse(sampleOf(sample)).filter(
    ({ name }) => iconv.encodingExists(name) && name !== 'EUC-KR' && !(isForeign && latin.test(name)),
  )
  const isBelieved = best && !westernNames.test(best.name) && (isForeign || best.confidence >= confident)
  return isBelieved ? [best.name, best.name] : westernOf(sample)
}
