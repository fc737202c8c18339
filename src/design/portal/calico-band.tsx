const petals = [0, 72, 144, 216, 288]

/** Blue calico: rapeseed blossoms and dots, printed in white, as wide as the page. */
export function CalicoBand() {
  return (
    <svg className="cal" width="100%" height="56" aria-hidden="true">
      <defs>
        <pattern id="calico" width="40" height="56" patternUnits="userSpaceOnUse">
          <g transform="translate(20 28) scale(0.8)">
            <circle r="3.2" />
            {petals.map((turn) => (
              <ellipse key={turn} cy="-9" rx="4.2" ry="5.6" transform={`rotate(${turn})`} />
            ))}
          </g>
          {[0, 40].map((x) => (
            <g key={x}>
              <circle cx={x} cy="14" r="2.2" />
              <circle cx={x} cy="28" r="3.4" />
              <circle cx={x} cy="42" r="2.2" />
            </g>
          ))}
        </pattern>
      </defs>
      <rect width="100%" height="56" fill="url(#calico)" />
    </svg>
  )
}
