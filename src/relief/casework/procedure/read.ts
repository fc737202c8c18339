import { parse } from 'yaml'
import type { Day } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import { caseRefusals } from '../refusals.ts'
import { faultOf } from './check.ts'
import type { Procedure, Stage } from './procedure.ts'
import { ProcedureFile, type StageSaid, type VersionSaid } from './schema.ts'

/** One `procedure.yaml`, as it was read. */
export interface ReadFile {
  readonly region: string
  /** `330400/dibao/procedure.yaml` */
  readonly file: string
  readonly said: ProcedureFile
}

/** Our own setting where a procedure says nothing: no law speaks of lights. */
const shippedLights = { amber: 60, red: 80 } as const

const refuse = (file: string, stage: string, why: string) =>
  caseRefusals.procedureUnreadable({ file, stage: stage === '' ? '' : `环节“${stage}”`, why })

/** @throws procedureUnreadable */
export function readProcedureFile(region: string, file: string, text: string): ReadFile {
  let raw: unknown
  try {
    raw = parse(text, { version: '1.2' })
  } catch (error) {
    throw refuse(file, '', error instanceof Error ? error.message : String(error))
  }
  const read = ProcedureFile.safeParse(raw)
  if (read.success) return { region, file, said: read.data }
  const { path, message } = deepest(read.error.issues[0]!)
  const at = path.indexOf('stages')
  const stage = at < 0 ? '' : String(path[at + 1] ?? '')
  throw refuse(file, stage, `${(at < 0 ? path : path.slice(at + 2)).join('.')} ${message}`.trim())
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly errors?: readonly (readonly Issue[])[]
}

/** Of the shapes that were possible, the one that went furthest says best what is wrong. */
function deepest(issue: Issue): Issue {
  const inner = (issue.errors ?? []).flat().map((one) => deepest({ ...one, path: [...issue.path, ...one.path] }))
  return inner.toSorted((one, other) => other.path.length - one.path.length)[0] ?? issue
}

/** All versions of all files, whole: what is like another is filled in from it. @throws procedureUnreadable */
export function procedures(files: readonly ReadFile[], roles: ReadonlySet<string>): Procedure[] {
  const made = new Map<string, Procedure[]>()
  const of = (file: ReadFile, seen: readonly string[] = []): Procedure[] => {
    if (seen.includes(file.file)) throw refuse(file.file, '', '绕成了一圈：照来照去又照回自己')
    const known = made.get(file.file)
    if (known) return known
    const own: Procedure[] = []
    const model = (version: VersionSaid): Procedure | null => {
      if (!('like' in version)) return null
      // Like itself: like the version before.
      if (version.like === file.region) {
        const before = own.findLast(({ from }) => from < version.from)
        if (before) return before
        throw refuse(file.file, '', `${version.from} 的版本照前一版，但前面没有`)
      }
      const other = files.find(({ region, said }) => region === version.like && said.programme === file.said.programme)
      if (!other) throw refuse(file.file, '', `照的是 ${version.like} 的流程，但那里没有`)
      const found = of(other, [...seen, file.file]).find((one) => holdsOn(one, version.from))
      if (!found) throw refuse(file.file, '', `照的是 ${version.like} 的流程，但它在 ${version.from} 还没有`)
      return found
    }
    for (const version of file.said.versions.toSorted((one, next) => (one.from < next.from ? -1 : 1)))
      own.push(whole(file, version, model(version)))
    const ordered = inOrder(file.file, own)
    for (const one of ordered) {
      const fault = faultOf(one, roles)
      if (fault !== null) throw refuse(file.file, fault.stage, fault.why)
    }
    made.set(file.file, ordered)
    return ordered
  }
  return files.flatMap((file) => of(file))
}

export const holdsOn = ({ from, to }: Procedure, on: Day): boolean => from <= on && (to === null || on < to)

function whole({ region, file, said }: ReadFile, version: VersionSaid, model: Procedure | null): Procedure {
  const words = said.words ?? model?.words
  const code = said.code ?? model?.code
  if (!words || !code) throw refuse(file, '', '要写 words 和 code')
  const { emergency } = version
  return {
    region,
    programme: said.programme,
    words,
    code,
    group: said.group ?? model?.group ?? said.programme,
    from: version.from,
    to: version.to ?? null,
    title: version.title,
    status: version.status,
    start: 'like' in version ? model!.start : version.start,
    limits: version.limits ?? model?.limits ?? null,
    beginWithin: version['begin-within'] ?? model?.beginWithin,
    lights: version.lights ?? model?.lights ?? shippedLights,
    decidedBy: version.decidedBy ?? model?.decidedBy ?? 'county',
    emergency: emergency ? { ...emergency, cap: yuan(emergency.cap) } : (model?.emergency ?? null),
    sources: version.sources ?? model?.sources ?? null,
    stages: stagesOf(file, version, model),
  }
}

function stagesOf(file: string, version: VersionSaid, model: Procedure | null): ReadonlyMap<string, Stage> {
  const stages = new Map(model?.stages)
  for (const [name, said] of Object.entries(version.stages as Record<string, Partial<StageSaid>>)) {
    const old = stages.get(name)
    const { zh = old?.zh, en = old?.en } = said
    if (zh === undefined || en === undefined) throw refuse(file, name, '要写 zh 和 en')
    stages.set(name, {
      name,
      ...{ zh, en },
      forms: said.forms ?? old?.forms ?? [],
      limit: said.limit === undefined ? (old?.limit ?? null) : said.limit,
      outcome: said.outcome ?? old?.outcome ?? null,
      moves: { ...old?.moves, ...said.moves },
    })
  }
  return stages
}

/** A version holds until the next begins; two on one day are refused. */
function inOrder(file: string, versions: readonly Procedure[]): Procedure[] {
  const sorted = versions.toSorted((one, other) => (one.from < other.from ? -1 : 1))
  return sorted.map((one, index) => {
    const next = sorted[index + 1]
    if (next && (next.from === one.from || (one.to !== null && one.to > next.from)))
      throw refuse(file, '', `版本重叠：“${one.title}”和“${next.title}”在 ${next.from} 都有效`)
    return { ...one, to: one.to ?? next?.from ?? null }
  })
}
