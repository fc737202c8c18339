import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Fault, Source } from './sources.ts'

/** Links between our own pages lead somewhere. */
export const linkFaults = (sources: readonly Source[]): Fault[] =>
  sources
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(path), target)))
        .map((target) => ({ path, says: `links to ${target}, which is not there` })),
    )
