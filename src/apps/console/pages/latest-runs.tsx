export function LatestRuns() {
  return null
}
