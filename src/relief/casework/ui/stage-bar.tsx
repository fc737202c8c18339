import { useSay } from '#design/console/language.tsx'
import { Shape, type ShapeName } from '#design/console/shape.tsx'
import type { CaseAnswer } from './case-file.ts'
import { wayOf, type StageMark } from './turn.ts'

const faceOf: Readonly<
  Record<StageMark['is'], { readonly shape: ShapeName; readonly zh: string; readonly en: string }>
> = {
  done: { shape: 'done', zh: '做过了', en: 'done' },
  now: { shape: 'half', zh: '现在', en: 'now' },
  end: { shape: 'done', zh: '到这里办结', en: 'ended here' },
  'not-yet': { shape: 'not-yet', zh: '还没到', en: 'not yet' },
}

/** Where the case stands on its way. The stage it is in is the yellow one. */
export function StageBar({ file }: { file: Pick<CaseAnswer, 'stages' | 'steps' | 'case'> }) {
  const say = useSay()
  return (
    <ol className="stage-bar" aria-label={say('办到哪一步', 'How far it has come')}>
      {wayOf(file).map(({ stage, is, since }) => (
        <li key={stage.stage} className={`is-${is}`} {...(is === 'now' ? { 'aria-current': 'step' as const } : {})}>
          <span className="dot">
            <Shape name={stage.outcome === 'refused' ? 'late' : faceOf[is].shape} />
          </span>
          <b>{say(stage.words)}</b>
          <span className="vh">{say(faceOf[is])}</span>
          <span className="since">{since === null ? '' : since.slice(5)}</span>
        </li>
      ))}
    </ol>
  )
}
