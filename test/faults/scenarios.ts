import {
  type Base,
  damagedShop,
  nothing,
  oldBook,
  onlyExport,
  secret,
  shop,
  shopAfter,
  shopAndFolder,
  shopAndLink,
  shopWithBadRecord,
  shopWithFiles,
  shopWithForeignJournal,
} from './books.ts'
import { nextDay } from './cl.ts'

/** A command that writes, and the files that it finds. */
export type Scenario = {
  base: Base
  /** The command line, without `cl`. */
  line: string
  today?: string
  /** The state of the book before, if it is not a whole one: none at all, damaged, or of an older version. */
  before?: 'none' | 'damaged' | 'older'
  /** A file besides the book that it writes. */
  target?: string
  /** A snapshot that has to be there when the change is, by a part of its name. */
  snapshot?: string
  /** The words that say at last that it is done, if they are not all of the standard output. */
  says?: RegExp
  /** A text that must be in no file of the folder once the command says that it is done. */
  secret?: RegExp
}

const inShop = (line: string, more: Partial<Scenario> = {}): Scenario => ({ base: shop, line, ...more })
const after = (lines: string[], line: string, more: Partial<Scenario> = {}): Scenario => ({
  base: shopAfter(...lines),
  line,
  ...more,
})

/** Every way to write, by its name. */
export const scenarios: Record<string, Scenario> = {
  log: inShop('log acme call "the new note"'),
  'log, a day’s first': inShop('log acme call "the new note"', { today: nextDay, snapshot: 'before the first write' }),
  'log with a promise': inShop('log JQ visit new --promise "a cake" --by 2026-11-27'),
  amend: inShop('amend 3 --note amended'),
  remove: inShop('remove 3'),
  undo: inShop('undo'),
  redo: after(['undo'], 'redo'),
  promise: inShop('promise bolt "another list" --by 2026-11-27'),
  loop: inShop('loop 1 --by 2026-12-01'),
  wait: inShop('wait 1 them "for an answer"'),
  done: inShop('done 1 sent'),
  learn: inShop('learn acme goals "a second oven"'),
  pulse: inShop('pulse acme 9 "on time" --guess 7'),
  date: inShop('date acme opening "6 mar"'),
  save: inShop('save acme --money 120.50 boxes'),
  surprise: inShop('surprise acme --done'),
  'letters add': inShop('letters add "Answering machine"'),
  'letters review': inShop('letters review "Order form" --answers yynyn'),
  audit: inShop('audit --answer "3=2 slow on Fridays"'),
  add: inShop('add "New One" --email new@one.example'),
  edit: inShop('edit acme --every 2w --tag x --name "Acme Two"'),
  snooze: inShop('snooze acme 2027-01-04'),
  archive: inShop('archive acme'),
  unarchive: after(['archive acme'], 'unarchive acme'),
  'config set': inShop('config set visit.every 3w'),
  'config set, of the laptop': inShop('config set pager off', { target: '.config/customer-love/laptop.json' }),
  vocabulary: inShop('vocabulary channel add fax --also telefax'),
  topics: inShop('topics add season "When are you busiest?"'),
  merge: inShop('merge JQ acme', { snapshot: 'before merging' }),
  forget: inShop('forget JQ --yes "Jane Qwertyzed"', { secret }),
  'forget who was merged': after(['merge JQ acme', 'undo'], 'forget JQ --yes "Jane Qwertyzed"', { secret }),
  'import CSV': {
    base: shopWithFiles,
    line: 'import customers.csv touches.csv',
    snapshot: 'before import',
    says: /Imported/,
  },
  'import --skip-bad': {
    base: shopWithBadRecord,
    line: 'import customers.csv touches.csv --skip-bad bad.csv',
    snapshot: 'before import',
    target: 'bad.csv',
    says: /The bad ones are in/,
  },
  'import vCard': { base: shopWithFiles, line: 'import cards.vcf', snapshot: 'before import', says: /Imported/ },
  'import a whole book': {
    base: onlyExport,
    line: 'import all.json',
    before: 'none',
    says: /what the export was made of/,
  },
  'first add': { base: nothing, line: 'add First', before: 'none' },
  demo: { base: nothing, line: 'demo --book book.db', before: 'none' },
  'restore last': inShop('restore last', { snapshot: 'before restore' }),
  'restore a damaged book': { base: damagedShop, line: 'restore last', before: 'damaged', snapshot: 'damaged' },
  'restore where a journal is': {
    base: shopWithForeignJournal,
    line: 'restore last',
    before: 'damaged',
    snapshot: 'damaged',
  },
  'migration from version 1': {
    base: oldBook(1),
    line: 'log #1 call new',
    before: 'older',
    snapshot: 'before version',
  },
  'migration from version 3': {
    base: oldBook(3),
    line: 'log #1 call new',
    before: 'older',
    snapshot: 'before version',
  },
  'migration by a reader': { base: oldBook(4), line: 'due', before: 'older', snapshot: 'before version' },
  backup: inShop('backup', { snapshot: 'backup' }),
  'backup FILE': inShop('backup copy.db', { target: 'copy.db' }),
  'backup FILE --force': after(['backup copy.db', 'log acme call later'], 'backup copy.db --force', {
    target: 'copy.db',
  }),
  'export FILE': inShop('export all.json', { target: 'all.json' }),
  'export FILE --force': after(['export out.csv', 'add "New One"'], 'export out.csv --force', { target: 'out.csv' }),
  'export into another folder': { base: shopAndFolder, line: 'export away/all.json', target: 'away/all.json' },
  'export --force through a link': { base: shopAndLink, line: 'export link.csv --force', target: 'away/real.csv' },
  'backup into another folder': { base: shopAndFolder, line: 'backup away/copy.db', target: 'away/copy.db' },
  'report --csv FILE': inShop('report --csv report.csv', { target: 'report.csv' }),
  'report --xlsx FILE': inShop('report --xlsx week.xlsx', { target: 'week.xlsx' }),
  'report --html FILE': inShop('report --html week.html', { target: 'week.html' }),
  'show --html FILE': inShop('show acme --html acme.html', { target: 'acme.html' }),
  'stats --html FILE': inShop('stats --html shop.html', { target: 'shop.html' }),
  calendar: inShop('calendar due.ics', { target: 'due.ics' }),
  'calendar again': after(['calendar due.ics', 'promise acme cake --by 2026-11-30'], 'calendar due.ics', {
    target: 'due.ics',
  }),
}

/**
 * Commands that change no file; `remind` has a program of the system do so, `share` takes a book to a server, `outbox` is of one, and
 * `mcp` runs other commands.
 */
export const readers = (
  'completion mcp remind share outbox morning why loops history touch ask facts dates savings moments reasons list duplicates ' +
  'backups doctor'
).split(' ')
