import { expect, it } from 'vitest'
import { type FileShop, names, none, plan, shopWithFiles, show } from './file-shop.ts'

const shopify = `Name,Email,Financial Status,Created at,Lineitem name,Billing Name,Billing Phone,Notes,Cancelled at
#1001,ana@lopez.example,paid,2026-03-02 10:11:10 -0500,Rye bread,Ana Lopez,(352) 555-0101,Ring twice,
#1001,ana@lopez.example,,2026-03-02 10:11:10 -0500,Olive bread,,,,
#1002,bo@berg.example,paid,2026-04-05 11:11:10 -0400,Rye bread,Bo Berg,(352) 555-0102,,
#1003,bo@berg.example,paid,2026-04-06 11:11:10 -0400,Rye bread,Bo Berg,(352) 555-0102,,2026-04-07
`
const woocommerce = `Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Item #,Item Name
2201,Completed,2026-05-01 10:00,Ana,Lopez,ana@lopez.example,1,Rye bread
2202,Cancelled,2026-05-02 11:00,Bo,Berg,bo@berg.example,1,Rye bread
`
const etsy = `Sale Date,Order ID,Full Name,First Name,Last Name,Street 1,Ship City
11/02/26,3101,Ana Lopez,Ana,Lopez,12 Oak St,Ocala
11/20/26,3102,Bo Berg,Bo,Berg,1 Elm St,Ocala
`
const stripe = `id,Created date (UTC),Amount,Description,PaymentIntent ID,Status,Customer Description,Customer Email,Invoice ID
ch_1,2026-11-03 10:11:12,20.00,Rye bread,pi_1,Paid,Ana Lopez,ana@lopez.example,
ch_2,2026-11-05 10:11:12,10.00,Olive bread,pi_2,Failed,Bo Berg,bo@berg.example,
`
const ebay = `Sales Record Number,Order Number,Buyer Name,Buyer Email,Buyer Note,Buyer Address 1,Buyer City,Buyer Zip,Item Title,Sale Date
301,12-0001-1,Ana Lopez,ana@l.example,a gift,12 Oak St,Ocala,34470,Blue mug,Nov-02-26
302,12-0001-2,Bo Berg,bo@b.example,,1 Elm St,Ocala,34471,Red mug,Nov-12-26
`
const gumroad = `Purchase ID,Item Name,Buyer Name,Purchase Email,Purchase Date
p1,Pattern,Ana Lopez,ana@l.example,2026-11-02
`
const sumup = `Date,Transaction ID,Type,Status,Amount,Description,Email
2026-11-02 10:00,TX1,Payment,Successful,20.00,Haircut,ana@l.example
2026-11-03 10:00,TX2,Payment,Successful,20.00,Haircut,
`
const bills = `Invoice No,Invoice Date,Client,Email
7,2026-11-03,Ana Lopez,ana@lopez.example
`

const history = (own: FileShop) => own.json<{ on: string; purpose: string; note: string | null }[]>('history')

it.each([
  [
    'Shopify',
    shopify,
    '"Created at" --map purpose==sale',
    ['2026-04-05 Rye bread', '2026-03-02 Rye bread\nRing twice\nOlive bread'],
  ],
  ['WooCommerce', woocommerce, '"Order Date" --map purpose==sale', ['2026-05-01 Rye bread']],
  ['Etsy', etsy, '"Sale Date" --map purpose==sale', ['2026-11-20 null', '2026-11-02 null']],
  ['Stripe', stripe, '"Created date (UTC)" --map purpose==sale', ['2026-11-03 Rye bread']],
  ['eBay', ebay, '"Sale Date" --map purpose==sale', ['2026-11-12 Red mug', '2026-11-02 Blue mug\na gift']],
  ['Gumroad', gumroad, '"Purchase Date" --map purpose==sale', ['2026-11-02 Pattern']],
  ['an accountant, with addresses', bills, '"Invoice Date" --map purpose==invoice', ['2026-11-03 null']],
])('the plan of %s says the line that brings the orders of its customers, too', async (_, text, line, notes) => {
  const own = shopWithFiles('2026-11-27')
  const file = own.file('orders.csv', text)
  const first = await own.cl(`import ${file}`)
  expect(first.out).toContain(
    `orders.csv: customers in CSV, UTF-8\n  orders: not read. To bring them, too:\n    --map on=${line}\n`,
  )
  expect(first.out).not.toContain('To keep ')
  const { out } = await own.cl(`import ${file} --map ${line.replace(/"(.*)"/, '"on=$1"')}`)
  expect(out).toContain('orders.csv: customers and their orders in CSV, UTF-8\n  channel: not in the file, so')
  expect(out).not.toContain('orders: not read')
  expect((await history(own)).map(({ on, note }) => `${on} ${note}`)).toEqual(notes)
  const again = await plan(own, text)
  expect(again.touches).toEqual({ ...none, same: again.touches.same, leftOut: again.touches.leftOut })
  expect(again.customers.new).toBe(0)
})

