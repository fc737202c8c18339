import { fen } from '#platform/money/index.ts'
import { incomeKinds, type FactSource, type IncomeKind, type Situation } from '#registry/households/facts.ts'
import type { Assessment, TreeLine } from '../assessment.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { everyLine } from '../tree/lines.ts'

/** One fact taken as if it were so. Amounts are fen, by the month for incomes; null: as if nobody knew. */
export interface Supposed {
  /** Id of a member, for incomes; null for what belongs to the household. */
  readonly member: string | null
  readonly fact: IncomeKind | 'deduction' | 'deposits' | 'homes' | 'vehicles' | 'businesses'
  readonly value: string | null
}

/** A line that says something else when the facts are other. */
export interface ChangedLine {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly unit: 'fen' | 'person' | 'month' | 'item' | 'test'
  readonly before: string | null
  readonly after: string | null
  /** Of a line that stands in one of the two sums only. */
  readonly onlyIn: 'before' | 'after' | null
}

/**
 * The household with these facts in place of its own. Nothing of it is kept.
 *
 * @throws supposedWrong when the household has no such member or fact
 */
export function supposing(situation: Situation, wishes: readonly Supposed[], on: FactSource['on']): Situation {
  const source: FactSource = { kind: 'declared', zh: '假设', on }
  return wishes.reduce((now, wish) => withOne(now, wish, source), situation)
}

function withOne(situation: Situation, { member, fact, value }: Supposed, source: FactSource): Situation {
  const fits = (value === null || /^\d{1,13}$/.test(value)) && (member === null) === isOfHousehold(fact)
  if (!fits) throw eligibilityRefusals.supposedWrong({ fact })
  if (fact === 'deposits')
    return { ...situation, deposits: value === null ? null : { value: fen(BigInt(value)), source } }
  if (fact === 'homes' || fact === 'vehicles' || fact === 'businesses')
    return { ...situation, [fact]: value === null ? null : { value: Number(value), source } }
  if (!situation.members.some(({ id }) => id === member)) throw eligibilityRefusals.supposedWrong({ fact })
  const income = value === null ? null : { value: { amount: fen(BigInt(value)), per: 'month' as const }, source }
  return {
    ...situation,
    members: situation.members.map((one) => {
      if (one.id !== member) return one
      return fact === 'deduction'
        ? { ...one, deduction: income }
        : { ...one, incomes: { ...one.incomes, [fact]: income } }
    }),
  }
}

const isOfHousehold = (fact: Supposed['fact']): boolean =>
  fact !== 'deduction' && !incomeKinds.some((kind) => kind === fact)

/** Which lines of the sum say something else; a line on one side only has nothing on the other. */
export function changedLines(before: Assessment, after: Assessment): ChangedLine[] {
  const was = new Map(everyLine(before.tree).map((line) => [line.id, line]))
  const is = new Map(everyLine(after.tree).map((line) => [line.id, line]))
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  return ids.flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)]
    const [left, right] = [saidBy(old), saidBy(now)]
    const words = now ?? old
    if (!words || left.value === right.value) return []
    return [
      {
        id,
        zh: words.zh,
        en: words.en,
        unit: right.unit ?? left.unit ?? 'test',
        before: left.value,
        after: right.value,
        onlyIn: now ? (old ? null : 'after') : 'before',
      },
    ]
  })
}

function saidBy(line: TreeLine | undefined): {
  readonly unit: ChangedLine['unit'] | null
  readonly value: string | null
} {
  if (line === undefined) return { unit: null, value: null }
  if (line.kind === 'test')
    return { unit: 'test', value: line.holds === undefined || line.holds === null ? null : String(line.holds) }
  return { unit: line.amount?.unit ?? null, value: line.amount?.value ?? null }
}
