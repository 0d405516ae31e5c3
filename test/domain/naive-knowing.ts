import type { Fact, Topic } from '#domain/practices/knowing.ts'

/** docs/scoring.md, "Knowing", a second time, as plainly as it can be written. */

export function naiveKnowing(topics: Topic[], facts: Fact[], today: string) {
  let answered = 0
  for (const topic of topics) {
    let isAnswered = false
    for (const fact of facts) if (fact.topic === topic.name && fact.on <= today) isAnswered = true
    if (isAnswered) answered += 1
  }
  return { answered, topics: topics.length, share: topics.length === 0 ? null : answered / topics.length }
}

/** Takes one question after the other: the first topic without an answer that is left, else the one answered longest ago. */
export function naiveQuestions(
  topics: Topic[],
  facts: Fact[],
  today: string,
): [topic: string, lastAnswer: number | null][] {
  const lastOf = (topic: Topic): Fact | null => {
    let last: Fact | null = null
    for (const fact of facts) {
      if (fact.topic !== topic.name || fact.on > today) continue
      if (last === null || fact.on > last.on || (fact.on === last.on && fact.id > last.id)) last = fact
    }
    return last
  }
  const left = [...topics]
  const asked: [string, number | null][] = []
  while (left.length > 0) {
    let next = 0
    for (let i = 1; i < left.length; i += 1) {
      const best = lastOf(left[next] as Topic)
      const each = lastOf(left[i] as Topic)
      if (best === null) break
      if (each === null || each.on < best.on || (each.on === best.on && each.id < best.id)) next = i
    }
    const [topic] = left.splice(next, 1) as [Topic]
    asked.push([topic.name, lastOf(topic)?.id ?? null])
  }
  return asked
}
