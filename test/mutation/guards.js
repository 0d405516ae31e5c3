const terminal = 'test/commands/another-terminal.test.ts'
const otherProcess = 'test/book/another-process.test.ts'
const disk = 'test/book/on-the-disk.test.ts'
const imports = 'test/import/another-terminal.test.ts'
const mornings = 'test/commands/morning/walk.test.ts'

/** Guards against another terminal at work while a command asks, or between its reading and its writing. */
const commandGuards = [
  {
    what: '`cl log`: a channel that was removed',
    file: 'src/commands/touches/write-touches.ts',
    out: [['  channelNamed(vocabulary, channel.name)\n', '']],
    test: [terminal, 'is refused: log bakery fax'],
  },
  {
    what: '`cl log`: a purpose that was removed',
    file: 'src/commands/touches/write-touches.ts',
    out: [['  purposeNamed(vocabulary, purpose.name)\n', '']],
    test: [terminal, 'is refused: log bakery fair'],
  },
  {
    what: '`cl amend` reads the vocabulary within its change',
    file: 'src/commands/touches/amend.ts',
    out: [
      ['    const note = ', '    const vocabulary = await book.read(vocabularyOf)\n    const note = '],
      ['      const vocabulary = await vocabularyOf(db)\n', ''],
    ],
    test: [terminal, 'is refused: amend 1'],
  },
  {
    what: '`stillOpen`: a loop that was closed',
    file: 'src/commands/loops/choose-loop.ts',
    out: [['if (!fresh || fresh.closedOn !== null) throw', 'if (!fresh) throw']],
    test: [terminal, 'stays as it was closed'],
  },
  {
    what: '`stillOpen`: a loop that is gone',
    file: 'src/commands/loops/choose-loop.ts',
    out: [
      [
        'if (!fresh || fresh.closedOn !== null) throw notOpen(fresh ?? asked, today)\n  return fresh',
        'if (fresh && fresh.closedOn !== null) throw notOpen(fresh, today)\n  return fresh ?? asked',
      ],
    ],
    test: [terminal, 'is refused where it is gone'],
  },
  {
    what: '`cl done` reads the loop again',
    file: 'src/commands/loops/close-loop.ts',
    out: [['await loopById(db, asked.id)', 'asked']],
    test: [terminal, 'stays as it was closed: cl done'],
  },
  {
    what: '`cl wait` reads the loop again',
    file: 'src/commands/loops/wait.ts',
    out: [['await loopById(db, asked.id)', 'asked']],
    test: [terminal, 'stays as it was closed: cl wait'],
  },
  {
    what: '`cl loop` reads the loop again',
    file: 'src/commands/loops/loop.ts',
    out: [['const before = await stillThere(db, found)', 'const before = found']],
    test: [terminal, 'is not moved: cl loop'],
  },
  {
    what: '`cl loop`: a loop that is gone',
    file: 'src/commands/loops/loop.ts',
    out: [['  if (!fresh) throw cannot(', '  if (!fresh) return asked\n  if (!fresh) throw cannot(']],
    test: [terminal, 'is not reworded where it is gone'],
  },
  {
    what: '`cl promise`: somebody who was archived',
    file: 'src/commands/loops/promise.ts',
    out: [['  refuseArchived(customer, today)\n', '']],
    test: [terminal, 'is promised nothing, and archived once: cl promise'],
  },
  {
    what: '`cl log`: somebody who was archived',
    file: 'src/commands/touches/write-touches.ts',
    out: [
      [
        "  if (plan.promise !== null || draft.purpose.opens === 'request') refuseArchived(customer, around.today)\n",
        '',
      ],
    ],
    test: [terminal, 'is promised nothing, and archived once: cl log'],
  },
  {
    what: '`cl archive`: somebody who was archived',
    file: 'src/commands/customers/archive.ts',
    out: [['if (archivedOn !== null)', 'if (false)']],
    test: [terminal, 'is promised nothing, and archived once: cl archive'],
  },
  {
    what: '`chosenCustomer`: somebody who is gone',
    file: 'src/cli/names/choose-customer.ts',
    out: [
      [
        "if ('id' in chosen) return customerStillThere(db, chosen.id)",
        "if ('id' in chosen) return (await customerById(db, chosen.id)) ?? { ...bareCustomer('x', today), id: chosen.id }",
      ],
    ],
    test: [terminal, 'is refused: cl promise acme'],
  },
  {
    what: '`cl log`: somebody who is gone',
    file: 'src/commands/touches/write-touches.ts',
    out: [
      [
        "await Promise.all([customerStillThere(db, id), twinOf(db, 'touches', id, same)])",
        "[{ id, name: 'x', archivedOn: null, since: draft.on }, await twinOf(db, 'touches', id, same)]",
      ],
    ],
    test: [terminal, 'is refused: cl log acme'],
  },
  {
    what: '`teammateMeant`: somebody who left the team',
    file: 'src/commands/loops/by.ts',
    out: [
      [
        'if (said !== undefined) return (await teammateNamed(db, said)).id',
        'if (said !== undefined) return (await customersCalled(db, said))[0]?.id ?? null',
      ],
    ],
    test: [terminal, 'a teammate who leaves the team'],
  },
  {
    what: '`cl merge`: two who cannot become one by now',
    file: 'src/commands/customers/merge.ts',
    out: [['      await twoCustomers(db, fromId, intoId)\n', '']],
    test: [terminal, 'a customer who joins the team'],
  },
  {
    what: '`cl edit` reads the customer again',
    file: 'src/commands/customers/edit.ts',
    out: [
      ['    const birthday = ', '    const old = asked.at(-1)\n    const birthday = '],
      [
        'await askForChanges(context, await book.readOrNew(beforeOf))',
        'await askForChanges(context, asked[asked.push(await book.readOrNew(beforeOf)) - 1])',
      ],
      ['    const isSaid = ', '    const asked = []\n    const isSaid = '],
      ['const before = await detailsOf(db, id)', 'const before = old ?? (await detailsOf(db, id))'],
    ],
    test: [terminal, 'a change that another terminal makes while cl edit asks'],
  },
  {
    what: '`cl letters remove`: a letter that is gone',
    file: 'src/commands/practices/letters.ts',
    out: [['      await stillThere(db, id, title, context)\n      const reviews', '      const reviews']],
    test: [terminal, 'cl letters remove invoice is refused'],
  },
  {
    what: '`cl letters set`: a letter that is gone',
    file: 'src/commands/practices/letters.ts',
    out: [['const { lastReview } = await stillThere(db, id, title, context)', 'const lastReview = null']],
    test: [terminal, 'cl letters set invoice --every 90d is refused'],
  },
  {
    what: '`cl letters review`: a letter that is gone',
    file: 'src/commands/practices/letters.ts',
    out: [
      [
        'const letter = await stillThere(db, chosen.id, chosen.title, context)',
        'const letter = { ...chosen, lastReview: null }',
      ],
    ],
    test: [terminal, 'a letter that another terminal removes'],
  },
  {
    what: '`cl ask`: a topic that was removed',
    file: 'src/commands/practices/write-facts.ts',
    out: [['topic && (findTopic(topics, topic.name)?.id ?? null)', 'topic && topic.id']],
    test: [terminal, 'an answer to a topic'],
  },
  {
    what: '`cl audit`: answers that came meanwhile',
    file: 'src/tables/audits.ts',
    out: [['if (answerTo(begun, question) === null) await insert', 'if (true) await insert']],
    test: [terminal, 'an audit that is answered in two terminals'],
  },
  {
    what: '`cl surprise --done`: done already',
    file: 'src/commands/practices/surprise.ts',
    out: [['    if (doneBy !== null) {', '    if (false) {']],
    test: [terminal, 'types cl surprise bakery --done'],
  },
  {
    what: '`cl surprise --done` looks within its change',
    file: 'src/commands/practices/surprise.ts',
    out: [
      [
        '  const { touches } = await changeAndShow(context, loggedView, async (db) => {\n    const found = await suggestionFor(db, context.today, id)',
        '  const found = await context.book.read((db) => suggestionFor(db, context.today, id))\n  const { touches } = await changeAndShow(context, loggedView, async (db) => {',
      ],
    ],
    test: [terminal, 'types cl log bakery complaint'],
  },
  {
    what: '`cl undo` takes back the change that it named',
    file: 'src/commands/shop/undo.ts',
    out: [['book.undo(last.id, pointersTo)', 'book.undo(undefined, pointersTo)']],
    test: [terminal, 'types cl log tools'],
  },
  {
    what: '`cl undo`: another change is the last by now',
    file: 'src/book/changes/undo.ts',
    out: [['(only !== undefined && change.id !== only)', 'false']],
    test: [terminal, 'types cl log tools'],
  },
  {
    what: '`stateOfBook`, before an import is written',
    file: 'src/import/apply.ts',
    out: [['if ((await stateOfBook(db)) !== state)', 'if (false)']],
    test: [imports, 'an import is compared anew'],
  },
  {
    what: '`stateOfBook`: a change',
    file: 'src/tables/whole-book.ts',
    out: [['select max(id), sum(undone)', 'select 0, sum(undone)']],
    test: [imports, 'another terminal logs a touch'],
  },
  {
    what: '`stateOfBook`: a change that was taken back',
    file: 'src/tables/whole-book.ts',
    out: [['max(id), sum(undone),', 'max(id), 0,']],
    test: [imports, 'another terminal takes back'],
  },
  {
    what: '`stateOfBook`: an erasure',
    file: 'src/tables/whole-book.ts',
    out: [['(select max(id) from receipts)', '0']],
    test: [imports, 'another terminal erases one of two'],
  },
  {
    what: 'a whole import: somebody is in the book by now',
    file: 'src/import/whole.ts',
    out: [['      await refuseFullBook(db, file.name)\n', '']],
    test: [imports, 'a whole export takes the place of nobody'],
  },
  {
    what: '`cl forget` reads the customer again',
    file: 'src/forget/command.ts',
    out: [['const { whom, others } = await whomToErase(db, sought, book.path)', 'const { whom, others } = plan']],
    test: [terminal, 'gives another name: the old one is erased, too'],
  },
  {
    what: '`cl forget`: a snapshot that was taken meanwhile',
    file: 'src/forget/command.ts',
    out: [
      [
        'const later = await eraseFromSnapshots(book.path, whom, others, done, during)',
        'const later = { erased: [], left: [] }',
      ],
    ],
    test: [terminal, 'takes a snapshot: they are erased from it, too'],
  },
  {
    what: '`cl morning`: a key is meant for the page that was shown',
    file: 'src/commands/morning/walk.ts',
    out: [['else if (await this.#isAsShown(seat)) await', 'else await']],
    test: [mornings, 'closes what the key was meant for'],
  },
  {
    what: '`cl morning` takes back its own change alone',
    file: 'src/commands/morning/walk.ts',
    out: [['if (!last || last.id !== change)', 'if (!last)']],
    test: [mornings, 'logs something: u takes back'],
  },
  {
    what: '`cl morning`: a new day has begun',
    file: 'src/commands/morning/walk.ts',
    out: [['if (this.#context.dayIsOver()) {', 'if (false) {']],
    test: [mornings, 'writes nothing once a new day has begun'],
  },
]

