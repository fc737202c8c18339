import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/contract.ts'
import type { Clock, Day, Month } from '#platform/clock/index.ts'
import type { Db, PlaceId, Tx } from '#platform/db/contract.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import type { Assessment, AssessmentRequest } from './assessment.ts'
import type { AssessOptions, Eligibility } from './assess/eligibility.ts'
import { diffToPaid } from './assess/paid-difference.ts'
import {
  canonicalAnswer,
  eligibilityOfLaw,
  fingerprint,
  lawMissing,
  lawUnreadable,
  replay,
  unproved,
  type Replayed,
} from './assess/replay.ts'
import { assessmentFromWire, assessmentToWire } from './assess/wire.ts'
import {
  findAssessment,
  findPack,
  hasPack,
  insertAssessments,
  keepPack,
  readAssessed,
  readAssessmentIds,
  readAssessmentRows,
  type AssessmentRecord,
} from './assessment-store.ts'
import { storedRequest } from './assess/stored-inputs.ts'
import type { AssessmentRow, StoredAssessment } from './contract.ts'
import { classInWords } from './packs/class-words.ts'
import type { ReadModel } from './packs/pack.ts'
import { eligibilityRefusals } from './refusals.ts'
import { supposing, type Supposed } from './what-if/what-if.ts'

/** An answer to keep, with the facts it was computed on. */
export interface ToKeep {
  readonly householdId: string
  readonly placeId: PlaceId
  readonly request: AssessmentRequest
  readonly result: Assessment
  readonly options?: AssessOptions
}

export interface HouseholdQuestion {
  readonly householdId: string
  readonly programme: string
  readonly region: string
  readonly factsOn: Day
  readonly lawOn: Day
  readonly month: Month
}

export interface AssessmentService {
  /** Keeps answers in the caller's transaction, with the law they were made by. @returns their ids, in order. */
  readonly keep: (tx: Tx, who: Caller, answers: readonly ToKeep[]) => Promise<readonly string[]>
  /** @throws notFound of the household */
  readonly assessHousehold: (who: Caller, question: HouseholdQuestion) => Promise<{ readonly id: string }>
  /** Recorded as a look at the household. @throws notFound */
  readonly read: (who: Caller, id: string) => Promise<StoredAssessment>
  /** The same in the caller's transaction, for a service that cites it; not recorded as a look. */
  readonly find: (tx: Tx, who: Caller, id: string) => Promise<StoredAssessment | null>
  /** The same household and law with other facts, beside its own; recorded as a look, kept nowhere. @throws notFound */
  readonly suppose: (
    who: Caller,
    id: string,
    supposed: readonly Supposed[],
  ) => Promise<{ readonly before: Assessment; readonly after: Assessment; readonly situation: Situation }>
  /** @throws householdNotFound: not there or not theirs, which is not told apart. */
  readonly list: (who: Caller, householdId: string) => Promise<readonly AssessmentRow[]>
  /** Which of these households have an assessment of a programme for a month already. */
  readonly assessed: (
    tx: Tx,
    who: Caller,
    question: { readonly programme: string; readonly month: Month; readonly householdIds: readonly string[] },
  ) => Promise<ReadonlySet<string>>
  readonly rows: (tx: Tx, who: Caller, householdId: string) => Promise<readonly AssessmentRow[]>
  /** Computes again with the law that was kept, and compares; who looked is written down. @throws notFound */
  readonly replay: (who: Caller, id: string) => Promise<Replayed>
  /** Replays everything a bureau has kept, one after the other; a release gate. @returns how many were replayed */
  readonly replayAll: (who: Caller, onDifference: (one: ReplayedOne) => void) => Promise<number>
}

const replayedAtOnce = 500

/** A replay with what it is about, for whoever has to look it up. */
export type ReplayedOne = Replayed & { readonly id: string; readonly householdId: string }

export interface AssessmentNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: Eligibility
  readonly readModel: ReadModel
  readonly households: Pick<Households, 'situationOf' | 'list'>
  readonly directory: () => RegionDirectory
}

