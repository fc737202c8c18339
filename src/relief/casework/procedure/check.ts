import { caseMoves, type CaseMove } from '../moves.ts'
import { stageLimitOf, targetsOf, type Procedure, type Stage } from './procedure.ts'
import type { MoveRule } from './schema.ts'

/** A fault, with the stage it is in (empty: the version as a whole) and the sentence. */
export interface Fault {
  readonly stage: string
  readonly why: string
}

/** What a schema cannot see: names that lead nowhere, stages nobody reaches or leaves, people nobody is. */
export function faultOf(procedure: Procedure, roles: ReadonlySet<string>): Fault | null {
  const { stages, start } = procedure
  if (!stages.has(start)) return { stage: '', why: `从“${start}”开始，但没有这个环节` }
  for (const stage of stages.values()) {
    const fault = faultOfStage(stage, { procedure, roles })
    if (fault !== null) return { stage: stage.name, why: fault }
  }
  return faultOfWays(procedure) ?? faultOfLimits(procedure) ?? faultOfWhole(procedure)
}

interface Setting {
  readonly procedure: Procedure
  readonly roles: ReadonlySet<string>
}

function faultOfStage(stage: Stage, setting: Setting): string | null {
  const shared = faultOfShared(stage, setting.procedure)
  if (shared !== null) return shared
  for (const [move, rule] of Object.entries(stage.moves) as [CaseMove, MoveRule][]) {
    const fault = faultOfRule(rule, setting)
    if (fault !== null) return `动作“${move}”${fault}`
  }
  return null
}

/** A limit goes on only in open stages that have none, one limit a stage. */
function faultOfShared({ name, limit }: Stage, { stages }: Procedure): string | null {
  for (const other of limit?.through ?? []) {
    const stage = stages.get(other)
    if (stage === undefined) return `的期限接着算到“${other}”，但没有这个环节`
    if (stage.outcome !== null) return `的期限接着算到“${other}”，但那里已经办结`
    if (stage.limit !== null) return `的期限接着算到“${other}”，但那里有自己的期限`
    const twice = [...stages.values()].some((one) => one.name !== name && one.limit?.through?.includes(other))
    if (twice) return `的期限接着算到“${other}”，但别的环节的期限也接到那里`
  }
  return null
}

function faultOfRule(rule: MoveRule, { procedure, roles }: Setting): string | null {
  const nowhere = targetsOf(rule).find((to) => !procedure.stages.has(to))
  if (nowhere !== undefined) return `要到“${nowhere}”，但没有这个环节`
  const stranger = rule.who.find((role) => role !== 'system' && !roles.has(role))
  if (stranger !== undefined) return `由“${stranger}”来做，但没有这个岗位`
  const known: ReadonlySet<string> = new Set([...caseMoves, 'open'])
  const unknown = rule['other-than']?.find((move) => !known.has(move))
  return unknown === undefined ? null : `要换人，换的是“${unknown}”，但没有这个动作`
}

/** Every open stage can be left and, by some way, ended; every stage can be reached. */
function faultOfWays({ stages, start }: Procedure): Fault | null {
  const leadsTo = (stage: Stage): string[] =>
    Object.values(stage.moves).flatMap((rule) => targetsOf(rule).filter((to) => to !== stage.name))
  for (const stage of stages.values())
    if (stage.outcome === null && leadsTo(stage).length === 0) return { stage: stage.name, why: '进得来出不去' }
  const reached = new Set([start])
  for (const name of reached) for (const to of leadsTo(stages.get(name)!)) reached.add(to)
  const lost = [...stages.keys()].find((name) => !reached.has(name))
  if (lost !== undefined) return { stage: lost, why: '没有哪个环节通到它' }
  const ends = new Set([...stages.values()].filter(({ outcome }) => outcome !== null).map(({ name }) => name))
  for (let grew = true; grew;) {
    const size = ends.size
    for (const stage of stages.values()) if (leadsTo(stage).some((to) => ends.has(to))) ends.add(stage.name)
    grew = ends.size > size
  }
  const endless = [...stages.keys()].find((name) => !ends.has(name))
  return endless === undefined ? null : { stage: endless, why: '从它走不到任何一个办结环节' }
}

/**
 * Where no document limits the whole way, every stage that waits for people after acceptance has days of its own (or
 * those of a stage that goes on in it): nothing lies without a day. A stage that ends by itself, as the notice does,
 * has its days elsewhere.
 */
function faultOfLimits(procedure: Procedure): Fault | null {
  const { stages, limits } = procedure
  const accepting = [...stages.values()].filter(({ moves }) => moves.accept !== undefined)
  if (limits !== null || accepting.length === 0) return null
  const isByItself = ({ moves }: Stage): boolean => Object.values(moves).some(({ who }) => who.includes('system'))
  const without = [...stages.values()].find(
    (stage) =>
      stage.outcome === null &&
      !accepting.includes(stage) &&
      !isByItself(stage) &&
      stageLimitOf(procedure, stage.name).limit === null,
  )
  if (without === undefined) return null
  return { stage: without.name, why: '的期限没有配置，全程时限也没有：两样总要有一样，照文件写上天数和依据' }
}

function faultOfWhole({ stages, lights, emergency, sources, beginWithin = {} }: Procedure): Fault | null {
  if (lights.amber >= lights.red) return { stage: '', why: `黄灯（${lights.amber}%）要在红灯（${lights.red}%）之前` }
  const rules = [...stages.values()].flatMap(({ moves }) => Object.entries(moves) as [CaseMove, MoveRule][])
  const starts = rules.some(([, { pause }]) => pause === 'starts')
  const ends = rules.some(([, { pause }]) => pause === 'ends')
  if (starts && !ends) return { stage: '', why: '有停表的动作，没有恢复的动作' }
  const forms = new Set([...stages.values()].flatMap((stage) => stage.forms))
  const unasked = Object.keys(beginWithin).find((form) => !forms.has(form))
  if (unasked !== undefined) return { stage: '', why: `写了“${unasked}”几天内开始，但没有环节要它` }
  if (sources === null && rules.some(([move]) => move === 'record-county-visit'))
    return { stage: '', why: '有县级入户，没有写依据（sources）' }
  if (emergency !== null && !stages.get(emergency.papers)?.limit)
    return { stage: emergency.papers, why: '补手续的环节要写明期限' }
  if (emergency === null && rules.some(([move]) => move === 'grant-emergency'))
    return { stage: '', why: '有先行救助，没有写限额' }
  return null
}
