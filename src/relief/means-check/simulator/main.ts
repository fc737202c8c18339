import { createInterface } from 'node:readline'
import { z } from 'zod'
import { readCatalogue } from '../departments/catalogue.ts'
import { serveSimulator } from './serve.ts'

/**
 * The simulator's own process. Its parent writes one line to it, reads one line back (the port), and keeps the pipe
 * open: when the pipe closes, for whatever reason, the simulator is gone too.
 */
const Setting = z.strictObject({ secret: z.string().min(16), offset: z.number() })

process.stdin.on('end', () => process.exit(0))
process.stdin.on('error', () => process.exit(0))

createInterface({ input: process.stdin }).once('line', (line) => {
  const setting = Setting.parse(JSON.parse(line))
  const server = serveSimulator({ ...setting, catalogue: readCatalogue() })
  // This machine only, on whatever port is free.
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') process.exit(1)
    process.stdout.write(`${JSON.stringify({ port: address.port })}\n`)
  })
})