/** Other processes at the file itself. */
const fileGuards = [
  {
    what: 'a writer has the book from the first',
    file: 'src/book/engines/sqlite.ts',
    out: [['; begin immediate`', '; begin`']],
    test: [terminal, 'can write nothing to the book while the snapshots are erased from'],
  },
  {
    what: 'the file’s number, before a change',
    file: 'src/book/file-writer.ts',
    out: [['        this.#connection.checkPlace()\n        kept = await', '        kept = await']],
    test: [terminal, 'nothing is written to the file that was replaced: cl log'],
  },
  {
    what: 'the file’s number, before a snapshot',
    file: 'src/book/file-writer.ts',
    out: [['      this.#connection.checkPlace()\n      return takeSnapshot(', '      return takeSnapshot(']],
    test: [otherProcess, 'to put another file in the place of the book, no snapshot'],
  },
  {
    what: 'the file’s number, before a backup',
    file: 'src/book/file-writer.ts',
    out: [['      this.#connection.checkPlace()\n      return { ...(await backUp', '      return { ...(await backUp']],
    test: [otherProcess, 'to put another file in the place of the book, no backup'],
  },
  {
    what: 'one snapshot before a migration, by the first terminal',
    file: 'src/book/upgrade.ts',
    out: [['      engine.file.version() < version\n', '      true\n']],
    test: [otherProcess, 'to bring the book up to date'],
  },
  {
    what: 'no migration is done again',
    file: 'src/book/engines/sqlite-migrations.ts',
    out: [['if (file.version() === done) {', 'if (true) {']],
    test: [otherProcess, 'to bring the book up to date'],
  },
  {
    what: 'one check and one snapshot for a day',
    file: 'src/book/daily-check.ts',
    out: [['  await askWhetherChecked(connection, engine)\n', '']],
    test: [otherProcess, 'to write first on a day'],
  },
  {
    what: 'a first change goes into the book that another has made',
    file: 'src/book/new-book.ts',
    out: [['if (!publish(unfinished, path)) return null', 'publish(unfinished, path)']],
    test: [otherProcess, 'to make the book, the change goes into that one'],
  },
  {
    what: 'a new file takes no name that is taken',
    file: 'src/book/file/fsync.ts',
    out: [['    linkSync(unfinished, path)\n', '    renameSync(unfinished, path)\n']],
    test: [otherProcess, 'to make the book, the change goes into that one'],
  },
  {
    what: 'a new file takes no name that is taken, where no file can have two names',
    file: 'src/book/file/fsync.ts',
    out: [['    if (existsSync(path)) return false\n', '']],
    test: [otherProcess, 'where no file can have two names'],
  },
  {
    what: 'a book that another has made with snapshots is not missing',
    file: 'src/book/connection.ts',
    out: [['if (hasTraces && !existsSync(path)) throw', 'if (hasTraces) throw']],
    test: [otherProcess, 'to make the book and snapshots of it'],
  },
  {
    what: 'a backup takes no name that is taken',
    file: 'src/book/file/unfinished.ts',
    out: [['else if (!publish(begun.path, path)) throw thereAlready(path)', 'else rename(begun.path, path)']],
    test: [otherProcess, 'to write where a backup is to go'],
  },
  {
    what: 'a temporary file is made anew',
    file: 'src/book/file/unfinished.ts',
    out: [["openSync(path, 'wx', 0o600)", "openSync(path, 'w', 0o600)"]],
    test: ['test/book/file/unfinished.test.ts', ''],
  },
  {
    what: '`cl restore`: the source, once it is copied',
    file: 'src/book/snapshots/restore.ts',
    out: [['      checkUnchanged()\n      const kept', '      const kept']],
    test: [otherProcess, 'to erase somebody from what takes the place of a damaged book'],
  },
  {
    what: '`cl restore`: the source, once the book is locked',
    file: 'src/book/snapshots/restore.ts',
    out: [['      check()\n', '']],
    test: [otherProcess, 'to erase somebody from what is restored'],
  },
  {
    what: '`cl restore`: a file that is begun, taken away',
    file: 'src/book/snapshots/restore.ts',
    out: [['.some((start) => path?.startsWith(start))', '.slice(0, 1).some((start) => path?.startsWith(start))']],
    test: [otherProcess, 'when a file that is begun is about to get the name of the book'],
  },
  {
    what: '`cl forget`: a file that is begun since',
    file: 'src/forget/snapshots.ts',
    out: [['  for (const path of leftovers(bookPath)) paths.delete(resolve(path))\n', '']],
    test: ['test/forget/command.test.ts', 'a file that is begun once they are erased from'],
  },
  {
    what: '`cl restore`: the file’s number of the book',
    file: 'src/book/snapshots/restore.ts',
    out: [['      if (file !== fileAt(bookPath)) throw replaced(bookPath)\n', '']],
    test: [otherProcess, 'to put another file in the place of the book, cl restore'],
  },
  {
    what: '`cl restore` keeps its snapshot once the book is replaced',
    file: 'src/book/snapshots/restore.ts',
    out: [['    if (isReplaced) return taken\n', '']],
    test: [disk, 'when the disk fails once a restored book has its name'],
  },
  {
    what: '`cl restore` leaves no snapshot where it did nothing',
    file: 'src/book/snapshots/restore.ts',
    out: [['    if (taken !== undefined) discardSnapshot(taken)\n', '']],
    test: [otherProcess, 'a restore that cannot give the new book its name'],
  },
  {
    what: 'a change that SQLite took back by itself is not written to',
    file: 'src/book/engines/sqlite.ts',
    out: [['    if (this.#isWithin && !this.#db.inTransaction) this.#lost = trouble\n', '']],
    test: ['test/book/connection.test.ts', 'keeps nothing of what was to be written beside it'],
  },
  {
    what: 'a note of a file that is begun in another folder',
    file: 'src/book/file/unfinished.ts',
    out: [['    const note = noting(path)\n', '    const note = null\n']],
    test: ['test/book/file/unfinished.test.ts', 'and never finished is named'],
  },
  {
    what: 'damage of a copy',
    file: 'src/book/snapshots/snapshots.ts',
    out: [['    if (damage !== null) return damage\n', '']],
    test: [otherProcess, 'that is damaged is thrown away'],
  },
  {
    what: 'the row count of a copy',
    file: 'src/book/snapshots/snapshots.ts',
    out: [['    const wrong = Object.keys(rows).find(', '    const wrong = [].find(']],
    test: [otherProcess, 'that lacks a row'],
  },
  {
    what: 'one transaction after the other',
    file: 'src/book/turns.ts',
    out: [['const turn = this.#last.then(work)', 'const turn = work()']],
    test: [otherProcess, 'a question while the book is read'],
  },
]

