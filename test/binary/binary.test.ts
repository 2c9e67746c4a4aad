import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import manifest from '../../package.json' with { type: 'json' }
import { describeApi } from '../api/suite.ts'
import { createPlace } from '../cli/command-line.ts'
import { type Binary, buildBinary } from './binary.ts'
import { describeDashboard } from './dashboard.ts'

setDefaultTimeout(120_000)

let built: Promise<Binary> | undefined
const binary = (): Promise<Binary> => {
  built ??= buildBinary()
  return built
}

afterAll(async () => (await binary())[Symbol.asyncDispose]())

describeApi('compiled', async () => [(await binary()).path])
describeDashboard(async () => [(await binary()).path])

test('it tells its version, and writes nothing beside its data directory', async () => {
  await using place = await createPlace({}, [(await binary()).path])
  expect((await place.run('version', '--json')).json()).toMatchObject({ version: manifest.version })
  const entries = await Array.fromAsync(new Bun.Glob('*').scan({ cwd: place.path, onlyFiles: false, dot: true }))
  expect(entries.filter(entry => entry !== 'data')).toEqual([])
})
