import { parseYuan, plainYuan, type Fen } from '#platform/money/index.ts'
import { writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import { countyToday, type CountyWish, type DemoStandard } from '#registry/demo-county/index.ts'
import type { HouseholdEntry, Income, MemberEntry } from '#registry/households/contract.ts'
import { syntheticCounty, type RegionDirectory } from '#registry/regions/index.ts'
import type { Eligibility } from '#relief/eligibility/index.ts'
import { columns, type ColumnName } from '#relief/roster/index.ts'
import { addFaults, type ListRow } from './demo-list-faults.ts'

/**
 * The heading of each column as this office writes it: another order than the template, other names, a space here and
 * there. What an office brings is never the template.
 */
export const demoListHeadings: readonly (readonly [ColumnName, string])[] = [
  ['number', '家庭编号'],
  ['relation', '与户主 关系'],
  ['name', '姓 名'],
  ['idNumber', '身份证号码'],
  ['documentKind', '证件类型'],
  ['sex', '性别'],
  ['bornOn', '出生年月日'],
  ['place', '镇村'],
  ['registeredAt', '户口所在地'],
  ['residesAt', '现住地'],
  ['urbanRural', '城乡类别'],
  ['maritalStatus', '婚姻状况'],
  ['labourCapacity', '劳动能力 '],
  ['disabilityKind', '残疾类别'],
  ['disabilityGrade', '残疾等级'],
  ['seriousIllness', '是否重病'],
  ['fullTimeStudy', '全日制在读'],
  ['counted', '不计入原因'],
  ['wages', '工资收入 (元/月)'],
  ['business', '经营净收入（元/年）'],
  ['property', '财产性收入（元/年）'],
  ['transfers', '转移净收入（元/月）'],
  ['other', '其它收入（元/月）'],
  ['deduction', '可扣除支出（元/月）'],
  ['deposits', '存款和有价证券（元）'],
  ['homes', '住房套数'],
  ['vehicles', '车辆数'],
  ['businesses', '经营主体数'],
  ['propertyFinding', '财产认定'],
  ['staffRelative', '近亲属备案'],
  ['programme', '救助类型'],
  ['paidNow', '月发放金额（元/月）'],
  ['paidSince', '享受起始时间'],
  ['upperNumber', '省平台编号'],
]

/** The synthetic county as the office's own sheet, one row per person, about twenty of them wrong. Always the same. */
export function demoListRows(wish: CountyWish): ListRow[] {
  return addFaults(countyToday(wish).flatMap((entry) => rowsOf(entry, wish.directory)))
}

/** Writes it as a workbook. @throws diskFull, cannotWrite */
export async function writeDemoList(path: string, wish: CountyWish): Promise<void> {
  const rows = demoListRows(wish).map((row) => demoListHeadings.map(([name]): OutCell => cellOf(name, row[name] ?? '')))
  const sheet = demoListHeadings.map(([name, title]) => ({
    title,
    width: widths[name] ?? 13,
    ...(isNumeric(name) ? {} : { isText: true as const }),
  }))
  await writeXlsx(path, [{ name: '在册名单', columns: sheet, rows }])
}

const widths: Partial<Record<ColumnName, number>> = { idNumber: 22, place: 26, registeredAt: 26, residesAt: 26 }
const numeric = new Set(columns.filter(({ reads }) => reads === 'amount' || reads === 'count').map(({ name }) => name))
const isNumeric = (name: ColumnName): boolean => numeric.has(name)

/** A number stays a number; what somebody typed as words stays words. */
const cellOf = (name: ColumnName, text: string): OutCell =>
  text === '' ? null : isNumeric(name) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text

function rowsOf(entry: HouseholdEntry, directory: RegionDirectory): ListRow[] {
  return entry.members.map((member) => ({
    number: entry.number,
    ...personCells(member, directory),
    ...(member.relation === 'head' ? householdCells(entry, directory) : {}),
  }))
}

function personCells(member: MemberEntry, directory: RegionDirectory): ListRow {
  const { disability, incomes } = member
  const certificate = disability?.value === 'none' || disability === null ? null : disability.value
  return {
    name: member.name,
    documentKind: word('documentKind', member.document.kind),
    idNumber: member.document.number ?? '',
    relation: word('relation', member.relation),
    sex: word('sex', member.sex?.value),
    bornOn: member.bornOn?.value ?? '',
    registeredAt: placeName(directory, member.registeredAt?.value),
    residesAt: placeName(directory, member.residesAt?.value),
    urbanRural: word('urbanRural', member.urbanRural?.value),
    maritalStatus: word('maritalStatus', member.maritalStatus?.value),
    labourCapacity: word('labourCapacity', member.labourCapacity?.value),
    disabilityKind: disability === null ? '' : word('disabilityKind', certificate?.kind ?? 'none'),
    disabilityGrade: word('disabilityGrade', certificate?.grade),
    seriousIllness: word('seriousIllness', member.seriousIllness?.value),
    fullTimeStudy: word('fullTimeStudy', member.fullTimeStudy?.value),
    counted: word('counted', member.counted?.value),
    wages: flow(incomes.wages?.value, 'month'),
    business: flow(incomes.business?.value, 'year'),
    property: flow(incomes.property?.value, 'year'),
    transfers: flow(incomes.transfers?.value, 'month'),
    other: flow(incomes.other?.value, 'month'),
    deduction: flow(member.deduction?.value, 'month'),
  }
}

function householdCells(entry: HouseholdEntry, directory: RegionDirectory): ListRow {
  const [benefit] = entry.benefits
  return {
    place: placeName(directory, entry.place),
    deposits: sum(entry.deposits?.value),
    homes: entry.homes === null ? '' : String(entry.homes.value),
    vehicles: entry.vehicles === null ? '' : String(entry.vehicles.value),
    businesses: entry.businesses === null ? '' : String(entry.businesses.value),
    propertyFinding: word('propertyFinding', entry.propertyFinding?.value),
    staffRelative: word('staffRelative', entry.staffRelative?.value),
    programme: word('programme', benefit?.programme),
    paidNow: sum(benefit?.amount),
    paidSince: benefit?.since?.slice(0, 7) ?? '',
    upperNumber: entry.references[0]?.number ?? '',
  }
}

const sum = (amount: Fen | null | undefined): string =>
  amount === null || amount === undefined ? '' : plainYuan(amount)

/** Per the unit of the heading. The county states nothing that does not divide, apart from zero. */
const flow = (income: Income | undefined, per: 'month' | 'year'): string =>
  income === undefined
    ? ''
    : `${plainYuan(income.amount)}${income.per === per || income.amount === 0n ? '' : `元/${income.per === 'year' ? '年' : '月'}`}`

const placeName = (directory: RegionDirectory, code: string | undefined): string =>
  code === undefined ? '' : directory.label(code)

/** The first word of the pick-list for a value. */
const word = (column: ColumnName, value: unknown): string =>
  columns.find(({ name }) => name === column)?.words?.find(([known]) => known === value)?.[1] ?? ''

/** The synthetic dibao standards of the county, as its pack states them. */
export const standardsOf = ({ library }: Eligibility): DemoStandard[] =>
  library.packs
    .filter(({ region, programme }) => region === syntheticCounty && programme === 'dibao')
    .flatMap(({ rows }) => rows.filter(({ key }) => key === 'dibao.standard'))
    .map(({ validFrom, value }) => ({ from: validFrom, perMonth: parseYuan(value) }))
    .toSorted((left, right) => (left.from < right.from ? -1 : 1))
