import { remembering } from './remembered.ts'

// Letters that Unicode does not take apart into a plain letter and an accent, and the apostrophes of typesetters.
const plainLetters: Record<string, string> = {
  \u00f8: 'o',
  \u0142: 'l',
  \u0111: 'd',
  \u00f0: 'd',
  \u00fe: 'th',
  \u00e6: 'ae',
  \u0153: 'oe',
  \u00df: 'ss',
  \u0131: 'i',
  \u0127: 'h',
  \u0167: 't',
  \u014b: 'n',
  '\u2019': "'",
  '\u2018': "'",
}

/** ASCII alone. Most texts are; the folding of others is slow when it is done for the first time. */
export const isPlain = (text: string): boolean => /^[\t\n\x20-\x7e]*$/.test(text)

/** Texts are compared without case and accents. */
export const withoutAccents = (text: string): string => (isPlain(text) ? text.toLowerCase() : foldedText(text))

// European letters are folded one by one: none of them has to do with the one beside it.
const isEuropean = (text: string): boolean => /^[\t\n\x20-\x7e\u00a0-\u024f\u2018\u2019]*$/.test(text)

const foldedLetter = remembering((letter: string): string => foldedWhole(letter))

const foldedText = (text: string): string =>
  isEuropean(text) ? text.replace(/[\u00a0-\u024f\u2018\u2019]/g, foldedLetter).toLowerCase() : foldedWhole(text)

const accents = /[\u0300-\u036f]/g
const unplain = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'g')

const foldedWhole = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replace(accents, '')
    .replace(unplain, (letter) => plainLetters[letter] ?? letter)
