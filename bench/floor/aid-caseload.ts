import { type Columns, type LayoutSpec, type Rows, type Value, dateValue } from '../../src/platform/decisions/index.ts'
import { chanceOf } from '../../src/platform/decisions/testing/chance.ts'

/** Results wanted of the policy `bench/policy/household-aid.dmn`. */
export const aidDecisions = ['类别', '发放金额', '理由']
export const aidFixed: Readonly<Record<string, Value>> = { 核定日: dateValue('2026-07-01') }

const income = { type: 'number', scale: 2, low: '0', high: '50000.00', mayBeMissing: true } as const
const truth = { type: 'truth', mayBeMissing: true } as const
export const reasonsNotCounted = ['无', '不共同生活', '在监狱服刑', '其他']
export const disabilities = ['无', '一级', '二级', '三级', '四级']

export const aidLayout: LayoutSpec = {
  list: { name: '成员', sizes: { from: 1, until: 8 } },
  columns: {
    '成员[].不计入原因': { type: 'code', values: reasonsNotCounted, mayBeMissing: true },
    '成员[].出生日期': { type: 'date', low: '1900-01-01', high: '2030-12-31', mayBeMissing: true },
    '成员[].残疾等级': { type: 'code', values: disabilities, mayBeMissing: true },
    '成员[].重病': truth,
    '成员[].在读': truth,
    '成员[].本地户籍': truth,
    '成员[].工资性收入': income,
    '成员[].经营净收入': income,
    '成员[].财产净收入': income,
    '成员[].转移净收入': income,
    '成员[].全年经营净收入': { ...income, high: '600000.00' },
    '成员[].可扣支出': income,
    存款: { ...income, high: '10000000.00' },
    房屋: { type: 'number', scale: 0, low: '0', high: '100', mayBeMissing: true },
    车辆: { type: 'number', scale: 0, low: '0', high: '100', mayBeMissing: true },
    无力抚养: truth,
  },
  rows: {
    低保标准: { type: 'number', scale: 2, low: '0', high: '3000.00' },
    边缘倍数: { type: 'number', scale: 1, low: '1', high: '3' },
    存款限额月数: { type: 'number', scale: 0, low: '0', high: '60' },
  },
}

/** Columns in the widths in which both the kernels and the loops by hand read them. */
export interface AidCaseload {
  readonly households: number
  readonly firsts: Int32Array
  readonly place: Uint8Array
  readonly household: Readonly<Record<string, Int32Array | Int8Array>>
  readonly person: Readonly<Record<string, Int32Array | Int16Array | Int8Array>>
  readonly rows: Readonly<Record<'低保标准' | '边缘倍数' | '存款限额月数', Int32Array>>
}
export const missing = { i8: -(2 ** 7), i16: -(2 ** 15), i32: -(2 ** 31) }
const places = 100

/** The same households on every machine: two and a half people each, a few of them with something not known. */
export function makeAidCaseload(households: number): AidCaseload {
  const chance = chanceOf(20_260_701)
  const firsts = new Int32Array(households + 1)
  for (let index = 0; index < households; index += 1) firsts[index + 1] = firsts[index]! + chance.pick(sizes)
  const people = firsts[households]!
  const fill = <Kind extends Int32Array | Int16Array | Int8Array>(
    into: Kind,
    none: number,
    share: number,
    make: () => number,
  ): Kind => {
    for (let index = 0; index < into.length; index += 1) into[index] = chance.happens(share) ? none : make()
    return into
  }
  const money = (count: number, paid: number, high: number) =>
    fill(new Int32Array(count), missing.i32, 0.001, () => (chance.happens(paid) ? chance.below(high) : 0))
  const flags = (count: number, share: number) =>
    fill(new Int8Array(count), missing.i8, 0.002, () => Number(chance.happens(share)))
  const pick = (common: number, count: number) =>
    fill(new Int8Array(people), missing.i8, 0.002, () => (chance.happens(common) ? 0 : chance.between(1, count - 1)))
  return {
    households,
    firsts,
    place: Uint8Array.from({ length: households }, () => chance.below(places)),
    household: {
      存款: fill(new Int32Array(households), missing.i32, 0.002, () =>
        chance.happens(0.5) ? chance.below(10_000_000) : 0,
      ),
      房屋: fill(new Int8Array(households), missing.i8, 0.002, () => chance.pick([0, 1, 1, 1, 2])),
      车辆: fill(new Int8Array(households), missing.i8, 0.002, () => chance.pick([0, 0, 0, 0, 1])),
      无力抚养: flags(households, 0.05),
    },
    person: {
      不计入原因: pick(0.92, reasonsNotCounted.length),
      出生日期: fill(new Int16Array(people), missing.i16, 0.002, () => chance.between(-16_000, 20_000)),
      残疾等级: pick(0.9, disabilities.length),
      重病: flags(people, 0.06),
      在读: flags(people, 0.15),
      本地户籍: flags(people, 0.9),
      工资性收入: money(people, 0.45, 400_000),
      经营净收入: money(people, 0.1, 200_000),
      财产净收入: money(people, 0.05, 50_000),
      转移净收入: money(people, 0.2, 100_000),
      全年经营净收入: money(people, 0.1, 3_000_000),
      可扣支出: money(people, 0.1, 60_000),
    },
    rows: {
      低保标准: Int32Array.from({ length: places }, () => chance.between(70_000, 140_000)),
      边缘倍数: Int32Array.from({ length: places }, () => chance.pick([15, 20])),
      存款限额月数: Int32Array.from({ length: places }, () => chance.pick([12, 24])),
    },
  }
}
const sizes = [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 2, 3, 1, 2, 4, 1, 5]

/** The caseload as the engine takes it: values, and one bit for each that is known. */
export function columnsOf(caseload: AidCaseload): { columns: Columns; rows: Rows } {
  const { households, firsts } = caseload
  const withBits = (values: Int32Array | Int16Array | Int8Array) => {
    const none = values instanceof Int32Array ? missing.i32 : values instanceof Int16Array ? missing.i16 : missing.i8
    const known = new Uint8Array(Math.ceil(values.length / 8))
    for (let index = 0; index < values.length; index += 1) {
      if (values[index] !== none) known[index >> 3]! |= 1 << (index & 7)
    }
    return { values, known }
  }
  const named = (columns: AidCaseload['person'], before: string) =>
    Object.entries(columns).map(([name, values]) => [before + name, withBits(values)] as const)
  return {
    columns: {
      subjects: households,
      sizes: Int32Array.from({ length: households }, (_, index) => firsts[index + 1]! - firsts[index]!),
      rows: caseload.place,
      columns: Object.fromEntries([...named(caseload.household, ''), ...named(caseload.person, '成员[].')]),
    },
    rows: Object.fromEntries(Object.entries(caseload.rows).map(([name, values]) => [name, { values }])),
  }
}

/** The results of a loop by hand: position in `classes`, whole yuan, one bit for each reason; the lowest value is unknown. */
export interface AidResults {
  readonly classes: Int8Array
  readonly amounts: Int32Array
  readonly reasons: Int32Array
}
export const aidClasses = ['特困', '低保', '单人', '边缘', '不符合']
