#!/usr/bin/env node
import { join } from 'node:path'
import { launch } from './launcher.mjs'
import { root } from './steps.mjs'

// Files named on the command line are the caller's; the data directory is the clone's, unless the environment names one.
const args = process.argv.slice(2)
const dataDir = args[0] === 'demo' ? {} : { CHAPERONE_DATA_DIR: join(root, 'data') }
launch('cli', args, { cwd: process.cwd(), env: { ...dataDir, ...process.env } })
