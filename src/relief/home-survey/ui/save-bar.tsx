import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { troubleOf } from '#design/console/table-states.tsx'
import type { Saver, SaveState } from './saver.ts'

/** Always in sight: whether what was typed is kept, and how much is lacking. */
export function SaveBar({ saver, state, lacking }: { saver: Saver; state: SaveState; lacking: number }) {
  const say = useSay()
  return (
    <div className="hs-bar">
      <div role="status">
        <SaveWord state={state} />
      </div>
      {state.phase === 'kept' ? (
        <button type="button" className="btn" onClick={() => void saver.flush()}>
          {say('现在再存', 'Save now')}
        </button>
      ) : (
        <a href="#hs-lacks">
          {lacking === 0 ? say('可以完成了', 'Ready to finish') : say(`还差 ${lacking} 处`, `${lacking} to go`)}
        </a>
      )}
    </div>
  )
}

function SaveWord({ state }: { state: SaveState }) {
  const say = useSay()
  switch (state.phase) {
    case 'saved':
      return <State tone="ok">{say('已存', 'Saved')}</State>
    case 'waiting':
    case 'saving':
      return <State tone="go-on">{say('正在存…', 'Saving…')}</State>
    case 'held':
      return <State tone="soon">{say('有填得不对的，改好就存', 'An answer does not fit yet')}</State>
    case 'kept': {
      const { status, ...words } = troubleOf(state.trouble)
      return (
        <>
          <State tone="soon">{say('还没存上', 'Not saved yet')}</State>
          <p className="small">
            {status >= 400 && status < 500
              ? say(words)
              : say(
                  '填的都还在这台手机上，过一会儿自动再存，先不要关页面',
                  'All of it is still on this phone and is sent again by itself; keep the page open',
                )}
          </p>
        </>
      )
    }
  }
}
