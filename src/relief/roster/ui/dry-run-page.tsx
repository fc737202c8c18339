export function RosterDryRunPage() {
  return <p>stub</p>
}
