import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** One instruction of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly word: string
  readonly rest: string
}

/** Instructions in order; comments and blank lines are dropped. */
export const parseDockerfile = (text: string): Instruction[] =>
  text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [word = '', ...rest] = line.split(/\s+/)
      return { word: word.toUpperCase(), rest: rest.join(' ') }
    })

/** What a stage has come to: its files as an overlay over this machine's, and what a container of it would run with. */
export interface Stage {
  readonly upper: string
  workdir: string
  user: string
  readonly env: Record<string, string>
  entrypoint: string[]
  cmd: string[]
  healthcheck: string[]
}

/** Temporary directories that are removed together. */
export interface Layers extends AsyncDisposable {
  readonly root: string
}

export const createLayers = async (): Promise<Layers> => {
  const root = await mkdtemp(join(tmpdir(), 'chaperone-layers-'))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}

/**
 * Mounts the stage's files over this machine's, makes that the root (a chroot would not do: user namespaces, which
 * Chromium's sandbox needs, are refused inside one), and runs the command there.
 */
const ENTER = `
set -eu
upper=$1; work=$2; root=$3; dir=$4; user=$5; shift 5
mount -t overlay overlay -o "lowerdir=/,upperdir=$upper,workdir=$work" "$root"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mkdir -p "$root/.old" "$root$dir"
cd "$root"
pivot_root . .old
umount -l /.old
cd "$dir"
[ "$user" = root ] && exec "$@"
exec setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"
`

/** The command line that runs `command` inside the stage, in its own mount and process namespaces. */
export const enterStage = async (stage: Stage, command: readonly string[]): Promise<string[]> => {
  const run = await mkdtemp(join(dirname(stage.upper), 'run-'))
  const [work, root] = [join(dirname(stage.upper), `work-${stage.upper.split('/').at(-1)}`), join(run, 'root')]
  await Promise.all([mkdir(work, { recursive: true }), mkdir(root)])
  const env = Object.entries({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...stage.env })
  const namespaces = ['unshare', '--mount', '--pid', '--fork', '--kill-child=KILL']
  return [
    ...['env', '-i', ...env.map(([name, value]) => `${name}=${value}`)],
    ...[...namespaces, 'sh', '-c', ENTER, 'enter', stage.upper, work, root, stage.workdir, stage.user, ...command],
  ]
}

const newStage = async (layers: Layers, name: string): Promise<Stage> => {
  const upper = join(layers.root, name)
  await mkdir(upper, { recursive: true })
  return { upper, workdir: '/', user: 'root', env: {}, entrypoint: [], cmd: [], healthcheck: [] }
}

/**
 * Carries out a Dockerfile on this machine, whose own files stand in for the base images: every RUN and COPY happens, in
 * overlays that are thrown away.
 * @param copyContext copies the build context, as .dockerignore leaves it, into a folder
 * @returns the last stage
 */
export const carryOut = async (
  instructions: readonly Instruction[],
  layers: Layers,
  copyContext: (folder: string) => Promise<void>,
): Promise<Stage> => {
  const stages = new Map<string, Stage>()
  let stage = await newStage(layers, 'none')
  for (const { word, rest } of instructions) {
    if (word === 'FROM') {
      const name = rest.split(/ as /i)[1] ?? `stage-${stages.size}`
      stage = await newStage(layers, name)
      stages.set(name, stage)
    } else if (word === 'RUN') await runStep(stage, rest)
    else if (word === 'COPY') await copyStep({ stage, stages, rest, copyContext })
    else applySetting(stage, word, rest)
  }
  return stage
}

const runStep = async (stage: Stage, command: string): Promise<void> => {
  const { exitCode, stderr } = Bun.spawnSync(await enterStage(stage, ['sh', '-c', command]), { stdin: 'ignore' })
  if (exitCode !== 0) throw new Error(`RUN ${command}: exit ${exitCode}: ${stderr.toString().slice(-2000)}`)
}

const copyStep = async (step: {
  stage: Stage
  stages: ReadonlyMap<string, Stage>
  rest: string
  copyContext: (folder: string) => Promise<void>
}): Promise<void> => {
  const { stage, stages, rest } = step
  const [, from, source = '', target = ''] = /^(?:--from=(\S+) )?(\S+) (\S+)$/.exec(rest) ?? []
  const folder = join(stage.upper, target.startsWith('/') ? target : join(stage.workdir, target))
  await mkdir(dirname(folder), { recursive: true })
  if (!from) return step.copyContext(folder)
  const other = stages.get(from)
  if (!other) throw new Error(`COPY --from=${from}: no such stage`)
  await cp(join(other.upper, source), folder)
}

const applySetting = (stage: Stage, word: string, rest: string): void => {
  if (word === 'ENV') for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value
  else if (word === 'WORKDIR') stage.workdir = rest
  else if (word === 'USER') stage.user = rest
  else if (word === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest)
  else if (word === 'CMD') stage.cmd = JSON.parse(rest)
  else if (word === 'HEALTHCHECK') stage.healthcheck = JSON.parse(rest.slice(rest.indexOf('[')))
  else if (!['ARG', 'VOLUME', 'EXPOSE'].includes(word)) throw new Error(`no step for ${word}`)
}
