import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead, Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { comparePack, openWorkbench, readPack } from '../wire.ts'
import { Begin, beginsIn } from './begin-draft.tsx'
import { Compared } from './compared.tsx'
import type { PackAnswer, PackDocument } from './model.ts'
import { ParameterView } from './parameter-view.tsx'
import { RuleView } from './rule-view.tsx'
import { usePart } from './use-id.ts'
import { dayOf, versionName } from './words.ts'

/** A pack read as a document, with its law beside each rule. */
export function PackPage() {
  const say = useSay()
  const client = useClient()
  const url = useTableUrl()
  const params = { region: usePart('region'), programme: usePart('programme') }
  const serial = url.state['serial'] ?? ''
  const query = serial === '' ? {} : { serial: Number(serial) }
  const found = useQuery({
    queryKey: ['policy-pack', params, serial],
    queryFn: ({ signal }) => client.call(readPack, { params, query, signal }),
  })
  if (found.isError) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined) return <Waiting what={say('正在取规则包', 'Fetching the pack')} />
  const { document } = found.data
  return (
    <>
      <Crumbs here={say(document.title)}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
      </Crumbs>
      <PageHead title={say(document.title)} says={say(document.says)}>
        <BeginHere document={document} />
        <button type="button" className="btn line" onClick={() => window.print()}>
          {say('打印', 'Print')}
        </button>
      </PageHead>
      <div className="stack">
        {document.status === 'draft' ? (
          <p className="note soon">
            {say('草案：只能模拟，永远不发钱。', 'A draft: to simulate only, it never pays.')}
          </p>
        ) : null}
        <Versions answer={found.data} onPick={(one) => url.set({ serial: String(one) })} />
        <DocumentParts document={document} />
      </div>
    </>
  )
}

/** The same button as in the list of packs, for who came here by another way. */
function BeginHere({ document: { region, programme, title } }: { document: PackDocument }) {
  const say = useSay()
  const client = useClient()
  const { data: bench } = useQuery({
    queryKey: ['policy-workbench'],
    queryFn: ({ signal }) => client.call(openWorkbench, { signal }),
  })
  const pack = bench?.packs.find((one) => one.region === region && one.programme === programme)
  return bench !== undefined && pack !== undefined && beginsIn(bench, pack) ? (
    <Begin programme={programme} title={say(title)} />
  ) : null
}

export function DocumentParts({ document }: { document: PackDocument }) {
  const say = useSay()
  const newest = document.models.at(-1)
  const [file, setFile] = useState(newest?.file ?? '')
  const model = document.models.find((one) => one.file === file) ?? newest
  return (
    <>
      <Panel title={say('标准和参数', 'Values')} asOf={say(document.place)}>
        {document.parameters.length === 0 ? (
          <p className="mute">{say('这一项的规则不用参数。', 'The rules of this pack take no parameter.')}</p>
        ) : (
          document.parameters.map((sheet) => <ParameterView key={sheet.key} sheet={sheet} />)
        )}
      </Panel>
      {model === undefined ? null : (
        <Panel
          title={say('规则', 'Rules')}
          asOf={
            document.rulesOf?.isOwn === true
              ? say('本地的规则', 'rules of this place')
              : say(`用${document.rulesOf?.place.zh ?? ''}的规则`, `rules of ${document.rulesOf?.place.en ?? ''}`)
          }
        >
          <div className="ro-filt" role="group" aria-label={say('哪一段时间的规则', 'Rules of which time')}>
            {document.models.map((one) => (
              <button
                type="button"
                className="ro-chip"
                key={one.file}
                aria-pressed={one.file === model.file}
                onClick={() => setFile(one.file)}
              >
                {one.title} {one.from}
                {one.to === null ? say(' 起', ' on') : ` – ${one.to}`}
              </button>
            ))}
          </div>
          {model.decisions.map((rule) => (
            <RuleView key={rule.name} rule={rule} />
          ))}
        </Panel>
      )}
    </>
  )
}

function Versions({ answer, onPick }: { answer: PackAnswer; onPick: (serial: number) => void }) {
  const say = useSay()
  const client = useClient()
  const { versions, serial, document } = answer
  const [against, setAgainst] = useState<number | null>(null)
  const params = { region: document.region, programme: document.programme }
  const before = Math.min(against ?? 0, serial)
  const after = Math.max(against ?? 0, serial)
  const compared = useQuery({
    queryKey: ['policy-compared', params, before, after],
    enabled: against !== null,
    queryFn: ({ signal }) => client.call(comparePack, { params, query: { before, after }, signal }),
  })
  if (versions.length === 0)
    return <p className="mute small">{say('只有随软件带来的一版。', 'Only the version that is shipped.')}</p>
  const all = [{ serial: 0, startsOn: '', document: '', madeName: '', approvedName: '', publishedAt: '' }, ...versions]
  return (
    <Panel title={say('版本', 'Versions')} asOf={versionName(serial, say)}>
      <ul className="wb-packs">
        {all.toReversed().map((one) => (
          <li key={one.serial}>
            <span>
              {one.serial === serial ? <State tone="go-on">{say('正在看', 'shown')}</State> : null}{' '}
              <b>{versionName(one.serial, say)}</b>{' '}
              {one.serial === 0 ? null : (
                <span className="mute small">
                  {say(`${one.startsOn} 起`, `from ${one.startsOn}`)} · <span className="song">{one.document}</span> ·{' '}
                  {one.madeName} → {one.approvedName} · {dayOf(one.publishedAt)}
                </span>
              )}
            </span>
            {one.serial === serial ? null : (
              <span className="row">
                <button type="button" className="btn line" onClick={() => onPick(one.serial)}>
                  {say('看这一版', 'Read it')}
                </button>
                <button
                  type="button"
                  className="btn line"
                  aria-pressed={against === one.serial}
                  onClick={() => setAgainst(against === one.serial ? null : one.serial)}
                >
                  {say('逐行对照', 'Compare')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {compared.data === undefined ? null : <Compared {...compared.data} />}
    </Panel>
  )
}
