import { escaped } from './html.ts'

/** A figure at the top of a page, its title, and a quiet line below it. */
export type Figure = { value: string; title: string; below: string }

/** The figures of a page, in boxes beside each other. */
export const figureBoxes = (figures: Figure[]): string =>
  `<div class="figures">
${figures
  .map(
    ({ value, title, below }) =>
      `<div><b>${escaped(value)}</b>${escaped(title)}<br><span class="quiet">${escaped(below)}</span></div>`,
  )
  .join('\n')}
</div>`

/** A page's title, and a quiet line below it. */
export const pageHead = (title: string, below: string): string => `<header>
<h1>${escaped(title)}</h1>
<p class="quiet">${escaped(below)}</p>
</header>`

/** A part of a page under its title. `body` is HTML. */
export const section = (title: string, body: string): string => `<section>
<h2>${escaped(title)}</h2>
${body}
</section>`

/** A line in place of a list or table without rows. */
export const quiet = (text: string): string => `<p class="quiet">${escaped(text)}</p>`

const bullets = (lines: string[]): string =>
  `<ul>${lines.map((line) => `<li class="short">${escaped(line)}</li>`).join('')}</ul>`

/** `and 3 more`, on paper alone: the number of lines that only a screen shows. */
const notPrinted = (more: number): string => (more > 0 ? `<p class="only-printed quiet">and ${more} more</p>` : '')

/** A list; a line that is too long for the paper is cut there. Empty for no lines; `most` of them are printed. */
export function shortList(lines: string[], most: number): string {
  if (lines.length === 0) return ''
  const rest = lines.slice(most)
  if (rest.length === 0) return bullets(lines)
  return `${bullets(lines.slice(0, most))}<div class="not-printed">${bullets(rest)}</div>${notPrinted(rest.length)}`
}

/** Titles, each with its words beside it. */
export const titledLines = (lines: [title: string, words: string][]): string =>
  `<dl>${lines.map(([title, words]) => `<dt>${escaped(title)}</dt><dd class="text">${escaped(words)}</dd>`).join('\n')}</dl>`

/** A column of numbers, of words that may take several lines, or of cells that stay on one line; and its cell in each row. */
export type HtmlColumn<T> = { title: string; holds?: 'number' | 'words' | 'one-line'; of: (thing: T) => string }

/** Things in rows under titles; `most` of them are printed. On a narrow screen, words in the last column stand below their row. */
export function htmlTable<T>(things: T[], most: number, columns: HtmlColumn<T>[]): string {
  const head = columns.map(({ title, holds = 'one-line' }) => `<th scope="col" class="${holds}">${escaped(title)}</th>`)
  const body = things.map((thing, i) => {
    const cells = columns.map(
      ({ holds = 'one-line', of }) => `<td class="${holds}"><div class="text">${escaped(of(thing))}</div></td>`,
    )
    return `<tr${i < most ? '' : ' class="not-printed"'}>${cells.join('')}</tr>`
  })
  return `<div class="scroll"><table${columns.at(-1)?.holds === 'words' ? ' class="stacked"' : ''}><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>${notPrinted(things.length - most)}`
}
