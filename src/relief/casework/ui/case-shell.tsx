import { Suspense } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Trouble, troubleOf, Waiting } from '#design/console/table-states.tsx'
import { PurposeForm } from '#registry/households/ui/purpose-form.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { useCaseFile } from './case-file.ts'
import { panelAnchor, type CasePanelEntry } from './panel-entry.ts'

/** One case: where it stands, whose turn it is, and a panel for each part of the work. */
export function CaseShell({ caseId, panels }: { caseId: string; panels: readonly CasePanelEntry[] }) {
  const say = useSay()
  const found = useCaseFile(caseId)
  const [, setPurpose] = usePurpose(caseId)
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm onSaid={setPurpose} />
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取这一件', 'Fetching the case')} />
  return (
    <div className="p-case stack">
      <h1>{found.data.case.number}</h1>
      {panels.map((panel) => (
        <div key={panel.name} id={panelAnchor(panel.name)}>
          <Suspense fallback={<Waiting what={say(`正在打开：${say(panel)}`, `Opening: ${say(panel)}`)} />}>
            <panel.open caseId={caseId} />
          </Suspense>
        </div>
      ))}
    </div>
  )
}
