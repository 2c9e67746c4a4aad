import { Command, CommanderError } from 'commander'
import { ConfigError } from '../config.ts'
import { AppError } from '../lib/errors.ts'
import { REASONS } from '../lib/reasons.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { CheckFailed, CommandError, type Terminal } from './command.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { keyCommand } from './key.ts'
import { ownerCommand } from './owner.ts'
import { restoreCommand } from './restore.ts'
import { rotateKeyCommand } from './rotate-key.ts'
import { serveCommand } from './serve.ts'
import { setupCommand } from './setup.ts'
import { userCommand } from './user.ts'
import { versionCommand } from './version.ts'
import { workspaceCommand } from './workspace.ts'

const COMMANDS = [
  ...[serveCommand, setupCommand, doctorCommand, demoCommand],
  ...[workspaceCommand, keyCommand, userCommand, ownerCommand],
  ...[backupCommand, restoreCommand, rotateKeyCommand, auditCommand, versionCommand],
]

const createProgram = (terminal: Terminal): Command => {
  const program = new Command('chaperone')
    .description('A self-hosted browser for AI agents: sessions behind a fence, saved logins, and people in charge.')
    .helpCommand(false)
  for (const create of COMMANDS) program.addCommand(create(terminal))
  forEachCommand(program, command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: text => terminal.out(text), writeErr: text => terminal.err(text) })
      .showHelpAfterError('(--help tells more)'),
  )
  return program
}

const forEachCommand = (command: Command, visit: (command: Command) => unknown): void => {
  visit(command)
  for (const child of command.commands) forEachCommand(child, visit)
}

/**
 * Runs one command line.
 * @param args the words after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 used or configured wrongly
 */
export const runProgram = async (args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> => {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CheckFailed) return 1
    if (error instanceof CommanderError && error.code === 'commander.helpDisplayed') return 0
    const failure = toFailure(error)
    if (!(error instanceof CommanderError)) {
      terminal.err(`chaperone: ${failure.message}\n`)
      if (failure.hint) terminal.err(`  ${failure.hint}\n`)
    }
    const { exitCode, ...shown } = failure
    if (args.includes('--json')) terminal.out(`${JSON.stringify({ error: shown })}\n`)
    return exitCode
  }
}

interface Failure {
  readonly reason: string
  readonly message: string
  readonly hint?: string | undefined
  readonly exitCode: 1 | 2
}

/** What a failure is called, and the exit code that stands for it. */
const toFailure = (error: unknown): Failure => {
  if (error instanceof CommanderError)
    return { reason: 'usage', message: error.message.replace(/^error: /, ''), exitCode: 2 }
  if (error instanceof ConfigError) return { reason: 'configuration', message: error.message, exitCode: 2 }
  if (error instanceof CommandError) return { reason: 'failed', ...pick(error) }
  if (error instanceof AppError)
    return { reason: error.reason, message: error.message, hint: hintOf(error), exitCode: 1 }
  return { reason: 'failed', message: describe(error), exitCode: 1 }
}

const hintOf = ({ reason }: AppError): string | undefined => {
  const entry = REASONS[reason]
  return 'hint' in entry ? entry.hint : undefined
}

const pick = ({ message, hint, exitCode }: CommandError) => ({ message, hint, exitCode })

const describe = (error: unknown): string =>
  error instanceof Error
    ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}`
    : String(error)
