import type { PaidProgramme } from '../programmes.ts'

/**
 * A one-off subsidy is a programme of its own, so that money of one document never pays for another: `one-off-3` is the
 * third of its bureau. Capped: nobody is promised a yuan that is not allotted.
 */
const named = /^one-off-([1-9]\d{0,8})$/

export const oneOffName = (serial: number): string => `one-off-${serial}`

/** The serial number, or null for every other programme. */
export function oneOffSerial(programme: string): number | null {
  const digits = named.exec(programme)?.[1]
  return digits === undefined ? null : Number(digits)
}

export function oneOffProgramme(programme: string): PaidProgramme | undefined {
  const serial = oneOffSerial(programme)
  if (serial === null) return undefined
  return {
    ...{ zh: `一次性补贴${serial}号`, en: `One-off subsidy ${serial}` },
    ...{ code: `YC${serial}`, fund: 'capped', group: programme },
  }
}
