import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { charactersOf, readFont, writeFont } from './sfnt.ts'

/** What letters are printed with. Loaded once a process: 40 MB of typefaces are no matter for every request. */
export interface Typefaces {
  /** For the typesetter. */
  readonly blobs: readonly Buffer[]
  /** Families in the order in which a character is looked for. */
  readonly song: readonly string[]
  readonly hei: readonly string[]
  /** Characters of a text that no typeface has, each once. */
  readonly missingFrom: (text: string) => readonly string[]
}

const own = (name: string): Buffer => readFileSync(new URL(`../fonts/${name}`, import.meta.url))

/** 黑体 comes with an npm package: Noto Sans S Chinese, SIL Open Font License 1.1. */
function heiti(weight: 'Regular' | 'Bold'): Buffer {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
  return readFileSync(join(dirname(entry), '..', 'fonts', `NotoSansHans-${weight}.otf`))
}

const fontFile = /\.(?:ttf|otf|ttc|woff)$/i

/**
 * @param officeFolder typefaces of the office's own, for names with rare characters (GB 18030); null when there is none.
 * They are asked last, so that they change no letter that can be printed without them.
 */
export function loadTypefaces(officeFolder: string | null): Typefaces {
  const ours = [
    { family: 'Zhulian Song', isBold: false, bytes: own('noto-serif-sc-regular.woff') },
    { family: 'Zhulian Song', isBold: true, bytes: own('noto-serif-sc-bold.woff') },
    { family: 'Zhulian Hei', isBold: false, bytes: heiti('Regular') },
    { family: 'Zhulian Hei', isBold: true, bytes: heiti('Bold') },
  ]
  const offices = officeFiles(officeFolder).map((bytes, index) => ({
    ...{ family: `Zhulian Office ${index + 1}`, isBold: false, bytes },
  }))
  const faces = [...ours, ...offices].map(({ bytes, ...name }) => ({ name, tables: readFont(bytes) }))
  // The bold of a family has the characters of its regular; asking one of each is enough.
  const known = faces.filter(({ name }) => !name.isBold).map(({ tables }) => charactersOf(tables))
  const rest = offices.map(({ family }) => family)
  return {
    blobs: faces.map(({ name, tables }) => writeFont(tables, name)),
    song: ['Zhulian Song', 'Zhulian Hei', ...rest],
    hei: ['Zhulian Hei', 'Zhulian Song', ...rest],
    missingFrom: (text) => [
      ...new Set(
        [...text].filter(
          (sign) => sign >= ' ' && !known.some((characters) => characters.has(sign.codePointAt(0) ?? 0)),
        ),
      ),
    ],
  }
}

function officeFiles(folder: string | null): readonly Buffer[] {
  if (folder === null) return []
  try {
    return readdirSync(folder)
      .filter((name) => fontFile.test(name))
      .sort()
      .map((name) => readFileSync(join(folder, name)))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return []
    throw cause
  }
}
