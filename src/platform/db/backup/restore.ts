import { chownSync, createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Refusal } from '#platform/errors/index.ts'
import { serverAccount, type Account } from '../embedded/account.ts'
import { bundledMajor } from '../embedded/binaries.ts'
import { completeName, filesFolder, manifestName, type Manifest } from './backup.ts'
import { backupRefusals } from './refusals.ts'
import { readTar, type ArchivedFile } from './tar.ts'

interface RestoreWish {
  readonly from: string
  readonly dataDir: string
  /** Fingerprint of the master key in place here; null when there is none. */
  readonly fingerprint: string | null
}

/**
 * Puts a backup into an empty data folder; the next start replays the log and goes on from there. Everything is laid out
 * beside the folder first and appears by one rename, so a failed restore leaves nothing behind.
 *
 * @throws folderNotEmpty, notABackup, otherVersion, keysDiffer, keysMissing
 */
export async function restore({ from, dataDir, fingerprint }: RestoreWish): Promise<Manifest> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw backupRefusals.folderNotEmpty({ folder: dataDir })
  if (!existsSync(from)) throw backupRefusals.notABackup({ file: from, reason: 'no such file' })
  const draft = `${dataDir}.restoring`
  await rm(draft, { recursive: true, force: true })
  try {
    const manifest = await unpack(from, draft, fingerprint)
    await rm(dataDir, { recursive: true, force: true })
    await rename(draft, dataDir)
    return manifest
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw backupRefusals.notABackup({ file: from, reason: error instanceof Error ? error.message : 'unreadable' })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function unpack(from: string, draft: string, fingerprint: string | null): Promise<Manifest> {
  const account = serverAccount()
  const files = readTar(createReadStream(from).pipe(createGunzip()))
  const first = await files.next()
  if (first.done || first.value.path !== manifestName) throw new Error('it does not begin with a manifest')
  const manifest = JSON.parse(await textOf(first.value)) as Manifest
  await refuseUnfit(manifest, fingerprint)
  mkdirSync(draft, { recursive: true, mode: account ? 0o711 : 0o700 })
  const cluster = `pg${manifest.postgresMajor}`
  let isComplete = false
  for await (const file of files) {
    isComplete = file.path === completeName
    if (isComplete) await textOf(file)
    else await put(file, draft, ownerOf(file.path, cluster, account))
  }
  if (!isComplete) throw new Error('it was interrupted')
  for (const folder of emptyFolders) makeFolder(join(draft, cluster, folder), account)
  return manifest
}

async function refuseUnfit({ zhulian, postgresMajor, keys }: Manifest, fingerprint: string | null): Promise<void> {
  if (zhulian !== 'backup') throw new Error('its manifest is of another program')
  const ours = await bundledMajor()
  if (postgresMajor !== ours) throw backupRefusals.otherVersion({ found: postgresMajor, ours })
  if (fingerprint === null) throw backupRefusals.keysMissing({ wanted: keys })
  if (fingerprint !== keys) throw backupRefusals.keysDiffer({ wanted: keys, found: fingerprint })
}

/** Folders the server expects and a backup leaves empty. */
const emptyFolders: readonly string[] = (
  'pg_wal/archive_status pg_wal/summaries pg_replslot pg_stat_tmp pg_stat pg_notify pg_serial pg_snapshots ' +
  'pg_subtrans pg_dynshmem pg_commit_ts pg_tblspc pg_twophase pg_logical/snapshots pg_logical/mappings'
).split(' ')

/** Only the cluster belongs to the server's account; uploads and the password stay ours. */
const ownerOf = (path: string, cluster: string, account: Account | null): Account | null =>
  path.startsWith(`${cluster}/`) ? account : null

async function put(file: ArchivedFile, draft: string, account: Account | null): Promise<void> {
  const known = /^(pg\d+|files)\//.test(file.path) || file.path === 'database-password'
  if (!known || normalize(file.path) !== normalize(`./${file.path}`) || file.path.split('/').includes('..')) {
    throw new Error('it holds a file that is not ours')
  }
  const path = join(draft, file.path)
  makeFolder(dirname(path), account, draft)
  await pipeline(Readable.from(file.content), createWriteStream(path, { mode: 0o600 }))
  if (account) chownSync(path, account.uid, account.gid)
}

/** Makes a folder and those above it, up to the data folder, which is there already. */
function makeFolder(path: string, account: Account | null, stopAt?: string): void {
  if (path === stopAt || existsSync(path)) return
  makeFolder(dirname(path), account, stopAt)
  mkdirSync(path, { mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}

async function textOf(file: ArchivedFile): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of file.content) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** Where uploads lie in a data folder. */
export const filesDirOf = (dataDir: string): string => join(dataDir, filesFolder)
