import { posix } from 'node:path'
import { areaLevels, modules, type Module } from '../../src/areas.ts'
import { isCode, isTest, type Fault, type Source } from './sources.ts'

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s+['"]([^'"]+)['"]/g

/** Paths inside `src` that a file imports: `platform/money/index.ts`. */
export function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(importPattern)].flatMap((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? ''
    if (target.startsWith('#')) return [target.slice(1)]
    if (!target.startsWith('.')) return []
    const resolved = posix.normalize(posix.join(posix.dirname(path), target))
    return resolved.startsWith('src/') ? [resolved.slice(4)] : []
  })
}

const levelOf = (area: string): number => areaLevels.findIndex((areas) => areas.includes(area))

/** Files another module may import: its index, its contract, its shapes on the wire, its facts, and whole face folders meant for assembly. */
const isDoor = (path: string): boolean => {
  const [area, , ...inside] = path.split('/')
  if (area === 'design') return true
  const file = inside.join('/')
  return (
    /^(index|contract|wire|facts|endpoint|client|access|labels|testing|routes|database-server|browser)\.tsx?$/.test(
      file,
    ) || /^(ui|testing)\//.test(file)
  )
}

/** The arrows of the house: who may import whom. */
export function arrowFaults(sources: readonly Source[], table: readonly Module[] = modules): Fault[] {
  return sources.filter(isCode).flatMap((source) => {
    if (!source.path.startsWith('src/') || source.path === 'src/areas.ts') return []
    const [area = '', module = ''] = source.path.slice(4).split('/')
    return importsOf(source).flatMap((target) => faultOf(source, { area, module }, target, table))
  })
}

function faultOf(
  source: Source,
  from: { area: string; module: string },
  target: string,
  table: readonly Module[],
): Fault[] {
  const [area = '', module = ''] = target.split('/')
  const says = (text: string): Fault[] => [{ path: source.path, says: `imports ${target}: ${text}` }]
  if (target === 'areas.ts')
    return from.area === 'apps' || from.module === 'testing' ? [] : says('only apps read the table of contents')
  if (from.area === 'apps')
    return area === 'apps' || area === 'design' || isDoor(target) ? [] : says('go through its index.ts')
  if (isTest(source)) return levelOf(area) > levelOf(from.area) ? says('a test may not reach up either') : []
  if (area === from.area && (module === from.module || area === 'design')) return []
  if (levelOf(area) > levelOf(from.area)) return says(`${from.area} may not use ${area}`)
  if (area !== from.area && levelOf(area) === levelOf(from.area)) {
    return says(`${from.area} and ${area} are siblings`)
  }
  if (area === from.area && area !== 'platform' && !isDeclared(from, module, table)) {
    return says(`${from.area}/${from.module} does not declare that it uses ${module} (src/areas.ts)`)
  }
  return isDoor(target) ? [] : says('go through its index.ts or contract.ts')
}

const isDeclared = (from: { area: string; module: string }, module: string, table: readonly Module[]): boolean =>
  table.find(({ name }) => name === `${from.area}/${from.module}`)?.uses?.includes(module) ?? false

/** Every module folder stands in the table of contents, and the other way round. */
export function contentsFaults(sources: readonly Source[], table: readonly Module[] = modules): Fault[] {
  const folders = new Set(
    sources
      .filter(
        (source) => isCode(source) && source.path.startsWith('src/') && !/^src\/(apps|design)\//.test(source.path),
      )
      .map(({ path }) => path.split('/').slice(1, 3).join('/'))
      .filter((name) => !name.endsWith('.ts')),
  )
  const known = new Set(table.map(({ name }) => name))
  return [
    ...[...folders]
      .filter((name) => !known.has(name))
      .map((name) => ({ path: `src/${name}`, says: 'is not in src/areas.ts' })),
    ...[...known]
      .filter((name) => !folders.has(name))
      .map((name) => ({ path: 'src/areas.ts', says: `${name} has no folder` })),
  ]
}
