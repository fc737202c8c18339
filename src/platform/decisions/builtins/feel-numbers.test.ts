import { describe, expect, it } from 'vitest'
import { valueOf } from '../testing/small-model.ts'

describe('FEEL：数', () => {
  it.each<[string, unknown]>([
    ['modulo(12,5)', '2'],
    ['modulo(-12,5)', '3'],
    ['modulo(12,-5)', '-3'],
    ['modulo(10.1, 4.5)', '1.1'],
    ['modulo(-10.1, 4.5)', '3.4'],
    ['modulo(1,0)', null],
    ['sqrt(16)', '4'],
    ['log(1)', '0'],
    ['odd(5.0)', true],
    ['odd(5.1)', false],
    ['floor(-1.5)', '-2'],
    ['floor(1.56, 1)', '1.5'],
    ['ceiling(-1.56, 1)', '-1.5'],
    ['round half down(5.5, 0)', '5'],
    ['round down(-1.126, 2)', '-1.12'],
    ['abs(@"-PT5H")', 'PT5H'],
    ['stddev(2, 4, 7, 5)', '2.081665999466132735282297706979931'],
    ['median(8, 2, 5, 3, 4)', '4'],
    ['median([6,1,2,3])', '2.5'],
    ['mode([6,1,9,6,1])', ['1', '6']],
    ['mode([])', []],
    ['mean([1,2,3])', '2'],
    ['-2 ** 2', '4'],
    ['2 ** -1', '0.5'],
    ['2 ** 3 ** 2', '64'],
    ['10 - 3 - 2', '5'],
    ['1e3', '1000'],
    ['.5', '0.5'],
  ])('%s', async (text, value) => {
    expect(await valueOf(text)).toEqual(value)
  })
})
