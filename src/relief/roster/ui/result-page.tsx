export function RosterResultPage() {
  return <p>stub</p>
}
