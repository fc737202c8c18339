import { compareForms } from '../src/platform/decisions/testing/equality.ts'
import type { Bench } from './bench.ts'

/** Random models beyond those of `npm test`, other ones each day of the year. */
const models = 600
const households = { small: 8000, rich: 2000 }

export const bench: Bench = {
  name: 'equality',
  zh: '按列计算和逐户计算是否处处相同',
  en: 'columns and one household at a time: the same everywhere?',
  run: async (report) => {
    const first = Math.trunc(Date.now() / 86_400_000) * models
    let [compared, refused, differences] = [0, 0, 0]
    for (let index = 0; index < models; index += 1) {
      const isSmall = index % 2 === 0
      const comparison = await compareForms(first + index, households[isSmall ? 'small' : 'rich'], isSmall)
      compared += comparison.subjects
      refused += comparison.refused.length
      if (!comparison.difference) continue
      differences += 1
      const { subject, name } = comparison.difference
      report.figure('difference', `seed ${comparison.seed}${isSmall ? ' (small)' : ''}, subject ${subject}, ${name}`)
    }
    report.figure('households compared', String(compared))
    report.figure('decisions refused by name', String(refused))
    report.ratio('models with a difference', differences, 'aim 0')
  },
}
