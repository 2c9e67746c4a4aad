import { launchChromium } from '../browser/pool/chromium.ts'
import { findChromium } from '../browser/pool/executable.ts'
import type { Config } from '../config.ts'
import { createLog } from '../lib/log.ts'
import type { Check, Finding } from './check.ts'

const name = 'Chromium'

/** Finds Chromium and starts it once, as the service would: that it starts, and behind its sandbox, nothing else can tell. */
export const checkChromium: Check = async config => {
  try {
    const executable = findChromium({ override: config.chromium ?? undefined, path: config.path })
    return await tryStart(config, executable)
  } catch (error) {
    const mend = 'install Chromium (chaperone setup does), or set CHAPERONE_CHROMIUM to its path'
    return { name, status: 'fail', detail: (error as Error).message, mend }
  }
}

const tryStart = async (config: Config, executable: string): Promise<Finding> => {
  const chromium = await launchChromium({
    executable,
    sandbox: config.sandbox,
    extraArgs: config.chromiumArgs,
    tag: 'doctor',
    path: config.path,
    log: createLog('silent'),
  })
  try {
    await chromium.browser.newPage()
    await chromium.proveSandbox()
    const detail = `${await chromium.browser.version()} at ${executable}`
    if (config.sandbox === 'required') return { name, status: 'ok', detail: `${detail}, in its sandbox` }
    const mend = 'unset CHAPERONE_SANDBOX'
    return { name, status: 'warn', detail: `${detail}, WITHOUT its sandbox (CHAPERONE_SANDBOX=off)`, mend }
  } finally {
    await chromium.close()
  }
}