it('orders of the next month bring their new customers, too, without a line', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all(
    `import ${own.file('march.csv', shopify)} --map "on=Created at" --map purpose==sale --map channel==email`,
  )
  const may = '#1004,cy@dent.example,paid,2026-05-05 11:11:10 -0400,Rye bread,Cy Dent,(352) 555-0103,,\n'
  const { customers, touches } = await plan(own, shopify.slice(0, shopify.indexOf('\n') + 1).concat(may))
  expect([customers.new, touches.new]).toEqual([1, 1])
  expect(await own.json('history --limit 1')).toMatchObject([{ channel: 'email', customer: { name: 'Cy Dent' } }])
})

it('a list whose rows say whether they were invoiced is none of bills', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add Ann')
  const { files } = await plan(own, 'Date,Client,Notes,Hours,Invoiced?\n2026-11-03,Ann,Call,1.5,No\n')
  expect(files[0]?.purpose).toBe('care')
})

it('visits are care, whether the list has an empty column for the numbers of orders, or each was paid with a number', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add Ann')
  const { files } = await plan(own, 'Date,Client,Order No.,Notes\n2026-11-03,Ann,,Tea\n')
  expect(files[0]?.purpose).toBe('care')
  const paid = `Start Time,First Name,Last Name,Email,Type,Transaction ID,Appointment ID
2026-11-04 10:00,Rosa,Lopez,rosa@l.example,Massage,AB1,991
`
  await plan(own, paid)
  expect(await history(own)).toMatchObject([{ purpose: 'care', note: 'Massage' }, { purpose: 'care' }])
})

it('touches with addresses, whose day an option says, are no orders without a number', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add Ann')
  const file = own.file('visits.csv', 'Customer,Email,Visit,Notes\nAnn,ann@l.example,2026-11-03,Tea\n')
  await own.all(`import ${file} --map on=Visit`)
  expect(await history(own)).toMatchObject([{ purpose: 'care', note: 'Tea' }])
})

it('orders without a purpose are sales', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all(`import ${own.file('march.csv', shopify)} --map "on=Created at"`)
  expect(await history(own)).toMatchObject([{ purpose: 'sale' }, { purpose: 'sale' }])
})

it('payments of a till are sales, and neither care visits nor of nobody', async () => {
  const own = shopWithFiles('2026-11-27')
  await own.all('add "Ana Lopez"')
  const text = `Date,Time,Gross Sales,Transaction ID,Description,Event Type,Customer Name
2026-11-03,10:11:12,$20.00,aB1,Rye bread,Payment,Ana Lopez
2026-11-04,11:11:12,$10.00,aB2,Olive bread,Payment,
`
  const { leftOut, files } = await plan(own, text)
  expect(files[0]?.purpose).toBe('sale')
  expect(leftOut).toEqual([{ kind: 'touches', reason: 'without a customer', count: 1 }])
  expect(await history(own)).toMatchObject([{ purpose: 'sale', on: '2026-11-03', note: 'Rye bread' }])
})

it('who bought at a till of SumUp is called by the address, and nobody is called by a state', async () => {
  const own = shopWithFiles('2026-11-27')
  await plan(own, sumup)
  expect(await names(own)).toEqual(['ana@l.example'])
})

it('buyers on eBay have an address, and what they noted', async () => {
  const own = shopWithFiles('2026-11-27')
  await plan(own, ebay)
  expect(await show(own, 'Ana')).toMatchObject({ address: '12 Oak St, 34470 Ocala', note: 'a gift' })
})

