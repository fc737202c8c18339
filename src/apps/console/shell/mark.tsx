/** Two people whose feet meet, over the double rule of a sum. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect className="bg" width="48" height="48" rx="11" />
      <path d="M16.5 8.5C15.6 16.5 12.5 22.5 7 26.5" />
      <path d="M15.8 14C17.5 20 20.5 24 24 26.5" />
      <path d="M31.5 8.5C32.4 16.5 35.5 22.5 41 26.5" />
      <path d="M32.2 14C30.5 20 27.5 24 24 26.5" />
      <line x1="8" y1="34" x2="40" y2="34" />
      <line x1="8" y1="40.5" x2="40" y2="40.5" />
    </svg>
  )
}
