export function HouseholdListPage() {
  return <p>stub</p>
}
