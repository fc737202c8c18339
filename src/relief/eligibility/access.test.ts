import { expect, it } from 'vitest'
import { seeIncome, seeProperty } from '#registry/households/index.ts'
import { makeAssessments, readAssessments } from './access.ts'

it('看得到算式的岗位，都看得到档案里的收入和财产：算式里一样不少地写着', () => {
  const mayRead = new Set([...readAssessments.heldBy, ...makeAssessments.heldBy])
  for (const part of [seeIncome, seeProperty])
    expect(
      [...mayRead].filter((role) => !part.heldBy.includes(role)),
      part.name,
    ).toEqual([])
})
