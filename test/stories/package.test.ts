import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { ownFolder } from '../cl.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The packages that a package needs to run, its dependencies' own included. */
function neededBy(folder: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.keys(dependencies).flatMap((name) => [name, ...neededBy(join(root, 'node_modules', name))])
}

it('packs a program that runs without the development dependencies', () => {
  const cwd = ownFolder()
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', cwd], { cwd: root, stdio: 'pipe' })
  const tarball = readdirSync(cwd).find((file) => file.endsWith('.tgz')) ?? ''
  execFileSync('tar', ['-xzf', tarball], { cwd })
  // The part of the database that Node 20 needs is made by the installation, which does not run here.
  symlinkSync(join(root, 'native'), join(cwd, 'package', 'native'))
  const modules = join(cwd, 'package', 'node_modules')
  mkdirSync(modules)
  for (const name of new Set(neededBy(join(cwd, 'package'))))
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(cwd, 'package', 'bin', 'cl.js'), 'demo', '--book', 'sample.db'],
    {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, CL_TODAY: '2026-11-21' },
      encoding: 'utf8',
    },
  )
  expect({ status, lastLine: stderr.trim().split('\n').at(-1) }).toEqual({
    status: 0,
    lastLine: '  cl import contacts.vcf',
  })
  expect(stdout).toContain('Harbour Deli')
})

// On Windows npm makes files that call a program, and knows no manual.
it.skipIf(process.platform === 'win32')(
  'is linked by npm install --global ., with its manual, and unlinked without a trace',
  () => {
    const prefix = ownFolder()
    const npm = (...words: string[]) =>
      execFileSync('npm', [...words, '--global', '--offline', '--ignore-scripts', '--prefix', prefix], {
        cwd: root,
        stdio: 'pipe',
      })
    const there = () =>
      ['bin/cl', 'lib/node_modules/customer-love', 'share/man/man1/cl.1'].filter((path) =>
        existsSync(join(prefix, path)),
      )
    npm('install', '.')
    expect(there()).toHaveLength(3)
    expect(readFileSync(join(prefix, 'share/man/man1/cl.1'), 'utf8')).toMatch(/^\.TH CL 1 /m)
    npm('uninstall', 'customer-love')
    expect(there()).toEqual([])
  },
)

it('locks the driver so that npm 10, which does not know allowScripts, compiles none either', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  for (const name of ['better-sqlite3', 'better-sqlite3-node20']) {
    const { gypfile, hasInstallScript } = packages[`node_modules/${name}`]
    expect({ name, gypfile, hasInstallScript }).toEqual({ name, gypfile: false, hasInstallScript: undefined })
  }
})
