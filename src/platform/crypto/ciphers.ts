import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { cryptoRefusals } from './refusals.ts'
import { gcmOpen, gcmSeal, type CipherKey } from './sm4-gcm.ts'

/** The ciphers a data key may be made for. A certified machine would be another row. */
export type CipherName = 'aes-256-gcm' | 'sm4-gcm'

/** A key with the cipher it belongs to. */
export interface DataKey<Key extends CipherKey = Buffer> {
  readonly cipher: CipherName
  readonly key: Key
}

/** Node makes a key of its own from bytes at every call, at eight times the cost of the sealing itself: made once here. */
export const readied = ({ cipher, key }: DataKey): DataKey<KeyObject> => ({ cipher, key: createSecretKey(key) })

interface Cipher {
  readonly mark: number
  readonly keyBytes: number
  readonly seal: (key: CipherKey, nonce: Buffer, bound: Buffer, text: Buffer) => { body: Buffer; tag: Buffer }
  /** Null when it does not open. */
  readonly open: (key: CipherKey, nonce: Buffer, bound: Buffer, sealed: { body: Buffer; tag: Buffer }) => Buffer | null
}

const ciphers: Readonly<Record<CipherName, Cipher>> = {
  'aes-256-gcm': { mark: 1, keyBytes: 32, seal: aesSeal, open: aesOpen },
  'sm4-gcm': {
    mark: 2,
    keyBytes: 16,
    seal: (key, nonce, bound, text) => gcmSeal({ cipher: 'sm4', key, nonce, bound }, text),
    open: (key, nonce, bound, sealed) => gcmOpen({ cipher: 'sm4', key, nonce, bound }, sealed),
  },
}

export const newKey = (cipher: CipherName): DataKey => ({ cipher, key: randomBytes(ciphers[cipher].keyBytes) })

const nonceBytes = 12
const tagBytes = 16
const headBytes = 3

/**
 * Seals with a key: one byte for the cipher, two for the key's version, nonce, tag, body. `bound` is not kept in the
 * ciphertext but has to be the same when it is opened, so a value cannot be moved to another row.
 */
export function sealWith({ cipher, key }: DataKey<CipherKey>, version: number, bound: string, text: Buffer): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(ciphers[cipher].mark, 0)
  head.writeUInt16BE(version, 1)
  const nonce = randomBytes(nonceBytes)
  const { body, tag } = ciphers[cipher].seal(key, nonce, boundTo(head, bound), text)
  return Buffer.concat([head, nonce, tag, body])
}

/** Version of the key a value was sealed with. @throws cannotOpen when it is no sealed value */
export function versionOf(sealed: Buffer): number {
  if (sealed.length < headBytes + nonceBytes + tagBytes) throw cryptoRefusals.cannotOpen()
  return sealed.readUInt16BE(1)
}

/** @throws cannotOpen */
export function openWith({ cipher, key }: DataKey<CipherKey>, bound: string, sealed: Buffer): Buffer {
  versionOf(sealed)
  const head = sealed.subarray(0, headBytes)
  if (head[0] !== ciphers[cipher].mark) throw cryptoRefusals.cannotOpen()
  const nonce = sealed.subarray(headBytes, headBytes + nonceBytes)
  const tag = sealed.subarray(headBytes + nonceBytes, headBytes + nonceBytes + tagBytes)
  const body = sealed.subarray(headBytes + nonceBytes + tagBytes)
  const text = ciphers[cipher].open(key, nonce, boundTo(head, bound), { body, tag })
  if (text === null) throw cryptoRefusals.cannotOpen()
  return text
}

const boundTo = (head: Buffer, bound: string): Buffer => Buffer.concat([head, Buffer.from(bound, 'utf8')])

function aesSeal(key: CipherKey, nonce: Buffer, bound: Buffer, text: Buffer): { body: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return { body, tag: cipher.getAuthTag() }
}

function aesOpen(
  key: CipherKey,
  nonce: Buffer,
  bound: Buffer,
  { body, tag }: { body: Buffer; tag: Buffer },
): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(bound)
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch {
    return null
  }
}
