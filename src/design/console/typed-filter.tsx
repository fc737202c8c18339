import { useEffect, useState } from 'react'

/** Milliseconds the hand rests before the address follows. */
const typingPause = 250

/** Typing is quick and the address follows when the hand rests. */
export function TypedFilter({ value, onSettle }: { value: string; onSettle: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [settled, setSettled] = useState(value)
  if (value !== settled) {
    setSettled(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === settled) return
    const timer = setTimeout(() => onSettle(typed.trim()), typingPause)
    return () => clearTimeout(timer)
  })
  return (
    <input
      className="in"
      type="search"
      autoComplete="off"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}
