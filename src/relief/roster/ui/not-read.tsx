import { Link } from '@tanstack/react-router'
import { useSay } from '#design/console/language.tsx'
import { Crumbs, PageHead } from '#design/console/page-parts.tsx'
import { State } from '#design/console/shape.tsx'
import type { DryRun } from './model.ts'
import { Steps } from './steps.tsx'

/** Still being read; the page asks again by itself. */
export function Reading({ run }: { run: DryRun }) {
  const say = useSay()
  return (
    <div className="p-ro">
      <PageHead title={say('正在试读', 'Being read on trial')} says={run.file} />
      <Steps now={2} />
      <div className="tell" aria-live="polite">
        <State tone="go-on">
          {say('正在读这份文件，4,000 行约 2 秒', 'Reading the file, about 2 seconds for 4,000 rows')}
        </State>
        <p className="mute">
          {say('可以离开这一页，回来时它在“最近几次”里。', 'You may leave; it stands under “latest runs”.')}
        </p>
      </div>
    </div>
  )
}

/** The file could not be read: what is wrong with it, and that nothing was kept. */
export function Unreadable({ run }: { run: DryRun }) {
  const say = useSay()
  return (
    <div className="p-ro">
      <Crumbs here={run.file}>
        <Link to="/roster">{say('名单体检', 'Roster check')}</Link>
      </Crumbs>
      <PageHead title={say('这份文件没读成', 'The file could not be read')} says={run.file}>
        <Link className="btn" to="/roster">
          {say('换一份文件', 'Another file')}
        </Link>
      </PageHead>
      <Steps now={2} />
      <section className="face ref" role="alert">
        <State tone="late">{say('没读成', 'not read')}</State>
        <h3>{run.says === null ? say('没有说明原因', 'no reason was given') : say(run.says)}</h3>
        <div className="body">
          <p>{say('什么都没有存，也没有一户被改动。', 'Nothing was kept and no household was touched.')}</p>
        </div>
      </section>
    </div>
  )
}