const fsync = (what, file, line, test, instead = '') => ({
  what: `fsync of ${what}`,
  file,
  out: [[line, instead]],
  test: [disk, test],
})

/** Guards that wait until something is on the disk. */
const diskGuards = [
  fsync('anything', 'src/book/file/fsync.ts', '    fsyncSync(handle)\n', 'a backup'),
  fsync('a copy', 'src/book/snapshots/snapshots.ts', '  syncFile(target)\n', 'a backup'),
  fsync(
    'the folder of snapshots',
    'src/book/snapshots/snapshots.ts',
    '      syncFolder(folder)\n',
    'the snapshot before',
  ),
  fsync(
    'the folder of a backup, or an export',
    'src/book/file/unfinished.ts',
    'notSynced(dirname(resolve(path)))',
    'a backup',
    'null',
  ),
  fsync('folders that are made', 'src/book/file/fsync.ts', '  notSynced(dirname(path))\n', 'a book in folders'),
  fsync('the folder of a new book', 'src/book/new-book.ts', 'notSynced(folder)', 'a new book', 'null'),
  fsync(
    'the folder of a restored book',
    'src/book/snapshots/restore.ts',
    'notSynced(dirname(bookPath))',
    'a restored book',
    'null',
  ),
  fsync(
    'a damaged book, copied',
    'src/book/snapshots/restore.ts',
    '    syncFile(unfinished)\n',
    'where no file can have two names',
  ),
  fsync(
    'the folder that a damaged book goes to',
    'src/book/snapshots/restore.ts',
    '  syncFolder(folder)\n',
    'a damaged book',
  ),
  fsync(
    'the folder that it leaves',
    'src/book/snapshots/restore.ts',
    '  syncFolder(dirname(bookPath))\n',
    'a damaged book',
  ),
  fsync(
    'a snapshot that is erased from',
    'src/forget/snapshots.ts',
    '    syncFile(unfinished)\n',
    'the snapshots from which',
  ),
  fsync(
    'the folder of that snapshot',
    'src/forget/snapshots.ts',
    '    syncFolder(dirname(path))\n',
    'the snapshots from which',
  ),
  fsync('a file that is written', 'src/cli/draft.ts', '      fsyncSync(file)\n', 'an export'),
  {
    what: 'a last step that fails is said to be one',
    file: 'src/book/new-book.ts',
    out: [['if (notOnDisk !== null) throw maybeWritten(path, notOnDisk)', '']],
    test: [disk, 'when the disk fails with the last step'],
  },
  {
    what: 'a last step that fails is said to be one, of a restore',
    file: 'src/book/snapshots/restore.ts',
    out: [['      if (notOnDisk !== null) throw maybeWritten(bookPath, notOnDisk)\n', '']],
    test: [disk, 'when the disk fails with the last step'],
  },
]

