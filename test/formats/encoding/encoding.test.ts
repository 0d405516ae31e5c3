import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { checkEncoding, textOf } from '#formats/encoding/encoding.ts'

async function read(bytes: Uint8Array, said?: string): Promise<[encoding: string, text: string]> {
  const { encoding, text } = await textOf(async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7 > bytes.length ? bytes.length : at + 7)
  }, said)
  let all = ''
  for await (const part of text()) all += part
  return [encoding, all]
}

const german = 'Name;Notiz\nBäckerei Müller;süße Grüße aus Köln\nJürgen;schön\n'
const french = 'Nom;Prénom\nLefèvre;Hélène\nGarçon;François\n'
const polish = 'Imię;Nazwisko\nŁukasz;Wiśniewski\nMałgorzata;Dąbrowska\n'
const czech = 'Jméno;Příjmení\nJiří;Dvořák\nŽofie;Růžičková\nTomáš;Černý\n'
const finnish = 'Etunimi;Sukunimi\nPäivi;Šibajev\nJyväskylä;1\n'
const manyWestern =
  'Søren Ærø\nJosé Muñoz\nFrançois Lefèvre\nNiccolò Dalì\nJoão Magalhães\nÅsa Öberg\nMichèle Noël\nGünter Weiß\nPià Forlì\n'
const russian = 'имя;телефон\nИван Петров;1\nАнна Смирнова;2\n'
const shortRussian = 'Имя;Телефон;E-mail\nИван Петров;+7 495 123-45-67;ivan@x.example\n'
const chinese = '姓名,电话,公司\n王小明,138 0013 8000,小明面包店\n李雷,139 0013 9000,雷记\n'
const korean = '이름,전화\n김철수,1\n이영희,2\n'
const japanese = '名前,電話\n田中太郎,1\nさくら,2\n'

async function whole(bytes: Uint8Array, said?: string): Promise<[encoding: string, text: string]> {
  const { encoding, text } = await textOf(async function* () {
    yield bytes
  }, said)
  let all = ''
  for await (const part of text()) all += part
  return [encoding, all]
}

describe('a text in', () => {
  it.each<[name: string, label: string, text: string]>([
    ['windows-1252', 'win1252', german],
    ['windows-1252', 'win1252', french],
    ['windows-1252', 'win1252', 'Café “très” bon – 5 €\n'],
    ['Mac Roman', 'macroman', german],
    ['Mac Roman', 'macroman', french],
    ['CP850', 'cp850', german],
    ['CP850', 'cp850', french],
    ['windows-1250', 'win1250', polish],
    ['ISO-8859-2', 'iso-8859-2', polish],
    ['windows-1250', 'win1250', czech],
    ['windows-1250', 'win1250', czech.repeat(100)],
    ['ISO-8859-2', 'iso-8859-2', czech],
    ['windows-1252', 'win1252', finnish],
    ['windows-1252', 'win1252', manyWestern],
    ['Mac Roman', 'macroman', manyWestern],
    ['CP850', 'cp850', manyWestern],
    ['windows-1251', 'win1251', russian],
    ['windows-1251', 'win1251', shortRussian],
    ['GB18030', 'gb18030', chinese],
    ['windows-1252', 'win1252', 'Name\nZo\u00eb\u00e9\n'],
    ['EUC-KR', 'euc-kr', korean],
    ['Shift_JIS', 'shift_jis', japanese],
    ['UTF-8', 'utf-8', polish],
  ])('%s is found: %s', async (name, label, text) => {
    expect(await whole(iconv.encode(text, label))).toEqual([name, text])
  })

  it('UTF-8 that was written as UTF-8 once more is found, line by line', async () => {
    const twice = (text: string) => iconv.encode(iconv.decode(Buffer.from(text), 'win1252'), 'utf8')
    expect(await whole(twice(german))).toEqual(['UTF-8, encoded twice', german])
    expect(await whole(twice('Dvořák;“5 €”\n'))).toEqual(['UTF-8, encoded twice', 'Dvořák;“5 €”\n'])
    const mixed = Buffer.concat([twice('Jörg\n'), Buffer.from('Ã§ and ü\nSÃO 日本\n')])
    expect(await whole(mixed)).toEqual(['UTF-8, encoded twice', 'Jörg\nÃ§ and ü\nSÃO 日本\n'])
  })

  it('UTF-16 without a mark is found, of either order', async () => {
    const bytes = Buffer.from(german, 'utf16le')
    expect(await whole(bytes)).toEqual(['UTF-16', german])
    expect(await whole(Buffer.from(bytes).swap16())).toEqual(['UTF-16', german])
  })

  it.each(['utf-32le', 'utf-32be'])('%s is found, with a mark and without', async (label) => {
    for (const text of [german, `\ufeff${german}`])
      expect(await whole(iconv.encode(text, label))).toEqual(['UTF-32', german])
  })

  it('a letter of UTF-8 that a folded line cuts in two is whole', async () => {
    const cut = (letter: string, at: number) => {
      const bytes = Buffer.from(letter)
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)])
    }
    const text = Buffer.concat([
      Buffer.from('NOTE:caf'),
      cut('é', 1),
      cut('日', 1),
      cut('😀', 3),
      Buffer.from('\r\nX:ü\r\n'),
    ])
    const expected = ['UTF-8', 'NOTE:café\r\n 日\r\n 😀\r\n \r\nX:ü\r\n']
    expect(await whole(text)).toEqual(expected)
    expect(await read(text)).toEqual(expected)
    expect(await whole(Buffer.from('Zo\xeb\r\n \xbbok\xab \xe9t\xe9\n', 'latin1'))).toEqual([
      'windows-1252',
      'Zoë\r\n »ok« été\n',
    ])
  })

  it('a file is read as said, whatever it looks like, and across its parts', async () => {
    expect(await read(iconv.encode(german, 'cp850'), 'win1252')).not.toContain(german)
    expect(await read(iconv.encode(japanese, 'shift_jis'), 'shift_jis')).toEqual(['shift_jis', japanese])
  })
})

it.each([
  ['', 'with more lines in UTF-8 than not'],
  ['\ufeff', 'with a mark'],
])('%j: lines of two programs are read each as it is written, %s', async (mark) => {
  const text = Buffer.concat([
    Buffer.from(`${mark}M\u00fcller\n`),
    Buffer.from('J\xfcrgen\n', 'latin1'),
    Buffer.from('\u0141ukasz, Zo\u00eb, Caf\u00e9'),
  ])
  const expected = ['UTF-8, some lines windows-1252', 'M\u00fcller\nJ\u00fcrgen\n\u0141ukasz, Zo\u00eb, Caf\u00e9']
  expect(await whole(text)).toEqual(expected)
  // Without a mark, a handful of bytes does not tell.
  expect(mark === '' ? expected : await read(text)).toEqual(expected)
})

it('an encoding that there is not is refused', async () => {
  await expect(checkEncoding('klingon')).rejects.toThrow('"klingon" is not an encoding')
  await expect(checkEncoding('cp850')).resolves.toBeUndefined()
})
