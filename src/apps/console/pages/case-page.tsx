import { useParams } from '@tanstack/react-router'
import { CaseShell } from '#relief/casework/ui/case-shell.tsx'
import { useMe } from '../session/me.ts'
import { panelsFor } from './case-panels.tsx'

/** The page of one case: the shell of casework around the panels of all modules. */
export function CasePage() {
  const me = useMe()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  return <CaseShell key={id} caseId={id} panels={panelsFor((permission) => me.permissions.includes(permission))} />
}
