import { day, type Day } from '#platform/clock/index.ts'
import type { CaseStep } from './contract.ts'
import type { Known } from './step.ts'

/** Steps written by hand, for tests of the pure parts. */
export const steps = (...made: readonly Partial<CaseStep>[]): CaseStep[] =>
  made.map((part, index) => ({
    id: `s${index + 1}`,
    caseId: 'one',
    position: index + 1,
    move: 'open',
    from: made[index - 1]?.to ?? null,
    to: 'intake',
    at: new Date('2026-03-02T01:00:00Z'),
    on: day('2026-03-02'),
    by: { id: 'c1', name: '甲' },
    reason: null,
    codes: {},
    ...part,
  }))

export const known = (part: Partial<Known> = {}): Known => ({
  steps: steps({}),
  hasKin: false,
  mustVisit: [],
  fileChangedAt: null,
  isOverride: false,
  livesApart: false,
  papersDueOn: null,
  papersNeverCame: null,
  ...part,
})

export const on = (text: string): Day => day(text)
