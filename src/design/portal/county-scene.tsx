/**
 * The county in March: rapeseed rows, whitewashed walls under black tiles, a river and a bridge. Drawn from tokens only,
 * so that it is day by day and night by night.
 */
export function CountyScene({ label }: { readonly label: string }) {
  return (
    <svg className="scene" viewBox="0 0 1440 440" preserveAspectRatio="xMidYMax slice" role="img" aria-label={label}>
      <circle className="sun" cx="1130" cy="104" r="62" />
      <path className="h1" d="M0 250C140 190 240 210 360 172S600 120 740 168s230 30 340-8 250-6 360 34v260H0z" />
      <path className="h2" d="M0 274c120-44 260-10 380-50s220-40 330 4 190 26 300 2 290-44 430-4v220H0z" />
      <path className="h3" d="M0 292c160-30 300 4 470-22s300-24 470 6 330-16 500-4v180H0z" />
      <rect className="f1" y="286" width="1440" height="160" />
      <path className="f2" d={furrows} />
      <path
        className="water"
        d="M0 306c220-10 420 16 640 6s300-18 470-6 220 6 330 0v20c-120 8-240-4-340 2s-250-6-460 6-420-14-640-4z"
      />
      {villages.map(([part, drawing]) => (
        <path key={drawing} className={part} d={drawing} />
      ))}
      <path className="fl" d={blossoms} />
    </svg>
  )
}

/** Twenty-nine furrows that run apart from the horizon. */
const furrows = Array.from({ length: 29 }, (_, row) => {
  const top = 76 + 46 * row
  const foot = 190 * row - 1940
  return `M${top} 286L${foot} 440h76L${top + 18} 286z`
}).join('')

/** Rows of blossoms, nearer ones larger. The jitter is arithmetic, so the picture is the same every time. */
const blossomRows = [
  { count: 36, y: 335, size: 0.7 },
  { count: 30, y: 352, size: 0.98 },
  { count: 25, y: 369, size: 1.26 },
  { count: 23, y: 386, size: 1.54 },
  { count: 20, y: 404, size: 1.82 },
  { count: 18, y: 421, size: 2.1 },
  { count: 16, y: 437, size: 2.38 },
]
const blossoms = blossomRows
  .flatMap(({ count, y, size }) =>
    Array.from({ length: count }, (_, index) => {
      const x = Math.round((1440 / count) * index + ((index * 37) % 17))
      return blossom(x, y + ((index * 53) % 9) - 4, size)
    }),
  )
  .join('')

/** Four petals: four small circles around a middle. */
function blossom(x: number, y: number, size: number): string {
  const petal = (2.5 * size).toFixed(1)
  const away = 3 * size
  return [
    [-away, 0],
    [away, 0],
    [0, -away],
    [0, away],
  ]
    .map(([dx = 0, dy = 0]) => {
      const left = (x + dx - 2.5 * size).toFixed(1)
      const across = (5 * size).toFixed(1)
      return `M${left} ${(y + dy).toFixed(1)}a${petal} ${petal} 0 1 0 ${across} 0a${petal} ${petal} 0 1 0-${across} 0`
    })
    .join('')
}

/** Walls with stepped gables, tiled roofs, doors; the last one is the bridge. */
const villages: readonly (readonly [part: 'tile' | 'wall' | 'door', drawing: string])[] = [
  ['tile', 'M134.4 238h99.8l10.2 13H134.4z'],
  ['wall', 'M134.4 250h102.4v50h-102.4zM96 300V244h12.8v-12h12.8v-12h20.5v12h12.8v12h12.8V300z'],
  [
    'tile',
    'M92 241h17.8v5h-17.8zM105.8 229h16.8v5h-16.8zM117.6 217h28.5v5.5h-28.5zM141.1 229h16.8v5h-16.8zM153.9 241h17.8v5h-17.8z',
  ],
  ['door', 'M124.2 275.6h15.4v24.4h-15.4z'],
  ['tile', 'M177.9 266.4h12.8v11.6h-12.8zM208.6 266.4h12.8v11.6h-12.8zM246.4 256h84.2l8.6 13H246.4z'],
  ['wall', 'M246.4 268h86.4v36h-86.4zM214 304V262h10.8v-12h10.8v-12h17.3v12h10.8v12h10.8V304z'],
  [
    'tile',
    'M210 259h15.8v5h-15.8zM221.8 247h14.8v5h-14.8zM231.6 235h25.3v5.5h-25.3zM251.9 247h14.8v5h-14.8zM262.7 259h15.8v5h-15.8z',
  ],
  ['door', 'M237.8 285.5h13v18.5h-13z'],
  ['tile', 'M283.1 278.5h10.8v8.8h-10.8zM309 278.5h10.8v8.8h-10.8zM925 225h117l12 13H925z'],
  ['wall', 'M925 237h120v62h-120zM880 299V231h15v-12h15v-12h24v12h15v12h15V299z'],
  ['tile', 'M876 228h20v5h-20zM892 216h19v5h-19zM906 204h32v5.5h-32zM933 216h19v5h-19zM948 228h20v5h-20z'],
  ['door', 'M913 269.6h18v29.4h-18z'],
  ['tile', 'M976 258.4h15v14h-15zM1012 258.4h15v14h-15zM1045.4 251h92l9.4 13H1045.4z'],
  ['wall', 'M1045.4 263h94.4v42h-94.4zM1010 305V257h11.8v-12h11.8v-12h18.9v12h11.8v12h11.8V305z'],
  [
    'tile',
    'M1006 254h16.8v5h-16.8zM1018.8 242h15.8v5h-15.8zM1029.6 230h26.9v5.5h-26.9zM1051.5 242h15.8v5h-15.8zM1063.3 254h16.8v5h-16.8z',
  ],
  ['door', 'M1036 284h14.2v21h-14.2z'],
  ['tile', 'M1085.5 276h11.8v10h-11.8zM1113.8 276h11.8v10h-11.8zM1265 240h101.4l10.4 13H1265z'],
  ['wall', 'M1265 252h104v48h-104zM1226 300V246h13v-12h13v-12h20.8v12h13v12h13V300z'],
  ['tile', 'M1222 243h18v5h-18zM1236 231h17v5h-17zM1248 219h28.8v5.5h-28.8zM1271.8 231h17v5h-17zM1284.8 243h18v5h-18z'],
  ['door', 'M1254.6 276.5h15.6v23.5h-15.6z'],
  [
    'tile',
    'M1309.2 267.5h13v11.2h-13zM1340.4 267.5h13v11.2h-13zM560 318c8-40 40-60 80-60s72 20 80 60h-18c-6-26-30-42-62-42s-56 16-62 42zM548 314h14v8h-14zM718 314h14v8h-14z',
  ],
]
