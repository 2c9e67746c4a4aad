import { fileURLToPath } from 'node:url'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Bundles the page script into one self-contained expression, the text that is evaluated in a page's isolated world. */
export async function bundlePageScript(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [here('./page-script.ts')],
    target: 'browser',
    format: 'iife',
    minify: true,
  })
  const [output] = outputs
  if (!output) throw new Error('the page script did not build')
  return output.text()
}

if (import.meta.main) await Bun.write(here('./page-script.txt'), await bundlePageScript())
