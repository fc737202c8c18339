import type { TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { createInside, systemCaller, type Inside, type Person } from '#platform/http/index.ts'
import type { RoleName } from '#registry/officers/index.ts'
import type { Product } from './compose.ts'

/** The invented people of the office at their desks: what they did was done through the rows of the server. */
export interface DemoStaff extends Inside {
  /** Somebody with a role; `which` of them where there are two. */
  readonly at: (role: RoleName, which?: number) => Person
}

export async function staffOf(product: Product, tenant: TenantId): Promise<DemoStaff> {
  const { db, clock, vault, officers, serverNeeds } = product
  const cards = await officers.list(systemCaller('demo-cases', tenant))
  const people = new Map<string, Person>()
  for (const { id } of cards) {
    const person = await serverNeeds.findPerson(id, tenant)
    if (person !== null) people.set(id, person)
  }
  const inside = createInside({ db, clock, vault, tenant, rows: product.routes(), actor: 'system:demo-cases' })
  return {
    ...inside,
    at: (role, which = 0) => {
      const held = cards.filter(({ roles }) => roles.some((one) => one.role === role))
      return given(people.get(given(held[which], `officer ${which} with the role ${role}`).id), role)
    },
  }
}
