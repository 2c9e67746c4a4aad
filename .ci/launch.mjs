import { launch } from './launcher.mjs'

const [target, ...args] = process.argv.slice(2)
launch(target, args)
