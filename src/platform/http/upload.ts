import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Multipart, MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { UploadedFile } from './contract.ts'
import { httpRefusals } from './refusals.ts'

/** Ten files and a hundred fields are more than any form of ours has; more is somebody trying. */
const filesMax = 10
const fieldsMax = 100
const fieldBytesMax = 256 * 1024

export interface Upload {
  readonly fields: Readonly<Record<string, unknown>>
  readonly files: readonly UploadedFile[]
  readonly remove: () => Promise<void>
}

/** `20971520` → `20 MB`. */
export const sizeInWords = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.round(bytes / 1024 / 1024)} MB` : `${Math.round(bytes / 1024)} KB`

/**
 * Streams a multipart form to temporary files, never to memory. Nothing is left behind when it is refused.
 * @throws tooLarge, badInput
 */
export async function receiveUpload(request: FastifyRequest, folder: string, bytesMax: number): Promise<Upload> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files: UploadedFile[] = []
  const fields = new Map<string, unknown>()
  const remove = async (): Promise<void> => {
    await Promise.all(files.map((file) => rm(file.path, { force: true })))
  }
  try {
    const limits = { fileSize: bytesMax, files: filesMax, fields: fieldsMax, fieldSize: fieldBytesMax }
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') await receiveFile(part, folder, bytesMax, files)
      else addField(fields, part)
    }
  } catch (error) {
    await remove()
    throw isLimit(error) ? httpRefusals.tooLarge({ limit: sizeInWords(bytesMax) }) : error
  }
  return { fields: Object.fromEntries(fields), files, remove }
}

async function receiveFile(
  part: MultipartFile,
  folder: string,
  bytesMax: number,
  files: UploadedFile[],
): Promise<void> {
  if (part.filename === '') {
    // A file field left empty by the browser.
    part.file.resume()
    return
  }
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const place = files.push({ field: part.fieldname, name: part.filename, path, bytes: 0, sha256: '' }) - 1
  await pipeline(part.file, count, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (part.file.truncated) throw httpRefusals.tooLarge({ limit: sizeInWords(bytesMax) }, part.fieldname)
  files[place] = { field: part.fieldname, name: part.filename, path, bytes, sha256: hash.digest('hex') }
}

function addField(fields: Map<string, unknown>, part: Exclude<Multipart, MultipartFile>): void {
  if (part.valueTruncated) throw httpRefusals.tooLarge({ limit: sizeInWords(fieldBytesMax) }, part.fieldname)
  const before = fields.get(part.fieldname)
  if (before === undefined) fields.set(part.fieldname, part.value)
  else fields.set(part.fieldname, Array.isArray(before) ? [...before, part.value] : [before, part.value])
}

const isLimit = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  ['FST_REQ_FILE_TOO_LARGE', 'FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT'].includes(error.code)