export function createAssessmentService(needs: AssessmentNeeds): AssessmentService {
  const { db, audit, eligibility, households, directory } = needs
  const keep: AssessmentService['keep'] = (tx, who, answers) => keepAnswers(tx, who, { answers, needs })
  const rows: AssessmentService['rows'] = async (tx, who, householdId) =>
    (await readAssessmentRows(tx, who.tenant, householdId)).map(rowOf)
  return {
    keep,
    rows,
    assessed: (tx, who, question) => readAssessed(tx, who.tenant, question),
    assessHousehold: (who, { householdId, ...question }) =>
      who.transaction(db, async (tx) => {
        const situation = await households.situationOf(tx, who.tenant, householdId, { factsOn: question.factsOn })
        const { rows: found } = await households.list(tx, who, { ids: [householdId] })
        const placeId = directory().get(given(found[0], 'the household just read').placeCode).placeId
        const request = { ...question, situation }
        const result = eligibility.assess(request)
        const [id] = await keep(tx, who, [{ householdId, placeId, request, result }])
        const about = { kind: 'household', id: householdId }
        const after = { programme: result.programme, outcome: result.outcome, month: result.month }
        await audit.record(tx, who, { action: 'eligibility.assessed', about, after })
        return { id: given(id, 'the id of the assessment just kept') }
      }),
    read: (who, id) =>
      who.transaction(db, async (tx) => {
        const record = await findAssessment(tx, who.tenant, id)
        if (!record) throw eligibilityRefusals.notFound()
        const about = { kind: 'household', id: record.household_id }
        await audit.recordRead(tx, who, { act: 'read', action: 'eligibility.assessment-opened', about })
        return storedOf(record, needs)
      }),
    find: async (tx, who, id) => {
      const record = await findAssessment(tx, who.tenant, id)
      return record ? storedOf(record, needs) : null
    },
    suppose: (who, id, supposed) =>
      who.transaction(db, async (tx) => {
        const record = await findAssessment(tx, who.tenant, id)
        if (!record) throw eligibilityRefusals.notFound()
        const about = { kind: 'household', id: record.household_id }
        await audit.recordRead(tx, who, { act: 'read', action: 'eligibility.facts-supposed', about })
        const { request } = storedRequest(record.inputs)
        const situation = supposing(request.situation, supposed, request.factsOn)
        const marked = (answer: Assessment): Assessment => ({ ...answer, simulated: true })
        const after = marked(eligibility.assess({ ...request, situation }))
        return { before: marked(eligibility.assess(request)), after, situation: request.situation }
      }),
    list: (who, householdId) =>
      who.transaction(db, async (tx) => {
        const { count } = await households.list(tx, who, { ids: [householdId] })
        if (count === 0) throw eligibilityRefusals.householdNotFound()
        const about = { kind: 'household', id: householdId }
        await audit.recordRead(tx, who, { act: 'read', action: 'eligibility.assessments-listed', about })
        return rows(tx, who, householdId)
      }),
    replay: (who, id) =>
      who.transaction(db, async (tx) => {
        const replayed = await replayKept(tx, who, { id, needs, laws: new Map() })
        const about = { kind: 'household', id: replayed.householdId }
        await audit.recordRead(tx, who, { act: 'read', action: 'eligibility.replayed', about })
        return replayed
      }),
    replayAll: async (who, onDifference) => {
      const laws: KeptLaws = new Map()
      for (let count = 0, after: string | null = null; ;) {
        const ids: readonly string[] = await who.transaction(db, async (tx) => {
          const page = await readAssessmentIds(tx, who.tenant, after, replayedAtOnce)
          for (const id of page) {
            const replayed = await replayKept(tx, who, { id, needs, laws })
            if (!replayed.isSame) onDifference(replayed)
          }
          return page
        })
        count += ids.length
        after = ids.at(-1) ?? null
        if (ids.length < replayedAtOnce) return count
      }
    },
  }
}

/** Laws read again, by hash: most answers of a bureau were made by the same one. */
type KeptLaws = Map<string | null, Promise<Eligibility | null>>

