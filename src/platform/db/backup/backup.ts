import { createWriteStream, existsSync, type Dirent } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join, posix, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { given } from '#platform/errors/index.ts'
import type { Database } from '../contract.ts'
import { layoutOf } from '../embedded/layout.ts'
import { backupRefusals } from './refusals.ts'
import { end, headOf, padding } from './tar.ts'

/** The first file of a backup: what it is and what opens it. */
export interface Manifest {
  readonly zhulian: 'backup'
  readonly postgresMajor: string
  /** Fingerprint of the master key. The key itself is never in a backup. */
  readonly keys: string
  readonly takenAt: string
}

export const manifestName = 'manifest.json'
/** The last file: without it the backup was interrupted. */
export const completeName = 'complete.json'
export const filesFolder = 'files'

interface BackupWish {
  readonly database: Database
  readonly out: string
  /** Fingerprint of the master key: `vault.fingerprint`. */
  readonly fingerprint: string
  readonly now: Date
}

/**
 * Copies the embedded database while it is being used, and the files beside it, into one file (tar, gzip, 0600). The copy
 * is consistent by the log written meanwhile, which goes in last; a temporary slot keeps that log from being recycled.
 *
 * @throws external, exists
 * @returns bytes of the file.
 */
export async function backup({ database, out, fingerprint, now }: BackupWish): Promise<number> {
  const { dataDir, connection } = database
  if (dataDir === null) throw backupRefusals.external()
  if (existsSync(out)) throw backupRefusals.exists({ file: out })
  const client = new pg.Client({ ...connection, ssl: false })
  await client.connect()
  const draft = `${out}.partial`
  try {
    const source = archive(client, dataDir, { fingerprint, now })
    await pipeline(Readable.from(source), createGzip({ level: 3 }), createWriteStream(draft, { mode: 0o600 }))
    const handle = await open(draft, 'r+')
    await handle.sync()
    const { size } = await handle.stat()
    await handle.close()
    await rename(draft, out)
    return size
  } finally {
    await rm(draft, { force: true })
    await client.end()
  }
}

async function* archive(
  client: pg.Client,
  dataDir: string,
  { fingerprint, now }: { fingerprint: string; now: Date },
): AsyncGenerator<Buffer> {
  const { rows } = await client.query<{ cluster: string; major: number }>(
    `SELECT current_setting('data_directory') AS cluster, current_setting('server_version_num')::int / 10000 AS major`,
  )
  const { cluster, major } = given(rows[0], 'the settings of the server')
  const manifest: Manifest = {
    zhulian: 'backup',
    postgresMajor: String(major),
    keys: fingerprint,
    takenAt: now.toISOString(),
  }
  const inside = (path: string): string => posix.join(`pg${major}`, path)
  yield* text(manifestName, JSON.stringify(manifest))
  await client.query(`SELECT pg_create_physical_replication_slot('zhulian_backup_' || pg_backend_pid(), true, true)`)
  await client.query(`SELECT pg_backup_start('zhulian', true)`)
  yield* folder(cluster, inside(''), isData)
  const stop = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)')
  yield* text(inside('backup_label'), given(stop.rows[0], 'the label of the backup').labelfile)
  yield* folder(join(cluster, 'pg_wal'), inside('pg_wal'), (path) => /^[0-9A-F]{24}$/.test(path))
  yield* file(layoutOf(dataDir).password, 'database-password')
  yield* folder(resolve(dataDir, filesFolder), filesFolder, () => true)
  yield* text(completeName, '{}')
  yield end
}

/** Not the log (it goes last), not what belongs to the running process, not what is made anew at start. */
const isData = (path: string): boolean =>
  !/^(pg_wal|pg_replslot|pg_stat_tmp|pg_notify|pg_serial|pg_snapshots|pg_subtrans|pg_dynshmem)\//.test(path) &&
  !/(^|\/)(postmaster\.(pid|opts)|pgsql_tmp.*|backup_label.*|pg_internal\.init)$/.test(path)

async function* folder(from: string, to: string, takes: (path: string) => boolean): AsyncGenerator<Buffer> {
  if (!existsSync(from)) return
  const entries: Dirent[] = await readdir(from, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)).split(sep).join('/'))
  for (const path of paths.filter(takes).toSorted()) yield* file(join(from, path), posix.join(to, path))
}

const pieceBytes = 1 << 18

/** A file of a living database may grow, shrink or go while it is read: it is taken at the length it had, zeros after. */
async function* file(from: string, to: string): AsyncGenerator<Buffer> {
  const handle = await open(from, 'r').catch(() => null)
  if (!handle) return
  try {
    const { size } = await handle.stat()
    yield headOf(to, size)
    for (let at = 0; at < size;) {
      const piece = Buffer.alloc(Math.min(pieceBytes, size - at))
      const { bytesRead } = await handle.read(piece, 0, piece.length, at)
      // Shorter than it was: the rest of the piece is the zeros it was made of.
      at += bytesRead === 0 ? piece.length : bytesRead
      yield bytesRead === 0 ? piece : piece.subarray(0, bytesRead)
    }
    yield padding(size)
  } finally {
    await handle.close()
  }
}

async function* text(path: string, content: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content)
  yield headOf(path, bytes.length)
  yield bytes
  yield padding(bytes.length)
}
