import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmWithReason } from '#design/console/confirm.tsx'
import { SelectField, TextField } from '#design/console/fields.tsx'
import { useSay } from '#design/console/language.tsx'
import { useClient } from '#platform/http/client.ts'
import { listGrounds, reportChange } from '../wire.ts'

/** What no sum finds (somebody gives the support up, is in prison) is reported: it opens a review. */
export function ReportForm() {
  const say = useSay()
  const client = useClient()
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const [chosen, setChosen] = useState('')
  const me = useQuery({
    queryKey: ['me-may', 'monitoring.run'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.json<{ permissions: readonly string[] }>({ verb: 'GET', path: '/api/me', signal }),
  })
  const mayReport = me.data?.permissions.includes('monitoring.propose') === true
  const grounds = useQuery({
    enabled: mayReport,
    queryKey: ['review-grounds'],
    queryFn: ({ signal }) => client.call(listGrounds, { signal }),
  })
  const report = async (_: string, key: string): Promise<void> => {
    const [programme = '', ground = ''] = chosen.split('/')
    const { id } = await client.call(reportChange, { body: { household: number.trim(), programme, ground }, key })
    await navigate({ to: '/reviews/$id', params: { id } as never })
  }
  if (!mayReport) return null
  return (
    <ConfirmWithReason
      label={say('报一项变化', 'Report a change')}
      says={say(
        '测算看不出来的（自愿退出、服刑等）在这里报，报了就是一项复核，照样要核实、公示、另一个人批准。',
        'What no sum shows (given up, in prison) is reported here. It opens a review, which is looked into, put on notice and approved by another person like every other.',
      )}
      act={report}
    >
      <TextField
        label={say('户号', 'Household number')}
        lengthMax={40}
        isRequired
        value={number}
        onChange={setNumber}
      />
      <SelectField
        label={say('哪一种情形', 'On which ground')}
        ask={say('请选', 'Choose')}
        value={chosen}
        onChange={setChosen}
        choices={(grounds.data ?? []).flatMap(({ programme, grounds: of, ...name }) =>
          of.map((one) => ({
            value: `${programme}/${one.name}`,
            label: say(`${name.zh}：${one.zh}`, `${name.en}: ${one.en}`),
          })),
        )}
      />
    </ConfirmWithReason>
  )
}
