import { fileURLToPath } from 'node:url'

/** The dashboard as the browser gets it: one script, one style sheet, both minified. */
export interface Bundle {
  readonly script: string
  readonly style: string
}

/**
 * Bundles the pages. From source this runs at the first request; the compiled binary has its answer in place of this
 * file (.ci/build.ts), since an HTML import cannot carry a Content-Security-Policy of ours.
 */
export const bundleDashboard = async (): Promise<Bundle> => {
  const { outputs } = await Bun.build({
    entrypoints: [fileURLToPath(new URL('./pages/main.tsx', import.meta.url))],
    target: 'browser',
    format: 'esm',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const read = async (suffix: string): Promise<string> => {
    const output = outputs.find(({ path }) => path.endsWith(suffix))
    if (!output) throw new Error(`the dashboard was bundled without its ${suffix} file`)
    return await output.text()
  }
  return { script: await read('.js'), style: await read('.css') }
}
