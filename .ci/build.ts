import { existsSync } from 'node:fs'
import { $ } from 'bun'
import manifest from '../package.json' with { type: 'json' }
import { bundleDashboard } from '../src/dashboard/bundle.ts'

/**
 * The compiled binary for this platform. Identifiers are not minified: that switches off checks of Elysia's validation
 * (docs/decisions/0003). The binary reads no .env and no bunfig.toml from wherever it is started.
 */
const root = new URL('..', import.meta.url).pathname
const outfile = process.argv[2] ?? `${root}dist/chaperone`
const git = async (...args: string[]) => (await $`git -C ${root} ${args}`.nothrow().quiet()).text().trim()
// A copy without a repository of its own may lie in somebody else's.
const isOurs = existsSync(`${root}.git`)
const commit = isOurs ? await git('rev-parse', '--short=12', 'HEAD') : ''

const dashboard = JSON.stringify(await bundleDashboard())

const { success, logs } = await Bun.build({
  entrypoints: [`${root}src/main.ts`],
  compile: { outfile, autoloadDotenv: false, autoloadBunfig: false },
  target: 'bun',
  plugins: [
    {
      name: 'dashboard',
      setup: build =>
        void build.onLoad({ filter: /src\/dashboard\/bundle\.ts$/ }, () => ({
          contents: `export const bundleDashboard = async () => (${dashboard})`,
          loader: 'ts',
        })),
    },
  ],
  format: 'cjs',
  bytecode: true,
  minify: { whitespace: true, syntax: true, identifiers: false },
  define: { 'process.env.NODE_ENV': '"production"', CHAPERONE_COMMIT: JSON.stringify(commit) },
})
for (const log of logs) console.error(log)
if (!success) process.exit(1)
console.log(
  `${outfile} ${manifest.version}${commit && ` (${commit})`}, ${Math.round(Bun.file(outfile).size / 2 ** 20)} MiB`,
)
