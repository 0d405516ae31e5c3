import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { cacheFolder, ownFolder } from '../cl.ts'

const isRoot = process.getuid?.() === 0
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a program to its end, with only this environment. */
function ran(line: string[], env: Record<string, string> = {}) {
  const [program = '', ...args] = line
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

/** Everything in a folder: the path of each from there, with its mode, or the target of a link. */
function treeOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const about = (path: string) => {
    const { mode } = lstatSync(path)
    return lstatSync(path).isSymbolicLink() ? `-> ${readlinkSync(path)}` : (mode & 0o777).toString(8)
  }
  return Object.fromEntries(paths.map((path) => [path, about(join(folder, path))]))
}

const links = [
  'bin/cl',
  'share/bash-completion/completions/cl',
  'share/fish/vendor_completions.d/cl.fish',
  'share/man/man1/cl.1',
  'share/zsh/site-functions/_cl',
]

// An archive is made on Linux alone.
describe.skipIf(process.platform !== 'linux')('the archive', () => {
  let unpacked = ''

  beforeAll(() => {
    const folder = join(ownFolder(), 'my downloads')
    execFileSync(process.execPath, [join(root, 'bin/package.mjs'), '--unpacked', '--to', folder])
    unpacked = join(folder, readdirSync(folder)[0] ?? '')
  })

  /** A home with a prefix in it, and functions that install and run `cl` there. */
  function laptop() {
    const home = ownFolder()
    const prefix = join(home, 'own')
    const path = `${prefix}/bin:/usr/bin:/bin`
    const install = (...words: string[]) =>
      ran(['/bin/sh', join(unpacked, 'install.sh'), '--prefix', prefix, ...words], { HOME: home, PATH: path })
    const cl = (line: string, env: Record<string, string> = {}) =>
      ran(['/bin/sh', '-c', `cl ${line}`], {
        HOME: home,
        PATH: path,
        XDG_CACHE_HOME: cacheFolder,
        CL_TODAY: '2026-11-21',
        ...env,
      })
    return { home, prefix, install, cl }
  }

  it('holds what runs, its licences, and no folder of whoever made it', () => {
    const tree = treeOf(unpacked)
    for (const file of ['bin/cl', 'bin/node', 'install.sh']) expect(tree).toHaveProperty([file], '755')
    for (const file of [
      'LICENSE',
      'README.md',
      'VERSION',
      'licenses/node.txt',
      'licenses/parts.txt',
      ...links.slice(1),
    ])
      expect(tree).toHaveProperty([file], '644')
    const files = Object.keys(tree).filter((path) => lstatSync(join(unpacked, path)).isFile())
    expect(files.filter((file) => readFileSync(join(unpacked, file)).includes(root))).toEqual([])
    expect(readFileSync(join(unpacked, 'README.md'), 'utf8')).toMatch(
      /^Linux on \w+ with glibc 2\.\d+ and libstdc\+\+ 3\./m,
    )
  })

  it('is installed by links into one folder, found by man and the shells, and taken back without a trace', () => {
    const { home, prefix, install, cl } = laptop()
    const before = treeOf(home)
    const { code, out } = install()
    expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'To take it back: sh "$HOME/own/lib/customer-love/install.sh" --uninstall',
    })
    const tree = treeOf(prefix)
    const links = Object.keys(tree).filter((path) => tree[path]?.startsWith('->'))
    for (const link of links) expect(out).toContain(`  ${prefix}/${link} ${tree[link]}\n`)
    expect(links.map((link) => realpathSync(join(prefix, link)))).toEqual(
      links.map((link) => join(realpathSync(prefix), 'lib/customer-love', link)),
    )
    expect(links).toHaveLength(5)
    expect(cl('add Acme').code).toBe(0)
    expect(cl('list').out).toContain('Acme')
    const installed = join(prefix, 'lib/customer-love/install.sh')
    const end = ran(['/bin/sh', installed, '--uninstall'], { HOME: home, PATH: '/usr/bin:/bin' })
    const data = ['.local', '.local/share', '.local/share/customer-love', '.local/share/customer-love/book.db']
    expect(end.out).toContain(`Your book stays, with its snapshots beside it: ${home}/${data.at(-1)}\n`)
    expect(
      Object.keys(treeOf(home)).filter((path) => !path.includes('book.db-') && !path.includes('.snapshots')),
    ).toEqual([...Object.keys(before), ...data])
  })

  it('replaces an older one of its own, and nothing else', () => {
    const { prefix, install, cl } = laptop()
    install()
    writeFileSync(join(prefix, 'lib/customer-love/VERSION'), 'customer-love 0.0.1\n')
    writeFileSync(join(prefix, 'lib/customer-love/dist/older.js'), '')
    expect(install().out).toContain('It replaces customer-love 0.0.1.\n')
    expect(treeOf(prefix)).not.toHaveProperty(['lib/customer-love/dist/older.js'])
    expect(cl('--version').code).toBe(0)
    expect(install('--uninstall').code).toBe(0)
    expect(() => lstatSync(prefix)).toThrow()
  })

  it.each([
    { what: 'another program', path: 'bin/cl', make: (path: string) => writeFileSync(path, 'theirs') },
    { what: 'a link of theirs', path: 'share/man/man1/cl.1', make: (path: string) => symlinkSync('theirs', path) },
    { what: 'another folder', path: 'lib/customer-love', make: (path: string) => mkdirSync(path) },
  ])('leaves $what as it is, and installs nothing', ({ path, make }) => {
    const { prefix, install } = laptop()
    mkdirSync(dirname(join(prefix, path)), { recursive: true })
    make(join(prefix, path))
    const before = treeOf(prefix)
    const { code, err } = install()
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`${prefix}/${path} is not`) })
    expect(treeOf(prefix)).toEqual(before)
    expect(install('--uninstall').code).toBe(1)
    expect(treeOf(prefix)).toEqual(before)
  })

  it('takes back what it began where it cannot write', () => {
    const { home, prefix, install } = laptop()
    mkdirSync(prefix)
    writeFileSync(join(prefix, 'share'), 'theirs')
    const before = treeOf(home)
    expect(install()).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was installed') })
    expect(treeOf(home)).toEqual(before)
  })

  it('says what it wants to be told', () => {
    const { install } = laptop()
    expect(install('--nonsense')).toMatchObject({ code: 2, err: expect.stringContaining('Usage: sh install.sh') })
    expect(install('--prefix', '')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--prefix needs a folder\.\n/),
    })
  })

  it('starts where its bin is a link, by a link from elsewhere, and once all of it was moved', () => {
    const { home, prefix, install, cl } = laptop()
    const version = cl('--version', { PATH: `${unpacked}/bin:/usr/bin:/bin` }).out
    expect(version).toMatch(/^\d+\.\d+\.\d+\n$/)
    mkdirSync(join(home, 'dot files'))
    mkdirSync(prefix)
    symlinkSync('../dot files', join(prefix, 'bin'))
    expect(install().code).toBe(0)
    symlinkSync('dot files/cl', join(home, 'love'))
    const starts = [`${home}/love`, `${prefix}/bin/cl`].map((path) => ran([path, '--version']).out)
    expect(starts).toEqual([version, version])
    expect(install('--uninstall').code).toBe(0)
    rmSync(join(prefix, 'bin'))
    install()
    renameSync(prefix, join(home, 'moved'))
    expect(ran([join(home, 'moved/bin/cl'), '--version']).out).toBe(version)
  })

  it('passes over what the environment has for another Node', () => {
    const { install, cl } = laptop()
    install()
    expect(cl('--version', { NODE_OPTIONS: '--no-such-option' })).toMatchObject({ code: 0, err: '' })
  })

  it('keeps the book where it is told, without a home and in one that cannot be written to', () => {
    const { home, install, cl } = laptop()
    install()
    expect(cl('add Acme', { CL_BOOK: join(home, 'own.db'), HOME: '' }).code).toBe(0)
    expect(cl('list', { CL_BOOK: join(home, 'own.db'), HOME: '/dev/null' }).out).toContain('Acme')
    expect(install('--uninstall').code).toBe(0)
  })

  it('is one line of PATH away, and says which', () => {
    const { home, prefix } = laptop()
    const outputs = ['/bin/bash', '/usr/bin/zsh', '/usr/bin/fish', '/bin/dash'].map(
      (shell) =>
        ran(['/bin/sh', join(unpacked, 'install.sh'), '--prefix', prefix], {
          HOME: home,
          PATH: '/usr/bin:/bin',
          SHELL: shell,
        }).out,
    )
    expect(outputs.map((out) => /Type this, then .*\n {2}(.*)/.exec(out)?.[1])).toEqual([
      `echo 'export PATH="$HOME/own/bin:$PATH"' >> ~/.bashrc`,
      `echo 'export PATH="$HOME/own/bin:$PATH"' >> ~/.zshrc`,
      'fish_add_path "$HOME/own/bin"',
      `echo 'export PATH="$HOME/own/bin:$PATH"' >> ~/.profile`,
    ])
  })

  it('is not installed within itself', () => {
    const { install } = laptop()
    const before = treeOf(unpacked)
    expect(install('--prefix', join(unpacked, 'own'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('within'),
    })
    expect(treeOf(unpacked)).toEqual(before)
  })

  it('ends the reminder that would look for it', () => {
    const { home, prefix, install, cl } = laptop()
    install()
    const crontab = `#!/bin/sh\nif [ "$1" = -l ]; then cat "$HOME/table"; else cat > "$HOME/table"; fi\n`
    writeFileSync(join(home, 'table'), '0 7 * * * theirs\n')
    writeFileSync(join(prefix, 'bin/crontab'), crontab, { mode: 0o755 })
    writeFileSync(join(prefix, 'bin/systemctl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    expect(cl('remind --yes').code).toBe(0)
    expect(readFileSync(join(home, 'table'), 'utf8')).toContain(`${prefix}/lib/customer-love/bin/`)
    expect(install('--uninstall').code).toBe(0)
    expect(readFileSync(join(home, 'table'), 'utf8')).toBe('0 7 * * * theirs\n')
  })

  // A folder that only root may write to is left out for others.
  it.skipIf(!isRoot)('runs where there is no Node and no compiler: a shell, coreutils and the C++ library', () => {
    const machine = emptyMachine()
    const script = `cd '/home/kim/my downloads'/customer-love-* && sh install.sh && cd && PATH=$HOME/.local/bin:$PATH &&
      cl add Acme && cl log acme call all good && cl due && cl import --yes /contacts.csv && cl list &&
      sh .local/lib/customer-love/install.sh --uninstall && ls -A .local .local/share/customer-love`
    renameSync(dirname(unpacked), join(machine, 'home/kim/my downloads'))
    const env = { PATH: '/bin', HOME: '/home/kim', CL_TODAY: '2026-11-21' }
    const { code, out, err } = ran(['/usr/sbin/chroot', '--userspec=1000:1000', machine, '/bin/sh', '-c', script], env)
    renameSync(join(machine, 'home/kim/my downloads'), dirname(unpacked))
    expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('bug') })
    expect(out).toContain('  /home/kim/.local/bin/cl -> ../lib/customer-love/bin/cl\n')
    expect(out).toContain('#1 call, care, + with Acme, today\n')
    expect(out).toMatch(/Bolt Garage/)
    expect(out).toMatch(/\.local:\nshare\n\n\.local\/share\/customer-love:\nbook\.db\n/)
  })
})

