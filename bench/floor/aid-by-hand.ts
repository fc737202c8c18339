import { type AidCaseload, type AidResults, missing } from './aid-caseload.ts'

/** Days of birth at which somebody is 18, 60 and 80 on 2026-07-01. */
const [day18, day60, day80] = [14_061, -1280, -8585]
const [no, yes, unknown] = [0, 1, 2]
const all = (...answers: number[]): number => (answers.includes(no) ? no : answers.includes(unknown) ? unknown : yes)

/** The policy `household-aid.dmn` by hand, one household after the other: what a careful person writes in JavaScript. */
export function aidByHand({ households, firsts, place, household, person, rows }: AidCaseload): AidResults {
  const classes = new Int8Array(households)
  const amounts = new Int32Array(households)
  const reasons = new Int32Array(households)
  const {
    不计入原因: reason,
    出生日期: birth,
    残疾等级: disability,
    重病: ill,
    在读: studies,
    本地户籍: local,
  } = person
  const { 工资性收入: wages, 经营净收入: business, 财产净收入: property, 转移净收入: transfers } = person
  const { 全年经营净收入: yearly, 可扣支出: deducted } = person
  const { 存款: deposits, 房屋: homes, 车辆: vehicles, 无力抚养: unable } = household
  for (let index = 0; index < households; index += 1) {
    const standard = rows.低保标准[place[index]!]!
    let [heads, young, old, veryOld, severe, sick, pupils, here, elsewhere] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
    let [monthly, perYear, costs, expenses, isOpen] = [0, 0, 0, 0, false]
    for (let at = firsts[index]!; at < firsts[index + 1]!; at += 1) {
      if (reason![at] !== 0) continue
      heads += 1
      const born = birth![at]!
      if (born !== missing.i16) {
        if (born > day18) young += 1
        if (born <= day60) old += 1
        if (born <= day80) veryOld += 1
      }
      if (disability![at] === 1 || disability![at] === 2) severe += 1
      if (ill![at] === 1) sick += 1
      if (studies![at] === 1) pupils += 1
      if (local![at] === 1) here += 1
      if (local![at] === 0) elsewhere += 1
      const wage = wages![at]!
      const parts = [wage, business![at]!, property![at]!, transfers![at]!, yearly![at]!, deducted![at]!]
      if (parts.includes(missing.i32)) isOpen = true
      monthly += wage + parts[1]! + parts[2]! + parts[3]!
      perYear += parts[4]!
      expenses += parts[5]!
      costs += Math.min(wage * 10, standard * 2)
    }
    const income = Math.max(0, (monthly + Math.floor(perYear / 12) - expenses) * 10 - costs)
    const line = standard * heads
    const isBelow = isOpen ? unknown : Number(income < line * 10)
    const isBelowEdge = isOpen ? unknown : Number(income < line * rows.边缘倍数[place[index]!]!)
    const saved = deposits![index]!
    const limit = line * rows.存款限额月数[place[index]!]!
    const isSaved = saved === missing.i32 ? unknown : Number(saved === 0 || saved <= limit)
    const isHomes = homes![index] === missing.i8 ? unknown : Number(homes![index]! <= 1)
    const isVehicles = Number(vehicles![index] === 0 || (severe > 0 && vehicles![index] === 1))
    const isProperty = all(isSaved, isHomes, isVehicles)
    const isHere = here > 0 ? yes : heads - here - elsewhere === 0 ? no : unknown
    const isLow = all(isBelow, isProperty, isHere)
    const isSingle = all(Number(heads > 0), Number(severe + sick > 0), isBelowEdge, isProperty, isHere)
    const isEdge = all(isBelowEdge, isProperty, isHere)
    let [kind, mills] = [missing.i8, 0]
    if (isLow === yes) {
      const percent = (count: number, by: number): number => Math.floor((standard * count * by) / 100)
      const more = percent(old, 10) + percent(young, 10) + percent(severe, 15) + percent(sick, 20) + percent(pupils, 5)
      kind = unable![index] === 1 ? 0 : 1
      mills = kind === 0 ? line * 13 : line * 10 - income + Math.min((more + veryOld * 3000) * 10, line * 3)
    } else if (isLow === no && isSingle === yes) {
      kind = 2
      mills = standard * Math.min(severe + sick, heads) * 10
    } else if (isLow === no && isSingle === no && isEdge !== unknown) kind = isEdge === yes ? 3 : 4
    classes[index] = kind
    amounts[index] = kind === missing.i8 ? missing.i32 : Math.ceil(mills / 1000)
    reasons[index] =
      Number(heads === 0) |
      (Number(heads > 0 && isBelow === no) << 1) |
      (Number(isSaved === no) << 2) |
      (Number(isHomes === no) << 3) |
      (Number(isVehicles === no) << 4) |
      (Number(heads > 0 && isHere === no) << 5)
  }
  return { classes, amounts, reasons }
}
