import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useLanguage, useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { Trouble, Waiting } from '#design/console/table-states.tsx'
import { useClient } from '#platform/http/client.ts'
import { readModelFile } from '../../wire-expert.ts'
import { readDraft } from '../../wire.ts'
import { usePart } from '../use-id.ts'
import { ExpertDesk } from './expert-desk.tsx'

const wide = '(min-width: 1024px)'
const listen = (onChange: () => void): (() => void) => {
  const media = window.matchMedia(wide)
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}
const useIsWide = (): boolean => useSyncExternalStore(listen, () => window.matchMedia(wide).matches)

/** The expert editor of one model file of a draft. Nothing of the editor is fetched where it cannot be used. */
export function ExpertPage() {
  const say = useSay()
  const language = useLanguage()
  const client = useClient()
  const [id, file] = [usePart('id'), usePart('file')]
  const isWide = useIsWide()
  const draft = useQuery({
    queryKey: ['policy-draft', id],
    queryFn: ({ signal }) => client.call(readDraft, { params: { id }, signal }),
  })
  const model = useQuery({
    queryKey: ['policy-model', id, file],
    queryFn: ({ signal }) => client.call(readModelFile, { params: { id, file }, signal }),
    // The text under an open editor changes only when its own save or a person says so.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  })
  const trouble = draft.error ?? model.error
  if (trouble) return <Trouble error={trouble} onRetry={() => void Promise.all([draft.refetch(), model.refetch()])} />
  if (!draft.data || !model.data) return <Waiting what={say('正在取模型', 'Fetching the model')} />
  const title = draft.data.pack?.models.find((one) => one.file === file)?.title ?? draft.data.title
  return (
    <>
      <Crumbs here={say('专家编辑器', 'Expert editor')}>
        <Link to={'/workbench' as never}>{say('政策工作台', 'Policy workbench')}</Link>
        <span aria-hidden="true">/</span>
        <Link to={`/workbench/drafts/${id}` as never} search={{ tab: 'rules' } as never}>
          {draft.data.title}
        </Link>
      </Crumbs>
      <PageHead
        title={title}
        says={say(
          '整个模型在这里改：关系图、决策表、算式、函数。存进同一份草稿，同样要跑算例、要另一个人复核。',
          'The whole model is edited here: diagram, tables, expressions, functions. It goes into the same draft, with the same cases and a second person.',
        )}
      />
      {isWide ? (
        <ExpertDesk key={language} draft={draft.data} file={file} model={model.data} />
      ) : (
        <div className="note">
          <p>
            {say(
              '屏幕太窄，专家编辑器摆不下（要 1024 像素以上）。请换宽一点的屏幕，或者用表格编辑器：一样能改表和算式。',
              'This screen is too narrow for the expert editor (it needs 1024 pixels). Use a wider screen, or the table editor, which changes tables and expressions too.',
            )}
          </p>
          <p className="wb-after">
            <Link className="btn" to={`/workbench/drafts/${id}` as never} search={{ tab: 'rules' } as never}>
              {say('用表格编辑器', 'Use the table editor')}
            </Link>
          </p>
        </div>
      )}
    </>
  )
}
