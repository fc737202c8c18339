export function TodayPage() {
  return <p>stub</p>
}
