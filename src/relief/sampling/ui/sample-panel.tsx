import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CasePanel, FactList } from '#design/console/case-panel.tsx'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { useSay } from '#design/console/language.tsx'
import { momentText } from '#design/console/moment.ts'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { useMoved } from '#relief/casework/ui/case-file.ts'
import { drawSample, readCaseSample } from '../wire.ts'

type CaseSample = AnswerOf<typeof readCaseSample>

/** The county’s sample on the page of a case: drawn or not, by which seed, and who else was in the draw. */
export function SamplePanel({ caseId }: { readonly caseId: string }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const moved = useMoved(caseId)
  const params = { id: caseId }
  const found = useQuery({
    queryKey: ['case-sample', caseId],
    queryFn: ({ signal }) => client.call(readCaseSample, { params, signal }),
  })
  const draw = async (_: string, key: string): Promise<void> => {
    queries.setQueryData(['case-sample', caseId], await client.call(drawSample, { params, body: {}, key }))
    await moved()
  }
  const sample = found.data
  return (
    <CasePanel
      title={say('县级抽查', 'The county’s sample')}
      asOf={sample?.rule?.source ?? ''}
      isWaiting={found.isPending}
      error={found.error}
      onRetry={() => void found.refetch()}
    >
      {sample === undefined ? null : (
        <div className="stack">
          <Standing sample={sample} />
          {sample.draw === null ? null : <Drawn draw={sample.draw} />}
          {sample.may.draw ? (
            <ConfirmWithReason
              label={say('随机抽查', 'Draw the sample')}
              tone="main"
              says={say(
                '和本镇街这个月到县里、还没抽过的一起抽。种子由机器随机产生、存下来，谁都能照它重抽；抽了不能重来。',
                'Drawn together with all cases of the town that came to the county this month and were in no draw yet. The seed is random, is kept, and anybody can draw again from it; a draw is not repeated.',
              )}
              act={draw}
            />
          ) : null}
        </div>
      )}
    </CasePanel>
  )
}

function Standing({ sample }: { readonly sample: CaseSample }) {
  const say = useSay()
  const { rule, isDrawn, visitedAt } = sample
  if (rule === null) return <p className="mute">{say('这个项目不用抽查。', 'No sample is asked for.')}</p>
  if (!rule.isGrouped)
    return (
      <p>
        {say(
          '本地没有录入按什么分组抽查，不能抽，也不能确认。请政策维护人员在 sampling.yaml 里补上依据。',
          'It is not on file here which cases are drawn together, so nothing can be drawn or confirmed.',
        )}
      </p>
    )
  if (isDrawn === null)
    return (
      <p>
        {say(
          `还没有抽。确认以前县里随机抽查不少于 ${rule.shareMin}%，抽到的要去看过。`,
          `Not drawn yet. Before it confirms the county draws at least ${rule.shareMin}% at random and visits them.`,
        )}
      </p>
    )
  if (!isDrawn) return <p>{say('没有抽到，可以确认。', 'Not drawn: it may be confirmed.')}</p>
  return (
    <p>
      {visitedAt === null
        ? say(
            '抽到了。县里去看过，在“县级决定”里登记县级入户以后才能确认。',
            'Drawn. It may be confirmed when the county has visited and recorded it under the decision.',
          )
        : say(
            `抽到了，${momentText(visitedAt)} 登记了县级入户。`,
            `Drawn, and visited: recorded ${momentText(visitedAt)}.`,
          )}
    </p>
  )
}

function Drawn({ draw }: { readonly draw: NonNullable<CaseSample['draw']> }) {
  const say = useSay()
  const drawn = draw.cases.filter(({ isDrawn }) => isDrawn).length
  return (
    <>
      <FactList
        facts={[
          { name: 'group', zh: '哪一组', en: 'Group', value: `${draw.town} ${draw.month}` },
          {
            ...{ name: 'count', zh: '抽了几件', en: 'Drawn' },
            value: say(`${draw.cases.length} 件里抽到 ${drawn} 件`, `${drawn} of ${draw.cases.length}`),
          },
          { name: 'by', zh: '谁抽的', en: 'Drawn by', value: `${draw.by} ${momentText(draw.drawnAt)}` },
          {
            ...{ name: 'same', zh: '照种子重抽', en: 'Drawn again' },
            value: draw.isSame ? say('一样', 'the same') : say('不一样，请报告', 'not the same: report it'),
          },
        ]}
      />
      <details>
        <summary>{say('种子和全部件号，给审计重抽', 'Seed and numbers, to draw it again')}</summary>
        <p className="small">
          {say(
            '每个件号算 SHA-256（种子:件号），十六进制从小到大排，取前面这么多件。',
            'SHA-256 over seed:number for each, hexadecimal, in ascending order; the first so many are drawn.',
          )}
        </p>
        <p className="small">{draw.seed.match(/.{8}/g)?.join(' ')}</p>
        <ul>
          {draw.cases.map(({ number, isDrawn }) => (
            <li key={number}>
              {number} {isDrawn ? <b>{say('抽到', 'drawn')}</b> : null}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
