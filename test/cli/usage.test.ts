import { expect, setDefaultTimeout, test } from 'bun:test'
import { createPlace } from './command-line.ts'

// Every line is a process of its own, and the machine may be busy.
setDefaultTimeout(120_000)

const COMMANDS = [
  'serve',
  'setup',
  'doctor',
  'demo',
  'workspace create',
  'workspace list',
  'key create',
  'key list',
  'key revoke',
  'user create',
  'user list',
  'owner create',
  'owner reset-password',
  'backup',
  'restore',
  'rotate-key',
  'audit verify',
  'version',
]

test.each(COMMANDS)('%s has --help, which names --json, and exits 0', async command => {
  await using place = await createPlace()
  const { code, stdout, stderr } = await place.run(...command.split(' '), '--help')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toStartWith(`Usage: chaperone ${command}`)
  expect(stdout).toContain('--json')
})

test('the program alone names every command, on stderr, and exits 2', async () => {
  await using place = await createPlace()
  const { code, stdout, stderr } = await place.run()
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  for (const command of COMMANDS) expect(stderr).toContain(`\n  ${command.split(' ')[0]} `)
})

test.each([
  [['nonsense'], /unknown command 'nonsense'/],
  [['version', '--nonsense'], /unknown option '--nonsense'/],
  [['key', 'create'], /required option '--agent <name>'/],
  [['workspace', 'create'], /missing required argument 'name'/],
  [['key'], /Usage: chaperone key/],
])('wrong use exits 2 and says what is wrong: %p', async (args, says) => {
  await using place = await createPlace()
  const { code, stdout, stderr } = await place.run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(says)
})

test('wrong use with --json is one object on stdout', async () => {
  await using place = await createPlace()
  const outcome = await place.run('key', 'create', '--json')
  expect(outcome.code).toBe(2)
  expect(outcome.json()).toEqual({
    error: { reason: 'usage', message: "required option '--agent <name>' not specified" },
  })
})

test('every problem of the configuration is told at once, and nothing is made', async () => {
  await using place = await createPlace({ CHAPERONE_PORT: 'high', CHAPERONE_WARMTH: '3' })
  const { code, stderr } = await place.run('serve')
  expect(code).toBe(2)
  expect(stderr).toContain('CHAPERONE_PORT: must be a whole number from 0 to 65535')
  expect(stderr).toContain('CHAPERONE_WARMTH: no such setting')
  expect(await Bun.file(`${place.dataDir}/chaperone.db`).exists()).toBe(false)
})

test('a .env file where the program is started changes nothing', async () => {
  await using place = await createPlace()
  await Bun.write(`${place.path}/.env`, 'CHAPERONE_PORT=high\n')
  expect((await place.run('audit', 'verify')).code).toBe(0)
})

test('version tells the release as JSON too', async () => {
  await using place = await createPlace()
  const outcome = await place.run('version', '--json')
  expect(outcome.json()).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), bun: Bun.version })
})
