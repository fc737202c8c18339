import { many } from '#design/console/figures.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FactList } from '#design/console/case-panel.tsx'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { OpenPaper } from '#registry/documents/ui/open-paper.tsx'
import { openLead } from '../wire.ts'
import { momentText } from '#design/console/moment.ts'
import { LeadDoings } from './lead-doings.tsx'

export type LeadFile = AnswerOf<typeof openLead>

/** One lead: what was said, by whom, where it stands, and what to do with it. */
export function LeadPage() {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const { id = '' } = useParams({ strict: false })
  const file = useQuery({ queryKey: ['leads', 'file', id], queryFn: () => client.call(openLead, { params: { id } }) })
  const lead = file.data
  const changed = async (now: LeadFile): Promise<void> => {
    queries.setQueryData(['leads', 'file', now.id], now)
    await queries.invalidateQueries({ queryKey: ['leads', 'list'] })
    if (now.id !== id) await file.refetch()
  }
  if (file.isError) return <Trouble error={file.error} onRetry={() => void file.refetch()} />
  if (lead === undefined) return <Waiting what={say('正在取线索', 'Fetching the lead')} />
  return (
    <div className="p-window">
      <Crumbs here={lead.number}>
        <Link to="/leads">{say('线索', 'Leads')}</Link>
      </Crumbs>
      <PageHead title={<span className="n">{lead.number}</span>} says={`${lead.place} · ${say(lead.hardship)}`}>
        <Standing lead={lead} />
      </PageHead>
      <Facts lead={lead} />
      <Sources lead={lead} />
      {lead.mayHandle ? <LeadDoings lead={lead} onChange={changed} /> : null}
      <Panel title={say('经过', 'What happened')}>
        <ol className="plain-list">
          {lead.steps.map((step, index) => (
            <li key={index} className="paper-row">
              <span>
                <b>{say(step)}</b> <span className="mute">{`${momentText(step.at)} · ${step.by}`}</span>
              </span>
              {step.note === null ? null : <span>{step.note}</span>}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}

function Standing({ lead }: { lead: LeadFile }) {
  const say = useSay()
  if (lead.state === 'closed' && lead.result !== null)
    return <State tone="ok">{`${say(lead.result)} · ${lead.closedOn ?? ''}`}</State>
  if (lead.state === 'joined') return <State tone="still">{say('已并到同一家那条', 'Joined to another lead')}</State>
  if (lead.state === 'applied') return <State tone="go-on">{say('已转申请', 'Turned into an application')}</State>
  if (lead.isLate) return <State tone="late">{say('过期没有答复', 'Overdue')}</State>
  return (
    <State tone={lead.daysLeft <= 1 ? 'soon' : 'go-on'}>{say(`${lead.dueOn} 前答复`, `Answer by ${lead.dueOn}`)}</State>
  )
}

function Facts({ lead }: { lead: LeadFile }) {
  const say = useSay()
  return (
    <Panel title={say('情况', 'Facts')}>
      <FactList
        facts={[
          { name: 'urgency', zh: '急不急', en: 'Urgency', value: say(lead.urgency) },
          { name: 'reported', zh: '第一次报', en: 'First reported', value: lead.reportedOn },
          { name: 'due', zh: '最晚答复', en: 'Due', value: lead.dueOn },
          {
            name: 'head',
            zh: '报镇街分管领导',
            en: 'Town head told',
            value: lead.escalatedOn ?? (lead.isLate ? say('今晚报', 'tonight') : say('没有过期', 'not overdue')),
          },
          { name: 'taken', zh: '谁在办', en: 'In hand of', value: lead.takenBy ?? say('还没有人接', 'nobody yet') },
          {
            name: 'household',
            zh: '家庭档案',
            en: 'Household',
            value:
              lead.householdId === null ? (
                say('还没有对上', 'not linked yet')
              ) : (
                <Link to="/households/$id" params={{ id: lead.householdId }}>
                  {say('打开档案', 'Open the file')}
                </Link>
              ),
          },
          ...(lead.caseId === null
            ? []
            : [
                {
                  ...{ name: 'case', zh: '办件', en: 'Case' },
                  value: (
                    <Link to="/cases/$id" params={{ id: lead.caseId }} className="n">
                      {lead.caseNumber}
                    </Link>
                  ),
                },
              ]),
        ]}
      />
    </Panel>
  )
}

function Sources({ lead }: { lead: LeadFile }) {
  const say = useSay()
  return (
    <Panel title={say(`${lead.sources.length} 个来源`, many(lead.sources.length, 'source'))}>
      <ul className="plain-list">
        {lead.sources.map((source) => (
          <li key={source.id} className="paper-row">
            <span className="mute">{`${source.on} · ${say(source.channel)} · ${source.by}`}</span>
            <b>{source.sentence}</b>
            <span>
              {[source.name, source.phone].filter((one) => one !== null).join(' · ')}
              {source.photos.map((photo) => (
                <OpenPaper key={photo.id} id={photo.id} purpose={say(`办理线索 ${lead.number}`, `Lead ${lead.number}`)}>
                  {say('看照片', 'See the photo')}
                </OpenPaper>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
