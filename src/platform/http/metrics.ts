/** Counters in the Prometheus text format. Labels are route patterns, never paths: a path may hold an id. */
export interface Metrics {
  readonly observe: (route: string, method: string, status: number, seconds: number) => void
  readonly count: (name: string, help: string, by?: number) => void
  /** A number that is read when somebody looks: waiting jobs, open connections. */
  readonly gauge: (name: string, help: string, read: () => number | Promise<number>) => void
  readonly text: () => Promise<string>
}

/** Upper bounds in seconds: 5 ms to 10 s. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const quote = (text: string): string => text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))

export function createMetrics(): Metrics {
  const requests = new Map<string, number>()
  const times = { below: buckets.map(() => 0), sum: 0, count: 0 }
  const counters = new Map<string, { help: string; value: number }>()
  const gauges = new Map<string, { help: string; read: () => number | Promise<number> }>()

  const observe: Metrics['observe'] = (route, method, status, seconds) => {
    const labels = `route="${quote(route)}",method="${quote(method)}",status="${status}"`
    requests.set(labels, (requests.get(labels) ?? 0) + 1)
    times.sum += seconds
    times.count += 1
    buckets.forEach((bound, index) => {
      if (seconds <= bound) times.below[index] = (times.below[index] ?? 0) + 1
    })
  }
  const text = async (): Promise<string> => {
    const lines = ['# HELP http_requests_total Answered requests.', '# TYPE http_requests_total counter']
    for (const [labels, value] of requests) lines.push(`http_requests_total{${labels}} ${value}`)
    lines.push('# HELP http_request_seconds Time to answer.', '# TYPE http_request_seconds histogram')
    buckets.forEach((bound, index) => lines.push(`http_request_seconds_bucket{le="${bound}"} ${times.below[index]}`))
    lines.push(`http_request_seconds_bucket{le="+Inf"} ${times.count}`)
    lines.push(`http_request_seconds_sum ${times.sum}`, `http_request_seconds_count ${times.count}`)
    for (const [name, { help, value }] of counters)
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`, `${name} ${value}`)
    for (const [name, { help, read }] of gauges)
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${await read()}`)
    return `${lines.join('\n')}\n`
  }
  const gauge: Metrics['gauge'] = (name, help, read) => {
    gauges.set(name, { help, read })
  }
  const count: Metrics['count'] = (name, help, by = 1) => {
    counters.set(name, { help, value: (counters.get(name)?.value ?? 0) + by })
  }
  gauge('process_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  gauge('process_uptime_seconds', 'Age of the process.', () => process.uptime())
  return { observe, count, gauge, text }
}
