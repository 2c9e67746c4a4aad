import { Command } from 'commander'

/** Where a command writes: answers on stdout, what is said on the way on stderr. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
}

/** What a command has to say at its end. */
export interface Answer {
  /** The one object that `--json` prints. */
  readonly json: object
  /** The same for a person; without a last line break. */
  readonly text: string
  /** Something was found wrong, though the command itself worked: exit code 1. */
  readonly failed?: true
}

/** What every command is handed beside its own arguments. */
export interface Invocation<Options> {
  readonly args: readonly string[]
  readonly options: Options & { readonly json?: true }
  readonly terminal: Terminal
}

/** A command with what all of them share. `run` gives its answer, or nothing where it has written it itself. */
export const createCommand = <Options extends object = object>(
  terminal: Terminal,
  spec: {
    readonly name: string
    readonly summary: string
    /** As commander writes them: `<file>`, `[name]`. */
    readonly args?: Readonly<Record<string, string>>
    /** Flags, as commander writes them, and what they do. */
    readonly options?: Readonly<Record<string, string>>
    /** More for `--help`, a line each. */
    readonly help?: readonly string[]
    readonly run: (invocation: Invocation<Options>) => Promise<Answer | undefined> | Answer | undefined
  },
): Command => {
  const command = new Command(spec.name).description(spec.summary).summary(spec.summary)
  for (const [name, text] of Object.entries(spec.args ?? {})) command.argument(name, text)
  for (const [flags, text] of Object.entries(spec.options ?? {})) addOption(command, flags, text)
  command.option('--json', 'print one JSON object on stdout, notices on stderr')
  if (spec.help) command.addHelpText('after', `\n${spec.help.join('\n')}`)
  return command.action(async () => {
    const options = command.opts<Options & { json?: true }>()
    const answer = await spec.run({ args: command.args, options, terminal })
    if (!answer) return
    terminal.out(`${options.json ? JSON.stringify(answer.json) : answer.text}\n`)
    if (answer.failed) throw new CheckFailed()
  })
}

/** A flag marked `(required)` must be given; one marked `(repeatable)` collects its values. */
const addOption = (command: Command, flags: string, text: string): void => {
  if (text.endsWith('(required)')) command.requiredOption(flags, text)
  else if (text.endsWith('(repeatable)'))
    command.option(flags, text, (value: string, all: readonly string[] = []) => [...all, value])
  else command.option(flags, text)
}

/** A command that only holds others, as `key` does. */
export const createGroup = (name: string, summary: string, commands: readonly Command[]): Command => {
  const group = new Command(name).description(summary).summary(summary)
  for (const command of commands) group.addCommand(command)
  return group
}

/** The command has said what is wrong; nothing is left but the exit code. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed'
}

/** A failure that a command foresees: told in one line, with what to do about it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly hint: string | undefined
  readonly exitCode: 1 | 2

  constructor(message: string, options: { hint?: string; exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.hint = options.hint
    this.exitCode = options.exitCode ?? 1
  }
}