/** Computes again what was kept, by the law that was kept with it. @throws notFound */
async function replayKept(
  tx: Tx,
  who: Caller,
  { id, needs, laws }: { readonly id: string; readonly needs: AssessmentNeeds; readonly laws: KeptLaws },
): Promise<ReplayedOne> {
  const record = await findAssessment(tx, who.tenant, id)
  if (!record) throw eligibilityRefusals.notFound()
  const { pack_hash: hash, household_id: householdId, inputs, result, fingerprint: mark } = record
  const { packs } = needs.eligibility.library
  let law = laws.get(hash)
  if (law === undefined) {
    law = keptLaw(tx, who, hash, needs)
    laws.set(hash, law)
  }
  const columns = { outcome: record.outcome, class: record.class, amount: record.amount_fen }
  try {
    const read = await law
    if (read === null)
      return { id, householdId, ...unproved({ result, fingerprint: mark }, (stored) => lawMissing(stored, packs)) }
    const words = [...read.library.packs, ...packs]
    return { id, householdId, ...replay({ inputs, result, fingerprint: mark, columns }, read, words) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, householdId, ...unproved({ result, fingerprint: mark }, () => lawUnreadable(error)) }
  }
}

/** The law with this hash, or null where it is gone; an answer without a rule was made by none. @throws packUnreadable */
async function keptLaw(
  tx: Tx,
  who: Caller,
  hash: string | null,
  { readModel, eligibility }: AssessmentNeeds,
): Promise<Eligibility | null> {
  const parts = hash === null ? {} : await findPack(tx, who.tenant, hash)
  return parts === undefined ? null : eligibilityOfLaw({ parts, readModel, placesAbove: eligibility.placesAbove })
}

/** Each law is copied once, then every answer points at its hash. */
async function keepAnswers(
  tx: Tx,
  who: Caller,
  { answers, needs }: { readonly answers: readonly ToKeep[]; readonly needs: AssessmentNeeds },
): Promise<readonly string[]> {
  const { clock, eligibility } = needs
  const at = clock.now()
  const byHash = new Map(answers.map((answer) => [answer.result.pack.hash, answer]))
  for (const [hash, { request, options }] of byHash) {
    if (hash === '' || (await hasPack(tx, who.tenant, hash))) continue
    const copy = eligibility.copyOf(request, options)
    await keepPack(tx, who.tenant, { ...copy, hash }, { by: who.id, at })
  }
  const kept = answers.map(({ householdId, placeId, request, result, options = {} }) => ({
    id: uuid(),
    householdId,
    placeId,
    request,
    options,
    result,
    category: diffToPaid(result, request.situation.paidNow?.value ?? null).category,
    fingerprint: fingerprint(canonicalAnswer(request, result)),
    by: { id: who.id, name: who.name },
    at,
  }))
  await insertAssessments(tx, who.tenant, kept)
  return kept.map(({ id }) => id)
}

const rowOf = (record: AssessmentRecord): AssessmentRow => ({
  id: record.id,
  programme: record.programme,
  month: record.month,
  factsOn: record.facts_on,
  lawOn: record.law_on,
  outcome: record.outcome,
  class: record.class,
  amount: record.amount_fen,
  paidNow: record.paid_now_fen,
  simulated: record.is_simulated,
  packTitle: record.pack_title,
  assessedAt: record.created_at.toISOString(),
  assessedBy: record.created_by_name,
})

function storedOf(
  record: AssessmentRecord & { readonly inputs: unknown; readonly result: unknown },
  needs: Pick<AssessmentNeeds, 'directory' | 'eligibility'>,
): StoredAssessment {
  const directory = needs.directory()
  const assessment = assessmentFromWire(record.result)
  const { situation } = storedRequest(record.inputs).request
  const { category, difference, zh, en } = diffToPaid(assessment, situation.paidNow?.value ?? null)
  const head = situation.members.find(({ relation }) => relation === 'head') ?? situation.members[0]
  return {
    ...rowOf(record),
    household: { id: record.household_id, number: situation.number, head: head?.name ?? '' },
    difference: { category, zh, en, amount: difference === null ? null : difference.toString() },
    fingerprint: record.fingerprint,
    places: Object.fromEntries(
      assessment.parameters.map(({ region }) => [region, directory.find(region)?.name ?? region]),
    ),
    classWords: record.class === null ? null : classInWords(record.class, needs.eligibility.library.packs),
    assessment: assessmentToWire(assessment),
  }
}
