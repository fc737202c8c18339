import { addDays, addMonths, firstDayOf, monthOf, type Day } from '#platform/clock/index.ts'
import { inventedIdNumber, inventedName } from '#registry/demo-county/index.ts'
import { emptyMember, emptyParts, type MemberTyped, type Parts } from '#relief/intake/index.ts'

/** One person of an invented family at the window, as the clerk types them. Money in yuan a month. */
export interface Somebody {
  readonly relation: 'head' | 'spouse' | 'child' | 'grandchild' | 'parent'
  readonly sex: 'male' | 'female'
  readonly age: number
  readonly wages?: string
  readonly transfers?: string
  readonly isIll?: boolean
  readonly studies?: boolean
}

export interface DemoFamily {
  /** Numbers of these families begin where the county's own end: 9101 and on. */
  readonly number: number
  readonly people: readonly Somebody[]
  readonly reason: string
  readonly homes?: string
}

export const phoneOf = ({ number }: Pick<DemoFamily, 'number'>): string => `1009900${String(number)}`
export const headNameOf = ({ number }: Pick<DemoFamily, 'number'>): string => inventedName(number, 0)

const keyOf = (index: number): string => `m${index + 1}`
const none = { amount: '0', per: 'month' }
const adultAge = 18
const retiredAge = 60

/** The whole application of a family, as typed on a day in a village. */
export function applicationOf({ number, people, reason, homes = '1' }: DemoFamily, on: Day, place: string): Parts {
  const parts = emptyParts()
  return {
    family: { ...parts.family, place, urbanRural: 'rural', phone: phoneOf({ number }) },
    members: { members: people.map((one, index) => memberOf(one, { number, index, on, place })) },
    incomes: {
      by: Object.fromEntries(
        people.map(({ wages = '0', transfers = '0' }, index) => [
          keyOf(index),
          {
            ...{ business: none, property: none, other: none, deduction: none },
            ...{ wages: { amount: wages, per: 'month' }, transfers: { amount: transfers, per: 'month' } },
          },
        ]),
      ),
    },
    property: { ...parts.property, deposits: '0', homes, vehicles: '0', businesses: '0', staffRelative: 'no' },
    statement: { applicantKey: 'm1', speaker: 'm1', speakerRelation: '本人', reason, hasPromised: true },
  }
}

interface Setting {
  readonly number: number
  readonly index: number
  readonly on: Day
  readonly place: string
}

function memberOf(one: Somebody, { number, index, on, place }: Setting): MemberTyped {
  const { relation, sex, age, isIll = false, studies = false } = one
  const bornOn = addDays(firstDayOf(addMonths(monthOf(on), -12 * age - 3)), number % 27)
  const works = one.wages !== undefined && one.wages !== '0'
  return {
    ...emptyMember(keyOf(index)),
    ...{ relation, sex, bornOn, name: inventedName(number, index), idNumber: inventedIdNumber(bornOn, sex, number) },
    ...{ registeredAt: place, residesAt: place, maritalStatus: maritalOf(one) },
    labourCapacity: age < adultAge || age >= retiredAge || isIll ? 'none' : works ? 'full' : 'partial',
    disability: 'none',
    seriousIllness: isIll ? 'yes' : 'no',
    fullTimeStudy: studies ? 'yes' : 'no',
  }
}

const maritalOf = ({ relation, age }: Somebody): string =>
  age < adultAge || relation === 'child' || relation === 'grandchild' ? 'single' : 'married'
