export function RosterUploadPage() {
  return <p>stub</p>
}
