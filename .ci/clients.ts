import { createClient } from '@hey-api/openapi-ts'
import { renderPythonErrors, renderPythonSync, renderPythonTypes } from './python-client.ts'

/** Whoever imports it may check more strictly than it was generated for. */
const HEADER = ['// Made from docs/openapi.json by `bun run openapi`.', '// @ts-nocheck']

const at = (path: string): string => new URL(`../${path}`, import.meta.url).pathname

/** Types and calls of the TypeScript client, out of docs/openapi.json, into a folder that is emptied first. */
export const generateTypescript = (folder: string): Promise<unknown> =>
  createClient({
    input: at('docs/openapi.json'),
    output: { path: folder, clean: true, module: { extension: '.ts' }, header: HEADER },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent' },
  })

/** The files of the Python client that are made, by name. */
export const renderPython = (): Record<string, string> => ({
  'types.py': renderPythonTypes(),
  'errors.py': renderPythonErrors(),
  '_sync.py': renderPythonSync(),
})

if (import.meta.main) {
  await generateTypescript(at('clients/typescript/src/generated'))
  for (const [name, text] of Object.entries(renderPython()))
    await Bun.write(at(`clients/python/chaperone/${name}`), text)
}
