import { describe, expect, it, vi } from 'vitest'
import { systemCaller } from '#platform/http/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { eligibilityRoutes, type EligibilityRouteNeeds } from './routes.ts'

const read = vi.fn(() => Promise.resolve({}))
const needs = {
  assessments: { read, suppose: read },
  entitlements: { match: read },
} as unknown as EligibilityRouteNeeds
const who = { ...systemCaller('clerk', 1 as TenantId), purpose: null }

describe('一家的算式和对照', () => {
  it.each(['GET /api/assessments/:id', 'POST /api/assessments/:id/what-if', 'POST /api/households/:id/entitlements'])(
    '%s：没说为什么，不打开，也没有去取',
    async (name) => {
      const found = eligibilityRoutes(needs).find(({ verb, path }) => `${verb} ${path}` === name)
      const asked = { who, params: { id: 'x' }, query: {}, body: { answers: [], supposed: [] }, files: [], visit: null }
      await expect((async () => found!.run(asked as never))()).rejects.toMatchObject({ code: 'access.purposeNeeded' })
      expect(read).not.toHaveBeenCalled()
    },
  )
})
