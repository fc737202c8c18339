import type { Me } from '#registry/officers/contract.ts'

/** Roles that answer for the work of others: they see the counts first. What they may do, the server says. */
const leading: readonly string[] = ['town-head', 'county-head', 'county-reviewer']

export const isLeader = (me: Pick<Me, 'roles'>): boolean => me.roles.some(({ role }) => leading.includes(role))
