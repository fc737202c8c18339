export function HouseholdFilePage() {
  return <p>stub</p>
}
