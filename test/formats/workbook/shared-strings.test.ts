import { expect, test } from 'vitest'
import { parseSharedStrings } from '#formats/workbook/shared-strings.ts'
import { parseSharedStrings as byTheLibrary } from '../../../node_modules/hucre/dist/xlsx/shared-strings.mjs'

test.each([
  ['none', ''],
  ['plain ones', '<si><t>Acme</t></si><si><t xml:space="preserve"> Old  Mill </t></si>'],
  ['empty ones', '<si><t/></si><si/><si><t></t></si><si><t>Acme</t></si>'],
  [
    'fonts within one',
    '<si><r><rPr><b/><sz val="11"/></rPr><t>Ac</t></r><r><t xml:space="preserve">me &amp; Co</t></r></si>',
  ],
  ['the sound of signs', '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>'],
  ['entities and escapes', '<si><t>a&#10;b &lt; _x000D_ _x005F_x</t></si>'],
  ['lines between', '\n <si>\n  <t>Acme</t>\n </si>\n'],
])('the library’s own shared texts: %s', (_, items) => {
  const xml = `<?xml version="1.0"?><sst count="1">${items}</sst>`
  const texts = (all: { text: string }[]) => all.map(({ text }) => text)
  expect(texts(parseSharedStrings(xml))).toEqual(texts(byTheLibrary(xml)))
  const prefixed = xml.replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
  expect(texts(parseSharedStrings(prefixed))).toEqual(texts(byTheLibrary(prefixed)))
})
