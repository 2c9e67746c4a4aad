import { expect, test } from 'bun:test'
import { UNRESTRICTED } from '../../../src/egress/allowlist.ts'
import { AppError } from '../../../src/lib/errors.ts'
import { OPEN_POLICY } from '../../../src/modules/kits/policy.ts'
import { createBrowserOpening } from '../../../src/modules/sessions/browser.ts'
import { failureOf } from '../../support/failure.ts'

test.each([
  [new Error('Protocol error (Target.createBrowserContext): no'), 'no_capacity'],
  [new AppError('domain_not_allowed', 'the control'), 'domain_not_allowed'],
])('a pool that fails with %s is %s', async (error, reason) => {
  const { signal } = new AbortController()
  const open = createBrowserOpening({ pool: { lease: () => Promise.reject(error) }, stopping: signal })
  const order = { policy: OPEN_POLICY, allowlist: UNRESTRICTED, proxy: false, login: null, signal }
  expect((await failureOf(open(order))).reason).toBe(reason as never)
})
