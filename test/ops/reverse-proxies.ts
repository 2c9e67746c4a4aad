import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as requestPlain } from 'node:http'
import { createServer } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { until } from '../support/until.ts'

/** Where a reverse proxy listens, and what is behind it. */
interface Place {
  readonly port: number
  readonly upstream: number
  /** The public URL's path: empty, or `/chaperone`. */
  readonly path: string
  readonly certificate: Certificate
}

interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A reverse proxy that ends TLS in front of the service: the real ones as `examples/` configures them, and a small one. */
export interface ReverseProxy {
  readonly name: string
  readonly isInstalled: boolean
  /** Takes the public URL's path off before it passes a request on. */
  readonly strips: boolean
  start(place: Place): Promise<AsyncDisposable>
}

/** A certificate for localhost, which nobody trusts. */
export const createCertificate = (): Certificate & Disposable => {
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const { exitCode, stderr } = Bun.spawnSync([
    ...['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ...['-keyout', key, '-out', cert],
  ])
  if (exitCode !== 0) throw new Error(`openssl: ${stderr}`)
  return { cert, key, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) }
}

const EXAMPLES = join(import.meta.dir, '../../examples')

/** An example, with what an operator would set. @throws Error where the example has no such line any more */
const fillIn = (file: string, values: readonly (readonly [string, string])[]): string =>
  values.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`examples/${file} has no ${from}`)
      return text.replace(from, to)
    },
    readFileSync(join(EXAMPLES, file), 'utf8'),
  )

const answers = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false })
    const settle = (does: boolean) => {
      socket.destroy()
      resolve(does)
    }
    socket.once('secureConnect', () => settle(true))
    socket.once('error', () => settle(false))
  })

const runServer = async (command: (folder: string) => string[], { port }: Place): Promise<AsyncDisposable> => {
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-proxy-'))
  const child = Bun.spawn(command(folder), {
    env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    ...{ stdout: 'ignore', stderr: 'ignore' },
  })
  let isUp = false
  const look = async () => {
    while (!isUp && child.exitCode === null) isUp = await answers(port)
  }
  void look()
  await until(() => isUp || child.exitCode !== null)
  if (!isUp) throw new Error(`the reverse proxy ended with ${child.exitCode}`)
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await child.exited
      rmSync(folder, { recursive: true })
    },
  }
}

const nginx = ({ strips }: Pick<ReverseProxy, 'strips'>): ReverseProxy => {
  const binary = Bun.which('nginx', { PATH: `${process.env['PATH']}:/usr/sbin` })
  return {
    ...{ name: `nginx, path ${strips ? 'taken off' : 'passed on'}`, isInstalled: binary !== null, strips },
    start: place =>
      runServer(folder => {
        const server = fillIn('nginx.conf', [
          ['listen 443 ssl', `listen 127.0.0.1:${place.port} ssl`],
          ['server_name agents.example', 'server_name localhost'],
          ['/etc/ssl/agents.example.crt', place.certificate.cert],
          ['/etc/ssl/agents.example.key', place.certificate.key],
          ['location /chaperone/ {', `location ${place.path}/ {`],
          ['http://127.0.0.1:4600;', `http://127.0.0.1:${place.upstream}${strips ? '/' : ''};`],
        ])
        const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
          .map(kind => `${kind}_temp_path ${folder}/${kind};`)
          .join(' ')
        const whole = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${temporary} ${server} }`
        writeFileSync(join(folder, 'nginx.conf'), whole)
        return [binary ?? '', '-p', folder, '-e', `${folder}/error.log`, '-c', join(folder, 'nginx.conf')]
      }, place),
  }
}

const caddy = ({ strips }: Pick<ReverseProxy, 'strips'>): ReverseProxy => ({
  ...{ name: `Caddy, path ${strips ? 'taken off' : 'passed on'}`, isInstalled: Bun.which('caddy') !== null, strips },
  start: place =>
    runServer(folder => {
      const site = fillIn('Caddyfile', [
        [
          'agents.example {\n',
          `https://localhost:${place.port}, https://127.0.0.1:${place.port} {\n bind 127.0.0.1\n tls ${place.certificate.cert} ${place.certificate.key}\n`,
        ],
        ['handle /chaperone* {', `${strips ? 'handle_path' : 'handle'} ${place.path}* {`],
        ['reverse_proxy 127.0.0.1:4600', `reverse_proxy 127.0.0.1:${place.upstream}`],
      ])
      const options = '{\n admin off\n auto_https disable_redirects\n skip_install_trust\n}\n'
      writeFileSync(join(folder, 'Caddyfile'), options + site)
      return ['caddy', 'run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')]
    }, place),
})

/** A plain one, which machines without the real ones have too. */
const small = ({ strips }: Pick<ReverseProxy, 'strips'>): ReverseProxy => ({
  ...{ name: `a small proxy, path ${strips ? 'taken off' : 'passed on'}`, isInstalled: true, strips },
  start: async ({ port, upstream, path, certificate }) => {
    const toPath = (url = '/') => (strips ? url.slice(path.length) : url)
    const server = createServer({ cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) })
    const toHeaders = (headers: object, client: string | undefined, host: string | undefined) => ({
      ...headers,
      ...{ 'x-forwarded-for': client, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
    })
    server.on('request', (asked, answer) => {
      const headers = toHeaders(asked.headers, asked.socket.remoteAddress, asked.headers.host)
      const { method } = asked
      const passed = requestPlain({ port: upstream, method, path: toPath(asked.url), headers }, got => {
        answer.writeHead(got.statusCode ?? 502, got.rawHeaders)
        answer.flushHeaders()
        got.pipe(answer)
      })
      passed.on('error', () => answer.destroy())
      answer.on('close', () => passed.destroy())
      asked.pipe(passed)
    })
    server.on('upgrade', (asked, socket, head) => {
      const passed = connectPlain(upstream, '127.0.0.1', () => {
        const headers = toHeaders(asked.headers, asked.socket.remoteAddress, asked.headers.host)
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
        passed.write(`GET ${toPath(asked.url)} HTTP/1.1\r\n${lines.join('')}\r\n`)
        passed.write(head)
        passed.pipe(socket).pipe(passed)
      })
      for (const [one, other] of [
        [passed, socket],
        [socket, passed],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy())
    })
    const { promise, resolve } = Promise.withResolvers<void>()
    server.listen(port, '127.0.0.1', resolve)
    await promise
    return {
      [Symbol.asyncDispose]: async () => {
        server.closeAllConnections()
        server.close()
      },
    }
  },
})

/** Each with the public URL's path passed on, and taken off. */
export const REVERSE_PROXIES: readonly ReverseProxy[] = [small, nginx, caddy].flatMap(make => [
  make({ strips: false }),
  make({ strips: true }),
])
