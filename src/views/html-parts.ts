import { escaped } from './html.ts'

/** `below` is a quiet line. */
export type Figure = { value: string; title: string; below: string }

export const figureBoxes = (figures: Figure[]): string =>
  `<div class="figures">
${figures
  .map(
    ({ value, title, below }) =>
      `<div><b>${escaped(value)}</b>${escaped(title)}<br><span class="quiet">${escaped(below)}</span></div>`,
  )
  .join('\n')}
</div>`

export const pageHead = (title: string, below: string): string => `<header>
<h1>${escaped(title)}</h1>
<p class="quiet">${escaped(below)}</p>
</header>`

/** `body` is HTML. */
export const section = (title: string, body: string): string => `<section>
<h2>${escaped(title)}</h2>
${body}
</section>`

export const quiet = (text: string): string => `<p class="quiet">${escaped(text)}</p>`

const bullets = (lines: string[]): string =>
  `<ul>${lines.map((line) => `<li class="short">${escaped(line)}</li>`).join('')}</ul>`

/** `and 3 more`, on paper alone. */
const notPrinted = (more: number): string => (more > 0 ? `<p class="only-printed quiet">and ${more} more</p>` : '')

/** A line too long for the paper is cut there; `most` lines are printed. */
export function shortList(lines: string[], most: number): string {
  if (lines.length === 0) return ''
  const rest = lines.slice(most)
  if (rest.length === 0) return bullets(lines)
  return `${bullets(lines.slice(0, most))}<div class="not-printed">${bullets(rest)}</div>${notPrinted(rest.length)}`
}

export const titledLines = (lines: [title: string, words: string][]): string =>
  `<dl>${lines.map(([title, words]) => `<dt>${escaped(title)}</dt><dd class="text">${escaped(words)}</dd>`).join('\n')}</dl>`

/** Cells of words may take several lines. */
export type HtmlColumn<T> = { title: string; holds?: 'number' | 'words' | 'one-line'; of: (thing: T) => string }

/** `most` rows are printed. On a narrow screen, words in the last column stand below their row. */
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
