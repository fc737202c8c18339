import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { openWith, sealWith, type CipherName, type DataKey } from './ciphers.ts'
import { cryptoRefusals } from './refusals.ts'

/** The key above all keys. It lies in a file of its own, outside data folder and backup, readable by its owner only. */
export interface MasterKey {
  readonly file: string
  /** Names the key without telling it: eight groups of a SHA-256 over it. */
  readonly fingerprint: string
  readonly wrap: (key: Buffer, use: string) => Buffer
  /** @throws cannotOpen */
  readonly unwrap: (wrapped: Buffer, use: string) => Buffer
}

/** `ZHULIAN_KEYS`, or a file beside the data folder. */
export const keysFileOf = (dataDir: string, env: NodeJS.ProcessEnv = process.env): string =>
  resolve(env['ZHULIAN_KEYS'] ?? `${resolve(dataDir)}.keys`)

/** @throws keysUnreadable, keysOpenToOthers */
export function readMasterKey(file: string): MasterKey | null {
  if (!existsSync(file)) return null
  const mode = statSync(file).mode & 0o777
  if (process.platform !== 'win32' && mode & 0o077) {
    throw cryptoRefusals.keysOpenToOthers({ file, mode: mode.toString(8) })
  }
  return masterKeyFrom(file, parse(file))
}

/** Makes the file. It fails when there is one already: a master key is never overwritten. @throws keysInsideData */
export function makeMasterKey(file: string, dataDir: string | null, cipher: CipherName = 'aes-256-gcm'): MasterKey {
  if (dataDir && !relative(resolve(dataDir), resolve(file)).startsWith('..')) {
    throw cryptoRefusals.keysInsideData({ file })
  }
  mkdirSync(dirname(file), { recursive: true })
  const key = randomBytes(cipher === 'sm4-gcm' ? 16 : 32)
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, `${JSON.stringify({ zhulian: 'master key', cipher, key: key.toString('base64') })}\n`)
  fsyncSync(handle)
  closeSync(handle)
  return masterKeyFrom(file, { cipher, key })
}

const masterKeyFrom = (file: string, key: DataKey): MasterKey => ({
  file,
  fingerprint: fingerprintOf(key.key),
  wrap: (data, use) => sealWith(key, 0, `wrap:${use}`, data),
  unwrap: (wrapped, use) => openWith(key, `wrap:${use}`, wrapped),
})

const fingerprintOf = (key: Buffer): string =>
  createHash('sha256')
    .update('zhulian master key')
    .update(key)
    .digest('hex')
    .slice(0, 32)
    .replace(/(.{4})(?=.)/g, '$1-')

function parse(file: string): DataKey {
  try {
    const { cipher, key } = JSON.parse(readFileSync(file, 'utf8')) as { cipher: CipherName; key: string }
    const bytes = Buffer.from(key, 'base64')
    if (cipher === 'aes-256-gcm' && bytes.length === 32) return { cipher, key: bytes }
    if (cipher === 'sm4-gcm' && bytes.length === 16) return { cipher, key: bytes }
  } catch {
    // Falls through to the refusal: what is in the file must not be shown.
  }
  throw cryptoRefusals.keysUnreadable({ file })
}
