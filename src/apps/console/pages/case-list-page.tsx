import { CaseListPage as CaseList } from '#relief/casework/ui/case-list.tsx'
import { useMe } from '../session/me.ts'
import { isLeader } from './leaders.ts'

/** The work list; whoever answers for all cases sees the counts above it. */
export function CaseListPage() {
  const me = useMe()
  return <CaseList isLeader={isLeader(me)} mayExport={me.permissions.includes('casework.export')} />
}
