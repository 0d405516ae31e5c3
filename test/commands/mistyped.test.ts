import { expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { saidElsewhere } from '../../src/help/mistyped.ts'
import { shop } from '../cl.ts'

const rest = '   All of them: cl help all\n'

it.each([
  ['find acme', 'cl show NAME, or cl history --search TEXT'],
  ['search', 'cl show NAME, or cl history --search TEXT'],
  ['rm 3', 'cl remove TOUCH, or cl archive CUSTOMER'],
  ['DELETE 3', 'cl remove TOUCH, or cl archive CUSTOMER'],
  ['ls', 'cl list'],
  ['new Acme', 'cl add NAME'],
  ['today', 'cl due'],
  ['status', 'cl due'],
  ['help me', 'cl help all'],
  ['help find', 'cl show NAME, or cl history --search TEXT'],
  ['tour acme', 'cl log CUSTOMER'],
  ['serach x', 'cl show NAME, or cl history --search TEXT'],
  ['prmoise acme x', 'cl promise'],
  ['promse acme x', 'cl promise'],
  ['hystory', 'cl history'],
  ['Due', 'cl due'],
  ['hlep', 'cl help'],
  ['dleete 3', 'cl remove TOUCH, or cl archive CUSTOMER'],
  ['lop', 'cl log, or cl loop'],
  ['lgo acme', 'cl log'],
  ['versoin', 'cl --version'],
  ['every helen 2w', 'cl edit CUSTOMER --every 2w'],
  ['invoice helen', 'cl log CUSTOMER invoice'],
  ['email helen', 'cl log CUSTOMER'],
  ['lost helen', 'cl archive CUSTOMER --lost'],
  ['team', 'cl list --team, or cl add --team NAME'],
  ['tag acme vip', 'cl list --tag TAG, or cl edit CUSTOMER --tag TAG'],
  ['print', 'cl report --html FILE, or cl show CUSTOMER --html FILE'],
  ['ratio', 'cl due --ratio, or cl why CUSTOMER'],
  ['trust', 'cl stats, or cl show CUSTOMER'],
  ['notes', 'cl history, or cl history --search TEXT'],
  ['payment helen', 'cl log CUSTOMER sale'],
  ['voicemail helen', 'cl log CUSTOMER attempt'],
])('cl %s is answered with what does it here', async (line, meant) => {
  const { code, err } = await shop().cl(line)
  expect({ code, hint: err.split('\n').slice(1).join('\n') }).toEqual({
    code: 2,
    hint: `Did you mean: ${meant}${rest}`,
  })
})

it('has no word of another program for what is a command here, and names only commands', () => {
  for (const [word, typed] of Object.entries(saidElsewhere)) {
    expect(Object.keys(commands)).not.toContain(word)
    for (const each of typed) expect([...Object.keys(commands), 'help', '--version']).toContain(each.split(' ')[0])
  }
})
