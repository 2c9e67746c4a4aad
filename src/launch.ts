import { findChromium } from './browser/pool/executable.ts'
import type { LaunchOptions } from './browser/pool/spawn.ts'
import type { Config } from './config.ts'
import { sha256Hex } from './crypto/digest.ts'

/** How the configuration wants Chromium started. @throws AppError not_configured where there is none */
export const toLaunch = (config: Config): LaunchOptions => ({
  executable: findChromium({ override: config.chromium ?? undefined, path: config.path }),
  sandbox: config.sandbox,
  extraArgs: config.chromiumArgs,
  tag: sha256Hex(config.dataDir).slice(0, 12),
  path: config.path,
})
