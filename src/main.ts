import { runProgram } from './cli/program.ts'

const streams = [process.stdout, process.stderr]
// Whoever read the output may be gone; that is no failure of the command.
for (const stream of streams) stream.on('error', () => undefined)

const terminal = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
}

const flush = () => Promise.all(streams.map(stream => new Promise(resolve => stream.write('', resolve))))

runProgram(process.argv.slice(2), terminal).then(async code => {
  await flush()
  process.exit(code)
})
