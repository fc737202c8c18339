import { FactList, InTheWay } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { State } from '#design/console/shape.tsx'
import { useClient } from '#platform/http/client.ts'
import { moveOf, useCaseFile, useMoved } from '#relief/casework/ui/case-file.ts'
import { publishResult, withdrawPublication } from '../wire.ts'
import type { NoticeAnswer, PublicationFace } from './calls.ts'
import { publicationFaces } from './faces.ts'

interface PartProps {
  readonly caseId: string
  readonly answer: NoticeAnswer
}

/** The result on the other board, after the decision: published once, withdrawn with a reason. */
export function PublicationPart({ caseId, answer }: PartProps) {
  const say = useSay()
  const offer = moveOf(useCaseFile(caseId).data, 'publish')
  const { publication, may } = answer
  const isTheirs = offer !== undefined && !offer.refusals.some(({ code }) => code === 'casework.notYours')
  if (publication === null && !may.publish && !isTheirs) return null
  return (
    <section aria-label={say('结果公布', 'Publication of the result')}>
      <h3>
        {say('结果公布', 'Publication of the result')}{' '}
        {publication === null ? (
          <State tone="still">{say('还没有公布', 'not published yet')}</State>
        ) : (
          <State {...publicationFaces[publication.state]}>{say(publicationFaces[publication.state])}</State>
        )}
      </h3>
      {publication === null ? null : <Published publication={publication} />}
      <div className="row noprint">
        {may.publish ? <Publish caseId={caseId} version={answer.version} /> : null}
        {may.withdraw && publication !== null ? <Withdraw caseId={caseId} id={publication.id} /> : null}
      </div>
      {!may.publish && isTheirs && publication === null ? <InTheWay sentences={offer.refusals} /> : null}
    </section>
  )
}

function Published({ publication }: { readonly publication: PublicationFace }) {
  const say = useSay()
  return (
    <>
      <FactList
        facts={[
          { name: 'published', zh: '公布', en: 'Published', value: publication.publishedOn },
          { name: 'until', zh: '公布到', en: 'Until', value: publication.until },
          { name: 'source', zh: '依据', en: 'Source', value: publication.source },
          ...(publication.endedWhy === null
            ? []
            : [{ name: 'why', zh: '撤下的原因', en: 'Why it is down', value: say(publication.endedWhy) }]),
        ]}
      />
      {publication.href === null ? (
        <p className="mute">
          {say('公布已经撤下，公众看不到。', 'The publication is down; the public cannot read it.')}
        </p>
      ) : (
        <p className="noprint">
          <a className="btn line" href={publication.href} target="_blank" rel="noreferrer">
            {say('看公众看到的那一页', 'Open the public page')}
          </a>
        </p>
      )}
    </>
  )
}

function Publish({ caseId, version }: { readonly caseId: string; readonly version: number }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(caseId)
  return (
    <ConfirmWithReason
      label={say('公布结果', 'Publish the result')}
      tone="main"
      says={
        <p>
          {say(
            '公布申请人姓名、几口人、项目和金额，别的都不写。到期或者救助停止，自动撤下。',
            'Name of the applicant, members, programme and amount are published, and nothing else. It comes down by itself when its days or the aid end.',
          )}
        </p>
      }
      act={async (_, key) => {
        await client.call(publishResult, { params: { id: caseId }, body: { version }, key })
        await moved()
      }}
    />
  )
}

function Withdraw({ caseId, id }: { readonly caseId: string; readonly id: string }) {
  const say = useSay()
  const client = useClient()
  const moved = useMoved(caseId)
  return (
    <ConfirmWithReason
      label={say('撤下公布', 'Withdraw the publication')}
      tone="danger"
      says={
        <p>
          {say(
            '公众马上看不到。同一个决定不能再公布。',
            'The public cannot read it from now on. The same decision is not published again.',
          )}
        </p>
      }
      askReason={say('为什么撤下', 'Why')}
      act={async (why, key) => {
        await client.call(withdrawPublication, { params: { id }, body: { why }, key })
        await moved()
      }}
    />
  )
}
