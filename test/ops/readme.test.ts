import { expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { createPlace, readUntil } from '../cli/command-line.ts'

setDefaultTimeout(120_000)

const PAGE = '<!doctype html><title>Example</title><h1>Example</h1><a href="/more">Learn more</a>'

/** The README's first session, with a site on loopback in place of the one on the internet. */
const readLines = (values: { key: string; service: string; site: string }): string => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const block = /```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  return block
    .replace('nv_sk_live_...', values.key)
    .replace('http://127.0.0.1:4600', values.service)
    .replace('https://example.com', values.site)
    .replace('"example.com"', `"${new URL(values.site).host}"`)
}

test('the curl lines of the README work as printed', async () => {
  using site = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () => new Response(PAGE, { headers: { 'content-type': 'text/html' } }),
  })
  await using place = await createPlace({ CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' })
  const child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  const values = { key: ready.first_run.agent_key, service: ready.url, site: `http://127.0.0.1:${site.port}` }
  const shell = Bun.spawn(['bash', '-eu', '-c', readLines(values)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = (await new Response(shell.stdout).text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  child.kill('SIGTERM')
  await child.exited

  const [navigate, observe, act, screenshot, refused, closed] = lines
  expect(navigate).toMatchObject({ title: 'Example', http_status: 200 })
  expect(observe.elements).toContainEqual(expect.objectContaining({ role: 'link', name: 'Learn more' }))
  expect(act).toMatchObject({ success: true, url: `${values.site}/more` })
  expect(screenshot).toMatchObject({ expires_in: 300 })
  expect(refused).toMatchObject({ error: { details: { reason: 'domain_not_allowed' } } })
  expect(closed).toMatchObject({ status: 'closed' })
})
