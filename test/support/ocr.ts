import { dirname, join } from 'node:path'
import { createWorker } from 'tesseract.js'

/** Reads English text off pictures; the trained data come with a package, nothing is fetched. */
export interface TextReader extends AsyncDisposable {
  /** What can be read in a PNG or JPEG, in lower case. */
  read(picture: Uint8Array): Promise<string>
}

export const createTextReader = async (): Promise<TextReader> => {
  const langPath = join(dirname(Bun.resolveSync('@tesseract.js-data/eng', import.meta.dir)), '4.0.0_best_int')
  const worker = await createWorker('eng', 1, { langPath, gzip: true, cacheMethod: 'none' })
  return {
    read: async picture => (await worker.recognize(Buffer.from(picture))).data.text.toLowerCase(),
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  }
}
