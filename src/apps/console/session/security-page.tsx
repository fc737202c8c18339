export function SecurityPage() {
  return <p>stub</p>
}
