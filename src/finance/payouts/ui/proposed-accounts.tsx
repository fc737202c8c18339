import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, many } from '#design/console/figures.ts'
import { useSay } from '#design/console/language.tsx'
import { Panel } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { AccountDecision } from './account-check.tsx'
import type { ProposedAccount } from './model.ts'
import { readProposed } from './pay-calls.ts'
import { useMay } from './use-may.ts'
import { accountFaces, momentText } from './words.ts'

/** Accounts that were entered and wait for a second person; nothing is paid to them before. */
export function ProposedAccounts() {
  const may = useMay()
  return may('payouts.approve-account') ? <WaitingAccounts /> : null
}

function WaitingAccounts() {
  const say = useSay()
  const client = useClient()
  const found = useQuery({ queryKey: ['pay', 'proposed-accounts'], queryFn: () => readProposed(client) })
  const { rows = [], count: all = 0, toDecide = 0 } = found.data ?? {}
  return (
    <Panel
      title={say('等审的收款账户', 'Accounts to approve')}
      id="accounts"
      asOf={
        all === 0
          ? undefined
          : say(`共 ${count(all)} 个，您能审 ${count(toDecide)} 个`, `${count(all)} in all, ${count(toDecide)} for you`)
      }
    >
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Waiting what={say('正在取等审的账户', 'Fetching accounts')} /> : null}
      {found.data?.count === 0 ? (
        <p className="mute">
          {say(
            '眼下没有等审的账户。登记或更正一个收款账户以后，会在这里等第二个人审。',
            'No account waits now. Once one is entered or corrected, it waits here for a second person.',
          )}
        </p>
      ) : null}
      <ul className="pay-list">
        {rows.map((account) => (
          <ProposedRow key={account.id} account={account} />
        ))}
      </ul>
      {all > rows.length ? (
        <p className="small mute">
          {say(
            `先列最早的 ${count(rows.length)} 个，审过以后后面的会出来。`,
            `The ${many(rows.length, 'account')} that waited longest; the next show as these are dealt with.`,
          )}
        </p>
      ) : null}
    </Panel>
  )
}

function ProposedRow({ account }: { account: ProposedAccount }) {
  const say = useSay()
  const may = useMay()
  const face = accountFaces[account.state]
  const number = <span className="n">{account.number}</span>
  return (
    <li>
      <div className="pay-row-head">
        <State tone={face.tone} shape={face.shape}>
          {say(face)}
        </State>
        {may('households.read') ? (
          <Link to="/households/$id" params={{ id: account.householdId }}>
            {number}
          </Link>
        ) : (
          number
        )}
        <span className="mute">{account.place}</span>
        <span>
          {account.holder} · {account.bank} · {say('尾号', 'ending')} <span className="n">{account.lastFour}</span>
        </span>
      </div>
      <p>{account.why}</p>
      <p className="small mute">
        {say('登记', 'entered by')} {account.proposedBy.name} · {momentText(account.proposedBy.at)}
      </p>
      <AccountDecision account={account} />
    </li>
  )
}
