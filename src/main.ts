import { WORKER_WORD } from './worker/protocol.ts'

const streams = [process.stdout, process.stderr]
// Whoever read the output may be gone; that is no failure of the command.
for (const stream of streams) stream.on('error', () => undefined)

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
}

const flush = () => Promise.all(streams.map(stream => new Promise(resolve => stream.write('', resolve))))

const main = async (): Promise<void> => {
  const args = process.argv.slice(2)
  // Started by the service itself, with a pipe to speak through.
  if (args[0] === WORKER_WORD && process.send) return (await import('./worker/process.ts')).serveTasks()
  // The framework's errors would hold whole requests as text, indented, wherever they do not fit a schema.
  process.env['NODE_ENV'] = 'production'
  const { runProgram } = await import('./cli/program.ts')
  const code = await runProgram(args, terminal)
  await flush()
  process.exit(code)
}

main()
