import { Link } from '@tanstack/react-router'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import type { DryRun } from './model.ts'

/** How far it is. Power may fail: where it stands is remembered. */
export function RunProgress({ run }: { run: DryRun }) {
  const say = useSay()
  const { done, all } = run.progress ?? { done: 0, all: run.ready.households }
  const text = say(`已测算 ${count(done)} / ${count(all)} 户`, `${count(done)} of ${many(all, 'household')} assessed`)
  return (
    <section className="panel" aria-label={say('测算进度', 'Progress')} aria-live="polite">
      <h2>
        {say('正在存入并测算', 'Keeping and assessing')}
        <span className="asof">{say('可以离开这一页', 'You may leave this page')}</span>
      </h2>
      <div
        className="ro-prog"
        role="progressbar"
        aria-label={say('测算', 'Assessing')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={done}
        aria-valuetext={text}
      >
        <i style={{ width: `${all === 0 ? 0 : (done / all) * 100}%` }} />
      </div>
      <p className="small mute gap">
        {text}。
        {say('停电、关机都不要紧，做到哪里都记着。', 'A power cut does no harm; where it stands is remembered.')}{' '}
        <Link to="/roster/$id/result" params={{ id: run.id }}>
          {say('看结果', 'See the result')}
        </Link>
      </p>
    </section>
  )
}
