import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { useClient } from '#platform/http/client.ts'
import { beginPlan, listPlans } from '../wire-plan.ts'

/** Plans over several standards at once. */
export function PlansPanel({ mayDraft }: { mayDraft: boolean }) {
  const say = useSay()
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const found = useQuery({
    queryKey: ['policy-plans'],
    queryFn: ({ signal }) => client.call(listPlans, { signal }),
  })
  if (found.data === undefined || (found.data.length === 0 && !mayDraft)) return null
  const begin = async (_: string, key: string): Promise<void> => {
    const { id } = await client.call(beginPlan, { body: { title: title.trim() }, key })
    await queries.invalidateQueries({ queryKey: ['policy-plans'] })
    await navigate({ to: '/workbench/plans/$id', params: { id } } as never)
  }
  return (
    <Panel title={say('调标方案', 'Adjustment plans')}>
      <ul className="wb-packs">
        {found.data.map((plan) => (
          <li key={plan.id}>
            <Link to={'/workbench/plans/$id' as never} params={{ id: plan.id } as never}>
              {plan.title}
            </Link>
            <span className="mute small">
              {say(`${plan.items} 个标准`, `${plan.items} standards`)}
              {plan.state === 'released' ? say(' · 已放行', ' · released') : ''}
            </span>
          </li>
        ))}
      </ul>
      {mayDraft ? (
        <ConfirmWithReason
          label={say('做一份方案，几个标准一起调', 'Plan several standards at once')}
          says={say(
            '列出本县所有金额标准，不调的去掉。',
            'Lists every amount of this county; take out what is not adjusted.',
          )}
          act={begin}
        >
          <TextField label={say('叫什么', 'Title')} value={title} onChange={setTitle} lengthMax={100} isRequired />
        </ConfirmWithReason>
      ) : null}
    </Panel>
  )
}