/** A folder with the programs of every Linux, and no more: a shell, coreutils, and the libraries that the archive names. */
function emptyMachine(): string {
  const machine = ownFolder()
  const coreutils = ['cat', 'cp', 'dirname', 'head', 'id', 'ln', 'ls', 'mkdir', 'mv', 'readlink', 'rm', 'rmdir', 'tail']
  const programs = ['/bin/sh', ...coreutils.map((name) => `/bin/${name}`)].map((path) =>
    existsSync(path) ? path : `/usr${path}`,
  )
  const libraries = [...programs, process.execPath].flatMap((path) =>
    [...execFileSync('ldd', [path], { encoding: 'utf8' }).matchAll(/\/\S+/g)].map(([library]) => library),
  )
  for (const folder of ['home/kim', 'bin', 'tmp', 'dev']) mkdirSync(join(machine, folder), { recursive: true })
  for (const path of new Set(libraries)) {
    mkdirSync(join(machine, dirname(path)), { recursive: true })
    copyFileSync(path, join(machine, path))
  }
  for (const path of programs) copyFileSync(path, join(machine, 'bin', path.slice(path.lastIndexOf('/'))))
  writeFileSync(join(machine, 'contacts.csv'), 'name,phone\nBolt Garage,+1 352 555 0101\n')
  writeFileSync(join(machine, 'dev/null'), '')
  chmodSync(join(machine, 'dev/null'), 0o666)
  chmodSync(machine, 0o755)
  chownSync(join(machine, 'home/kim'), 1000, 1000)
  return machine
}
