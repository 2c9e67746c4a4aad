import { expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateTypescript, renderPython } from '../../.ci/clients.ts'
import { renderApiDocument } from '../../.ci/openapi.ts'

interface Schema {
  readonly $ref?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security: readonly object[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>
}

const committed = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')
const document = JSON.parse(committed) as {
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, Schema> }
}
const operations = Object.values(document.paths).flatMap(methods => Object.values(methods))

test('docs/openapi.json is what the service says of itself (mend: bun run openapi)', async () => {
  expect(await renderApiDocument()).toBe(committed)
})

test('every operation has a name that says what it does, a summary, one tag and who may call it', () => {
  for (const { operationId, summary, tags, security } of operations) {
    expect(operationId).toMatch(/^[a-z]+(?:[A-Z][a-z]+)*$/)
    expect(operationId).not.toMatch(/V1|By[A-Z]/)
    expect({ operationId, summary }).toEqual({ operationId, summary: expect.stringMatching(/^[A-Z].*[^.]$/) })
    expect({ operationId, tags: tags.length }).toEqual({ operationId, tags: 1 })
    expect({ operationId, security: Array.isArray(security) }).toEqual({ operationId, security: true })
  }
})

test('every body and every answer in JSON is a schema with a name', () => {
  const unnamed = operations.flatMap(({ operationId, requestBody, responses }) =>
    [requestBody, ...Object.values(responses)]
      .flatMap(part => part?.content?.['application/json'] ?? [])
      .filter(({ schema }) => !schema.$ref)
      .map(() => operationId),
  )
  expect(unnamed).toEqual([])
})

test('every operation succeeds with something that is described', () => {
  for (const { operationId, responses } of operations) {
    const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
    expect({ operationId, described: successes.every(([, { content }]) => content !== undefined) }).toEqual({
      operationId,
      described: true,
    })
    expect(successes.length).toBeGreaterThan(0)
  }
})

test('an approval, an effect, an element and an action are one schema each, wherever they are used', () => {
  const { schemas } = document.components
  const refOf = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  expect(schemas['ApprovalList']?.properties?.['approvals']?.items).toEqual(refOf('Approval'))
  expect(schemas['Acted']?.properties?.['effect']?.items).toEqual(refOf('Effect'))
  expect(schemas['Observed']?.properties?.['elements']?.items).toEqual(refOf('Element'))
  expect(schemas['Act']?.properties?.['action']).toEqual(refOf('Action'))
})

test('what is made of the clients is made from it (mend: bun run openapi)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-generated-'))
  const committed = new URL('../../clients/typescript/src/generated/', import.meta.url).pathname
  const listFiles = (at: string) =>
    readdirSync(at, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .sort()
  try {
    await generateTypescript(folder)
    expect(listFiles(folder)).toEqual(listFiles(committed))
    for (const name of listFiles(folder))
      expect(readFileSync(join(committed, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  for (const [name, text] of Object.entries(renderPython()))
    expect(readFileSync(new URL(`../../clients/python/chaperone/${name}`, import.meta.url), 'utf8')).toBe(text)
})
