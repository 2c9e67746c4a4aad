import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError, readClientConfig, readConfig } from '../src/config.ts'

/** A folder with files of secrets, and nothing else. */
const createFolder = (files: Readonly<Record<string, string>>) => {
  const path = mkdtempSync(join(tmpdir(), 'chaperone-config-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return { path, at: (name: string) => join(path, name), [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('every secret may be in a file, whose last line break is none of it', () => {
  using folder = createFolder({
    password: 'a long password\n',
    proxy: 'http://user:word@10.0.0.1:3128\r\n',
    model: 'a key\n',
    agent: 'nv_sk_live_x\n',
  })
  const env = {
    CHAPERONE_DATA_DIR: folder.path,
    CHAPERONE_OWNER_PASSWORD_FILE: folder.at('password'),
    CHAPERONE_UPSTREAM_PROXY_FILE: folder.at('proxy'),
    CHAPERONE_LLM_URL: 'http://127.0.0.1:8080/v1',
    CHAPERONE_LLM_MODEL: 'm',
    CHAPERONE_LLM_API_KEY_FILE: folder.at('model'),
  }
  const config = readConfig(env)
  expect(config.ownerPassword?.reveal()).toBe('a long password')
  expect(config.upstreamProxy?.reveal()).toBe('http://user:word@10.0.0.1:3128')
  expect(config.model?.apiKey?.reveal()).toBe('a key')
  expect(readClientConfig({ CHAPERONE_KEY_FILE: folder.at('agent') }).key.reveal()).toBe('nv_sk_live_x')
})

test('chaperone.toml may name the file too', () => {
  using folder = createFolder({ password: 'a long password' })
  writeFileSync(folder.at('chaperone.toml'), `owner_password_file = "${folder.at('password')}"\n`)
  expect(readConfig({ CHAPERONE_DATA_DIR: folder.path }).ownerPassword?.reveal()).toBe('a long password')
})

test('a file that is missing or empty, and a secret that is given twice, are told with every other problem', () => {
  using folder = createFolder({ empty: '\n', proxy: 'http://10.0.0.1:3128' })
  const problems = problemsOf(() =>
    readConfig({
      CHAPERONE_DATA_DIR: folder.path,
      CHAPERONE_PORT: 'x',
      CHAPERONE_OWNER_PASSWORD_FILE: folder.at('nowhere'),
      CHAPERONE_LLM_API_KEY_FILE: folder.at('empty'),
      CHAPERONE_UPSTREAM_PROXY: 'http://10.0.0.2:3128',
      CHAPERONE_UPSTREAM_PROXY_FILE: folder.at('proxy'),
      CHAPERONE_TRUSTED_PROXIES: '10.0.0.0/8, nonsense',
      CHAPERONE_WARM_FILE: folder.at('empty'),
    }),
  ).join('\n')
  for (const part of [
    'OWNER_PASSWORD_FILE: ENOENT',
    'LLM_API_KEY_FILE: ',
    'is empty',
    'UPSTREAM_PROXY: set it or',
    'PORT',
    'nonsense',
    'WARM_FILE: no such setting',
  ])
    expect(problems).toContain(part)
})

test.each([
  ['https://agents.example', 'https://agents.example'],
  ['https://Agents.example:443/chaperone/', 'https://agents.example/chaperone'],
  ['http://10.0.0.1:8080/a/b.c', 'http://10.0.0.1:8080/a/b.c'],
])('the public URL %s is %s', (given, url) => {
  using folder = createFolder({})
  expect(readConfig({ CHAPERONE_DATA_DIR: folder.path, CHAPERONE_PUBLIC_URL: given }).publicUrl).toBe(url)
})

test.each([
  'agents.example',
  'ftp://agents.example',
  'https://ada:word@agents.example',
  'https://agents.example/?a=b',
  'https://agents.example/#a',
  'https://agents.example/a"b',
  'https://agents.example/a;b',
  'https://agents.example//a',
])('the public URL %s is refused', given => {
  using folder = createFolder({})
  const problems = problemsOf(() => readConfig({ CHAPERONE_DATA_DIR: folder.path, CHAPERONE_PUBLIC_URL: given }))
  expect(problems).toEqual([expect.stringContaining('CHAPERONE_PUBLIC_URL: ')])
})
