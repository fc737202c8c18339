import { createHash } from 'node:crypto'
import type { Assessment, AssessmentRequest } from '../assessment.ts'
import type { Words } from '../labels.ts'
import { packFromFiles, type Pack, type ReadModel } from '../packs/pack.ts'
import type { PlacesAbove } from '../packs/library.ts'
import { createEligibility, type Eligibility } from './eligibility.ts'
import { differencesOf } from './replay-difference.ts'
import { storedRequest } from './stored-inputs.ts'
import { assessmentFromWire, toWire } from './wire.ts'

/**
 * The part of an assessment that a replay must reproduce: class, amount, reasons, parameters, inputs. The tree is a
 * drawing of it and may change its layout; the stored one is kept as it was.
 */
export const canonicalAnswer = (request: AssessmentRequest, answer: Assessment): string =>
  canonicalJson({
    request,
    outcome: answer.outcome,
    class: answer.class,
    amount: answer.amount,
    reasons: answer.reasons.map(({ code, article }) => ({ code, article })),
    missing: answer.missing.map(({ path }) => path),
    possible: answer.possible.map(({ amount }) => amount),
    parameters: answer.parameters,
    simulated: answer.simulated,
  })

/** JSON with sorted names, so that equal things have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(toWire(value)))

export const fingerprint = (canonical: string): string => createHash('sha256').update(canonical).digest('hex')

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  )
}

/** An answer computed again with the law that was kept with it. */
export interface Replayed {
  readonly isSame: boolean
  /** Of the day it was kept. */
  readonly fingerprint: string
  readonly stored: Assessment
  /** Null where the law that was kept can no longer be read. */
  readonly again: Assessment | null
  /** Why it is not the same, the cause first, then the parts and the line; empty when it is. */
  readonly differences: readonly Words[]
}

/** A law as it was kept: folder → file → text. */
export interface KeptLaw {
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly readModel: ReadModel
  readonly placesAbove: PlacesAbove
}

/** @throws modelUnreadable when the kept law can no longer be read: then the stored answer stands, unproved. */
export async function eligibilityOfLaw({ parts, readModel, placesAbove }: KeptLaw): Promise<Eligibility> {
  const packs: Pack[] = []
  const asKept: ReadModel = (file, xml) => readModel(file, xml)
  for (const [folder, files] of Object.entries(parts)) packs.push(await packFromFiles(folder, files, asKept))
  return createEligibility({ packs, placesAbove })
}

/** What the database says of an answer beside the answer itself: lists and pay runs read it. */
export interface KeptColumns {
  readonly outcome: string
  readonly class: string | null
  readonly amount: string | null
}

interface Stored {
  readonly inputs: unknown
  readonly result: unknown
  readonly fingerprint: string
  readonly columns: KeptColumns
}

/**
 * Both the answer computed again and the one that was kept have to carry the fingerprint of the day.
 * @param packs where the English of classes and values is looked up
 */
export function replay(
  { inputs, result, columns, ...kept }: Stored,
  law: Pick<Eligibility, 'assess'>,
  packs: readonly Pack[],
): Replayed {
  const { request, options } = storedRequest(inputs)
  const stored = assessmentFromWire(result)
  const again = law.assess(request, options)
  const [was, is] = [stored, again].map((one) => fingerprint(canonicalAnswer(request, one)) === kept.fingerprint)
  const isSameLaw = stored.pack.hash === again.pack.hash
  const isListed = saysTheSame(columns, stored)
  const causes = [
    ...(is && !was ? [causeWords.answerChanged] : []),
    ...(!is && was ? [isSameLaw ? causeWords.otherAnswer : causeWords.lawChanged] : []),
    ...(!is && !was ? [causeWords.factsChanged] : []),
    ...(isListed ? [] : [causeWords.listChanged]),
  ]
  const isSame = causes.length === 0
  return {
    ...kept,
    isSame,
    stored,
    again,
    differences: isSame ? [] : [...causes, ...differencesOf(stored, again, packs)],
  }
}

/** The kept law cannot be asked: the stored answer stands, unproved. */
export const unproved = (
  { result, fingerprint: mark }: Pick<Stored, 'result' | 'fingerprint'>,
  why: (stored: Assessment) => Words,
): Replayed => {
  const stored = assessmentFromWire(result)
  return { isSame: false, fingerprint: mark, stored, again: null, differences: [why(stored)] }
}

export const lawUnreadable = (why: Words): Words => ({
  zh: `当时留下的规则读不出来：${why.zh}`,
  en: `the law kept with it cannot be read: ${why.en}`,
})

/** Which law is gone, by the name of its pack and the hash by which a backup is searched for it. */
export const lawMissing = ({ pack: { id, title, hash } }: Assessment, packs: readonly Pack[]): Words => ({
  zh: `当时留下的规则不在了：${title}（${id}，指纹 ${hash}）。没有它就没法重算，请从备份里找回来`,
  en: `the law kept with it is missing: ${packs.find((pack) => pack.id === id)?.title.en ?? id} (${id}, hash ${hash}). Nothing can be computed again without it; restore it from a backup`,
})

const saysTheSame = (columns: KeptColumns, { outcome, class: kind, amount }: Assessment): boolean =>
  columns.outcome === outcome && columns.class === kind && columns.amount === (amount === null ? null : String(amount))

const causeWords = {
  answerChanged: {
    zh: '存下的答案和当时留下的指纹对不上，重算的对得上：存下的答案被动过',
    en: 'the kept answer does not carry the fingerprint of the day, the new one does: the kept answer was altered',
  },
  otherAnswer: {
    zh: '照当时的规则和情况，现在的程序算出来不一样：程序的算法变了',
    en: 'by the same law and facts the program now computes otherwise: the program has changed',
  },
  lawChanged: {
    zh: '当时留下的规则不是原来的了：被动过，或者缺了一部分',
    en: 'the law kept with it is not what it was: it was altered, or a part of it is missing',
  },
  factsChanged: {
    zh: '存下的情况、规则或者指纹被动过：照它们重算，和当时的指纹对不上',
    en: 'the kept facts, law or fingerprint were altered: computed from them, the fingerprint of the day does not come out',
  },
  listChanged: {
    zh: '清单里写的结论或金额，和存下的答案不一样',
    en: 'the outcome or amount in the list is not that of the kept answer',
  },
} satisfies Record<string, Words>
