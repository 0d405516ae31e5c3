import { withoutAccents } from '#domain/accents.ts'

type Named = [month: number, words: string][]

/** Names are in thirteen languages; a winter counts from January, as most of it is in that year. */
const seasons: Named = [
  [1, 'winter hiver invierno inverno vinter zima talvi'],
  [3, 'spring fruhling fruhjahr printemps primavera voorjaar lente var forar wiosna jaro kevat'],
  [6, 'summer sommer ete verano estate verao zomer sommar lato leto kesa'],
  [9, 'autumn fall herbst automne otono autunno outono herfst najaar host efterar jesien podzim syksy'],
]
const otherParts: Named = [
  [1, 'early beginning begin start anfang beginn debut inicio principios inizio comeco'],
  [6, 'mid middle mitte mi milieu mediados meta medio'],
  [10, 'late'],
  [12, 'end ende fin fine final eind'],
]

function monthIn(parts: Named, word: string): number | undefined {
  const bare = withoutAccents(word)
  return parts.find(([, words]) => words.split(' ').includes(bare))?.[0]
}

/** 3 for `spring`; undefined for any other word. */
export const monthOfSeason = (word: string): number | undefined => monthIn(seasons, word)

/** 3 for `spring`, 12 for `Ende`; undefined for any other word. */
export const monthOfPart = (word: string): number | undefined => monthIn([...seasons, ...otherParts], word)
