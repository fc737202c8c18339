import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs } from '#design/console/page-parts.tsx'
import { Trouble, troubleOf, Waiting } from '#design/console/table-states.tsx'
import { PurposeForm } from '#registry/households/ui/purpose-form.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { CaseClockStrip } from './case-clock-strip.tsx'
import { useCaseFile, type CaseAnswer } from './case-file.ts'
import { CaseHead } from './case-head.tsx'
import { CaseTimeline } from './case-timeline.tsx'
import { OtherMoves } from './other-moves.tsx'
import { panelAnchor, type CasePanelEntry } from './panel-entry.ts'
import { PanelIndex } from './panel-index.tsx'
import { StageBar } from './stage-bar.tsx'
import { TurnBar } from './turn-bar.tsx'

interface ShellProps {
  readonly caseId: string
  readonly panels: readonly CasePanelEntry[]
}

/** One case: whose turn it is, where it stands, and a panel for each part of the work. */
export function CaseShell({ caseId, panels }: ShellProps) {
  const say = useSay()
  const found = useCaseFile(caseId)
  const [, setPurpose] = usePurpose(caseId)
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm onSaid={setPurpose} />
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取这一件', 'Fetching the case')} />
  return <CaseFilePage file={found.data} panels={panels} />
}

function CaseFilePage({ file, panels }: { file: CaseAnswer; panels: readonly CasePanelEntry[] }) {
  const say = useSay()
  const caseId = file.case.id
  const shown = panels.filter(({ isFor }) => isFor?.(file) ?? true)
  return (
    <div className="p-house p-case">
      <Crumbs here={file.case.number}>
        <Link to="/cases">{say('办件', 'Cases')}</Link>
      </Crumbs>
      <CaseHead file={file} />
      <TurnBar file={file} panels={shown} />
      <section className="panel case-way" aria-label={say('走到哪一步，还有几天', 'How far, and how long')}>
        <StageBar file={file} />
        <CaseClockStrip file={file} />
      </section>
      <div className="grid2">
        <div className="stack">
          {shown.map((panel) => (
            <div key={panel.name} id={panelAnchor(panel.name)} className="panel-place" tabIndex={-1}>
              <Suspense fallback={<Waiting what={say(`正在打开：${panel.zh}`, `Opening: ${panel.en}`)} />}>
                <panel.open caseId={caseId} />
              </Suspense>
            </div>
          ))}
          <div id={panelAnchor('other-moves')} className="panel-place" tabIndex={-1}>
            <OtherMoves caseId={caseId} made={shown.flatMap(({ moves = [] }) => moves)} />
          </div>
        </div>
        <div className="stack case-side">
          <PanelIndex file={file} panels={shown} />
          <CaseTimeline steps={file.steps} />
        </div>
      </div>
    </div>
  )
}
