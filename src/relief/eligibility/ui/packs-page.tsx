import { useQuery } from '@tanstack/react-query'
import { useSay, type Say } from '#design/console/language.tsx'
import { PageHead, Wide } from '#design/console/page-parts.tsx'
import { State, type Tone } from '#design/console/shape.tsx'
import { Empty, Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { unitInWords } from '#design/console/units.ts'
import { useClient } from '#platform/http/client.ts'
import { listPolicies, type PolicyPage } from '../contract.ts'

/** What is in force where, since when, and which document says so. Read only: packs come from `policy/`. */
export function PacksPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const found = useQuery({
    queryKey: ['policies'],
    queryFn: async ({ signal }) => (await client.call(listPolicies, { signal })) as unknown as readonly PolicyPage[],
  })
  const region = url.state['region'] ?? ''
  const policies = found.data ?? []
  const places = [...new Map(policies.map((policy) => [policy.region, policy.place]))]
  return (
    <>
      <PageHead
        title={say('政策与标准', 'Rules and standards')}
        says={say(
          '每个数都写明从哪天起、依据哪份文件。没有依据的，系统宁可不算。',
          'Every number says since when and by which document. Without one, nothing is computed.',
        )}
      />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取规则包', 'Fetching the packs')} /> : null}
      {found.data?.length === 0 ? <Empty title={say('还没有规则包', 'No pack yet')} /> : null}
      {places.length > 1 ? (
        <div className="ro-filt" role="group" aria-label={say('按地方看', 'By place')}>
          <Chip isOn={region === ''} onPress={() => url.clear()}>
            {say('全部', 'All')} <span>{policies.length}</span>
          </Chip>
          {places.map(([code, place]) => (
            <Chip key={code} isOn={region === code} onPress={() => url.set({ region: code })}>
              {say(place)}
            </Chip>
          ))}
        </div>
      ) : null}
      <div className="stack">
        {policies
          .filter((policy) => region === '' || policy.region === region)
          .map((policy) => (
            <Policy key={policy.id} policy={policy} />
          ))}
      </div>
    </>
  )
}

function Chip({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className="ro-chip" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  )
}

const statusFace = (status: PolicyPage['status'], say: Say): { tone: Tone; text: string } => {
  switch (status) {
    case 'in-force':
      return { tone: 'ok', text: say('有效', 'in force') }
    case 'draft':
      return { tone: 'soon', text: say('草案，只能试算，永远不会发钱', 'draft: to simulate only, never to pay') }
    case 'synthetic':
      return { tone: 'still', text: say('合成标准，只供演示', 'synthetic, for the demonstration') }
  }
}

function Policy({ policy }: { policy: PolicyPage }) {
  const say = useSay()
  const status = statusFace(policy.status, say)
  return (
    <section className="panel" id={policy.id} aria-labelledby={`title-${policy.id}`}>
      <h2 id={`title-${policy.id}`}>
        {say(policy.title)}
        <State tone={status.tone}>{status.text}</State>
      </h2>
      <p className="mute">{say(policy.says)}</p>
      <Wide label={say(`${policy.title.zh}的标准`, `Standards of ${policy.title.en}`)}>
        <table className="tb cards">
          <thead>
            <tr>
              <th scope="col">{say('是什么', 'What')}</th>
              <th scope="col" className="r">
                {say('数', 'Number')}
              </th>
              <th scope="col">{say('从哪天到哪天', 'From, to')}</th>
              <th scope="col">{say('依据', 'By')}</th>
              <th scope="col">{say('状态', 'Status')}</th>
            </tr>
          </thead>
          <tbody>
            {policy.standards.map((standard) => (
              <tr key={`${standard.key}-${standard.tier ?? ''}-${standard.regions.join()}-${standard.validFrom}`}>
                <th scope="row">
                  {say(standard)}
                  {standard.tier === null
                    ? ''
                    : say(standard.tier === 'urban' ? '（城镇）' : '（农村）', ` (${standard.tier})`)}
                </th>
                <td className="r" data-label={say('数', 'Number')}>
                  <b>{standard.value}</b> {say(standard.unit, unitInWords(standard.unit, 'en'))}
                </td>
                <td data-label={say('从哪天到哪天', 'From, to')}>
                  {standard.validFrom}
                  {standard.validTo === null ? say(' 起', ' on') : ` – ${standard.validTo}`}
                  {standard.knownUntil === null ? null : (
                    <span className="mute">
                      {' '}
                      {say(`知道到 ${standard.knownUntil}`, `known until ${standard.knownUntil}`)}
                    </span>
                  )}
                </td>
                <td className="song" data-label={say('依据', 'By')}>
                  {standard.document} {standard.article}
                </td>
                <td data-label={say('状态', 'Status')}>{statusFace(standard.status, say).text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {policy.notSupplied.length === 0 ? null : (
        <div className="note soon gap">
          <b>{say('还没录的：', 'Not supplied yet: ')}</b>
          {policy.notSupplied.map((missing) => say(missing)).join(say('、', ', '))}
          {say('。碰到的户会说“还说不准”，不替您猜。', '. Households that need it are told so; nothing is guessed.')}
        </div>
      )}
      <details className="gap">
        <summary>{say(`规则原话 ${policy.rules.length} 条`, `${policy.rules.length} rules in words`)}</summary>
        <dl className="ro-law">
          {policy.rules.map((rule) => (
            <div key={rule.name}>
              <dt>{rule.name}</dt>
              <dd>
                {rule.says} <span className="song mute">{rule.law.join('；')}</span>
              </dd>
            </div>
          ))}
        </dl>
        <p className="small mute gap">
          {policy.versions
            .map(({ title, from, to }) => `${title}：${from}${to === null ? say(' 起', ' on') : ` – ${to}`}`)
            .join('　')}
        </p>
      </details>
    </section>
  )
}
