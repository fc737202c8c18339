import { isCode, isTest, type Fault, type Source } from './sources.ts'

const linesMax = 400
const testLinesMax = 600
const isOwnText = ({ path }: Source): boolean =>
  !/^(package-lock\.json|LICENSE|NOTICE)/.test(path) && !path.startsWith('tools/tidy/')

/** A file fits in a head. */
export const sizeFaults = (sources: readonly Source[]): Fault[] =>
  sources
    .filter((source) => isCode(source) && source.lines > (isTest(source) ? testLinesMax : linesMax))
    .map(({ path, lines }) => ({ path, says: `has ${lines} lines: look for the second thing inside` }))

const vagueNames = /(^|\/)(utils?|helpers?|common|misc|manager|shared|lib)(\/|\.|$)/

/** Names say what a thing is; files are ASCII and kebab-case, Chinese lives inside them. */
export const nameFaults = (sources: readonly Source[]): Fault[] =>
  sources.flatMap(({ path }) => [
    ...(vagueNames.test(path.replace(/^docs\//, ''))
      ? [{ path, says: 'a clerk would not know what is in here: name the thing' }]
      : []),
    ...(/^(src|tools|bench|acceptance)\//.test(path) && !/^[a-z0-9./-]+$/.test(path) && !path.endsWith('README.md')
      ? [{ path, says: 'use lower-case ASCII and hyphens in file names' }]
      : []),
  ])

const smells: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  { pattern: /\b(?:it|test|describe)\.(?:skip|only|todo)\b/, says: 'a skipped test tells nothing' },
  { pattern: /@ts-(?:ignore|expect-error|nocheck)|(?:eslint|oxlint)-disable/, says: 'the checker is silenced here' },
  { pattern: /\b(?:TODO|FIXME|XXX)\b/, says: 'write an issue, or do it' },
]
const machinePlaces = /\/(?:work|root|farm)\/[a-z]|\/tmp\/bash_jobs|\/home\/[a-z]+\//

/** What slips through when one is in a hurry. */
export const smellFaults = (sources: readonly Source[]): Fault[] =>
  sources
    .filter(isOwnText)
    .flatMap((source) => [
      ...(isCode(source)
        ? smells.filter(({ pattern }) => pattern.test(source.text)).map(({ says }) => ({ path: source.path, says }))
        : []),
      ...(machinePlaces.test(source.text) ? [{ path: source.path, says: 'names a place of one machine' }] : []),
    ])

const colour = /#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?![\w/])|\brgba?\(/
const faces = /from ['"](?:antd|echarts|@ant-design\/)/

/** The look has one source: raw colours and the big libraries of the faces live in `src/design`. */
export const lookFaults = (sources: readonly Source[]): Fault[] =>
  sources
    .filter(
      (source) =>
        isCode(source) && !isTest(source) && source.path.startsWith('src/') && !source.path.startsWith('src/design/'),
    )
    .flatMap((source) => [
      ...(source.path.endsWith('.tsx') && colour.test(source.text.replace(/href=["'{`][^"'`]*["'`]/g, ''))
        ? [{ path: source.path, says: 'a raw colour: take a token from src/design' }]
        : []),
      ...(faces.test(source.text) && !source.path.startsWith('src/apps/console/') && !/\/ui\//.test(source.path)
        ? [{ path: source.path, says: 'antd and echarts are for src/design and the console' }]
        : []),
    ])

/** Every module has one page. */
export const pageFaults = (sources: readonly Source[], names: readonly string[]): Fault[] => {
  const pages = new Set(sources.filter(({ path }) => path.endsWith('/README.md')).map(({ path }) => path))
  return names
    .filter((name) => !pages.has(`src/${name}/README.md`))
    .map((name) => ({ path: `src/${name}`, says: 'has no README.md' }))
}
