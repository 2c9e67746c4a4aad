import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import manifest from '../../package.json' with { type: 'json' }
import { describeApi } from '../api/suite.ts'
import { SESSIONS, SHOP } from '../api/world.ts'
import { createPlace, readUntil } from '../cli/command-line.ts'
import { describeClients } from '../clients/suite.ts'
import { clicking, serveModel } from '../support/model-stub.ts'
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
describeClients('compiled', async () => [(await binary()).path])

test('it tells its version, and writes nothing beside its data directory', async () => {
  await using place = await createPlace({}, [(await binary()).path])
  expect((await place.run('version', '--json')).json()).toMatchObject({ version: manifest.version })
  const entries = await Array.fromAsync(new Bun.Glob('*').scan({ cwd: place.path, onlyFiles: false, dot: true }))
  expect(entries.filter(entry => entry !== 'data')).toEqual([])
})

test('it has the libraries of the model tier in it', async () => {
  using model = serveModel()
  const settings = { CHAPERONE_LLM_URL: model.url, CHAPERONE_LLM_MODEL: 'stub', CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' }
  await using place = await createPlace(settings, [(await binary()).path])
  const child = place.start('serve', '--json')
  const { url, first_run: firstRun } = JSON.parse(await readUntil(child.stdout, /\n/))
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = {
      authorization: `Bearer ${firstRun.agent_key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()) as Record<string, unknown>
  }
  const { session_id: id } = await post(SESSIONS, SHOP)
  await post(`${SESSIONS}/${id}/navigate`, { url: 'http://greenhouse.test/' })
  model.replyWith(clicking('link', 'Sign in'))
  const { planner } = await post(`${SESSIONS}/${id}/act`, { instruction: 'let the elephants in' })
  child.kill('SIGTERM')
  await child.exited
  expect({ planner, asked: model.heard.length }).toEqual({ planner: 'llm', asked: 1 })
})
