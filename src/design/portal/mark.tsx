/** The sign: two people whose feet meet (人人 → 从, to stand with) over a double rule, the result line of a sum. */
export function Mark({ className = 'mark' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true">
      <rect className="bg" width="48" height="48" rx="11" />
      <path d="M16.5 8.5C15.6 16.5 12.5 22.5 7 26.5M15.8 14C17.5 20 20.5 24 24 26.5" />
      <path d="M31.5 8.5C32.4 16.5 35.5 22.5 41 26.5M32.2 14C30.5 20 27.5 24 24 26.5" />
      <path d="M8 34H40M8 40.5H40" />
    </svg>
  )
}
