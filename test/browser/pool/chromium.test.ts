import { describe, expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../../../src/browser/pool/chromium.ts'
import { findChromium } from '../../../src/browser/pool/executable.ts'
import { processTree, renderersOf } from '../../../src/browser/pool/process-table.ts'
import { BROWSER_UID } from '../../../src/browser/pool/sandbox.ts'
import { createLog } from '../../../src/lib/log.ts'
import { BROWSER_TEST_MS, launchOptions } from '../../support/chromium.ts'
import { failureOf } from '../../support/failure.ts'

setDefaultTimeout(BROWSER_TEST_MS)

const log = createLog('silent')
const onLinux = process.platform === 'linux'
const isRoot = process.getuid?.() === 0

describe('launchChromium', () => {
  test.if(onLinux)('runs every renderer behind a seccomp filter, and nothing of it as root', async () => {
    const chromium = await launchChromium({ ...launchOptions(), log })
    await using _ending = { [Symbol.asyncDispose]: () => chromium.close() }
    await chromium.browser.newPage()
    await chromium.proveSandbox()
    const renderers = renderersOf(chromium.pid)
    expect(renderers.length).toBeGreaterThan(0)
    expect(renderers.map(row => row.seccomp)).toEqual(renderers.map(() => 2))
    const users = new Set(processTree(chromium.pid).map(row => row.uid))
    expect([...users]).toEqual([isRoot ? BROWSER_UID : (process.getuid?.() ?? 0)])
  })

  test.if(onLinux)('leaves no process behind', async () => {
    const chromium = await launchChromium({ ...launchOptions(), log })
    const pids = processTree(chromium.pid).map(row => row.pid)
    await chromium.close()
    expect(chromium.alive).toBe(false)
    expect(pids.flatMap(pid => processTree(pid)).map(row => row.pid)).toEqual([])
  })

  test.if(onLinux)('refuses to run without a sandbox, and says how to mend it', async () => {
    const extraArgs = ['--disable-namespace-sandbox', '--disable-setuid-sandbox']
    const failure = await failureOf(launchChromium({ ...launchOptions(), sandbox: 'required', extraArgs, log }))
    expect(failure.reason).toBe('not_configured')
    expect(failure.message).toContain('CHAPERONE_SANDBOX=off')
    expect(failure.message).toContain('unprivileged user namespaces')
  })

  test.if(onLinux)('takes --no-sandbox from nobody but the setting', async () => {
    const chromium = await launchChromium({ ...launchOptions(), sandbox: 'required', extraArgs: ['--no-sandbox'], log })
    await using _ending = { [Symbol.asyncDispose]: () => chromium.close() }
    await chromium.browser.newPage()
    await chromium.proveSandbox()
    const renderers = renderersOf(chromium.pid)
    expect(renderers.length).toBeGreaterThan(0)
    expect(renderers.every(row => row.seccomp === 2)).toBe(true)
  })

  test('tells what Chromium calls fatal, whatever is said before and after', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chaperone-test-'))
    chmodSync(folder, 0o755) // Chromium is started by another user
    const executable = join(folder, 'chromium')
    const says = [
      'echo "/usr/bin/chromium: 9: [: 25325268992: unexpected operator" >&2',
      'echo "[7:7:1130/08:FATAL:chrome/browser/process_singleton_posix.cc:313] Socket path too long: $TMPDIR" >&2',
      'echo "[1130/08:ERROR:crashpad/file_io_posix.cc:145] open cpufreq: No such file or directory (2)" >&2',
    ]
    writeFileSync(executable, `#!/bin/sh\n${says.join('\n')}\nexit 1\n`, { mode: 0o755 })
    const failure = await failureOf(launchChromium({ ...launchOptions(), executable, log }))
    rmSync(folder, { recursive: true })
    expect(failure.message).toMatch(/^Chromium did not start: .*FATAL.*Socket path too long: \/tmp\/chaperone-/)
  })

  test('says so when there is no such executable', async () => {
    const failure = await failureOf(launchChromium({ ...launchOptions(), executable: '/nowhere/chromium', log }))
    expect(failure.reason).toBe('not_configured')
  })
})

describe('findChromium', () => {
  test('takes the override, by path or by name, and only what can be executed', () => {
    expect(findChromium({ override: '/bin/sh' })).toBe('/bin/sh')
    expect(findChromium({ override: 'sh', path: '/nowhere:/bin' })).toBe('/bin/sh')
    expect(() => findChromium({ override: '/etc/passwd' })).toThrow('CHAPERONE_CHROMIUM')
    expect(() => findChromium({ override: 'no-such-browser', path: '/bin' })).toThrow('CHAPERONE_CHROMIUM')
  })

  test('says how to get one where there is none', () => {
    expect(() => findChromium({ path: '/nowhere' })).toThrow('install')
  })
})
