import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useSay } from '#design/console/language.tsx'
import { caseNumberIn } from '#relief/casework/ui/case-number.ts'

/** Searches households by anything a clerk has at hand; the number of a case opens the list of cases. `/` jumps here from anywhere but a text field. */
export function FindBox() {
  const say = useSay()
  const navigate = useNavigate()
  const [term, setTerm] = useState('')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', jump)
    return () => document.removeEventListener('keydown', jump)
  }, [])

  return (
    <form
      className="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const q = term.trim()
        const number = caseNumberIn(q)
        if (number !== null) void navigate({ to: '/cases', search: { text: number, state: 'all' } as never })
        else if (q !== '') void navigate({ to: '/households', search: { text: q } as never })
      }}
    >
      <label className="vh" htmlFor="find">
        {say('查户、查人、查户号', 'Find a household or person')}
      </label>
      <input
        className="in"
        id="find"
        ref={field}
        type="search"
        autoComplete="off"
        value={term}
        onChange={(event) => setTerm(event.target.value)}
        placeholder={say(
          '姓名、拼音首字母、户号、办件编号、村名、证件号　按 / 键',
          'Name, pinyin, household or case number, village. Press /',
        )}
      />
    </form>
  )
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button|submit)$/.test(target.type))
