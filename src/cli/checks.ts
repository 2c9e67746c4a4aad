import type { Config } from '../config.ts'
import type { Check, Finding } from './check.ts'
import { checkChromium } from './check-chromium.ts'
import { checkClock, checkDatabase, checkDataDir, checkKey } from './check-data.ts'
import { checkPort } from './check-port.ts'

const CHECKS: readonly Check[] = [checkDataDir, checkKey, checkDatabase, checkClock, checkPort, checkChromium]

/** Everything that doctor looks at, one after the other. */
export const runChecks = async (config: Config): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const check of CHECKS) findings.push(await check(config))
  return findings
}
