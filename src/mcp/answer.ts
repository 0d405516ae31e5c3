import type { Book } from '#book/book.ts'
import type { Context } from '#cli/context.ts'
import { findTopic } from '#domain/practices/knowing.ts'
import { findChannel, findPurpose } from '#domain/touches/vocabulary.ts'
import { topicsOf } from '#tables/facts.ts'
import { vocabularyOf } from '#tables/rules.ts'
import { type AnyTool, argvOf, type KnownWord } from './tool.ts'

/** Texts are to be read, data is for a program; `isError` where nothing was done. */
type Answer = {
  content: { type: 'text'; text: string }[]
  structuredContent?: Record<string, unknown>
  isError?: boolean
}

const textOf = (text: string) => ({ type: 'text' as const, text: text.trimEnd() })

const refusal = (text: string): Answer => ({ content: [textOf(text)], isError: true })

/** Rules, words and errors are those of the command line. */
export async function answer(context: Context, tool: AnyTool, args: unknown): Promise<Answer> {
  const { line, checks } = tool.read(args)
  const unknown = await unknownWord(context, checks)
  if (unknown !== null) return refusal(unknown)
  const { code, shown, said } = await context.runApart(argvOf(line))
  if (code !== 0) return refusal(said)
  const texts = [shown.map(({ text }) => text).join(''), said].filter((text) => text.trim() !== '')
  const data = shown.findLast((each) => each.data !== null)?.data
  return { content: texts.map(textOf), ...(data ? { structuredContent: recordOf(data, tool.rows) } : {}) }
}

/** Only an object can be sent; `rows` names a list, even of one. */
const recordOf = (data: unknown, rows: string | undefined): Record<string, unknown> =>
  JSON.parse(JSON.stringify(rows === undefined ? data : { [rows]: [data].flat() }))

/** The book is closed between the calls: its words may have changed. */
async function wordsOfBook(book: Book) {
  try {
    return await book.readOrNew(async (db) => ({ vocabulary: await vocabularyOf(db), topics: await topicsOf(db) }))
  } finally {
    book.close()
  }
}

/** Null where the book knows all of the words. */
async function unknownWord(context: Context, checks: KnownWord[]): Promise<string | null> {
  const said = checks.filter(([, word]) => word !== undefined)
  if (said.length === 0) return null
  const { vocabulary, topics } = await wordsOfBook(context.book)
  const known = {
    channel: { find: (word: string) => findChannel(vocabulary, word), all: vocabulary.channels },
    purpose: { find: (word: string) => findPurpose(vocabulary, word), all: vocabulary.purposes },
    topic: { find: (word: string) => findTopic(topics, word), all: topics },
  }
  const [kind, word] = said.find(([which, each = '']) => !known[which].find(each)) ?? []
  if (kind === undefined) return null
  return `"${word}" is no ${kind} of this book.\nThere are: ${known[kind].all.map(({ name }) => name).join(', ')}`
}
