import { expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { createPlace, readUntil } from '../cli/command-line.ts'

setDefaultTimeout(120_000)

/** The README's first session, with the key and the address of this run. */
const readLines = (values: { key: string; service: string }): string => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const block = /```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  return block.replace('nv_sk_live_...', values.key).replace('http://127.0.0.1:4600', values.service)
}

test('the curl lines of the README work as printed, without a network', async () => {
  await using place = await createPlace({})
  const child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  const script = readLines({ key: ready.first_run.agent_key, service: ready.url })
  const shell = Bun.spawn(['bash', '-eu', '-c', script], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = (await new Response(shell.stdout).text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  child.kill('SIGTERM')
  await child.exited

  const [navigate, observe, act, screenshot, elsewhere, purchase, closed] = lines
  expect(navigate).toMatchObject({ url: 'http://greenhouse.test/', http_status: 200, credits_used: 1 })
  expect(observe.elements).toContainEqual(expect.objectContaining({ name: 'Search plants' }))
  expect(act).toMatchObject({ success: true, planner: 'embedded', url: expect.stringContaining('q=fern') })
  expect(screenshot).toMatchObject({ expires_in: 300 })
  expect(elsewhere).toMatchObject({ error: { details: { reason: 'domain_not_allowed' } } })
  expect(purchase).toMatchObject({ error: { details: { reason: 'write_not_allowed' } } })
  expect(closed).toMatchObject({ status: 'closed' })
})

test('the commands of the quick start work as printed', async () => {
  await using place = await createPlace({})
  const child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  const page = readFileSync(new URL('../../docs/quick-start.md', import.meta.url), 'utf8')
  const block = /```sh\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const script = block.replace('nv_sk_live_...', ready.first_run.agent_key).replace('http://127.0.0.1:4600', ready.url)
  const { PATH = '', HOME = '' } = process.env
  const shell = Bun.spawn(['bash', '-eu', '-c', script], {
    cwd: new URL('../../', import.meta.url).pathname,
    env: { PATH: `${dirname(process.execPath)}:${PATH}`, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, errors] = await Promise.all([new Response(shell.stdout).text(), new Response(shell.stderr).text()])
  expect({ code: await shell.exited, errors }).toEqual({ code: 0, errors: expect.any(String) })
  child.kill('SIGTERM')
  await child.exited

  expect(out).toContain('"type":"agent"')
  expect(out).toContain('- Cart (0): http://greenhouse.test/cart')
  expect(out).toContain('"Plants for patient people · Greenhouse" http://greenhouse.test/')
  expect(out).toContain('"serverInfo":{"name":"chaperone"')
})
