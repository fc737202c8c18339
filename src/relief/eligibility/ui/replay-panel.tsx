import { useMutation } from '@tanstack/react-query'
import { Refused } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { replayAssessment } from '../contract.ts'

type Answer = AnswerOf<typeof replayAssessment>

/** Computes the sum again by the law and the facts of its day, and says whether it is the same. Nothing is kept. */
export function ReplayPanel({ id }: { id: string }) {
  const say = useSay()
  const client = useClient()
  const [purpose] = usePurpose(id)
  const replay = useMutation({
    mutationFn: () => client.call(replayAssessment, { params: { id }, ...(purpose === undefined ? {} : { purpose }) }),
  })
  return (
    <div className="noprint gap stack why-if">
      <button type="button" className="btn line" disabled={replay.isPending} onClick={() => replay.mutate()}>
        {replay.isPending
          ? say('正在重算…', 'Computing…')
          : say('照当时的规则重算', 'Compute again by the law of the day')}
      </button>
      <Refused trouble={replay.error} />
      {replay.data ? <Outcome answer={replay.data} /> : null}
    </div>
  )
}

function Outcome({ answer: { isSame, fingerprint, differences } }: { answer: Answer }) {
  const say = useSay()
  return (
    <Panel title={say('重算', 'Computed again')} asOf={say('只看，不存', 'kept nowhere')}>
      {isSame ? (
        <State tone="ok" shape="done">
          {say('一分不差', 'the same to the fen')}
        </State>
      ) : (
        <State tone="late" shape="late">
          {say('对不上', 'not the same')}
        </State>
      )}
      <p className="small">
        {isSame
          ? say(
              '照当时留下的规则和情况重算：结论、类别、金额、理由、用到的标准，都和存下的一样。',
              'Computed again by the law and facts kept with it: outcome, class, amount, reasons and values are as they were kept.',
            )
          : say('请把下面几行告诉系统管理员。', 'Tell the system administrator these lines.')}
      </p>
      {differences.length === 0 ? null : (
        <ul>
          {differences.map((one) => (
            <li key={one.zh}>{say(one)}</li>
          ))}
        </ul>
      )}
      <p className="small">{say(`答案的指纹 ${fingerprint}`, `Fingerprint of the answer ${fingerprint}`)}</p>
    </Panel>
  )
}
