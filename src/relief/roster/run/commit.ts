import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { inScope, type Db, type Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Audit } from '#platform/audit/index.ts'
import { maskName } from '#registry/households/index.ts'
import type { HouseholdEntry, Households, Recorded } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { AssessmentService, Eligibility, ToKeep } from '#relief/eligibility/index.ts'
import { assessListed, type Answered } from '../assess-list.ts'
import { entryOf, placeOf } from '../read/situation.ts'
import { finishedHouseholds, insertResults, type KeptResult } from './result-store.ts'
import { readFiles, saveRun, type RunRecord } from './run-store.ts'
import { readTrial, withOpenFiles, type TrialHousehold } from './trial.ts'

export interface CommitNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly households: Households
  readonly eligibility: Eligibility
  readonly assessments: Pick<AssessmentService, 'keep'>
  readonly directory: () => RegionDirectory
}

/** One transaction each: small enough that a desk is never kept waiting, large enough to be quick. */
const householdsAtOnce = 200

/** The caller of work that goes on when the request is over: same person, same scope, transactions of its own. */
export const outliving = (who: Caller): Caller => ({
  ...who,
  key: null,
  transaction: (db, work) => inScope(db, { tenants: [who.tenant], places: who.places }, work),
})

/**
 * Records the ready households batch by batch and assesses each as it now stands on file. Killed at any moment it goes on
 * where it was: a batch and its results are one transaction.
 */
export async function commitTrial(who: Caller, run: RunRecord, needs: CommitNeeds): Promise<void> {
  const { db, vault, clock, directory, audit } = needs
  const since = performance.now()
  const files = await who.transaction(db, (tx) => readFiles(tx, who.tenant, run.id))
  const box = await vault.boxOf(who.tenant)
  const trial = await withOpenFiles({ files, box, runId: run.id }, (inputs) =>
    readTrial(inputs, trialSetting(run, clock, directory())),
  )
  const finished = await who.transaction(db, (tx) => finishedHouseholds(tx, who.tenant, run.id))
  const numbers = new Set(finished.values())
  const ready = trial.households.filter(
    (one) => !one.household.isHeld && isPlaced(one, directory()) && !numbers.has(one.household.number),
  )
  const listed = new Set(trial.households.map(({ household }) => household.number))
  const setting = { run, listed, finished: new Set(finished.keys()), needs }
  let done = finished.size
  const inOne = (batch: readonly TrialHousehold[]): Promise<readonly Refused[]> =>
    who.transaction(db, async (tx) => {
      const found = await recordBatch(tx, who, batch, setting)
      await saveRun(tx, who.tenant, run.id, { done: done + batch.length, at: clock.now() })
      return found
    })
  const waiting: TrialHousehold[] = []
  for (let at = 0; at < ready.length; at += householdsAtOnce) {
    const batch = ready.slice(at, at + householdsAtOnce)
    waiting.push(...(await inOne(batch)).map(({ one }) => one))
    done += batch.length
  }
  // Who was still a member elsewhere may have left there in a later batch: asked once more, the answer stands.
  done -= waiting.length
  const refused = waiting.length === 0 ? [] : await inOne(waiting)
  done += waiting.length
  await who.transaction(db, async (tx) => {
    const [first] = refused
    const says = first && {
      zh: `${refused.length} 户没有存进去：${first.refusal.zh}`,
      en: `${refused.length} households were not recorded: ${first.refusal.en}`,
    }
    const seconds = Math.round((performance.now() - since) / 1000)
    await saveRun(tx, who.tenant, run.id, { state: 'assessed', seconds, at: clock.now(), ...(says ? { says } : {}) })
    await audit.record(tx, who, {
      action: 'roster.assessed',
      about: { kind: 'roster-run', id: run.id },
      after: { households: done - refused.length, refused: refused.length },
      reason: `名单体检：${run.file_name}`,
    })
  })
}

export const trialSetting = (run: RunRecord, clock: Clock, directory: RegionDirectory) => {
  const today = clock.today()
  return {
    directory,
    region: run.region,
    today: today > run.law_on ? today : run.law_on,
    choices: run.choices,
  }
}

/** Somebody handles it: the list names a town or a village of ours. Without one it is held, on trial and when recorded. */
export const isPlaced = ({ household }: TrialHousehold, directory: RegionDirectory): boolean => {
  const place = placeOf(household)
  return place !== null && (directory.find(place)?.placeId ?? 0) > 0
}

export function entryOfTrial({ household, roster }: TrialHousehold, run: RunRecord): HouseholdEntry {
  return entryOf(household, {
    header: roster.header,
    factsOn: run.law_on,
    place: placeOf(household) ?? run.region,
    programme: run.programme,
    reason: `名单体检：${run.file_name}`,
  })
}

interface Refused {
  readonly one: TrialHousehold
  readonly refusal: Refusal
}

interface BatchSetting {
  readonly run: RunRecord
  /** Every number of the list, held ones included. */
  readonly listed: ReadonlySet<string>
  /** Households with a result already: recorded under a number of their own, the list does not name them. */
  readonly finished: ReadonlySet<string>
  readonly needs: CommitNeeds
}

