import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock, Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { hashOfFiles, type Pack } from '#relief/eligibility/index.ts'
import type { Plan } from '../plan/plan.ts'
import { workbenchRefusals } from '../refusals.ts'
import { asInForce, groundOf, type GroundNeeds } from '../version/pack-files.ts'
import { addVersion } from '../version/version-store.ts'
import { checkDraft, type CheckNeeds, type DraftCheck } from './check.ts'
import { checkAct, checkStart, type Draft, type DraftAct, type PackFiles } from './draft.ts'
import {
  findDraft,
  insertDraft,
  keepSentBack,
  keepTakenRules,
  lockDraft,
  readDrafts,
  readDraftsOfPlan,
  saveDraft,
  saveDraftState,
} from './draft-store.ts'
import { hasOwnRules, isOfRules, withOwnRules } from './rules.ts'

/** Which draft, as the person saw it. */
export interface OnDraft {
  readonly id: string
  readonly version: number
}

/** What a draft is besides its files. */
export interface DraftFrame {
  readonly document?: string | undefined
  readonly startsOn?: Day | undefined
}

export interface Drafts {
  /** From the version in force, or that will be. @throws noPack */
  readonly start: (
    tx: Tx,
    who: Caller,
    pack: {
      readonly region: string
      readonly programme: string
      /** Whoever wrote in the plan has had a hand in the draft. */
      readonly plan?: Pick<Plan, 'id' | 'hands'>
    },
  ) => Promise<Draft>
  readonly list: (tx: Tx, who: Caller) => Promise<readonly Draft[]>
  readonly ofPlan: (tx: Tx, who: Caller, planId: string) => Promise<readonly Draft[]>
  /** @throws notFound */
  readonly get: (tx: Tx, who: Caller, id: string) => Promise<Draft>
  readonly check: (draft: Pick<Draft, 'region' | 'programme' | 'files'>) => Promise<DraftCheck>
  /** Why its next step would be refused now, whoever asks: proposing an open one, publishing a proposed one. */
  readonly hindered: (
    tx: Tx,
    who: Caller,
    draft: Draft,
    check: DraftCheck,
  ) => Promise<{ readonly zh: string; readonly en: string } | null>
  /** @throws notFound, notNow, changedMeanwhile, and what the change itself refuses */
  readonly edit: (
    tx: Tx,
    who: Caller,
    on: OnDraft,
    change: (files: PackFiles, draft: Draft) => PackFiles | Promise<PackFiles>,
  ) => Promise<Draft>
  /** The rules of the level above become the draft's own. @throws notFound, notNow, changedMeanwhile, ownRulesAlready */
  readonly takeRules: (tx: Tx, who: Caller, on: OnDraft, above: Pick<Pack, 'region' | 'files'>) => Promise<Draft>
  /** @throws notFound, notNow, changedMeanwhile, startsInThePast */
  readonly frame: (tx: Tx, who: Caller, on: OnDraft, frame: DraftFrame) => Promise<Draft>
  /** @throws notFound, notNow, changedMeanwhile, documentMissing, nothingChanged, startsInThePast, notClean */
  readonly propose: (tx: Tx, who: Caller, on: OnDraft) => Promise<Draft>
  /** @throws notFound, notNow, changedMeanwhile */
  readonly sendBack: (tx: Tx, who: Caller, on: OnDraft, reason: string) => Promise<Draft>
  readonly withdraw: (tx: Tx, who: Caller, on: OnDraft, reason: string) => Promise<Draft>
  /**
   * In force from its day on. The version in force before stays so on any refusal.
   *
   * @throws notFound, notNow, changedMeanwhile, samePerson, startsInThePast, startsBeforeTheLast, notClean,
   * publishedMeanwhile
   */
  readonly publish: (tx: Tx, who: Caller, on: OnDraft) => Promise<{ readonly serial: number; readonly hash: string }>
}

