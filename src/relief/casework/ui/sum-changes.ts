import type { WhyLine } from '#design/why-tree/index.ts'

type Amount = NonNullable<WhyLine['amount']>

/** One line of the sum that says something else than before. */
export interface SumChange {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly unit: Amount['unit']
  /** Null where the line was not there, or nobody knew. */
  readonly before: string | null
  readonly after: string | null
  /** What the line rests on now, in the words of the sum; null when it rests on no fact. */
  readonly source: string | null
}

/**
 * The lines in which two sums of one household differ, in the order of the newer one; lines that went come last. Lines
 * are the same by id; only amounts count, because words may have been put better since.
 */
export function sumChanges(before: readonly WhyLine[], after: readonly WhyLine[]): readonly SumChange[] {
  const [old, now] = [flat(before), flat(after)]
  const was = new Map(old.map((line) => [line.id, line]))
  const is = new Set(now.map(({ id }) => id))
  return [
    ...now.flatMap((line) => changeOf(line, was.get(line.id)?.amount ?? null, line.amount)),
    ...old.filter(({ id }) => !is.has(id)).flatMap((line) => changeOf(line, line.amount, null)),
  ]
}

const flat = (lines: readonly WhyLine[]): readonly WhyLine[] => lines.flatMap((line) => [line, ...flat(line.lines)])

function changeOf(line: WhyLine, before: WhyLine['amount'], after: WhyLine['amount']): SumChange[] {
  const unit = (after ?? before)?.unit
  if (unit === undefined || before?.value === after?.value) return []
  return [
    {
      ...{ id: line.id, zh: line.zh, en: line.en, unit },
      ...{ before: before?.value ?? null, after: after?.value ?? null },
      source: line.source === null ? null : `${line.source.zh} · ${line.source.on}`,
    },
  ]
}
