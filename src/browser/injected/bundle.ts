import { fileURLToPath } from 'node:url'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Scripts that are evaluated in pages; each stands in the tree as a `.txt` of its name. */
const SCRIPTS = ['page-script', 'storage-script'] as const

/** Bundles a script into one self-contained expression, the text that is evaluated in a page's isolated world. */
export async function bundlePageScript(name: (typeof SCRIPTS)[number] = 'page-script'): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [here(`./${name}.ts`)],
    target: 'browser',
    format: 'iife',
    minify: true,
  })
  const [output] = outputs
  if (!output) throw new Error('the page script did not build')
  return output.text()
}

if (import.meta.main) for (const name of SCRIPTS) await Bun.write(here(`./${name}.txt`), await bundlePageScript(name))