/**
 * The guards that keep the book safe from another terminal and from a disk that is cut off. `out` takes a guard out: each text
 * of its file, and the text instead; `test` names the test that has to fail then, by its file and a part of its
 * name.
 */
const sent = 'test/book/server/outbox.test.ts'
const histories = 'test/book/server/outbox.property.test.ts'

/** Guards that have additions of a laptop's outbox written once, and in order. */
const outboxGuards = [
  {
    what: 'an addition that waited is written once',
    file: 'src/book/server/catching-up.ts',
    out: [['  if (there !== null) return { change: there, went: [] }\n', '']],
    test: [histories, 'everything logged on two laptops'],
  },
  {
    what: 'an addition that was sent once does not surely wait',
    file: 'src/book/server/catching-up.ts',
    out: [['const isUnknown = one.state', 'const isUnknown = false && one.state']],
    test: [sent, 'may be in the book until the server has said'],
  },
  {
    what: 'an addition that another terminal is sending is sent, too',
    file: 'src/book/server/outbox.ts',
    out: [["and state <> 'refused' returning", "and state = 'waiting' returning"]],
    test: [sent, 'is sent in its order while another terminal'],
  },
]

const connection = ['test/book/engines/postgres-connection.test.ts', 'is lost where it is reset']

/** Guards of a connection to a server, before the driver listens to it. */
const connectionGuards = [
  {
    what: 'a connection that is lost before the driver takes it ends no program',
    file: 'src/book/engines/postgres-connection.ts',
    out: [["return socket.on('error', () => {})", 'return socket']],
    test: connection,
  },
  {
    what: 'the driver takes no connection that is gone',
    file: 'src/book/engines/postgres-connection.ts',
    out: [['        if (this.#socket.destroyed) throw wasClosed()\n', '']],
    test: connection,
  },
]

export const guards = [...commandGuards, ...fileGuards, ...diskGuards, ...outboxGuards, ...connectionGuards]