async function recordBatch(
  tx: Tx,
  who: Caller,
  batch: readonly TrialHousehold[],
  { run, listed, finished, needs }: BatchSetting,
): Promise<readonly Refused[]> {
  const entries = batch.map((one) => entryOfTrial(one, run))
  const previews = await needs.households.preview(tx, who, entries, listed)
  const ready = previews.flatMap(({ refusal }, index) => (refusal === null ? [index] : []))
  const answers = await recordAll(
    tx,
    who,
    ready.map((index) => entries[index]!),
    { listed, needs },
  )
  const kept = ready.flatMap((index, at) => {
    const record = answers[at]!
    return record instanceof Refusal || finished.has(record.householdId) ? [] : [{ one: batch[index]!, record }]
  })
  await assessRecorded(tx, who, { run, kept, needs })
  return batch.flatMap((one, index) => {
    const answer = answers[ready.indexOf(index)]
    const refusal = previews[index]?.refusal ?? (answer instanceof Refusal ? answer : null)
    return refusal === null ? [] : [{ one, refusal }]
  })
}

/**
 * All at once. Where the registry refuses what nobody could foresee (somebody of the list stands on file out of sight),
 * one by one, so that one household keeps no other from being recorded.
 */
async function recordAll(
  tx: Tx,
  who: Caller,
  entries: readonly HouseholdEntry[],
  { listed, needs }: Pick<BatchSetting, 'listed' | 'needs'>,
): Promise<readonly (Recorded | Refusal)[]> {
  try {
    const scope = { tenants: [who.tenant], places: who.places }
    return await inScope(tx, scope, (inner) => needs.households.record(inner, who, entries, listed))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (entries.length === 1) return [error]
    const answers: (Recorded | Refusal)[] = []
    for (const entry of entries) answers.push(...(await recordAll(tx, who, [entry], { listed, needs })))
    return answers
  }
}

async function assessRecorded(
  tx: Tx,
  who: Caller,
  setting: {
    readonly run: RunRecord
    readonly kept: readonly { readonly one: TrialHousehold; readonly record: Recorded }[]
    readonly needs: CommitNeeds
  },
): Promise<void> {
  const { run, kept, needs } = setting
  const { households, eligibility, assessments, directory } = needs
  const asOf = { factsOn: run.law_on }
  const situations = new Map(
    (
      await households.situationsOf(
        tx,
        who.tenant,
        kept.map(({ record }) => record.householdId),
        asOf,
      )
    ).map((situation) => [situation.householdId, situation]),
  )
  const answers: { answered: Answered; one: TrialHousehold; record: Recorded }[] = []
  for (const { one, record } of kept) {
    const situation = situations.get(record.householdId)
    if (!situation) continue
    const said = one.household.stated.programme?.value
    const answered = assessListed(situation, typeof said === 'string' ? said : undefined, {
      ...{ eligibility, region: run.region, on: run.law_on, programme: run.programme },
      options: {},
    })
    answers.push({ answered, one, record })
  }
  const placeIdOf = (one: TrialHousehold) => directory().get(placeOf(one.household) ?? run.region).placeId
  const keeping = answers.filter(({ answered }) => answered.assessment !== null)
  const ids = await assessments.keep(
    tx,
    who,
    keeping.map(({ answered, one, record }): ToKeep => ({
      householdId: record.householdId,
      placeId: placeIdOf(one),
      request: answered.request,
      result: answered.assessment!,
    })),
  )
  const idOf = new Map(keeping.map(({ record }, index) => [record.householdId, ids[index] ?? null]))
  await insertResults(
    tx,
    who.tenant,
    answers.map(({ answered, one, record }): KeptResult => {
      const place = placeOf(one.household) ?? run.region
      const { members } = answered.request.situation
      const head = members.find(({ relation }) => relation === 'head')
      return {
        ...{ runId: run.id, householdId: record.householdId, placeId: placeIdOf(one), number: record.number },
        assessmentId: idOf.get(record.householdId) ?? null,
        head: maskName(head?.name ?? ''),
        placeCode: place,
        placeLabel: directory().label(place, 'town'),
        persons: one.household.rows.length,
        kind: answered.kind,
        paid: answered.paid,
        computed: answered.assessment?.amount ?? null,
        difference: answered.difference.difference,
        possible: (answered.assessment?.possible ?? []).map(({ amount }) => amount),
        reason: { code: answered.reason.code, ...withoutNames(answered.reason, members) },
        why: withoutNames(answered.difference, members),
        recorded: record.outcome,
        matchedBy: record.matchedBy,
      }
    }),
  )
}

/** A result is a list: who is meant stands in the file of the household, which asks why it is opened. */
function withoutNames({ zh, en }: Words, members: readonly { readonly name: string }[]): Words {
  const names = members.map(({ name }) => name).filter((name) => [...name].length > 1)
  const masked = (text: string): string =>
    names
      .toSorted((one, other) => other.length - one.length)
      .reduce((said, name) => said.replaceAll(name, maskName(name)), text)
  return { zh: masked(zh), en: masked(en) }
}

interface Words {
  readonly zh: string
  readonly en: string
}
