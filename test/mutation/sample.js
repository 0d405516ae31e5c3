/** Random numbers from 0 to 1, of a seed: a linear congruential generator, as in Numerical Recipes. */
function* randomOf(seed) {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

/** At most so many of a list, chosen by a seed, in their order. */
export function sample(list, most, seed) {
  const random = randomOf(seed)
  const drawn = list.map((each) => ({ each, lot: Number(random.next().value) })).sort((a, b) => a.lot - b.lot)
  const chosen = new Set(drawn.slice(0, most).map(({ each }) => each))
  return list.filter((each) => chosen.has(each))
}
