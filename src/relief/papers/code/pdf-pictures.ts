import { inflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A scanned page is one picture; what claims to be larger than this unpacked is left out. */
const unpackedBytesMax = 150_000_000

/**
 * The pictures of a PDF as scanners make them: a JPEG, or packed pixels in grey or colour, one a page. Text, drawings
 * and fax coding are not drawn; a page made of those has no picture for us, and the caller says so.
 */
export async function picturesOfPdf(bytes: Buffer): Promise<Buffer[]> {
  const pictures: Buffer[] = []
  for (const { head, body } of streamsOf(bytes)) {
    if (!/\/Subtype\s*\/Image\b/.test(head)) continue
    const picture = await pictureOf(head, body)
    if (picture !== null) pictures.push(picture)
  }
  return pictures
}

interface PdfStream {
  readonly head: string
  readonly body: Buffer
}

function streamsOf(bytes: Buffer): PdfStream[] {
  const text = bytes.toString('latin1')
  const found: PdfStream[] = []
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const at = match.index
    if (text.slice(at - 3, at) === 'end') continue
    const head = text.slice(Math.max(0, text.lastIndexOf(' obj', at)), at)
    const start = at + match[0].length
    const said = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(head)
    const end = said === null ? text.indexOf('endstream', start) : start + Number(said[1])
    if (end > start && end <= bytes.length) found.push({ head, body: bytes.subarray(start, end) })
  }
  return found
}

async function pictureOf(head: string, body: Buffer): Promise<Buffer | null> {
  if (/\/DCTDecode\b/.test(head)) return body
  if (!/\/FlateDecode\b/.test(head) || /\/Predictor\s+(?!1\b)/.test(head)) return null
  const number = (name: string): number => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(head)?.[1] ?? 0)
  const size = { width: number('Width'), height: number('Height'), depth: number('BitsPerComponent') }
  const channels = /\/DeviceRGB\b/.test(head) ? 3 : /\/DeviceGray\b/.test(head) ? 1 : null
  if (channels === null || size.depth !== 8 || size.width * size.height * channels > unpackedBytesMax) return null
  try {
    const pixels = inflateSync(body, { maxOutputLength: unpackedBytesMax })
    if (pixels.length < size.width * size.height * channels) return null
    const raw = { width: size.width, height: size.height, channels } as const
    return await sharp(pixels, { raw }).png().toBuffer()
  } catch {
    // A picture that does not unpack is no picture; the caller says that none could be read.
    return null
  }
}
