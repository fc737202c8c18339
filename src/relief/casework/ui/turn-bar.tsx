import { InTheWay } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import type { CaseAnswer } from './case-file.ts'
import { panelAnchor, type CasePanelEntry } from './panel-entry.ts'
import { panelOfHeld, panelOfMove, turnOf } from './turn.ts'
import { pressWords } from './words.ts'

/** Whose turn it is and what now, said before what the state is. */
export function TurnBar({ file, panels }: { file: CaseAnswer; panels: readonly CasePanelEntry[] }) {
  const say = useSay()
  const turn = turnOf(file)
  switch (turn.is) {
    case 'mine':
    case 'held': {
      const isMine = turn.is === 'mine'
      const panel = isMine ? panelOfMove(panels, turn.offer.move) : panelOfHeld(panels, turn.offer)
      return (
        <section className={isMine ? 'turn is-mine' : 'turn'} aria-label={say('轮到谁', 'Whose turn')}>
          <div>
            <p className="turn-word">
              {isMine ? (
                <span className="st now">{say('轮到您', 'Your turn')}</span>
              ) : (
                <State tone="still" shape="still">
                  {say('轮到您，还差几样', 'Your turn, but not yet')}
                </State>
              )}
              <b>{say(pressWords(turn.offer.words))}</b>
              <LeadsTo words={turn.offer.leadsTo} />
            </p>
            <InTheWay sentences={turn.offer.refusals} />
          </div>
          <a className={isMine ? 'btn' : 'btn line'} href={`#${panelAnchor(panel?.name ?? 'other-moves')}`}>
            {isMine || panel === undefined ? say('去办', 'Do it') : say(`先看“${panel.zh}”`, `First: ${panel.en}`)}
          </a>
        </section>
      )
    }
    case 'others':
      return (
        <section className="turn" aria-label={say('轮到谁', 'Whose turn')}>
          <div>
            <p className="turn-word">
              <State tone="go-on">{say(file.case.stageWords)}</State>
              <b>{say('现在轮到别的岗位，您不用办', 'Another post acts now; nothing for you to do')}</b>
            </p>
            <InTheWay sentences={turn.offers.flatMap(({ refusals }) => refusals.slice(0, 1))} />
          </div>
        </section>
      )
    case 'waiting':
      return (
        <section className="turn" aria-label={say('轮到谁', 'Whose turn')}>
          <p className="turn-word">
            <State tone="go-on">{say(file.case.stageWords)}</State>
            <b>{say('现在谁都不用办，等日子到', 'Nobody has to act now; the days run')}</b>
          </p>
        </section>
      )
    case 'ended':
      return null
  }
}

function LeadsTo({ words }: { words: readonly { readonly zh: string; readonly en: string }[] }) {
  const say = useSay()
  if (words.length === 0) return null
  const names = words.map((one) => say(one)).join(say('或', ' or '))
  return <span className="mute">{say(`之后到“${names}”`, `leads to “${names}”`)}</span>
}
