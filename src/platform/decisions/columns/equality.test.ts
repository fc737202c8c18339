import { describe, expect, it } from 'vitest'
import { toJs } from '../index.ts'
import { type Comparison, compareFocused, compareForms } from '../testing/equality.ts'

/** A million subjects are compared in every run of the tests; `npm run bench -- equality` goes on from there. */
const batches = [
  ...Array.from({ length: 10 }, (_, index) => ({ kind: 'small', first: 1 + index * 12, models: 12, subjects: 8000 })),
  ...Array.from({ length: 4 }, (_, index) => ({ kind: 'rich', first: 1 + index * 15, models: 15, subjects: 1000 })),
] as const
const least = 1_000_000

/** What a person needs to see the difference again: the seed, the subject and the model. */
const said = ({ seed, made, difference }: Comparison) =>
  difference && {
    seed,
    ...difference,
    inColumns: toJs(difference.inColumns),
    decided: toJs(difference.decided),
    xml: made.xml,
  }

describe('随机的小模型、随机的户：按列算、逐户算、带痕迹算，结果都一样', () => {
  it('合起来不少于一百万户', () => {
    expect(batches.reduce((sum, { models, subjects }) => sum + models * subjects, 0)).toBeGreaterThanOrEqual(least)
  })

  it('随机的模型里少有的：零两边的每种取整、范围的两头、周岁、差一天的月', async () => {
    const comparison = await compareFocused(1000)
    expect(comparison.refused).toEqual([])
    expect(said(comparison)).toBeNull()
  }, 120_000)

  it.each(batches)(
    '$kind 模型，种子从 $first 起 $models 个，各 $subjects 户',
    async (batch) => {
      let [compared, compiled, refused] = [0, 0, 0]
      for (let seed = batch.first; seed < batch.first + batch.models; seed += 1) {
        const comparison = await compareForms(seed, batch.subjects, batch.kind === 'small')
        expect(said(comparison)).toBeNull()
        compared += comparison.subjects
        compiled += comparison.decisions
        refused += comparison.refused.length
      }
      // A model that is refused compares nothing: then there is a seed to replace.
      expect(compared).toBe(batch.models * batch.subjects)
      expect(compiled).toBeGreaterThan(refused * 20)
    },
    120_000,
  )
})
