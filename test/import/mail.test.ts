import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type BadMessage, type Message, messagesIn } from '#formats/mail/read.ts'
import type { Imported } from '#import/imported.ts'
import { isMail, kindOf } from '#import/read/kinds.ts'
import { refusal } from '../cl.ts'
import { shopWithFiles } from './file-shop.ts'

type Said = { from?: string; to?: string; subject?: string; date?: string; id?: string; more?: string }

/** A message as a mail program keeps it: a received one has a `Received` line, a sent one has none. */
const message = ({
  from = 'Ana <ana@acme.example>',
  to = 'kim@shop.example',
  subject = 'Order?',
  date = 'Fri, 20 Nov 2026 09:00:00 +0100',
  id = '1@a',
  more = 'Received: from x',
}: Said = {}) =>
  [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: ${date}`, `Message-ID: <${id}>`, more]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n\nHello,\n\nFrom here it goes on.\n')

const sent = (said: Said) => message({ from: 'kim@shop.example', to: 'ana@acme.example', more: '', ...said })

const mailbox = (...messages: string[]) =>
  messages.map((each) => `From ana@acme.example Tue Nov  3 23:30:00 2026\n${each}\n`).join('')

/** A shop with Acme in its book, and the import of mailboxes into it. */
async function withAcme(today?: string) {
  const own = shopWithFiles(today)
  await own.all('add Acme --email ana@acme.example --since 2025-01-01')
  return { ...own, bring: (...paths: string[]) => own.json<Imported>(`import ${paths.join(' ')}`) }
}

async function read(...parts: (string | Buffer)[]): Promise<(Message | BadMessage)[]> {
  async function* bytes() {
    for (const part of parts) yield Buffer.from(part)
  }
  const all: (Message | BadMessage)[] = []
  for await (const each of messagesIn(bytes())) all.push(each)
  return all
}

it('books what they wrote and what you answered, a touch for each side of a conversation and a day', async () => {
  const { cl, json, file, bring } = await withAcme()
  const inbox = file(
    'inbox.mbox',
    mailbox(
      message(),
      message({
        id: '3@a',
        subject: 'Re: Order?',
        date: 'Fri, 20 Nov 2026 11:00:00 +0100',
        more: 'References: <1@a> <2@k>\nReceived: x',
      }),
      message({
        id: '4@a',
        subject: 'Re: Order?',
        date: 'Sat, 21 Nov 2026 08:00:00 +0100',
        more: 'In-Reply-To: <3@a>\nReceived: x',
      }),
    ),
  )
  const outbox = file(
    'sent.mbox',
    mailbox(
      sent({ id: '2@k', subject: 'Re: Order?', date: 'Fri, 20 Nov 2026 10:00:00 +0100', more: 'In-Reply-To: <1@a>' }),
    ),
  )
  expect(await bring(inbox, outbox)).toMatchObject({
    touches: { new: 3, leftOut: 1 },
    leftOut: [{ reason: 'of a conversation that is there on that day', count: 1 }],
  })
  expect(await json('history')).toMatchObject([
    { on: '2026-11-21', begunBy: 'them', note: 'Re: Order?' },
    { on: '2026-11-20', begunBy: 'them', note: 'Order?', channel: 'email', purpose: 'correspondence', tone: '=' },
    { on: '2026-11-20', begunBy: 'us', note: 'Re: Order?' },
  ])
  // Yours of 10:00 has answered theirs of 9:00, and not theirs of 11:00.
  expect(await json('due --today 2026-11-25')).toMatchObject([
    { reasons: [{ text: 'Order?' }, { text: 'Re: Order?' }, { kind: 'visit' }] },
  ])
  expect(await bring(inbox, outbox)).toMatchObject({ touches: { new: 0, same: 3 }, written: false })
  await cl('undo')
  expect(await json('history')).toEqual([])
  expect((await cl('vocabulary')).out).not.toContain('correspondence')
})

it('orders the messages of a conversation in as many files as in one', async () => {
  const at = (hour: string, id: string) => ({ id, date: `Fri, 20 Nov 2026 ${hour}:00:00 +0100`, subject: 'Re: Order?' })
  const more = 'References: <1@a>'
  const all = [
    message({ id: '1@a' }),
    sent({ ...at('10', '2@k'), more }),
    message({ ...at('11', '3@a'), more: `${more}\nReceived: x` }),
  ]
  const one = await withAcme()
  await one.bring(one.file('all.mbox', mailbox(...all)))
  const many = await withAcme()
  const paths = all.map((text, i) => many.file(`${i}.eml`, text))
  expect(await many.bring(...paths)).toMatchObject({ touches: { new: 2, leftOut: 1 } })
  expect((await many.json<object[]>('history')).map((each) => ({ ...each, id: 0 }))).toEqual(
    (await one.json<object[]>('history')).map((each) => ({ ...each, id: 0 })),
  )
  expect(await many.json('history')).toMatchObject([{ begunBy: 'them' }, { begunBy: 'us' }])
  expect(await many.bring(...paths)).toMatchObject({ touches: { new: 0, same: 2 }, written: false })
})

it('knows each message for good, whatever mailbox it comes in', async () => {
  const { json, file, bring } = await withAcme()
  await bring(file('one.eml', message()))
  expect(await bring(file('all.mbox', mailbox(message(), message({ id: '9@a', subject: 'Another' }))))).toMatchObject({
    touches: { new: 1, same: 1 },
  })
  expect(await json('history')).toHaveLength(2)
})

it('lets a young message of theirs wait for an answer, and an older one than 14 days rest', async () => {
  const { json, file, bring } = await withAcme()
  const days = ['6', '7'].map((day) =>
    message({ id: `${day}@a`, subject: `of the ${day}`, date: `${day} Nov 2026 09:00:00 +0100` }),
  )
  await bring(file('inbox.mbox', mailbox(...days)))
  expect(await json('due')).toMatchObject([{ reasons: [{ kind: 'reply', text: 'of the 7', days: 14 }] }])
})

it.each([
  ['List-Id: <shops.example>', 'of a mailing list'],
  ['List-Unsubscribe: <mailto:off@acme.example>', 'of a mailing list'],
  ['Precedence: bulk', 'of a mailing list'],
  ['Auto-Submitted: auto-replied', 'automatic answers'],
  ['X-Autoreply: yes', 'automatic answers'],
  ['X-Auto-Reply: yes', 'automatic answers'],
  ['X-AutoReply-From: ana@acme.example', 'automatic answers'],
  ['X-Mail-Autoreply: yes', 'automatic answers'],
  ['Return-Path: <>', 'mail that came back'],
  ['Content-Type: multipart/report; report-type=delivery-status', 'mail that came back'],
  ['X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=', 'drafts'],
  ['X-Gmail-Labels: Spam', 'spam, or thrown away'],
  ['X-Gmail-Labels: Bin,Opened', 'spam, or thrown away'],
  ['X-Gmail-Labels: "[Gmail]/Trash"', 'spam, or thrown away'],
  ['X-Gmail-Labels: Opened,\\\\Draft', 'drafts'],
  ['X-Gmail-Labels: [Imap]/Drafts,Opened', 'drafts'],
  ['X-Gmail-Labels: Junk E-mail', 'spam, or thrown away'],
  ['X-Gmail-Labels: =?UTF-8?Q?Skr=C3=A4ppost,Olest?=', 'spam, or thrown away'],
  ['X-Spam-Flag: YES', 'spam, or thrown away'],
  ['X-Spam-Status: Yes, score=10.1 required=5.0', 'spam, or thrown away'],
  ['X-Mozilla-Status: 0009', 'spam, or thrown away'],
  ['X-Gmail-Labels: Chat,Unread', 'chats'],
  ['X-Gmail-Labels: =?UTF-8?Q?Wersje_robocze?=', 'drafts'],
  ['Content-Type: text/calendar; charset="UTF-8"; method=REPLY', 'answers to invitations'],
  ['X-Failed-Recipients: bo@acme.example', 'mail that came back'],
])('leaves mail out with %s, and says why', async (header, reason) => {
  const { file, bring } = await withAcme()
  expect(await bring(file('inbox.mbox', mailbox(message({ more: header }))))).toMatchObject({
    touches: { new: 0, leftOut: 1 },
    leftOut: [{ reason, count: 1 }],
  })
})

it.each([
  'Inbox,Junk removal',
  'Inbox,Drafts of plans',
  'Opened,Spam filters/Quotes',
  'Chat with us,Inbox',
  'Invoices sent',
])('takes a label of your own for none of the mail program: %s', async (labels) => {
  const more = `X-Gmail-Labels: ${labels}\nX-Auto-Response-Suppress: All\nX-Spam-Status: No, autolearn=yes\nReceived: x`
  expect(await read(message({ more }))).toMatchObject([{ noTouch: null, isSent: false }])
})

it.each([
  ['Accept\u00e9 : D\u00e9gustation', 'Content-Class: urn:content-classes:calendarmessage'],
  ['Aceito: Prova @ ter. 3 nov. 2026 10am (BRT) (kim@shop.example)', 'Received: x'],
  ['Hyv\u00e4ksytty: Maistelu @ ti 3.11.2026 (EET)', 'Received: x'],
])('leaves out the answer to an invitation in other languages: %s', async (subject, more) => {
  expect(await read(message({ subject, more }))).toMatchObject([{ noTouch: 'answers to invitations' }])
})

it('leaves out the answer to an invitation of Exchange, and no message that begins as one or as an automatic answer', async () => {
  const more = 'Content-Class: urn:content-classes:calendarmessage'
  expect(await read(message({ subject: 'Tentative: Tasting', more }))).toMatchObject([
    { noTouch: 'answers to invitations' },
  ])
  expect(await read(message({ subject: 'Accepted: your offer' }))).toMatchObject([{ noTouch: null }])
  expect(await read(message({ subject: 'Vacation: which week suits you?' }))).toMatchObject([{ noTouch: null }])
  expect(await read(message({ subject: 'Re: Automatic reply: Brot' }))).toMatchObject([{ noTouch: null }])
})

it.each([
  'Abwesend: bis Montag',
  'Re: Autoreply: Brot',
  'Out of Office Re: Brot',
  'AUTO: Ana Lopez is out of the office (returning 12/01)',
  'OOO: Brot',
  'Fuori ufficio: pane',
  'Automatische Antwort auf: Brot',
  'Frånvarande: Brot',
  'Ausente: pan',
  'Poza biurem: chleb',
  'Automatikus válasz: kenyér',
  'Răspuns automat: pâine',
  'Αυτόματη απάντηση: ψωμί',
  '自动答复: 面包',
  'Vacation reply: away',
  'Автоответ: нет на месте',
  '自動応答：不在',
  '[Auto-Reply] Hello',
])('leaves out the automatic answer %j', async (subject) => {
  expect(await read(message({ subject }))).toMatchObject([{ noTouch: 'automatic answers' }])
})

it('takes an answer for one of a person, though its program offers to stop them', async () => {
  const more = 'List-Unsubscribe: <mailto:off@acme.example>\nIn-Reply-To: <1@shop.example>'
  expect(await read(message({ more }))).toMatchObject([{ noTouch: null }])
})

it.each(['Our page <no-reply@forms.example>', 'Kim <kim@shop.example>'])(
  'takes what a form sent as %s for mail of whom it is to be answered',
  async (from) => {
    const { all, json, file, bring } = await withAcme()
    await all('config set me.email kim@shop.example')
    const more = 'Reply-To: Ana <ana@acme.example>\nReceived: x'
    await bring(file('inbox.mbox', mailbox(message({ from, to: 'kim@shop.example', more }))))
    expect(await json('history')).toMatchObject([{ customer: { name: 'Acme' }, begunBy: 'them' }])
  },
)

it('takes what says that it is not automatic', async () => {
  const { file, bring } = await withAcme()
  const kept = message({ more: 'Auto-Submitted: no\nReceived: x' })
  expect(await bring(file('inbox.mbox', mailbox(kept)))).toMatchObject({ touches: { new: 1 } })
})

it.each([
  ['a setting says the address', 'kim@shop.example', 'Received: x'],
  ['Gmail has sent it', 'other@shop.example', 'Received: x\nX-Gmail-Labels: =?UTF-8?Q?Wichtig,Gesendet?='],
  ['Gmail has it from a program', 'other@shop.example', 'Received: x\nX-Gmail-Labels: [Imap]/Sent'],
  ['it never came in', 'other@shop.example', ''],
])('knows your own mail: %s', async (_how, from, more) => {
  const { all, json, file, bring } = await withAcme()
  await all('config set me.email Kim@Shop.example, kim@home.example')
  await bring(file('mail.mbox', mailbox(message({ from, to: 'Bo <bo@else.example>, Ana <ANA@acme.example>', more }))))
  expect(await json('history')).toMatchObject([{ customer: { name: 'Acme' }, begunBy: 'us' }])
})

it('leaves out what a stranger wrote to a customer and to you', async () => {
  const { file, bring } = await withAcme()
  const seen = message({ from: 'bo@else.example', to: 'ana@acme.example, kim@shop.example' })
  expect(await bring(file('inbox.mbox', mailbox(seen)))).toMatchObject({
    leftOut: [{ reason: 'nobody in it is a customer', count: 1 }],
    ofNobody: [{ words: 'bo@else.example', count: 1 }],
  })
})

it('books what a teammate wrote as theirs who wrote it', async () => {
  const { all, json, file, bring } = await withAcme()
  await all('add Bo --team --email bo@shop.example')
  await bring(
    file('inbox.mbox', mailbox(message({ from: 'bo@shop.example', to: 'ana@acme.example, kim@shop.example' }))),
  )
  expect(await json('history')).toMatchObject([{ customer: { name: 'Acme' }, begunBy: 'us', by: 'Bo' }])
})

it('refuses the purpose of mail where its name means a channel', async () => {
  const { all, cl, file } = await withAcme()
  await all('vocabulary channel set letter --also correspondence')
  const { code, err } = await cl(`import ${file('inbox.mbox', mailbox(message()))}`)
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('a word for the channel letter') })
})

it('takes a line of a message for its words, also where one like it begins a message elsewhere', async () => {
  const text = `${message({ id: '1@a' })}\nFrom ana Tuesday at 10:30 I said so.\nThat is: now.\n\nFrom kim Tuesday 10:30\nBye\n`
  expect(await read(mailbox(text, message({ id: '2@a' })))).toMatchObject([{ id: '<1@a>' }, { id: '<2@a>' }])
})

it('reads a message that begins with a header in letters of its own', async () => {
  expect(await read(mailbox(message({ id: '1@a' }), `X-\u00dcber: 1\n${message({ id: '2@a' })}`))).toMatchObject([
    { id: '<1@a>' },
    { id: '<2@a>' },
  ])
})

it('reads headers in every writing, and the day as its writer saw it', async () => {
  const latin = Buffer.from(message({ subject: 'Gr\u00fc\u00dfe', date: '3 Nov 26 23:30 -0500', id: 'a@x' }), 'latin1')
  const coded = message({
    from: '=?utf-8?Q?Ana_L=C3=B3pez?= <Ana@X.example>',
    to: 'all: a@x.example, b@x.example;',
    subject: '=?iso-8859-1?Q?M=FCller?=\n =?utf-8?B?IMOp?=',
  })
  expect(await read(`From - Tue Nov  3 23:30:00 2026\r\n`, latin, '\n', mailbox(coded))).toMatchObject([
    { line: 2, subject: 'Gr\u00fc\u00dfe', on: '2026-11-03', at: 20261104043000, id: '<a@x>' },
    { line: 14, from: 'ana@x.example', to: ['a@x.example', 'b@x.example'], subject: 'M\u00fcller \u00e9' },
  ])
})

it.each([
  ['=?windows-1252?Q?Angebot_=80_5_=96_=93gut=94?=', 'Angebot \u20ac 5 \u2013 \u201cgut\u201d'],
  ['a long subject\n\tthat goes on', 'a long subject that goes on'],
])('the subject %j is %s', async (subject, expected) => {
  expect(await read(message({ subject }))).toMatchObject([{ subject: expected }])
})

it('finds each message wherever the parts of the file break', async () => {
  const whole = Buffer.from(
    mailbox(message({ id: '1@a' }), message({ id: '2@a' }), message({ id: '3@a' })).replaceAll('\n', '\r\n'),
  )
  const inOne = await read(whole)
  expect(inOne.map((each) => 'id' in each && each.id)).toEqual(['<1@a>', '<2@a>', '<3@a>'])
  for (const size of [1, 7, 64]) {
    const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
      whole.subarray(i * size, (i + 1) * size),
    )
    expect(await read(...parts)).toEqual(inOne)
  }
})

it('names what cannot be read, by its line', async () => {
  const { cl, file } = await withAcme()
  const path = file(
    'bad.mbox',
    [
      mailbox(message()),
      mailbox(message({ date: 'soon' })).replace('Nov  3 23:30:00 2026', '23:30'),
      mailbox(message({ more: `X-Long: ${'x'.repeat(300_000)}` })),
    ].join(''),
  )
  const { code, out } = await cl(`import ${path}`)
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('line 14: it says no day') })
  expect(out).toContain('line 26: its headers are longer than 256 KB')
})

it('tells mail from other files', () => {
  expect([message(), mailbox(message()), message().replaceAll('\n', '\r\n')].map(isMail)).toEqual([true, true, true])
  const others = ['name,email\nAnn,a@x.example\n', 'From: Ann\n', 'From Ann I had 10:00 2026\nHello', 'BEGIN:VCARD\n']
  expect(others.map(isMail)).toEqual([false, false, false, false])
  expect(kindOf('name: x\n')).toBe('csv')
})

it.each([
  'Automatic reply: Order',
  'Out of Office: Order',
  'Automatische Antwort: Brot',
  'Abwesenheitsnotiz: Brot',
  'Réponse automatique : pain',
  '=?utf-8?Q?R=C3=A9ponse_automatique_=3A_pain?=',
  'Respuesta automática: pan',
  'Risposta automatica: pane',
  'Automatisch antwoord: brood',
  'Resposta automática: pão',
  'Odpowiedź automatyczna: chleb',
  'Autosvar: bröd',
  'Automatisk svar: brød',
  'Poissaoloviesti: leipä',
  'Automatická odpověď: chléb',
])('"%s" is an automatic answer', async (subject) => {
  expect(await read(message({ subject }))).toMatchObject([{ noTouch: 'automatic answers' }])
})

it.each(['Re: automatic reply', 'Out of office chairs', 'Autosvar på ditt brev'])('"%s" is none', async (subject) => {
  expect(await read(message({ subject }))).toMatchObject([{ noTouch: null }])
})

it('knows an address with a tag behind a plus, of a customer and of your own', async () => {
  const { all, json, file, bring } = await withAcme()
  await all('config set me.email kim@shop.example')
  await bring(
    file(
      'a.mbox',
      mailbox(
        sent({ id: '1@k', to: 'ana+orders@acme.example' }),
        message({
          id: '2@k',
          from: 'kim+news@shop.example',
          to: 'ana@acme.example',
          date: 'Thu, 19 Nov 2026 09:00:00 +0100',
        }),
      ),
    ),
  )
  expect(await json('history')).toMatchObject([
    { customer: { name: 'Acme' }, begunBy: 'us', on: '2026-11-20' },
    { customer: { name: 'Acme' }, begunBy: 'us', on: '2026-11-19' },
  ])
})

it('reads a message behind a byte order mark, and leaves out one that Outlook has not sent yet', async () => {
  const text = `\ufeff${message()}`
  expect(isMail(Buffer.from(text).toString('latin1'))).toBe(true)
  expect(await read(text)).toMatchObject([{ from: 'ana@acme.example' }])
  expect(await read(message({ more: 'X-Unsent: 1' }))).toMatchObject([{ noTouch: 'drafts' }])
})

it.each<[date: string, more: string, on: string]>([
  ['2026-11-06T10:00:00Z', 'Received: from x', '2026-11-06'],
  ['Sat Nov  7 11:00:00 2026', 'Received: from x', '2026-11-07'],
  ['Sat Nov  7 11:00:00 CET 2026', 'Received: from x', '2026-11-07'],
  [
    '',
    'Received: from y by x;\n\tThu, 5 Nov 2026 10:59:00 +0100 (CET)\nReceived: from z by y; Wed, 4 Nov 2026 23:59:00 +0100',
    '2026-11-05',
  ],
  ['soon', 'Received: from x', '2026-11-03'],
])('takes the day of a message from %j, else from when it came: %j', async (date, more, on) => {
  expect(await read(mailbox(message({ date, more })))).toMatchObject([{ on, noTouch: null }])
})

it('takes what came through a group of the own domain, and not what came through a list', async () => {
  const group = (list: string) =>
    `Received: from x\nDelivered-To: kim@shop.example\nPrecedence: list\nList-ID: <${list}>\nX-Original-Sender: ana@acme.example`
  const from = "'Ana' via Info <info@shop.example>"
  expect(await read(message({ from, more: group('info.shop.example') }))).toMatchObject([
    { from: 'ana@acme.example', noTouch: null },
  ])
  expect(await read(message({ more: group('bakers.lists.example') }))).toMatchObject([{ noTouch: 'of a mailing list' }])
})

it('reads a message of Apple Mail, with its length before it and a list of properties behind', async () => {
  const text = message()
  const emlx = `${text.length}      \n${text}<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict/></plist>\n`
  expect(isMail(emlx)).toBe(true)
  expect(await read(emlx)).toEqual([{ ...(await read(text))[0], line: 2 }])
})

it('names the mail in a Maildir', async () => {
  const own = await withAcme()
  const folder = join(own.folder, 'Sent')
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(folder, part), { recursive: true })
  expect((await refusal(own, `import ${folder}`)).err).toContain('Name the files in it.')
  writeFileSync(join(folder, 'cur', '1.M1P2.host:2,S'), message())
  expect((await refusal(own, `import ${folder}`)).err).toContain(`cl import ${join(folder, 'cur')}/*\n`)
  expect((await own.json<Imported>(`import ${join(folder, 'cur', '1.M1P2.host:2,S')}`)).touches.new).toBe(1)
})

it('names the mail in a folder of Apple Mail', async () => {
  const own = await withAcme()
  const folder = join(own.folder, 'Sent.mbox')
  mkdirSync(folder)
  expect((await refusal(own, `import ${folder}`)).err).toContain('is a folder, not a file.')
  writeFileSync(join(folder, 'mbox'), mailbox(message()))
  expect((await refusal(own, `import ${folder}`)).err).toContain(`name ${join(folder, 'mbox')}`)
})

it('is of whoever has the address in a further line of their card, or had it before a merge', async () => {
  const { all, json, file, bring } = await withAcme()
  const card = (name: string, ...emails: string[]) =>
    ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, ...emails.map((each) => `EMAIL:${each}`), 'END:VCARD', ''].join('\n')
  const cards = [card('Bo', 'bo@x.example', 'bo@home.example', 'office@x.example'), card('Cy', 'office@x.example')]
  await all(`import ${file('a.vcf', cards.join(''))}`, 'add Anabel --email anabel@old.example', 'merge Anabel Acme')
  const writers = ['bo@home.example', 'office@x.example', 'anabel@old.example']
  await bring(file('inbox.mbox', mailbox(...writers.map((from, i) => message({ from, id: `${i}@w` })))))
  expect((await json<{ customer: { name: string } }[]>('history')).map(({ customer }) => customer.name).sort()).toEqual(
    ['Acme', 'Bo', 'Cy'],
  )
})

it('is of nobody where several have the address of an office in further lines', async () => {
  const { all, file, bring } = await withAcme()
  await all(
    `import ${file('a.csv', 'Name,Email,Notes\nBo,bo@x.example,E-mail: o@x.example\nCy,cy@x.example,E-mail: o@x.example\n')}`,
  )
  const { leftOut } = await bring(file('inbox.mbox', mailbox(message({ from: 'O@x.example' }))))
  expect(leftOut).toEqual([{ kind: 'touches', reason: 'nobody in it is a customer', count: 1 }])
})
