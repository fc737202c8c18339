import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { difference, yuan } from '#design/console/figures.ts'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { State, type ShapeName, type Tone } from '#design/console/shape.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { WhyDesk, whyTitle } from '#design/why-tree/index.ts'
import { useClient } from '#platform/http/client.ts'
import { PurposeForm } from '#registry/households/ui/purpose-form.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { readAssessment, type StoredAssessment } from '../contract.ts'
import { useOpenLine, useOpenOnPaper } from './open-lines.ts'
import { ReplayPanel } from './replay-panel.tsx'
import { WhatIfPanel } from './what-if-panel.tsx'

/** One assessment, whole: the sum with its law and sources, beside it the same in plain words. */
export function WhyTreePage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const [purpose, setPurpose] = usePurpose(id)
  const found = useQuery({
    queryKey: ['assessment', id, purpose ?? ''],
    queryFn: async ({ signal }) =>
      (await client.call(readAssessment, {
        ...{ params: { id }, signal },
        ...(purpose === undefined ? {} : { purpose }),
      })) as unknown as StoredAssessment,
  })
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm onSaid={setPurpose} />
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取算式', 'Fetching the sum')} />
  return <Sheet stored={found.data} />
}

function Sheet({ stored }: { stored: StoredAssessment }) {
  const say = useSay()
  const language = useLanguage()
  const [isOpen, setOpen] = useState(false)
  useOpenLine()
  useOpenOnPaper(setOpen)
  const { assessment, household } = stored
  return (
    <div className="why-in">
      <Crumbs here={say('算式', 'The sum')}>
        <Link to="/households">{say('家庭档案', 'Households')}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/households/$id" params={{ id: household.id }}>
          {household.head} · {household.number}
        </Link>
      </Crumbs>
      <PageHead
        title={whyTitle(assessment, language)}
        says={say(
          `${stored.packTitle} · ${stored.month} · ${stored.assessedAt.slice(0, 10)} 由 ${stored.assessedBy} 测算。测算不是决定。`,
          `${stored.packTitle} · ${stored.month} · assessed ${stored.assessedAt.slice(0, 10)} by ${stored.assessedBy}. An assessment is no decision.`,
        )}
      >
        <button type="button" className="btn line" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? say('全部收起', 'Fold all') : say('全部展开', 'Open all')}
        </button>
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
      </PageHead>
      <Compared stored={stored} />
      <div className="why" key={String(isOpen)}>
        <WhyDesk
          assessment={assessment}
          language={language}
          to={household.head}
          isOpen={isOpen}
          placeName={(code) => stored.places[code] ?? code}
          paid={stored.paidNow === null ? undefined : { amount: stored.paidNow, since: null }}
        />
      </div>
      <WhatIfPanel id={stored.id} />
      <ReplayPanel id={stored.id} />
    </div>
  )
}

const faceOf: Readonly<Record<StoredAssessment['difference']['category'], { tone: Tone; shape: ShapeName }>> = {
  matches: { tone: 'ok', shape: 'done' },
  underpaid: { tone: 'soon', shape: 'up' },
  overpaid: { tone: 'go-on', shape: 'down' },
  'no-longer': { tone: 'late', shape: 'minus' },
  'not-enough-known': { tone: 'still', shape: 'unknown' },
  'paid-unknown': { tone: 'still', shape: 'unknown' },
}

/** Paid, computed, and what lies between, in one line over the sheet. */
function Compared({ stored }: { stored: StoredAssessment }) {
  const say = useSay()
  const { category, amount } = stored.difference
  return (
    <div className="panel why-compared">
      <State tone={faceOf[category].tone} shape={faceOf[category].shape}>
        {say(stored.difference)}
      </State>
      <dl>
        <div>
          <dt>{say('现在发', 'Paid now')}</dt>
          <dd>
            {stored.paidNow === null ? say('名单没写', 'not stated') : `${yuan(stored.paidNow)} ${say('元', 'yuan')}`}
          </dd>
        </div>
        <div>
          <dt>{say('测算', 'Computed')}</dt>
          <dd>
            {stored.amount === null ? (
              stored.assessment.possible.length > 0 ? (
                stored.assessment.possible.map((one) => yuan(one.amount)).join(say(' 或 ', ' or '))
              ) : (
                say('算不出', 'not certain')
              )
            ) : (
              <b className="cmp">
                {yuan(stored.amount)} {say('元', 'yuan')}
              </b>
            )}
          </dd>
        </div>
        {amount === null ? null : (
          <div>
            <dt>{say('差', 'Difference')}</dt>
            <dd>{difference(amount, say('一致', 'equal'))}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
