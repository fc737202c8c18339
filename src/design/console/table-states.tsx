import { useEffect, useState, type ReactNode } from 'react'
import { useSay } from './language.tsx'
import { State } from './shape.tsx'

/** What every failed call carries, whatever client brought it. */
export interface TroubleShown {
  /** 0: the network gave no answer at all. */
  readonly status: number
  readonly code: string
  readonly zh: string
  readonly en: string
  /** Number to report, on a bug. */
  readonly number?: string | undefined
}

export const troubleOf = (error: unknown): TroubleShown => {
  if (typeof error === 'object' && error !== null && 'zh' in error && 'status' in error) return error as TroubleShown
  return {
    status: 500,
    code: 'console.bug',
    zh: '这一页自己出错了，刷新一下；还不行请告诉系统管理员',
    en: 'This page broke. Reload it; if that does not help, tell the administrator',
  }
}

/** The post of the reader may not see it at all: neither a filter nor another try changes that. */
export const isClosed = (error: unknown): boolean => troubleOf(error).code === 'access.notAllowed'

/**
 * For what a page is about: throws when it is closed, so that the answer stands alone, without a head and filters that
 * promise a list. The router draws it in place of the page.
 */
export function closesPage(error: unknown): void {
  if (isClosed(error)) throw error
}

/** Waiting is said after two seconds, in words: nothing flashes and nothing turns. */
const waitingIsSaidAfter = 700

export function Waiting({ what }: { what: string }) {
  const [said, setSaid] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), waitingIsSaidAfter)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="tell" aria-live="polite" aria-busy="true">
      {said ? <State tone="go-on">{what}</State> : null}
    </div>
  )
}

/** Nothing there, because there is nothing to do or nothing yet. Says what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="tell">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

/** Nothing there, because a filter took it away: a different sentence, and the way back. */
export function FilteredAway({ filters, onClear }: { filters: string; onClear: () => void }) {
  const say = useSay()
  return (
    <div className="tell">
      <h3>{say(`“${filters}”：没有`, `“${filters}”: nothing`)}</h3>
      <p className="mute">{say('不是没有数据，是筛选没有留下什么。', 'There is data; the filter left none of it.')}</p>
      <div className="row">
        <button type="button" className="btn line" onClick={onClear}>
          {say('去掉筛选', 'Clear the filter')}
        </button>
      </div>
    </div>
  )
}

/** The three faces of no, and the one of not being allowed to look. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const trouble = troubleOf(error)
  if (trouble.status === 403) return <NotAllowed trouble={trouble} />
  if (trouble.status === 0 || trouble.status === 502 || trouble.status === 503)
    return <OutageFace trouble={trouble} {...(onRetry === undefined ? {} : { onRetry })} />
  if (trouble.status >= 400 && trouble.status < 500) return <RefusalFace trouble={trouble} />
  return <BugFace trouble={trouble} {...(onRetry === undefined ? {} : { onRetry })} />
}

interface FaceProps {
  readonly trouble: TroubleShown
  readonly onRetry?: () => void
}

function RefusalFace({ trouble }: FaceProps) {
  const say = useSay()
  return (
    <section className="face ref" role="alert">
      <State tone="go-on" shape="refusal">
        {say('答复', 'Answer')}
      </State>
      <h3>{say(trouble)}</h3>
    </section>
  )
}

function OutageFace({ trouble, onRetry }: FaceProps) {
  const say = useSay()
  return (
    <section className="face out" role="alert">
      <State tone="still">{say('还没回', 'No answer yet')}</State>
      <h3>{say(trouble)}</h3>
      <div className="body">
        <p>{say('先不下结论，也不当作“没有”。过一会儿再试。', 'Nothing is concluded from this. Try again soon.')}</p>
      </div>
      <Retry onRetry={onRetry} />
    </section>
  )
}

function BugFace({ trouble, onRetry }: FaceProps) {
  const say = useSay()
  return (
    <section className="face bug" role="alert">
      <State tone="late">{say('出错：我们的', 'A fault of ours')}</State>
      <h3>{say(trouble)}</h3>
      <div className="body">
        <ul className="log">
          {trouble.number === undefined ? null : (
            <li>
              <span>{say('编号', 'Number')}</span>
              <span className="n">{trouble.number}</span>
            </li>
          )}
          <li>
            <span>{say('没有发生', 'Did not happen')}</span>
            <span>{say('没有提交，没有发钱，没有发短信', 'Nothing was submitted, paid or sent')}</span>
          </li>
        </ul>
      </div>
      <Retry onRetry={onRetry} />
    </section>
  )
}

function Retry({ onRetry }: { onRetry?: (() => void) | undefined }) {
  const say = useSay()
  if (onRetry === undefined) return null
  return (
    <div className="row do">
      <button type="button" className="btn line" onClick={onRetry}>
        {say('再试一次', 'Try again')}
      </button>
    </div>
  )
}

/** A rule, not a fault; and not a pretence that nothing were there. */
export function NotAllowed({ trouble }: FaceProps) {
  const say = useSay()
  return (
    <section className="tell not-allowed" role="alert">
      <State tone="still" shape="lock">
        {say('这个岗位看不到', 'Not open to this post')}
      </State>
      <h3>{say(trouble)}</h3>
      <p className="mute">
        {say(
          '是规定，不是出错。这次点击已记进查阅记录；要看，请找管岗位的人。',
          'A rule, not a fault. The attempt is in the audit trail; ask whoever assigns posts.',
        )}
      </p>
    </section>
  )
}
