import { describe, expect, it } from 'vitest'
import { proposalOf, type ProposalTyped } from './proposal-wish.ts'

const typed = (changes: Partial<ProposalTyped> = {}): ProposalTyped => ({
  outcome: 'confirmed',
  isOverride: false,
  amount: '',
  why: '收入低于标准',
  overrideWhy: '',
  article: '',
  ...changes,
})
const basis = { version: 4, assessmentId: '019c0000-0000-7000-8000-000000000001' }
const override = { isOverride: true, overrideWhy: '刚出院，支出很大', article: '民发〔2021〕57号 第三十九条' }

describe('拟作的决定', () => {
  it('按测算就不带金额，金额以测算为准', () => {
    expect(proposalOf(typed({ amount: '999' }), basis)).toMatchObject({ amount: null, override: null, version: 4 })
  })
  it('没选、没写理由、没有测算，都交不出去', () => {
    expect(proposalOf(typed({ outcome: '' }), basis)).toBeNull()
    expect(proposalOf(typed({ why: ' ' }), basis)).toBeNull()
    expect(proposalOf(typed(), { ...basis, assessmentId: null })).toBeNull()
  })
  it('不按测算，理由和条款缺一不可', () => {
    expect(proposalOf(typed({ ...override, article: '' }), basis)).toBeNull()
    expect(proposalOf(typed({ ...override, overrideWhy: '' }), basis)).toBeNull()
  })
  it('不按测算的金额是分，写错了交不出去', () => {
    expect(proposalOf(typed({ ...override, amount: '930.5' }), basis)).toMatchObject({ amount: '93050' })
    expect(proposalOf(typed({ ...override, amount: '930.555' }), basis)).toBeNull()
  })
  it('不予确认没有金额', () => {
    expect(proposalOf(typed({ ...override, outcome: 'refused', amount: '930' }), basis)).toMatchObject({ amount: null })
  })
})
