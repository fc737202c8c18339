import { type Type, anyType, atomNames, numberType } from '../values/type.ts'

/** What can be added up. */
export const amountTypes: readonly Type[] = [
  numberType,
  { kind: 'days and time duration' },
  { kind: 'years and months duration' },
]

/** What has an order. */
export const orderedTypes: readonly Type[] = atomNames.flatMap((kind) => (kind === 'boolean' ? [] : [{ kind }]))

/** What has a day in it. */
export const dayTypes: readonly Type[] = [{ kind: 'date' }, { kind: 'date and time' }]

export const rangeType: Type = { kind: 'range', of: anyType }
