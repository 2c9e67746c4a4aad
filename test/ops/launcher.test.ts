import { expect, setDefaultTimeout, test } from 'bun:test'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

setDefaultTimeout(300_000)

const root = new URL('../../', import.meta.url).pathname

/** A clone of what is here, without anything that an install or a build has left; its dependencies are borrowed. */
const createClone = (): { path: string; bin: string } & Disposable => {
  const path = mkdtempSync(join(tmpdir(), 'chaperone-clone-'))
  const listed = Bun.spawnSync(['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  for (const file of listed.stdout.toString().split('\0').filter(Boolean)) cpSync(join(root, file), join(path, file))
  const bin = join(path, 'machine')
  mkdirSync(bin)
  for (const name of ['node', 'npm', 'npx', 'sh', 'env', 'uname', 'git']) {
    const found = Bun.which(name)
    if (found) symlinkSync(found, join(bin, name))
  }
  return { path, bin, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

const run = async (command: string[], { bin, cwd }: { bin: string; cwd: string }) => {
  const { HOME = cwd } = process.env
  const child = Bun.spawn(command, { cwd, env: { HOME, PATH: bin }, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  return { code: await child.exited, stdout, stderr }
}

test('with Node and npm alone, from any working directory, the pinned Bun and the dependencies are fetched once', async () => {
  using clone = createClone()
  const { engines } = JSON.parse(readFileSync(join(clone.path, 'package.json'), 'utf8'))
  mkdirSync(join(clone.path, 'deeper'))
  const version = () =>
    run(['npx', 'chaperone', 'version', '--json'], { bin: clone.bin, cwd: join(clone.path, 'deeper') })
  const first = await version()
  expect(first.stderr).toContain(`installing Bun ${engines.bun}`)
  expect(first.code).toBe(0)
  expect(JSON.parse(first.stdout)).toMatchObject({ bun: engines.bun })
  const second = await version()
  expect(second).toMatchObject({ code: 0, stderr: '', stdout: first.stdout })
})

test('a Bun of other bytes than those that are written down is not run', async () => {
  using clone = createClone()
  const pins = join(clone.path, '.ci/bun-integrity.json')
  const { version, packages } = JSON.parse(readFileSync(pins, 'utf8'))
  const others = Object.keys(packages).map(name => [name, 'sha512-AAAA'])
  rmSync(pins)
  writeFileSync(pins, JSON.stringify({ version, packages: Object.fromEntries(others) }))
  const { code, stderr } = await run(['node', join(clone.path, '.ci/launch.mjs'), 'build'], {
    bin: clone.bin,
    cwd: tmpdir(),
  })
  expect(code).toBe(1)
  expect(stderr.trim().split('\n').at(-1)).toMatch(/^chaperone: @oven\/bun-\S+ \S+ is not what/)
  expect(existsSync(join(clone.path, '.bun', version))).toBe(false)
})

test('what fails passes its exit code on, and what is missing is said in one line', async () => {
  using clone = createClone()
  symlinkSync(process.execPath, join(clone.bin, 'bun')) // the pinned one, found: nothing to fetch
  writeFileSync(join(clone.path, 'bun.lock'), '{ not a lock file')
  const { code, stderr } = await run(['node', join(clone.path, '.ci/launch.mjs'), 'build'], {
    bin: clone.bin,
    cwd: tmpdir(),
  })
  expect(code).toBe(1)
  expect(stderr.trim().split('\n').at(-1)).toMatch(/^chaperone: the dependencies could not be installed/)
})

test('an exit code of 2 comes through npx', async () => {
  const child = Bun.spawn(['node', join(root, '.ci/chaperone.mjs'), 'nonsense'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  expect(await child.exited).toBe(2)
})
