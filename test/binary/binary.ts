import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The compiled program, alone in a folder of its own. */
export interface Binary extends AsyncDisposable {
  readonly path: string
}

/** Builds it as `npm run build` does, into a folder where nothing else is. */
export const buildBinary = async (): Promise<Binary> => {
  const root = new URL('../../', import.meta.url).pathname
  const folder = await mkdtemp(join(tmpdir(), 'chaperone-binary-'))
  const path = join(folder, 'chaperone')
  const build = Bun.spawn([process.execPath, `${root}.ci/build.ts`, path], { stdio: ['ignore', 'ignore', 'pipe'] })
  const errors = await new Response(build.stderr).text()
  if ((await build.exited) !== 0) throw new Error(`the build failed: ${errors}`)
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
