import { expect, test } from 'bun:test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { renderErrorsPage } from '../../.ci/errors-page.ts'

const root = new URL('../../', import.meta.url).pathname
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const PAGES = [
  ...['README.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

test('the page of errors is what the catalogue says', () => {
  expect(read('docs/errors.md')).toBe(renderErrorsPage())
})

test('every setting is in the table of docs/operating.md, and the table has no other', () => {
  const block = /const NAMES = \[([\s\S]*?)\]/.exec(read('src/config.ts'))?.[1] ?? ''
  const known = [...block.matchAll(/'(\w+)'/g)].map(([, name]) => `CHAPERONE_${name}`)
  const rows = read('docs/operating.md')
    .split('\n')
    .filter(line => line.startsWith('| CHAPERONE_'))
  const documented = rows.flatMap(row => (row.split('|')[1] ?? '').match(/CHAPERONE_\w+/g) ?? [])
  expect(documented.sort()).toEqual(known.sort())
})

test.each(PAGES)('%s links to nothing that is not there', page => {
  const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
  const local = links.filter(target => !/^[a-z]+:/.test(target))
  expect(local.filter(target => !existsSync(join(root, dirname(page), target)))).toEqual([])
})

test('every decision says its context, what was decided and what follows, under a number of its own', () => {
  const files = readdirSync(join(root, 'docs/decisions')).filter(name => name !== 'README.md')
  expect(new Set(files.map(name => name.slice(0, 4))).size).toBe(files.length)
  for (const name of files) {
    const text = read(`docs/decisions/${name}`)
    expect(text).toStartWith(`# ${name.slice(0, 4)} `)
    for (const part of ['Context', 'Decision', 'Consequences'])
      expect(text).toMatch(new RegExp(`^(## ${part}$|\\*\\*${part}\\.\\*\\*)`, 'm'))
  }
})

test('every file that docs/changes.md names is there', () => {
  const named = [...read('docs/changes.md').matchAll(/`((?:src|test|docs)\/[\w./-]+|[\w.-]+\.(?:json|cjs|lock))`/g)]
  expect(named.map(([, path = '']) => path).filter(path => !existsSync(join(root, path)))).toEqual([])
})
