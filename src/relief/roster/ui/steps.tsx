import { useSay } from '#design/console/language.tsx'
import { Shape } from '#design/console/shape.tsx'

export type Step = 1 | 2 | 3 | 4

/** Where one is on the way from a file to a result. */
export function Steps({ now }: { now: Step }) {
  const say = useSay()
  const names = [
    say('选文件', 'Choose a file'),
    say('试读', 'Trial read'),
    say('存入并测算', 'Keep and assess'),
    say('看结果', 'See the result'),
  ]
  return (
    <ol className="ro-steps" aria-label={say('进度', 'Progress')}>
      {names.map((name, index) => {
        const step = index + 1
        const isDone = step < now
        const isNow = step === now
        return (
          <li key={name} className={isDone ? 'done' : undefined} aria-current={isNow ? 'step' : undefined}>
            <Shape name={isDone ? 'done' : isNow ? 'arrow' : 'not-yet'} />
            {step} {name}
            {isNow ? null : (
              <span className="vh">{isDone ? say('，做完了', ', done') : say('，还没到', ', not yet')}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
