import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '#platform/clock/index.ts'
import type { PlacesAbove } from '#relief/eligibility/index.ts'
import { procedureFrom } from './kept.ts'
import type { Procedure } from './procedure.ts'
import { holdsOn, procedures, readProcedureFile, type ReadFile } from './read.ts'

export interface ProcedureLibrary {
  readonly all: readonly Procedure[]
  /** The nearest procedure upwards that holds on the day; null when there is none. */
  readonly pick: (question: { region: string; programme: string; on: Day }) => Procedure | null
  /** The one of the files that begins on the day. */
  readonly of: (key: { region: string; programme: string; validFrom: Day }) => Procedure | null
  /** One that was kept with its cases, by its hash; read once. */
  readonly kept: (hash: string, content: () => Promise<string>) => Promise<Procedure>
  /** One procedure a programme, the nearest, on a day. */
  readonly at: (region: string, on: Day) => readonly Procedure[]
}

export function createProcedureLibrary(all: readonly Procedure[], placesAbove: PlacesAbove): ProcedureLibrary {
  const pick: ProcedureLibrary['pick'] = ({ region, programme, on }) => {
    for (const place of placesAbove(region)) {
      const found = all.find((one) => one.region === place && one.programme === programme && holdsOn(one, on))
      if (found) return found
    }
    return null
  }
  // What a hash stands for never changes, so this can only grow by the versions in use.
  const known = new Map<string, Procedure>()
  return {
    all,
    pick,
    kept: async (hash, content) => {
      const before = known.get(hash)
      if (before !== undefined) return before
      const read = procedureFrom(await content())
      known.set(hash, read)
      return read
    },
    of: ({ region, programme, validFrom }) =>
      all.find((one) => one.region === region && one.programme === programme && one.from === validFrom) ?? null,
    at: (region, on) =>
      [...new Set(all.map(({ programme }) => programme))].flatMap((programme) => pick({ region, programme, on }) ?? []),
  }
}

/** Reads `<region>/<programme>/procedure.yaml` below a folder. @throws procedureUnreadable */
export function loadProcedures(directory: string, roles: readonly string[]): readonly Procedure[] {
  const files: ReadFile[] = []
  for (const path of (readdirSync(directory, { recursive: true }) as string[]).toSorted()) {
    const [region = '', , name, more] = path.split('/')
    if (name !== 'procedure.yaml' || more !== undefined) continue
    files.push(readProcedureFile(region, path, readFileSync(join(directory, path), 'utf8')))
  }
  return procedures(files, new Set(roles))
}
