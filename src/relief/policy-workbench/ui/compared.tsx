import { useSay } from '#design/console/language.tsx'
import type { Comparison, FileCompared } from './model.ts'
import { useNames } from './use-names.ts'

type TakenRules = NonNullable<Comparison['taken']>

/** Lines around a change that are shown so that a reader knows where it stands. */
const around = 2

/** Two versions line by line: what is gone, what is new, with a little around it. */
export function Compared({ changes, taken }: Comparison) {
  const say = useSay()
  return (
    <div className="stack">
      {taken === null ? null : <Taken taken={taken} hasChanges={changes.length > 0} />}
      {changes.length === 0 && taken === null ? (
        <p className="mute">{say('一个字也不差。', 'Not a word differs.')}</p>
      ) : null}
      {changes.map(({ file, lines, changes }) => (
        <figure className="wb-diff" key={file}>
          <figcaption>
            {fileName(file, say)} <code>{file}</code>{' '}
            <span className="mute small">{say(`${changes} 行不同`, `${changes} lines differ`)}</span>
          </figcaption>
          <div className="scroll" role="region" aria-label={file} tabIndex={0}>
            <ol>
              {shown(lines).map(({ kind, text, at, isAfterGap }) => (
                <li key={at} className={isAfterGap ? `${kind} gap` : kind}>
                  <span className="mark" aria-hidden="true">
                    {kind === 'gone' ? '−' : kind === 'new' ? '＋' : ''}
                  </span>
                  <code>
                    {kind === 'same' ? null : (
                      <span className="vh">{kind === 'gone' ? say('去掉：', 'gone: ') : say('新增：', 'new: ')}</span>
                    )}
                    {text === '' ? ' ' : text}
                  </code>
                </li>
              ))}
            </ol>
          </div>
        </figure>
      ))}
    </div>
  )
}

/** Which files came from a level above; they stand on both sides of the comparison. */
function Taken({ taken: { region, files }, hasChanges }: { taken: TakenRules; hasChanges: boolean }) {
  const say = useSay()
  const place = useNames().placeName(region)
  return (
    <p className="note">
      {say(
        `规则是从${place}抄来的（${files.join('、')}），抄来的不算改动。`,
        `The rules were taken from ${place} (${files.join(', ')}); what was only taken is no change. `,
      )}
      {hasChanges
        ? say('下面是抄来以后改的，和别的改动。', 'Below: what was changed since, and other changes.')
        : say('抄来以后一个字也没有改。', 'Not a word has been changed since.')}
    </p>
  )
}

const fileName = (file: string, say: ReturnType<typeof useSay>): string =>
  file === 'standards.yaml'
    ? say('标准', 'values')
    : file === 'cases.yaml'
      ? say('算例', 'worked cases')
      : file === 'pack.yaml'
        ? say('说明', 'about the pack')
        : say('规则', 'rules')

function shown(lines: FileCompared['lines']) {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'),
  )
  return lines.flatMap((line, at) =>
    near[at] === true ? [{ ...line, at, isAfterGap: at > 0 && near[at - 1] !== true }] : [],
  )
}
