import { fileURLToPath } from 'node:url'
import { WORKER_WORD } from './protocol.ts'

/** Where the compiled program's own files are; `import.meta.url` still names the source there. */
const COMPILED = '/$bunfs/'

/** The command that starts this program as the worker: the compiled program itself, or Bun with the source. */
export const workerCommand = (): readonly string[] => {
  const program = Bun.main.startsWith(COMPILED)
    ? []
    : ['--no-env-file', fileURLToPath(new URL('../main.ts', import.meta.url))]
  return [process.execPath, ...program, WORKER_WORD]
}
