import { inScope } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'

/** The caller of work that goes on when the request is over: same person, same scope, transactions of its own. */
export const outliving = (who: Caller): Caller => ({
  ...who,
  key: null,
  transaction: (db, work) => inScope(db, { tenants: [who.tenant], places: who.places }, work),
})
