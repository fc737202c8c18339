import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { UploadedFile } from '#platform/http/index.ts'

/** Empty sheets in another tint each: the same sheet twice is refused, and nobody takes one for a real paper. */
export interface DemoSheets {
  readonly next: () => Promise<UploadedFile>
  /** What a finger drew, as data. */
  readonly signature: string
}

const sheetPixels = { width: 210, height: 297 }

export async function sheetsIn(folder: string, from: number): Promise<DemoSheets> {
  let serial = from
  const drawn = await sheet(0, { width: 90, height: 40 })
  return {
    signature: `data:image/png;base64,${drawn.toString('base64')}`,
    next: async () => {
      serial += 1
      const bytes = await sheet(serial, sheetPixels)
      const path = join(folder, `${serial}.png`)
      await writeFile(path, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { field: 'file', name: '材料（演示）.png', path, bytes: bytes.length, sha256 }
    },
  }
}

const sheet = (serial: number, { width, height }: { width: number; height: number }): Promise<Buffer> => {
  const background = { r: 255, g: 255 - (serial % 40), b: 250 - (Math.floor(serial / 40) % 40) }
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}
