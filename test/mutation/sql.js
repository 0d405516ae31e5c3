/** The changes of SQL: a pattern, and the text instead of it. Spaces around words are part of each. */
const changes = [
  [/ <= /g, ' < '],
  [/ < /g, ' <= '],
  [/ >= /g, ' > '],
  [/ > /g, ' >= '],
  [/ = /g, ' <> '],
  [/ <> /g, ' = '],
  [/ or /g, ' and '],
  [/ is null/g, ' is not null'],
  [/ is not null/g, ' is null'],
  [/\bnot (?!null)/g, ''],
  [/ desc\b/g, ''],
  [/ limit 1\b/g, ''],
  [/\bdistinct /g, ''],
  [/\bmin\(/g, 'max('],
  [/\bmax\(/g, 'min('],
  [/\bleft join\b/g, 'join'],
  [/\bunion all\b/g, 'union'],
  [/'[^'$]+'/g, "''"],
]

/**
 * The changes of a query, as `start`, `end` and text: of the words in it, and each condition behind an `and` left out.
 * @returns {[number, number, string][]}
 */
export function sqlMutantsOf({ quasis, expressions, start, end }, source) {
  const text = quasis.map((quasi) => source.slice(quasi.start, quasi.end))
  const found = quasis.flatMap((quasi, i) => [
    ...changes.flatMap(([pattern, instead]) =>
      [...text[i].matchAll(pattern)].map(({ index, 0: match }) => change(quasi.start + index, match.length, instead)),
    ),
    ...ands(text[i]).map((index) => change(quasi.start + index, ' and '.length, ' or ')),
    ...numbers(text[i]).flatMap(({ index, 0: digits }) =>
      [1, -1].map((by) => change(quasi.start + index, digits.length, String(Number(digits) + by))),
    ),
  ])
  const conditions = expressions.flatMap((expression) => {
    const before = /\band (not )?\$\{$/.exec(source.slice(start, expression.start))
    return before ? [[expression.start - before[0].length, expression.end + 1, '']] : []
  })
  return [...found, ...conditions].filter(([from, to]) => from >= start && to <= end)
}

const change = (start, length, text) => [start, start + length, text]

/** The places of an `and` between two conditions in a text, without the one of `between … and …`. */
function ands(text) {
  let betweens = 0
  const found = []
  for (const { 0: word, index } of text.matchAll(/\bbetween\b|\sand\s/g)) {
    if (word === 'between') betweens += 1
    else if (betweens > 0) betweens -= 1
    else found.push(index)
  }
  return found
}

/** The numbers in a text, without the one of `exists (select 1 …`, which nobody reads. */
const numbers = (text) => [...text.matchAll(/(?<!exists \(select )(?<![\w'.-])\d+(?![\w'.-])/g)]
