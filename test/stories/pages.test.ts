import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { shop } from '../cl.ts'

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find((name) => {
  const { status } = spawnSync(name, ['--version'], { stdio: 'ignore' })
  return status === 0
})

const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--no-pdf-header-footer',
  '--hide-scrollbars',
]

const word = 'Donaudampfschifffahrtsgesellschaft'

/** Pages of a shop in which every section is full, and names and words are as long as a book takes. */
async function fullPages(): Promise<{ folder: string; pages: Record<'week' | 'customer' | 'shop', string> }> {
  const own = shop('2026-11-21')
  const names = Array.from({ length: 60 }, (_, i) => `${word} ${word} ${i}`)
  writeFileSync(join(own.folder, 'names.csv'), `name,since\n${names.map((name) => `${name},2026-01-01`).join('\n')}\n`)
  const touches = names.flatMap((name, i) => [
    `${name},2026-11-${16 + (i % 6)},care,`,
    `${name},2026-11-${16 + (i % 6)},complaint,${word.repeat(4)}`,
    `${name},2026-11-${16 + (i % 6)},thanks,`,
  ])
  for (let i = 1; i <= 12; i += 1) touches.push(`${names[0]},2026-10-${10 + i},invoice,${word} ${word.repeat(3)}`)
  writeFileSync(join(own.folder, 'touches.csv'), `customer,on,purpose,note\n${touches.join('\n')}\n`)
  await own.all(
    `import ${join(own.folder, 'names.csv')}`,
    `import ${join(own.folder, 'touches.csv')}`,
    `config set shop.name "${word.repeat(3)}"`,
    `edit #1 --company "${word} ${word}" --email ${word}@${word}.example --address "${word}" --tag ${word} --note "${word.repeat(9)}"`,
    `date #1 "${word}" 24 nov`,
    `save #1 --money 120 "${word.repeat(3)}"`,
    `pulse #1 7 "${word.repeat(3)}"`,
  )
  for (let i = 1; i <= 8; i += 1)
    await own.all(
      `promise #${i} "${word} ${i}" --by 2026-11-2${2 + (i % 6)}`,
      `promise #${i} late --by 2026-11-21`,
      `promise #1 "${word.repeat(3)}" --by 2026-11-2${i}`,
      `learn #1 goals "${word.repeat(3)} ${i}"`,
    )
  const pages = {
    week: join(own.folder, 'week.html'),
    customer: join(own.folder, 'customer.html'),
    shop: join(own.folder, 'shop.html'),
  }
  await own.all(`report --html ${pages.week}`, `show #1 --html ${pages.customer}`, `stats --html ${pages.shop}`)
  return { folder: own.folder, pages }
}

/** Asks a browser for the width of a page in a frame of each width; its complaints are on its standard error. */
function widthsOf(path: string, folder: string, widths: number[]): { widths: number[]; complaints: string[] } {
  const page = readFileSync(path, 'utf8').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const frames = widths.map(
    (width) => `<iframe style="width:${width}px;height:900px;border:0" srcdoc="${page}"></iframe>`,
  )
  const around = join(folder, 'around.html')
  writeFileSync(
    around,
    `<body>${frames.join('')}<p id="found"></p><script>addEventListener('load', () => { document.getElementById('found').textContent =
      [...document.querySelectorAll('iframe')].map((each) => each.contentDocument.documentElement.scrollWidth).join() })</script></body>`,
  )
  const { stdout, stderr } = spawnSync(
    browser ?? '',
    [...options, '--enable-logging=stderr', '--virtual-time-budget=5000', '--dump-dom', `file://${around}`],
    { encoding: 'utf8', env: { ...process.env, HOME: folder } },
  )
  return {
    widths: (/<p id="found">([\d,]+)<\/p>/.exec(stdout)?.[1] ?? '').split(',').map(Number),
    complaints: stderr.split('\n').filter((line) => line.includes(':CONSOLE')),
  }
}

const kinds = ['week', 'customer', 'shop'] as const

// Without a browser this is left out; the contents of a page are tested with its command.
describe.skipIf(browser === undefined)('a page in a browser', () => {
  let made: Awaited<ReturnType<typeof fullPages>>
  beforeAll(async () => {
    made = await fullPages()
  })

  it.each(kinds)('that of a %s is no wider than the screen, and the browser has nothing to complain of', (kind) => {
    const { pages, folder } = made
    expect(widthsOf(pages[kind], folder, [360, 800, 1200])).toEqual({ widths: [360, 800, 1200], complaints: [] })
  })

  it.each(kinds)('that of a %s is printed on one page', (kind) => {
    const { pages, folder } = made
    const paper = join(folder, `${kind}.pdf`)
    execFileSync(browser ?? '', [...options, `--print-to-pdf=${paper}`, `file://${pages[kind]}`], {
      stdio: 'ignore',
      env: { ...process.env, HOME: folder },
    })
    expect(readFileSync(paper, 'latin1').match(/\/Type \/Page$/gm)).toHaveLength(1)
  })
})
