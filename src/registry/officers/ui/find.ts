import type { Say } from '#design/console/language.tsx'
import type { OfficerCard } from '../contract.ts'
import { threeHands } from '../roles.ts'

/** Of the list as it travels. */
export type Officer = Pick<OfficerCard, 'id' | 'name' | 'post' | 'since' | 'until'> & {
  readonly roles: readonly Readonly<OfficerCard['roles'][number]>[]
}
export type OfficerRole = Officer['roles'][number]

/** As it stands in the address: `text`, `role`, and `state`, which is `serving` when it is not there. */
export type OfficerFilter = Readonly<Record<string, string>>

export const isServing = ({ until }: Pick<Officer, 'until'>): boolean => until === null

/** One of the three administrators. */
export const isHand = ({ roles }: Pick<Officer, 'roles'>): boolean =>
  roles.some(({ role }) => threeHands.some((hand) => hand === role))

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Name, post, role and place are searched as one text; every word typed must be in it. */
export function foundOfficers(officers: readonly Officer[], filter: OfficerFilter): readonly Officer[] {
  const words = (filter['text'] ?? '').split(/\s+/).map(plain)
  return officers.filter((officer) => {
    const state = filter['state'] ?? 'serving'
    if (state !== 'all' && (state === 'left') === isServing(officer)) return false
    if (filter['role'] !== undefined && !officer.roles.some(({ role }) => role === filter['role'])) return false
    const held = officer.roles.map(({ zh, en, placeLabel }) => `${zh} ${en} ${placeLabel ?? ''}`)
    const text = plain([officer.name, officer.post, ...held].join(' '))
    return words.every((word) => text.includes(word))
  })
}

/** `乡镇经办人（青禾县禾西镇）`; a place without a name is said to be one, never left out. */
export function roleInWords({ zh, en, place, placeLabel }: OfficerRole, say: Say): string {
  if (place === null) return say(zh, en)
  const where = placeLabel ?? say('地名查不到', 'place not found')
  return say(`${zh}（${where}）`, `${en} (${where})`)
}

/**
 * One of the three administrators whose work nobody else in the office can do: without them no account, no right or no
 * audit. The role, or null.
 */
export function lastHand(officers: readonly Officer[], id: string): OfficerRole | null {
  const serving = officers.filter(isServing)
  const held = serving.find((officer) => officer.id === id)?.roles ?? []
  const isHand = (role: string): boolean => threeHands.some((hand) => hand === role)
  const others = new Set(
    serving.filter((officer) => officer.id !== id).flatMap(({ roles }) => roles.map((one) => one.role)),
  )
  return held.find(({ role }) => isHand(role) && !others.has(role)) ?? null
}
