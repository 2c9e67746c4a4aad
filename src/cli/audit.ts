import type { Command } from 'commander'
import { createBase } from '../app.ts'
import { readConfig } from '../config.ts'
import { createCommand, createGroup, type Terminal } from './command.ts'

export const auditCommand = (terminal: Terminal): Command =>
  createGroup('audit', 'the log of what was done: verify', [
    createCommand(terminal, {
      name: 'verify',
      summary: 'check that no row of the audit log was edited, removed or put in',
      help: [
        'The head that it prints can be kept elsewhere and compared later: a log rewritten as a whole has another.',
      ],
      run: () => {
        using base = createBase(readConfig())
        const report = base.audit.verifyChain()
        if (report.ok)
          return { json: report, text: `${report.checked} rows are as they were written; head ${report.head}` }
        return {
          json: report,
          text: `row ${report.seq}: ${report.why}; ${report.checked} rows before it are good`,
          failed: true,
        }
      },
    }),
  ])
