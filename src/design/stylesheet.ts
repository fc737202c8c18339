import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { swatchesCss, tokensCss } from './tokens-css.ts'

/** Which face a style sheet is for. Each takes only its own parts: a phone on a slow line loads no console table. */
export type Face = 'portal' | 'console'

const everywhere = ['base', 'buttons', 'states', 'notices', 'forms', 'tables', 'days', 'timeline', 'sign', 'marks']
const whyTree = ['why-tree', 'why-tree-beside', 'why-tree-narrow', 'why-tree-print']
const partsOf: Readonly<Record<Face, readonly string[]>> = {
  portal: [
    'portal-header',
    ...everywhere,
    'portal-footer',
    'pages',
    'ask',
    'home',
    'home-figures',
    'three-faces',
    ...whyTree,
    'letter',
    'progress',
    'style-page',
    'print',
  ],
  console: [
    'portal-header',
    ...everywhere,
    'console-shell',
    'three-faces',
    ...whyTree,
    'work-list',
    'case-panel',
    'case-page',
    'case-parts',
    'case-list',
    'window',
    'pay',
    'means-check',
    'home-survey',
    'household',
    'roster',
    'roster-table',
    'roster-ledger',
    'roster-facets',
    'two-sums',
    'two-sums-reasons',
    'workbench',
    'roster-narrow',
    'print',
  ],
}

const readPart = (name: string): string => readFileSync(new URL(`./css/${name}.css`, import.meta.url), 'utf8')

/** Comments and indentation leave; nothing that could change a meaning does. */
const compact = (css: string): string =>
  css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()

/** The whole style sheet of a face: tokens first, then the parts in order. */
export const stylesheet = (face: Face): string =>
  compact([tokensCss(), ...partsOf[face].map(readPart), ...(face === 'portal' ? [swatchesCss()] : [])].join('\n'))

/** A file of the look, named by its content so that a browser may keep it for ever. */
export interface LookFile {
  readonly name: string
  readonly href: string
  readonly content: string
}

/** Where the server mounts the folder that `writeLook` fills. */
export const lookPrefix = '/look/'

function lookFile(stem: string, ending: string, content: string): LookFile {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const name = `${stem}-${hash}.${ending}`
  return { name, href: `${lookPrefix}${name}`, content }
}

/** Every file both faces ask for. Read once, when the server starts. */
export const look = {
  portal: lookFile('portal', 'css', stylesheet('portal')),
  console: lookFile('console', 'css', stylesheet('console')),
  logo: lookFile('logo', 'svg', readFileSync(new URL('./logo.svg', import.meta.url), 'utf8')),
  readAloud: lookFile('read-aloud', 'js', readFileSync(new URL('./script/read-aloud.js', import.meta.url), 'utf8')),
} as const satisfies Record<string, LookFile>

/** Writes the files into `folder`, to be served under `lookPrefix` and kept for ever. */
export function writeLook(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const { name, content } of Object.values(look)) writeFileSync(join(folder, name), content)
}
