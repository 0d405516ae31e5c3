import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

/** A long page: every section is full, and names and words are as long as a book takes. */
async function fullPage(): Promise<{ path: string; folder: string }> {
  const own = shop('2026-11-21')
  const word = 'Donaudampfschifffahrtsgesellschaft'
  const names = Array.from({ length: 60 }, (_, i) => `${word} ${word} ${i}`)
  writeFileSync(join(own.folder, 'names.csv'), `name,since\n${names.map((name) => `${name},2026-01-01`).join('\n')}\n`)
  const touches = names.flatMap((name, i) => [
    `${name},2026-11-${16 + (i % 6)},care,`,
    `${name},2026-11-${16 + (i % 6)},complaint,${word.repeat(4)}`,
    `${name},2026-11-${16 + (i % 6)},thanks,`,
  ])
  writeFileSync(join(own.folder, 'touches.csv'), `customer,on,purpose,note\n${touches.join('\n')}\n`)
  await own.all(
    `import ${join(own.folder, 'names.csv')}`,
    `import ${join(own.folder, 'touches.csv')}`,
    `config set shop.name "${word.repeat(3)}"`,
  )
  for (let i = 1; i <= 8; i += 1)
    await own.all(`promise #${i} "${word} ${i}" --by 2026-11-2${2 + (i % 6)}`, `promise #${i} late --by 2026-11-21`)
  const path = join(own.folder, 'week.html')
  await own.all(`report --html ${path}`)
  return { path, folder: own.folder }
}

/** Asks a browser how wide a page is in a frame of each width; what it complains of is on its standard error. */
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

// Where there is no browser this is left out; what the page holds is tested with the command.
describe.skipIf(browser === undefined)('the page of the week in a browser', () => {
  it('is no wider than the screen, and the browser has nothing to complain of', async () => {
    const { path, folder } = await fullPage()
    expect(widthsOf(path, folder, [360, 800, 1200])).toEqual({ widths: [360, 800, 1200], complaints: [] })
  })

  it('is printed on one page', async () => {
    const { path, folder } = await fullPage()
    const paper = join(folder, 'week.pdf')
    execFileSync(browser ?? '', [...options, `--print-to-pdf=${paper}`, `file://${path}`], {
      stdio: 'ignore',
      env: { ...process.env, HOME: folder },
    })
    expect(readFileSync(paper, 'latin1').match(/\/Type \/Page$/gm)).toHaveLength(1)
  })
})
