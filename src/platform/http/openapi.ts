import { z } from 'zod'
import type { Route } from './contract.ts'

const trouble = {
  type: 'object',
  required: ['code', 'zh', 'en', 'at', 'message'],
  properties: {
    code: { type: 'string', description: 'Stable name of the refusal, e.g. access.notAllowed' },
    zh: { type: 'string', description: 'The sentence in Chinese' },
    en: { type: 'string', description: 'The sentence in English' },
    at: { type: ['string', 'null'], description: 'Field the sentence belongs to' },
    message: { type: 'string', description: 'The sentence in the language asked for' },
    number: { type: 'string', description: 'Number to report, on a bug' },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at', 'zh', 'en'],
        properties: { at: { type: 'string' }, zh: { type: 'string' }, en: { type: 'string' } },
      },
    },
  },
} as const

type Json = Record<string, unknown>

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return schema
}

/** `/api/households/:id` → `/api/households/{id}`. */
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')

/** `GET /api/households/:id` → `getHouseholdsById`. */
const operationId = (row: Route): string =>
  row.verb.toLowerCase() +
  row.path
    .replace(/^\/api\//, '')
    .split(/[/-]/)
    .map((part) => (part.startsWith(':') ? `By-${part.slice(1)}` : part))
    .map((part) => part.replace(/\W/g, '').replace(/^./, (letter) => letter.toUpperCase()))
    .join('')

function parametersOf(row: Route): Json[] {
  const listed = (shape: z.ZodType | null, place: 'path' | 'query'): Json[] => {
    if (shape === null) return []
    const schema = schemaOf(shape, 'input')
    const required = Array.isArray(schema['required']) ? schema['required'] : []
    return Object.entries(schema['properties'] ?? {}).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: property,
    }))
  }
  const path = listed(row.params, 'path')
  const named = [...row.path.matchAll(/:(\w+)/g)].map((match) => match[1])
  for (const name of named)
    if (!path.some((parameter) => parameter['name'] === name))
      path.push({ name, in: 'path', required: true, schema: { type: 'string' } })
  const key: Json[] =
    row.key === 'once'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: true,
            schema: { type: 'string', minLength: 8, maxLength: 100 },
          },
        ]
      : []
  return [...path, ...listed(row.query, 'query'), ...key]
}

function bodyOf(row: Route): Json | undefined {
  if (row.uploadBytesMax !== undefined) {
    const fields = row.body === null ? { type: 'object' } : schemaOf(row.body, 'input')
    const properties = { ...(fields['properties'] as Json | undefined), file: { type: 'string', format: 'binary' } }
    return { required: true, content: { 'multipart/form-data': { schema: { ...fields, properties } } } }
  }
  if (row.body === null) return undefined
  const examples = Object.entries(row.examples ?? {}).map(([name, { zh, en, body }]) => [
    name,
    { summary: zh, description: en, value: body },
  ])
  return {
    required: true,
    content: {
      'application/json': {
        schema: schemaOf(row.body, 'input'),
        ...(examples.length === 0 ? {} : { examples: Object.fromEntries(examples) }),
      },
    },
  }
}

const answerOf = (row: Route): Json =>
  row.answers instanceof z.ZodType
    ? { description: 'OK', content: { 'application/json': { schema: schemaOf(row.answers, 'output') } } }
    : {
        description: 'A file',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }

const mayOf = (row: Route): string => (typeof row.may === 'string' ? row.may : row.may.name)

/** OpenAPI 3.1 of every `/api/` row. The rows are the only source: what is not in a row cannot be called. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const row of routes) {
    if (!row.path.startsWith('/api/') || row.hidden === true) continue
    const body = bodyOf(row)
    const operation = {
      operationId: operationId(row),
      summary: row.zh,
      description: row.en,
      tags: [row.path.split('/')[2] ?? 'api'],
      'x-may': mayOf(row),
      ...(row.may === 'anyone' ? { security: [] } : {}),
      ...(row.perMinuteMax === undefined ? {} : { 'x-per-minute-max': row.perMinuteMax }),
      parameters: parametersOf(row),
      ...(body === undefined ? {} : { requestBody: body }),
      responses: {
        '200': answerOf(row),
        default: {
          description: 'A refusal, an outage or a bug, as a sentence',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Trouble' } } },
        },
      },
    }
    paths[pathOf(row.path)] = { ...paths[pathOf(row.path)], [row.verb.toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '助联 Zhulian API',
      version,
      description:
        '社会救助服务联合体平台接口。改动类请求需要会话、CSRF 令牌；带 Idempotency-Key 的命令重复发送只生效一次。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Trouble: trouble },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhulian_session' } },
    },
  }
}