it('a code of a state is part of an address, as WooCommerce has it', async () => {
  const own = shopWithFiles('2026-11-27')
  const titles =
    'First Name (Billing),Last Name (Billing),Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing)'
  await plan(own, `${titles},Email (Billing)\nAna,Lopez,12 Oak St,Ocala,FL,34470,ana@l.example\n`)
  expect(await show(own, 'Ana')).toMatchObject({ address: '12 Oak St, Ocala, FL 34470' })
})

it('each thing of an order, and each service of an appointment, has a row, and all are in one touch; what was given back is left out', async () => {
  const own = shopWithFiles('2026-11-27')
  const rows = `#1004,cy@dent.example,refunded,2026-05-05 11:11:10 -0400,Rye bread,Cy Dent,(352) 555-0103,,
#1004,cy@dent.example,,2026-05-05 11:11:10 -0400,Olive bread,,,,
#1005,cy@dent.example,paid,2026-05-06 11:11:10 -0400,Rye bread,Cy Dent,(352) 555-0103,,2026-05-07
#1005,cy@dent.example,,2026-05-06 11:11:10 -0400,Olive bread,,,,
#1006,cy@dent.example,partially_refunded,2026-05-07 11:11:10 -0400,Rye bread,Cy Dent,(352) 555-0103,,
`
  const orders = shopify.slice(0, shopify.indexOf('\n') + 1).concat(rows)
  const { leftOut, touches } = await plan(own, orders, '--map "on=Created at"')
  expect(leftOut).toEqual([
    { kind: 'touches', reason: 'refunds', count: 1 },
    { kind: 'touches', reason: 'cancelled', count: 1 },
  ])
  expect([touches.new, touches.same]).toEqual([1, 0])
  const salon = `Ref #,Client,Email,Service,Scheduled Date,Time,Status
7,Rosa Lopez,rosa@l.example,Cut,2026-11-03,10:00,Completed
7,Rosa Lopez,rosa@l.example,Color,2026-11-03,10:30,Completed
7,Rosa Lopez,rosa@l.example,Tips,2026-11-03,11:30,Cancelled
7,Tim Lopez,rosa@l.example,Cut,2026-11-03,11:30,Completed
`
  await plan(own, salon)
  expect(await history(own)).toMatchObject([{ note: 'Cut' }, { note: 'Cut\nColor' }, { note: 'Rye bread' }])
})

it('an order of more things than a note has room for comes in, and says how many are missing', async () => {
  const own = shopWithFiles('2026-11-27')
  const rows = Array.from(
    { length: 700 },
    (_, i) => `#1007,cy@dent.example,2026-05-05 11:11:10,${i} ${'rye '.repeat(30)}`,
  )
  const text = ['Name,Email,Created at,Lineitem name', ...rows, ''].join('\n')
  await plan(own, text, '--map "on=Created at" --map purpose==sale')
  const [order] = await history(own)
  const [first, ...others] = order?.note?.split('\n') ?? []
  expect(first).toMatch(/^0 rye/)
  expect(others.at(-1)).toBe(`\u2026 and ${700 - others.length} more`)
  expect(others.length).toBeGreaterThan(500)
})

it.each(['Refunded', 'Gutschrift', 'Credit Note', 'Nota de cr\u00e9dito'])(
  'a bill of kind %s is left out by name',
  async (kind) => {
    const own = shopWithFiles('2026-11-27')
    await own.all('add Ann')
    const { leftOut } = await plan(
      own,
      `Invoice No,Invoice Date,Client,Type\n7,2026-11-03,Ann,Invoice\n8,2026-11-04,Ann,${kind}\n`,
    )
    expect(leftOut).toEqual([{ kind: 'touches', reason: 'refunds', count: 1 }])
    expect(await history(own)).toMatchObject([{ on: '2026-11-03' }])
  },
)

it('a further row of an order may leave the day to the first', async () => {
  const own = shopWithFiles('2026-11-27')
  const text = shopify.replace('ana@lopez.example,,2026-03-02 10:11:10 -0500,Olive', 'ana@lopez.example,,,Olive')
  await own.all(`import ${own.file('orders.csv', text)} --map "on=Created at" --map purpose==sale`)
  expect((await history(own)).at(-1)).toMatchObject({ on: '2026-03-02', note: 'Rye bread\nRing twice\nOlive bread' })
})
