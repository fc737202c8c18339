import { describe, expect, it } from 'vitest'
import type { FormFacts } from './facts.ts'
import { surveyBlocks } from './home-survey.ts'

const textWith = (surveyRule: FormFacts['surveyRule']): string =>
  JSON.stringify(
    surveyBlocks({
      ...{ applicant: { name: '甲' }, placeLabel: '石桥镇', situation: { members: [] }, survey: null, surveyRule },
    } as unknown as FormFacts),
  )

describe('入户调查表', () => {
  it('几个人去，照文件写，文件换了就换', () => {
    expect(textWith({ least: 3, source: '某市某号文' })).toContain('调查至少 3 人一起进行（某市某号文）')
  })
  it('没有文件说的，表上不自己写一个数', () => {
    expect(textWith(null)).toContain('双方在表上签名')
    expect(textWith(null)).not.toMatch(/至少|两人/)
  })
})
