import type { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import type { Finding } from './check.ts'
import { isServing } from './check-port.ts'
import { runChecks } from './checks.ts'
import { CommandError, createCommand, type Terminal } from './command.ts'

const MARKS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const

export const doctorCommand = (terminal: Terminal): Command =>
  createCommand<{ service?: true }>(terminal, {
    name: 'doctor',
    summary: 'check Chromium, its sandbox, the data, the key, the port and the clock, and say how to mend each',
    options: { '--service': 'only ask the running service whether it is well (for health checks)' },
    help: ['Exits 1 when something must be mended; warnings alone exit 0.'],
    run: async ({ options }) => {
      const config = readConfig()
      if (options.service) return askService(config)
      const findings = await runChecks(config)
      const failed = findings.some(finding => finding.status === 'fail')
      return {
        json: { ok: !failed, checks: findings },
        text: findings.map(toLines).join('\n'),
        ...(failed && { failed: true as const }),
      }
    },
  })

const toLines = ({ name, status, detail, mend }: Finding): string =>
  `${MARKS[status]}  ${name.padEnd(16)}${detail}${mend ? `\n      mend: ${mend}` : ''}`

const askService = async (config: Config) => {
  if (await isServing(config)) return { json: { ok: true }, text: 'the service is well' }
  throw new CommandError('the service does not answer or is not well')
}