export interface DraftNeeds extends CheckNeeds, GroundNeeds {
  readonly clock: Clock
  readonly audit: Audit
}

/** @throws notClean */
function mustBeClean({ findings }: DraftCheck): void {
  const [first] = findings
  if (first === undefined) return
  const said = first.case === null ? first.zh : `算例“${first.case}”${first.zh}`
  const saidEn = first.case === null ? first.en : `case “${first.case}”: ${first.en}`
  throw workbenchRefusals.notClean({ first: said, firstEn: saidEn, count: findings.length })
}

export function createDrafts(needs: DraftNeeds): Drafts {
  const { clock, audit } = needs
  const get = async (tx: Tx, who: Caller, id: string): Promise<Draft> => {
    const draft = await findDraft(tx, who.tenant, id)
    if (!draft) throw workbenchRefusals.notFound()
    return draft
  }
  const taken = async (tx: Tx, who: Caller, act: DraftAct, { id, version }: OnDraft): Promise<Draft> => {
    const draft = await lockDraft(tx, who.tenant, id)
    if (!draft) throw workbenchRefusals.notFound()
    checkAct(act, draft, { by: who.id, version })
    return draft
  }
  const hand = (who: Caller) => ({ id: who.id, name: who.name, at: clock.now() })
  const note = (tx: Tx, who: Caller, draft: Pick<Draft, 'id'>, action: string, after: unknown, reason?: string) =>
    audit.record(tx, who, {
      ...{ action: `policy-workbench.${action}`, about: { kind: 'policy-draft', id: draft.id }, after },
      ...(reason === undefined ? {} : { reason }),
    })
  const close = async (tx: Tx, who: Caller, draft: Draft, wish: { state: 'open' | 'withdrawn'; reason: string }) => {
    const said = { name: who.name, at: clock.now(), reason: wish.reason }
    await saveDraftState(tx, who.tenant, { id: draft.id, state: wish.state }, wish.state === 'open' ? null : said)
    if (wish.state === 'open') await keepSentBack(tx, who.tenant, draft.id, said)
    await note(tx, who, draft, wish.state === 'open' ? 'sent-back' : 'withdrawn', {}, wish.reason)
    return get(tx, who, draft.id)
  }
  const mustBeProposable = async (tx: Tx, who: Caller, draft: Draft, check: () => Promise<DraftCheck>) => {
    if (draft.document === '') throw workbenchRefusals.documentMissing({}, 'document')
    const { last } = await groundOf(tx, who, draft, needs)
    // What was readable before a version that cannot be read may be published again as it is: that mends it.
    if (hashOfFiles(draft.files) === hashOfFiles(last?.files ?? draft.baseFiles))
      throw workbenchRefusals.nothingChanged()
    checkStart(draft.startsOn, { today: clock.today(), last: null })
    mustBeClean(await check())
  }
  const mustBePublishable = async (tx: Tx, who: Caller, draft: Draft, check: () => Promise<DraftCheck>) => {
    const { last } = await groundOf(tx, who, draft, needs)
    if (last !== null && last.serial > draft.baseSerial)
      throw workbenchRefusals.publishedMeanwhile({ serial: draft.baseSerial + 1 })
    checkStart(draft.startsOn, { today: clock.today(), last: last?.startsOn ?? null })
    mustBeClean(await check())
  }
  const edit: Drafts['edit'] = async (tx, who, on, change) => {
    const draft = await taken(tx, who, 'edit', on)
    const files = asInForce(await change(draft.files, draft), draft.region)
    await saveDraft(tx, who.tenant, { ...draft, files }, hand(who))
    const changed = Object.keys(files).filter((file) => files[file] !== draft.files[file])
    await note(tx, who, draft, 'draft-changed', { files: changed })
    return get(tx, who, draft.id)
  }
  return {
    get,
    check: (draft) => checkDraft(draft, needs),
    hindered: async (tx, who, draft, check) => {
      const must = { open: mustBeProposable, proposed: mustBePublishable, published: null, withdrawn: null }[
        draft.state
      ]
      try {
        await must?.(tx, who, draft, async () => check)
        return null
      } catch (error) {
        if (error instanceof Refusal) return { zh: error.zh, en: error.en }
        throw error
      }
    },
    list: (tx, who) => readDrafts(tx, who.tenant),
    ofPlan: (tx, who, planId) => readDraftsOfPlan(tx, who.tenant, planId),
    start: async (tx, who, { region, programme, plan }) => {
      const { serial, files, title, last } = await groundOf(tx, who, { region, programme }, needs)
      const today = clock.today()
      const id = uuid()
      await insertDraft(
        tx,
        who.tenant,
        {
          ...{ id, region, programme, title, document: '', baseSerial: serial, baseFiles: files },
          files: asInForce(files, region),
          startsOn: last !== null && last.startsOn > today ? last.startsOn : today,
          planId: plan?.id ?? null,
          hands: [...new Set([who.id, ...(plan?.hands ?? [])])],
        },
        hand(who),
      )
      await note(tx, who, { id }, 'draft-begun', { region, programme, from: serial })
      return get(tx, who, id)
    },
    edit,
    takeRules: async (tx, who, on, above) => {
      const draft = await edit(tx, who, on, (files) => {
        if (hasOwnRules(files)) throw workbenchRefusals.ownRulesAlready()
        return withOwnRules(files, above)
      })
      const files = Object.entries(above.files).filter(([name]) => isOfRules(name))
      await keepTakenRules(tx, who.tenant, draft.id, { region: above.region, files: Object.fromEntries(files) })
      return get(tx, who, draft.id)
    },
    frame: async (tx, who, on, { document, startsOn }) => {
      const draft = await taken(tx, who, 'edit', on)
      if (startsOn !== undefined) checkStart(startsOn, { today: clock.today(), last: null })
      const framed = {
        ...draft,
        document: document?.trim() ?? draft.document,
        startsOn: startsOn ?? draft.startsOn,
      }
      await saveDraft(tx, who.tenant, framed, hand(who))
      await note(tx, who, draft, 'draft-changed', { document: framed.document, startsOn: framed.startsOn })
      return get(tx, who, draft.id)
    },
    propose: async (tx, who, on) => {
      const draft = await taken(tx, who, 'propose', on)
      await mustBeProposable(tx, who, draft, () => checkDraft(draft, needs))
      await saveDraft(tx, who.tenant, { ...draft, state: 'proposed' }, hand(who))
      await note(tx, who, draft, 'proposed', { startsOn: draft.startsOn, document: draft.document })
      return get(tx, who, draft.id)
    },
    sendBack: async (tx, who, on, reason) =>
      close(tx, who, await taken(tx, who, 'sendBack', on), { state: 'open', reason }),
    withdraw: async (tx, who, on, reason) =>
      close(tx, who, await taken(tx, who, 'withdraw', on), { state: 'withdrawn', reason }),
    publish: async (tx, who, on) => {
      const draft = await taken(tx, who, 'publish', on)
      await mustBePublishable(tx, who, draft, () => checkDraft(draft, needs))
      const hash = hashOfFiles(draft.files)
      const serial = draft.baseSerial + 1
      const { region, programme, title, document, files, startsOn, made } = draft
      const isAdded = await addVersion(tx, who.tenant, {
        ...{ region, programme, serial, draftId: draft.id, title, document, hash, files, startsOn, made },
        approved: hand(who),
      })
      if (!isAdded) throw workbenchRefusals.publishedMeanwhile({ serial })
      const closed = { name: who.name, at: clock.now(), reason: null }
      await saveDraftState(tx, who.tenant, { id: draft.id, state: 'published' }, closed)
      await note(tx, who, draft, 'published', { region, programme, serial, hash, startsOn, document })
      return { serial, hash }
    },
  }
}
