import { describe, expect, it } from 'vitest'
import { amountCells, columnsOf, headCells, marksOf, spoken, writeAmount } from './cells.ts'
import { splitLaw } from './law-margin.tsx'
import { sampleAssessment } from './sample.ts'

const digits = (amount: Parameters<typeof amountCells>[0], columns = 6): string =>
  amountCells(amount, columns)
    .map(({ digit }) => digit || '·')
    .join('')

describe('账页的格子', () => {
  it('930.00 元写成 ·93000，角格左边是粗线', () => {
    expect(digits({ unit: 'fen', value: '93000' })).toBe('·93000')
    expect(amountCells({ unit: 'fen', value: '93000' }, 6).map(({ place }) => place)).toEqual([
      'up',
      'up',
      'up',
      'yu',
      'jo',
      'fn',
    ])
  })
  it('零元写 000，一分写 001，不留空', () => {
    expect(digits({ unit: 'fen', value: '0' })).toBe('···000')
    expect(digits({ unit: 'fen', value: '1' })).toBe('···001')
  })
  it('人数站在元格里，两位数也站得下', () => {
    expect(digits({ unit: 'person', value: '3' })).toBe('···3··')
    expect(digits({ unit: 'person', value: '12' })).toBe('··12··')
  })
  it('不知道是问号，不是零', () => {
    expect(digits(null)).toBe('···？··')
    expect(writeAmount(null, 'zh')).toBe('还不知道')
  })
  it('数大了就多一格，每格有自己的名字', () => {
    expect(headCells(7).map(({ digit }) => digit)).toEqual(['万', '千', '百', '十', '元', '角', '分'])
    expect(columnsOf(sampleAssessment())).toBe(6)
    expect(columnsOf(sampleAssessment(), [12_345_678n])).toBe(8)
  })
  it('读屏听到的是算式，不是七个数字', () => {
    expect(spoken({ operator: '−', amount: { unit: 'fen', value: '150000' } }, 'zh')).toBe('减 1,500.00 元')
    expect(spoken({ operator: '×', amount: { unit: 'person', value: '3' } }, 'zh')).toBe('乘 3 人')
    expect(spoken({ operator: '=', amount: { unit: 'fen', value: '93000' } }, 'en')).toBe('equals 930.00 yuan')
  })
  it('合计点名它由哪些行加成', () => {
    const marks = marksOf(sampleAssessment())
    expect([...marks]).toEqual([
      ['member-1', '甲'],
      ['member-2', '乙'],
      ['member-3', '丙'],
      ['standard', '丁'],
      ['heads', '戊'],
    ])
  })
  it('条文分成文件和条', () => {
    expect(splitLaw('民发〔2021〕57号 第五条')).toEqual({ document: '民发〔2021〕57号', article: '第五条' })
    expect(splitLaw('社会救助暂行办法')).toEqual({ document: '社会救助暂行办法', article: '' })
  })
})
