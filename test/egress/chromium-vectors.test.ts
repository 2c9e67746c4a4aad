import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { useChromium } from '../support/chromium.ts'
import { fenceFor } from './support/gate.ts'
import {
  NAVIGATION_VECTORS,
  POPUP_VECTORS,
  type RequestVector,
  SUBRESOURCE_VECTORS,
} from './support/request-vectors.ts'
import { comesTrue, DENIED, denialsOf, HEARD, refusalsOf, SITE, useStage, visit } from './support/stage.ts'

const stage = useStage()
const chromium = useChromium({ gate: stage.gate, warm: 3 })
const named = (vectors: readonly RequestVector[]) => vectors.map(vector => [vector.name, vector] as const)

const TEST_MS = 40_000
const newPath = () => `/${crypto.randomUUID()}`

/** The positive control: the page is heard where its request may go. */
const hears = async (vector: RequestVector, lease: BrowserLease) => {
  const path = newPath()
  await visit(lease, stage.show(vector, `http://${HEARD}${path}`))
  expect(await comesTrue(() => stage.hasHeard(path))).toBe(true)
}

/** The same page, pointed at an address that is denied. */
const isHeldByAddress = async (vector: RequestVector, lease: BrowserLease) => {
  const path = newPath()
  const since = performance.now()
  await visit(lease, stage.show(vector, `http://${DENIED}${path}`))
  expect(await comesTrue(() => denialsOf(lease, since).includes(`address_not_allowed ${DENIED}`))).toBe(true)
  expect(stage.hasHeard(path)).toBe(false)
}

/** The same page again, pointed at an address that may be reached by a session whose list does not have it. */
const isHeldByList = async (vector: RequestVector, lease: BrowserLease) => {
  const path = newPath()
  const since = performance.now()
  await visit(lease, stage.show(vector, `http://${HEARD}${path}`))
  expect(await comesTrue(() => refusalsOf(lease, since).includes(`domain_not_allowed ${HEARD}`))).toBe(true)
  expect(stage.hasHeard(path)).toBe(false)
  expect(lease.tab.url).not.toStartWith(`http://${HEARD}`)
}

describe('with the leases of one session each,', () => {
  let open: BrowserLease
  let anywhere: BrowserLease
  let listed: BrowserLease
  beforeAll(async () => {
    open = await chromium.lease(fenceFor([SITE, HEARD]))
    anywhere = await chromium.lease(fenceFor(['*']))
    listed = await chromium.lease(fenceFor([SITE]))
  }, TEST_MS)
  afterAll(() => Promise.all([open.close(), anywhere.close(), listed.close()]))

  test.each(named(NAVIGATION_VECTORS))(
    'a navigation to a denied address or off the list never leaves: %s',
    async (_name, vector) => {
      await hears(vector, open)
      await isHeldByAddress(vector, anywhere)
      await isHeldByList(vector, listed)
    },
    TEST_MS,
  )

  test.each(named(SUBRESOURCE_VECTORS))(
    'a request to a denied address never leaves: %s',
    async (_name, vector) => {
      await hears(vector, open)
      await isHeldByAddress(vector, anywhere)
    },
    TEST_MS,
  )
})

test.each(named(POPUP_VECTORS))(
  'a popup to a denied address or off the list never leaves: %s',
  async (_name, vector) => {
    await using open = await chromium.lease(fenceFor([SITE, HEARD]))
    await hears(vector, open)
    expect(await comesTrue(() => open.tab.url.startsWith(`http://${HEARD}`))).toBe(true)
    await using anywhere = await chromium.lease(fenceFor(['*']))
    await isHeldByAddress(vector, anywhere)
    await using listed = await chromium.lease(fenceFor([SITE]))
    await isHeldByList(vector, listed)
  },
  TEST_MS,
)
