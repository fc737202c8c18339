import jsQR from 'jsqr'
import sharp from 'sharp'
import { picturesOfPdf } from './pdf-pictures.ts'

/** Texts of the QR codes found in a scan; empty when none could be read. */
export type ReadCodes = readonly string[]

/** Longest side at which a code is looked for, one after the other: a small picture is quick, a large one is sharp. */
const sides = [1000, 1800, 2800] as const
const picturesMax = 8

/**
 * Looks for QR codes in a photo or in the pictures of a scanned PDF. `null`: a PDF without a picture we can look at.
 * The corner with the code is looked at by itself as well: on a whole page the code is small.
 */
export async function readCodes(paper: {
  readonly mediaType: string
  readonly bytes: Buffer
}): Promise<ReadCodes | null> {
  if (paper.mediaType !== 'application/pdf') return codesOf(paper.bytes)
  const pictures = (await picturesOfPdf(paper.bytes)).slice(0, picturesMax)
  if (pictures.length === 0) return null
  const found: string[] = []
  for (const picture of pictures) found.push(...(await codesOf(picture)))
  return [...new Set(found)]
}

async function codesOf(picture: Buffer): Promise<ReadCodes> {
  for (const side of sides) {
    const whole = sharp(picture, { limitInputPixels: 100_000_000 })
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: side !== sides[0] })
      .flatten({ background: '#fff' })
    const { data, info } = await whole.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    const code = look(data, info) ?? look(...corner(data, info))
    if (code !== null) return [code]
  }
  return []
}

interface Size {
  readonly width: number
  readonly height: number
}

const look = (data: Buffer, { width, height }: Size): string | null => {
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  return jsQR(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data || null
}

/** The upper right quarter, where our papers carry their code. */
function corner(data: Buffer, { width, height }: Size): [Buffer, Size] {
  const size = { width: Math.floor(width / 2), height: Math.floor(height / 3) }
  const part = Buffer.alloc(size.width * size.height * 4)
  for (let row = 0; row < size.height; row += 1) {
    const start = (row * width + (width - size.width)) * 4
    data.copy(part, row * size.width * 4, start, start + size.width * 4)
  }
  return [part, size]
}
