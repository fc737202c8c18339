import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { Trouble, Waiting, troubleOf } from '#design/console/table-states.tsx'
import { useTableUrl } from '#design/console/table-url.ts'
import { useClient } from '#platform/http/client.ts'
import { PurposeForm } from '#registry/households/ui/purpose-form.tsx'
import { usePurpose } from '#registry/households/ui/purposes.ts'
import { matchHousehold, type MatchedCatalogue } from '../contract.ts'
import { EntitlementList, classWords, classesInOrder, type ItemClass } from './entitlement-list.tsx'
import { KeepFacts } from './keep-facts.tsx'
import { OpenQuestions } from './open-questions.tsx'

/**
 * What a household may ask for, item by item; a fact answered here moves the items that wait for it, and is kept only when
 * somebody says since when it holds and who says so.
 */
export function EntitlementsPage() {
  const say = useSay()
  const client = useClient()
  const id = useParams({ strict: false, select: (params: Readonly<Record<string, string>>) => params['id'] ?? '' })
  const [purpose, setPurpose] = usePurpose(id)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const found = useQuery({
    queryKey: ['entitlements', id, answers, purpose ?? ''],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const body = { answers: Object.entries(answers).map(([path, value]) => ({ path, value })) }
      return (await client.call(matchHousehold, {
        ...{ params: { id }, body, signal },
        ...(purpose === undefined ? {} : { purpose }),
      })) as unknown as MatchedCatalogue
    },
  })
  if (found.isError && troubleOf(found.error).code === 'access.purposeNeeded')
    return <PurposeForm onSaid={setPurpose} />
  if (found.data === undefined)
    return found.isError ? (
      <Trouble error={found.error} onRetry={() => void found.refetch()} />
    ) : (
      <Waiting what={say('正在一项一项地看', 'Going through the list')} />
    )
  const { household, title, source, on, items, questions } = found.data
  return (
    <>
      <Crumbs here={say('可享政策', 'What they may ask for')}>
        <Link to="/households">{say('家庭档案', 'Households')}</Link>
        <span aria-hidden="true">/</span>
        <Link to="/households/$id" params={{ id: household.id }}>
          {household.head} · {household.number}
        </Link>
      </Crumbs>
      <PageHead
        title={say('可享政策', 'What they may ask for')}
        says={say(
          `${title.zh}，${on} 的情况和规则。这是对照，不是决定；${source.zh}。`,
          `${title.en}, by facts and rules of ${on}. A comparison, no decision. ${source.en}.`,
        )}
      />
      {found.isError ? <Trouble error={found.error} onRetry={() => void found.refetch()} /> : null}
      <Classes items={items} />
      <OpenQuestions
        questions={questions}
        answers={answers}
        isBusy={found.isFetching}
        onAnswer={(path, value) => setAnswers({ ...answers, [path]: value })}
        onClear={() => setAnswers({})}
      />
      {found.data.mayKeep && Object.keys(answers).length > 0 ? (
        <KeepFacts
          key={Object.keys(answers).join()}
          {...{ household: id, answers, purpose }}
          onKept={() => {
            setAnswers({})
            void found.refetch()
          }}
        />
      ) : null}
      <section className="panel gap-top">
        <EntitlementList items={items} />
      </section>
    </>
  )
}

function Classes({ items }: Pick<MatchedCatalogue, 'items'>) {
  const say = useSay()
  const url = useTableUrl()
  const chosen = url.state['class'] ?? ''
  const number = (kind: ItemClass): number => items.filter((one) => one.class === kind).length
  return (
    <div className="ro-filt" role="group" aria-label={say('按结论看', 'By conclusion')}>
      <button type="button" className="ro-chip" aria-pressed={chosen === ''} onClick={() => url.clear()}>
        {say('全部', 'All')} <span>{items.length}</span>
      </button>
      {classesInOrder.map((kind) => (
        <button
          key={kind}
          type="button"
          className="ro-chip"
          aria-pressed={chosen === kind}
          onClick={() => url.set({ class: kind })}
        >
          {say(classWords[kind])} <span>{number(kind)}</span>
        </button>
      ))}
    </div>
  )
}
