/**
 * Wrong codes from one network address, whatever receipt they were tried on. The count at the receipt stops who tries one
 * family's code; this one stops who tries one code after the other on everybody's, and would close them all out.
 * Kept in memory, in each server process for itself; nothing of it is written down.
 */
export interface WrongByAddress {
  /** Until when nothing from there is tried any more, or null. */
  readonly closedUntil: (address: string, at: Date) => Date | null
  readonly count: (address: string, at: Date) => void
}

/** Far more than a hall of people mistypes behind one address, far too few for a machine. */
export const wrongFromAddressMax = 60
/** Milliseconds from the first wrong code on in which they are counted. */
const countedForMs = 15 * 60_000
/** Addresses remembered; the oldest go first. */
const addressesMax = 10_000

export function createWrongByAddress(): WrongByAddress {
  const counts = new Map<string, { readonly since: number; readonly wrong: number }>()
  const standing = (place: string, at: Date) => {
    const found = counts.get(place)
    const passed = at.getTime() - (found?.since ?? 0)
    return passed >= 0 && passed < countedForMs ? found : undefined
  }
  return {
    closedUntil: (address, at) => {
      const found = standing(networkOf(address), at)
      return found !== undefined && found.wrong >= wrongFromAddressMax ? new Date(found.since + countedForMs) : null
    },
    count: (address, at) => {
      const place = networkOf(address)
      const { since, wrong } = standing(place, at) ?? { since: at.getTime(), wrong: 0 }
      counts.delete(place)
      if (counts.size >= addressesMax) counts.delete([...counts.keys()][0] ?? '')
      counts.set(place, { since, wrong: wrong + 1 })
    },
  }
}

/** Whoever has one IPv6 address has a whole /64 of them. */
const networkOf = (address: string): string =>
  address.includes('.') || !address.includes(':') ? address : groupsOf(address).slice(0, 4).join(':')

function groupsOf(address: string): readonly string[] {
  const [before = '', after] = address.split('%')[0]?.split('::') ?? []
  const left = before === '' ? [] : before.split(':')
  if (after === undefined) return left
  const right = after === '' ? [] : after.split(':')
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right]
}
