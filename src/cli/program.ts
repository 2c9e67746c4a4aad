import { Command, CommanderError } from 'commander'
import { ConfigError } from '../config.ts'
import { AppError } from '../lib/errors.ts'
import { REASONS } from '../lib/reasons.ts'
import { CheckFailed, CommandError, type Terminal } from './command.ts'

type CreateCommand = (terminal: Terminal) => Command

/** Each is loaded where it is wanted: most of what the others need costs more time than they take. */
const COMMANDS: Readonly<Record<string, () => Promise<CreateCommand>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  mcp: async () => (await import('./mcp.ts')).mcpCommand,
  setup: async () => (await import('./setup.ts')).setupCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  workspace: async () => (await import('./workspace.ts')).workspaceCommand,
  key: async () => (await import('./key.ts')).keyCommand,
  user: async () => (await import('./user.ts')).userCommand,
  owner: async () => (await import('./owner.ts')).ownerCommand,
  stop: async () => (await import('./stop.ts')).stopCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  'rotate-key': async () => (await import('./rotate-key.ts')).rotateKeyCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  version: async () => (await import('./version.ts')).versionCommand,
}

/** The command that the first word names; all of them where it names none, for the help. */
const loadCommands = async (word: string | undefined): Promise<readonly CreateCommand[]> => {
  const named = word !== undefined && Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined
  return named ? [await named()] : await Promise.all(Object.values(COMMANDS).map(load => load()))
}

const createProgram = (commands: readonly CreateCommand[], terminal: Terminal): Command => {
  const program = new Command('chaperone')
    .description('A self-hosted browser for AI agents: sessions behind a fence, saved logins, and people in charge.')
    .helpCommand(false)
  for (const create of commands) program.addCommand(create(terminal))
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
    const commands = await loadCommands(args[0])
    await createProgram(commands, terminal).parseAsync(args, { from: 'user' })
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
