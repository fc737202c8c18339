import { useSay } from '#design/console/language.tsx'
import type { FileCompared } from './model.ts'

/** Lines around a change that are shown so that a reader knows where it stands. */
const around = 2

/** Two versions line by line: what is gone, what is new, with a little around it. */
export function Compared({ files }: { files: readonly FileCompared[] }) {
  const say = useSay()
  if (files.length === 0) return <p className="mute">{say('一个字也不差。', 'Not a word differs.')}</p>
  return (
    <div className="stack">
      {files.map(({ file, lines, changes }) => (
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
