import type { Check } from '#platform/checks/index.ts'
import { officerChecks } from '#registry/officers/index.ts'

/** What must always be true, module by module: asked every night and by `zhulian verify`. */
export const standingChecks: readonly Check[] = [...officerChecks]
