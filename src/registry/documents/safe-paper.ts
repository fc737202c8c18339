import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { documentRefusals } from './refusals.ts'

/** A paper as it may be kept: one of four kinds, without the traces a camera leaves. */
export interface SafePaper {
  readonly name: string
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'
  readonly bytes: Buffer
  /** A place, a camera or a comment was in the file and has been taken out. */
  readonly isStripped: boolean
}

export const documentBytesMax = 20 * 1024 * 1024
/** A phone makes 12 to 50 million pixels; what claims more is refused before a single one is unpacked. */
const pixelsMax = 100_000_000

/**
 * Reads a photo or a PDF that somebody handed in. What the bytes are decides, never the name: a program called
 * `payslip.pdf` is refused as a program. Photos lose place, camera and comments, and stand upright.
 *
 * @throws empty, tooLarge, notAPaper, pictureTooLarge, broken, activePdf
 */
export async function readPaper(given: { readonly name: string; readonly bytes: Buffer }): Promise<SafePaper> {
  const name = shownName(given.name)
  const { bytes } = given
  if (bytes.length === 0) throw documentRefusals.empty({ name })
  if (bytes.length > documentBytesMax) throw documentRefusals.tooLarge({ name })
  const found = await fileTypeFromBuffer(bytes)
  switch (found?.mime) {
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
      return readPhoto(name, found.mime, bytes)
    case 'application/pdf':
      return readPdf(name, bytes)
    case 'image/heic':
    case 'image/heif':
      throw documentRefusals.heic({ name })
    default:
      throw documentRefusals.notAPaper({
        name,
        found: found === undefined ? '认不出的文件' : ` ${found.ext} 文件`,
        foundEn: found === undefined ? 'a file of an unknown kind' : `a file of the kind ${found.ext}`,
      })
  }
}

async function readPhoto(
  name: string,
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp',
  bytes: Buffer,
): Promise<SafePaper> {
  const broken = () => documentRefusals.broken({ name })
  const about = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw Object.assign(broken(), { cause })
    })
  const { width, height } = about
  if (width * height > pixelsMax) throw documentRefusals.pictureTooLarge({ name, width, height })
  const traces = [about.exif, about.xmp, about.iptc, about.comments].some((part) => part !== undefined)
  const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'truncated' })
  try {
    if (!traces) {
      await picture.stats()
      return { name, mediaType, bytes, isStripped: false }
    }
    const upright = picture.rotate()
    const drawn = mediaType === 'image/jpeg' ? upright.jpeg({ quality: 92 }) : upright
    return { name, mediaType, bytes: await drawn.toBuffer(), isStripped: true }
  } catch (cause) {
    throw Object.assign(broken(), { cause })
  }
}

/** Names of a PDF that act by themselves or carry other files. */
const active = ['/JavaScript', '/JS', '/Launch', '/EmbeddedFile', '/RichMedia', '/XFA'] as const

function readPdf(name: string, bytes: Buffer): SafePaper {
  const text = bytes.toString('latin1')
  if (!text.startsWith('%PDF-') || !text.slice(-2048).includes('%%EOF')) throw documentRefusals.broken({ name })
  const part = active.find((word) => new RegExp(`${word}(?![A-Za-z])`).test(text))
  if (part !== undefined) throw documentRefusals.activePdf({ name })
  return { name, mediaType: 'application/pdf', bytes, isStripped: false }
}

const nameLengthMax = 80

/** The name as it is shown: no folders, nothing that turns text around or hides an ending. */
function shownName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim()
  const letters = [...(plain === '' ? '未命名' : plain)]
  return letters.length <= nameLengthMax
    ? letters.join('')
    : `${letters.slice(0, 60).join('')}…${letters.slice(-12).join('')}`
}
