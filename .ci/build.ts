import { $ } from 'bun'
import manifest from '../package.json' with { type: 'json' }

/**
 * The compiled binary for this platform. Identifiers are not minified: that switches off checks of Elysia's validation
 * (docs/decisions/0003). The binary reads no .env and no bunfig.toml from wherever it is started.
 */
const root = new URL('..', import.meta.url).pathname
const outfile = `${root}dist/chaperone`
const commit = (await $`git -C ${root} rev-parse --short=12 HEAD`.nothrow().quiet()).text().trim()

const { success, logs } = await Bun.build({
  entrypoints: [`${root}src/main.ts`],
  compile: { outfile, autoloadDotenv: false, autoloadBunfig: false },
  target: 'bun',
  format: 'cjs',
  bytecode: true,
  minify: { whitespace: true, syntax: true, identifiers: false },
  define: { 'process.env.NODE_ENV': '"production"', CHAPERONE_COMMIT: JSON.stringify(commit) },
})
for (const log of logs) console.error(log)
if (!success) process.exit(1)
console.log(
  `dist/chaperone ${manifest.version}${commit && ` (${commit})`}, ${Math.round(Bun.file(outfile).size / 2 ** 20)} MiB`,
)
