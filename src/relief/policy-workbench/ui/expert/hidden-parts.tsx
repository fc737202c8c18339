import { element, elements, text, type Element } from '#platform/decisions/client.ts'
import { useSay, type Words } from '#design/console/language.tsx'

interface Hidden {
  readonly name: Words
  readonly says: string
}

const valueText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .filter(([name, part]) => !name.startsWith('$') && part !== undefined)
        .map(([, part]) => (Array.isArray(part) ? part.map(valueText).join(' ') : valueText(part)))
        .join(' ')
    : String(value ?? '')

/** What an element says besides what the editor draws. */
function hiddenOf(owner: Element): readonly Hidden[] {
  const table = element(owner, 'decisionLogic')
  const articles = elements(table, 'rule').flatMap((rule, index) =>
    elements(rule, 'annotationEntry').flatMap((entry) => {
      const says = text(entry, 'text')
      return says === '' ? [] : [{ name: { zh: `第 ${index + 1} 行的依据`, en: `article of row ${index + 1}` }, says }]
    }),
  )
  const defaults = elements(table, 'output').flatMap((output) => {
    const says = text(element(output, 'defaultOutputEntry'), 'text')
    return says === '' ? [] : [{ name: { zh: '都对不上时的结果', en: 'default output' }, says }]
  })
  const said = (name: string, zh: string, en: string): Hidden[] =>
    text(owner, name) === '' ? [] : [{ name: { zh, en }, says: text(owner, name) }]
  const extra = elements(element(owner, 'extensionElements'), 'values').map((value) => ({
    name: { zh: '扩展内容', en: 'extension' },
    says: valueText(value),
  }))
  return [
    ...said('description', '说明', 'description'),
    ...said('question', '要回答的问题', 'question'),
    ...said('allowedAnswers', '允许的回答', 'allowed answers'),
    ...articles,
    ...defaults,
    ...extra,
  ]
}

/** Beside the sheet: what belongs to it and is not drawn there. */
export function HiddenParts({ owner }: { owner: Element }) {
  const say = useSay()
  const hidden = hiddenOf(owner)
  if (hidden.length === 0) return null
  return (
    <section className="ex-hidden">
      <p className="small mute">
        {say(
          '下面这些专家编辑器里不显示，在这里只读，存的时候原样保留。',
          'The expert editor does not show these. They are read only here and kept as they are on save.',
        )}
      </p>
      <dl>
        {hidden.map(({ name, says }, index) => (
          <div key={index}>
            <dt>{say(name)}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
