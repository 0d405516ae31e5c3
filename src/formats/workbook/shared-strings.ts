import { decodeOoxmlEscapes, parseSax } from '../../../node_modules/hucre/dist/xml/parser.mjs'

/**
 * The texts that the cells of a workbook share, without their fonts and the sounds of their signs. The build puts it in the place of the
 * library's function, which makes an object of every element first: 200 MB for 300,000 texts.
 */
export function parseSharedStrings(xml: string): { text: string }[] {
  const strings: { text: string }[] = []
  const within: string[] = []
  let text = ''
  parseSax(xml, {
    onOpenTag(tag) {
      within.push(tag.slice(tag.indexOf(':') + 1))
      if (within.at(-1) === 'si') text = ''
    },
    onText(part) {
      if (within.at(-1) === 't' && !within.includes('rPh')) text += part
    },
    onCloseTag() {
      if (within.pop() === 'si') strings.push({ text: decodeOoxmlEscapes(text) })
    },
  })
  return strings
}
