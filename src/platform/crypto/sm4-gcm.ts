import { createCipheriv, timingSafeEqual, type KeyObject } from 'node:crypto'

/**
 * SM4 in Galois/counter mode (GB/T 32907, RFC 8998). Node offers SM4 as a block cipher and in counter mode but not GCM, so
 * the authentication half is here. Held to the vector of RFC 8998 and, with AES, to OpenSSL's own GCM.
 */
export type BlockCipher = 'sm4' | 'aes-256'
export type CipherKey = Buffer | KeyObject

interface Sealed {
  readonly body: Buffer
  readonly tag: Buffer
}

interface GcmInput {
  readonly cipher: BlockCipher
  readonly key: CipherKey
  /** 12 bytes, never used twice with one key. */
  readonly nonce: Buffer
  readonly bound: Buffer
}

export function gcmSeal(input: GcmInput, text: Buffer): Sealed {
  const body = counted(input, text)
  return { body, tag: tagOf(input, body) }
}

/** Null when the tag does not fit. */
export function gcmOpen(input: GcmInput, { body, tag }: Sealed): Buffer | null {
  return tag.length === 16 && timingSafeEqual(tag, tagOf(input, body)) ? counted(input, body) : null
}

const counterFrom = (nonce: Buffer, count: number): Buffer => {
  const counter = Buffer.alloc(16)
  nonce.copy(counter)
  counter.writeUInt32BE(count, 12)
  return counter
}

const counted = ({ cipher, key, nonce }: GcmInput, text: Buffer): Buffer =>
  createCipheriv(`${cipher}-ctr`, key, counterFrom(nonce, 2)).update(text)

function encryptBlock({ cipher, key }: GcmInput, block: Buffer): Buffer {
  return createCipheriv(`${cipher}-ecb`, key, null).setAutoPadding(false).update(block)
}

function tagOf(input: GcmInput, body: Buffer): Buffer {
  const hash = ghash(encryptBlock(input, Buffer.alloc(16)), input.bound, body)
  const mask = encryptBlock(input, counterFrom(input.nonce, 1))
  return Buffer.from(hash.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

function ghash(subkey: Buffer, bound: Buffer, body: Buffer): Buffer {
  const lengths = Buffer.alloc(16)
  lengths.writeBigUInt64BE(BigInt(bound.length) * 8n, 0)
  lengths.writeBigUInt64BE(BigInt(body.length) * 8n, 8)
  const state = Buffer.alloc(16)
  for (const part of [bound, body, lengths]) {
    for (let at = 0; at < part.length; at += 16) {
      for (let index = 0; index < Math.min(16, part.length - at); index++) {
        state[index] = (state[index] ?? 0) ^ (part[at + index] ?? 0)
      }
      multiply(state, subkey)
    }
  }
  return state
}

/** `state × subkey` in GF(2^128), bits counted from the left, as the standard does. */
function multiply(state: Buffer, subkey: Buffer): void {
  const v = words(subkey)
  const z = new Int32Array(4)
  for (const byte of state) {
    for (let bit = 7; bit >= 0; bit--) {
      if ((byte >> bit) & 1) for (let word = 0; word < 4; word++) z[word] = at(z, word) ^ at(v, word)
      const isOdd = at(v, 3) & 1
      for (let word = 3; word > 0; word--) v[word] = (at(v, word) >>> 1) | (at(v, word - 1) << 31)
      v[0] = (at(v, 0) >>> 1) ^ (isOdd ? 0xe1 << 24 : 0)
    }
  }
  for (let word = 0; word < 4; word++) state.writeInt32BE(at(z, word), word * 4)
}

const at = (list: Int32Array, index: number): number => list[index] ?? 0
const words = (block: Buffer): Int32Array => Int32Array.from([0, 4, 8, 12], (offset) => block.readInt32BE(offset))
