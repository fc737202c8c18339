import { describe, expect, it } from 'vitest'
import { toJs } from '../index.ts'
import { type Comparison, compareForms } from '../testing/equality.ts'

/** A million households are compared in every run of the tests; `npm run bench -- equality` goes on from there. */
const runs = { small: { models: 120, households: 8000 }, rich: { models: 60, households: 1000 } }

/** What a person needs to see the difference again: the seed, the household and the model. */
const said = ({ seed, made, difference }: Comparison) =>
  difference && {
    seed,
    ...difference,
    inColumns: toJs(difference.inColumns),
    decided: toJs(difference.decided),
    xml: made.xml,
  }

async function compareAll(kind: keyof typeof runs): Promise<{ households: number; compiled: number; refused: number }> {
  const { models, households } = runs[kind]
  const sum = { households: 0, compiled: 0, refused: 0 }
  for (let seed = 1; seed <= models; seed += 1) {
    const comparison = await compareForms(seed, households, kind === 'small')
    expect(said(comparison)).toBeNull()
    sum.households += comparison.households
    sum.compiled += comparison.decisions
    sum.refused += comparison.refused.length
  }
  return sum
}

describe('随机的小模型、随机的户：按列算、逐户算、带痕迹算，结果都一样', () => {
  it('一条决策的小模型，九十六万户', async () => {
    const { households, compiled, refused } = await compareAll('small')
    expect(households).toBeGreaterThanOrEqual(940_000)
    expect(compiled).toBeGreaterThan(refused * 20)
  }, 240_000)

  it('几条决策互相引用的模型，六万户', async () => {
    const { households, compiled, refused } = await compareAll('rich')
    expect(households).toBeGreaterThanOrEqual(60_000)
    expect(compiled).toBeGreaterThan(refused * 20)
  }, 240_000)
})
