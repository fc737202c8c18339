import { useSay } from '#design/console/language.tsx'
import type { CaseAnswer } from './case-file.ts'
import { panelAnchor, type CasePanelEntry } from './panel-entry.ts'
import { isAtHand } from './turn.ts'

/** What this case has, as doors down the page; yellow is what is at hand. */
export function PanelIndex({ file, panels }: { file: CaseAnswer; panels: readonly CasePanelEntry[] }) {
  const say = useSay()
  return (
    <nav className="panel-index" aria-label={say('这一件里有', 'In this case')}>
      <ul>
        {panels.map((panel) => {
          const isNow = isAtHand(panel, file)
          return (
            <li key={panel.name}>
              <a href={`#${panelAnchor(panel.name)}`} className={isNow ? 'is-now' : undefined}>
                {say(panel)}
                {isNow ? <span className="vh">{say('，现在办', ', at hand')}</span> : null}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
