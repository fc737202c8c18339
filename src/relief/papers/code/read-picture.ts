import jsQR from 'jsqr'
import sharp, { type Sharp } from 'sharp'
import { picturesOfPdf } from './pdf-pictures.ts'

/** Texts of the QR codes found in a scan; empty when none could be read. */
export type ReadCodes = readonly string[]

/** A page with the code in each corner: our papers carry it at the upper right, scanners turn them as they like. */
const corners = [
  { right: true, upper: true },
  { right: false, upper: false },
  { right: true, upper: false },
  { right: false, upper: true },
] as const
/** Longest side of a whole page at which a code is looked for, one after the other: a photo of a corner has a large one. */
const sides = [1000, 2000] as const
/** A corner is looked at as sharp as it is, up to here: three modules of the code are then ten pixels and more. */
const cornerSide = 1600
const picturesMax = 8
const pixelsMax = 100_000_000

/**
 * Looks for QR codes in a photo or in the pictures of a scanned PDF. `null`: a PDF without a picture we can look at.
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
  const upright = await sharp(picture, { limitInputPixels: pixelsMax })
    .rotate()
    .flatten({ background: '#fff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height } = upright.info
  const page = () => sharp(upright.data, { raw: { width, height, channels: 1 } })
  for (const { right, upper } of corners) {
    const part = { width: Math.ceil(width / 2), height: Math.ceil(height / 3) }
    const at = { left: right ? width - part.width : 0, top: upper ? 0 : height - part.height }
    const code = await look(page().extract({ ...at, ...part }), cornerSide)
    if (code !== null) return [code]
  }
  for (const side of sides) {
    const code = await look(page(), side)
    if (code !== null) return [code]
  }
  return []
}

async function look(picture: Sharp, side: number): Promise<string | null> {
  const { data, info } = await picture
    .resize({ width: side, height: side, fit: 'inside' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  return jsQR(pixels, info.width, info.height, { inversionAttempts: 'dontInvert' })?.data || null
}
