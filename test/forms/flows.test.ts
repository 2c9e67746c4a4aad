import { describe, expect, test } from 'bun:test'
import type { Step } from '../../src/forms/flow.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { drive } from './flow-driver.ts'
import { CODE, EMAIL, PASSWORD, serveFlow } from './flow-site.ts'
import { type Flow, LOGIN_FLOWS } from './login-flows.ts'
import { SIGNUP_FLOWS } from './signup-flows.ts'

const chromium = useChromium()
const values = {
  email: EMAIL,
  username: 'noral',
  password: PASSWORD,
  first_name: 'Nora',
  last_name: 'Lind',
  full_name: 'Nora Lind',
}

const written = (end: Step): string => {
  if (end.kind === 'stop') return end.state ? `${end.reason} ${end.state}` : end.reason
  return end.kind
}

const run = async (flow: Flow, intent: 'login' | 'signup'): Promise<void> => {
  using site = serveFlow(flow.pages)
  await using lease = await chromium.lease()
  using deadline = new Deadline(20_000)
  await lease.tab.navigate(site.url('/'), { deadline })
  const given = flow.code ? { ...values, otp: CODE } : values
  const { end, steps } = await drive(lease.tab, intent, { values: given, deadline, patience: 1500 })
  expect(written(end)).toBe(flow.ends)
  if (flow.steps) expect([...steps]).toEqual([...flow.steps])
}

describe('a sign-in ends as the site means it', () => {
  for (const flow of LOGIN_FLOWS) test(flow.name, () => run(flow, 'login'), 30_000)
})

describe('a sign-up ends as the site means it', () => {
  for (const flow of SIGNUP_FLOWS) test(flow.name, () => run(flow, 'signup'), 30_000)
})
