import { expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { readUntil } from '../cli/command-line.ts'
import { listDescendants, waitForEnd } from '../cli/processes.ts'
import { carryOut, createLayers, enterStage, parseDockerfile } from './dockerfile.ts'

setDefaultTimeout(600_000)

const root = new URL('../../', import.meta.url).pathname
const instructions = parseDockerfile(readFileSync(`${root}Dockerfile`, 'utf8'))

/** Overlays, mounts and another user take root on Linux; elsewhere the steps cannot be carried out. */
const able = process.platform === 'linux' && process.getuid?.() === 0

/** What git knows of and .dockerignore leaves. */
const copyContext = async (folder: string): Promise<void> => {
  const ignored = readFileSync(`${root}.dockerignore`, 'utf8')
    .split('\n')
    .filter(line => /^\w/.test(line))
  const listed = Bun.spawnSync(['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  const files = listed.stdout.toString().split('\0')
  for (const file of files.filter(name => name && !ignored.some(start => name.startsWith(`${start}/`))))
    await Bun.write(`${folder}/${file}`, Bun.file(root + file))
}

test('the image runs as somebody else than root, with one volume and a health check', () => {
  const last = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'))
  expect(last.find(({ word }) => word === 'USER')?.rest).toBe('chaperone')
  expect(last.filter(({ word }) => word === 'VOLUME').map(({ rest }) => rest)).toEqual(['/data'])
  expect(last.some(({ word }) => word === 'HEALTHCHECK')).toBe(true)
})

test.skipIf(!able)('its steps, carried out, end in a container that serves, is healthy and stops', async () => {
  await using layers = await createLayers()
  const stage = await carryOut(instructions, layers, copyContext)
  stage.env['CHAPERONE_PORT'] = '46017'
  const container = Bun.spawn(await enterStage(stage, [...stage.entrypoint, ...stage.cmd]), {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await readUntil(container.stdout, /chaperone ready at /)
    const below = listDescendants(container.pid)
    const service = below.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('chaperone\0serve'))
    expect(readFileSync(`/proc/${service}/status`, 'utf8')).toMatch(/^Uid:\s+10001/m)

    const settings = Object.entries(stage.env).map(([name, value]) => `${name}=${value}`)
    const inside = ['nsenter', `--target=${service}`, '--mount', '--pid', '--root', '--wd']
    const health = Bun.spawn([
      ...inside,
      'env',
      ...settings,
      'setpriv',
      '--reuid=10001',
      '--regid=10001',
      '--clear-groups',
      ...stage.healthcheck,
    ])
    expect(await health.exited).toBe(0)

    process.kill(below.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('tini\0')) ?? 0, 'SIGTERM')
    expect(await container.exited).toBe(0)
    await waitForEnd(below)
  } finally {
    container.kill('SIGKILL')
  }
})
