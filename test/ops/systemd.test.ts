import { expect, test } from 'bun:test'
import { join } from 'node:path'

const UNIT = join(import.meta.dir, '../../examples/chaperone.service')
const analyze = Bun.which('systemd-analyze')

/** What systemd says of a unit that leaves a service what this one needs: user namespaces, a just-in-time compiler, the network. */
const MOST_EXPOSED = 4.5

test.skipIf(analyze === null)('the systemd unit is valid, and exposes no more than the service needs', () => {
  const { stdout } = Bun.spawnSync([analyze ?? '', 'security', '--offline=true', '--no-pager', UNIT])
  const exposure = Number(/Overall exposure level for chaperone\.service: ([\d.]+)/.exec(stdout.toString())?.[1])
  expect(exposure).toBeLessThanOrEqual(MOST_EXPOSED)
  const { stderr } = Bun.spawnSync([analyze ?? '', 'verify', '--man=no', UNIT])
  expect(stderr.toString()).not.toMatch(/Unknown|Failed to parse|Invalid/)
})
