import { afterAll, describe, expect, test } from 'bun:test'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const page = (title: string, body = '') => `<!doctype html><title>${title}</title>${body}`

describe('navigate', () => {
  test('gives address, title and status of what it loaded', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const url = site.show(page('Hello'), '/hello')
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url, title: 'Hello', httpStatus: 200 })
    expect(lease.tab.url).toBe(url)
  })
})
