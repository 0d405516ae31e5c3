import { withoutAccents } from '#domain/customers/name.ts'

/** The months with which parts of a year begin, in thirteen languages; a winter counts from January, as most of it is in that year. */
const months: [month: number, words: string][] = [
  [
    1,
    'early beginning begin start anfang beginn debut inicio principios inizio comeco winter hiver invierno inverno vinter zima talvi',
  ],
  [3, 'spring fruhling fruhjahr printemps primavera voorjaar lente var forar wiosna jaro kevat'],
  [
    6,
    'summer sommer ete verano estate verao zomer sommar lato leto kesa mid middle mitte mi milieu mediados meta medio',
  ],
  [9, 'autumn fall herbst automne otono autunno outono herfst najaar host efterar jesien podzim syksy'],
  [10, 'late'],
  [12, 'end ende fin fine final eind'],
]

/** The month with which a part of a year begins: 3 for `spring`, 12 for `Ende`; undefined for any other word. */
export function monthOfPart(word: string): number | undefined {
  const bare = withoutAccents(word)
  return months.find(([, words]) => words.split(' ').includes(bare))?.[0]
}
