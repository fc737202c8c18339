import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PlaceId, TenantId } from '#platform/db/contract.ts'
import { admit } from './caller.ts'
import { InputRefusal, escapeHtml, openApi, ownPath, plainPages, readHeld, route } from './index.ts'
import type { Permission, Person } from './index.ts'
import { heldField } from './plain-pages.ts'
import { createLogger, describeError } from './log.ts'
import { parseInput } from './input.ts'
import { canonical, hashOf } from './once.ts'
import { disposition } from './send.ts'
import { troubleFrom } from './trouble.ts'

const read: Permission = { name: 'files.read', zh: '看档案', en: 'read files', heldBy: ['town-clerk', 'county-head'] }
const person = (...held: readonly (readonly [string, readonly number[] | 'all'])[]): Person => ({
  id: 'p',
  name: '测试人员',
  tenant: 1 as TenantId,
  assignments: held.map(([role, places]) => ({ role, places: places as readonly PlaceId[] | 'all' })),
})

describe('一处判断谁可以', () => {
  it.each([
    ['两个镇的经办人看两个镇', person(['town-clerk', [1]], ['town-clerk', [2]]), [1, 2]],
    ['网格员的村不算经办人的地方', person(['town-clerk', [1]], ['grid-worker', [9]]), [1]],
    ['有一个岗位管全县，就是全县', person(['town-clerk', [1]], ['county-head', 'all']), 'all'],
  ])('%s', (_, who, places) => expect(admit({ may: read }, who)).toEqual(places))
  it('只有别的岗位，不可以', () => {
    expect(() => admit({ may: read }, person(['grid-worker', 'all']))).toThrow('看档案')
  })
  it('没登录，先登录', () => {
    expect(() => admit({ may: read }, null)).toThrow('请先登录')
    expect(() => admit({ may: 'signed-in' }, null)).toThrow('请先登录')
  })
  it('公开的页面，没登录的人哪个地方的记录也看不到', () => expect(admit({ may: 'anyone' }, null)).toEqual([]))
})

describe('填的内容', () => {
  const Member = z.object({
    name: z.string().min(1).max(3).meta({ title: '姓名', en: 'name' }),
    age: z.coerce.number().int().min(0).optional().meta({ title: '年龄', en: 'age' }),
    kind: z.enum(['a', 'b']).optional(),
    why: z.string().min(2).meta({ title: '为什么', en: 'why' }).nullable().default(null),
    note: z.string({ error: '写一句话' }).optional(),
    on: z
      .string()
      .transform((_, context) => {
        context.addIssue({ code: 'custom', message: '没有这一天', params: { en: 'There is no such day' } })
        return z.NEVER
      })
      .optional(),
    place: z
      .string()
      .regex(/^\d{6}$/, '区划代码是 6 位数字')
      .optional()
      .meta({ ...{ title: '区划代码', en: 'region code' }, form: { zh: '是 6 位数字', en: 'has 6 digits' } }),
    code: z
      .string()
      .regex(/^\d{3}$/)
      .optional()
      .meta({ ...{ title: '号', en: 'number' }, form: { zh: '写三位数字', en: 'has three digits' } }),
    mark: z
      .string()
      .regex(/^\d{3}$/)
      .optional()
      .meta({ title: '记号', en: 'mark' }),
  })
  const Form = z.object({ members: z.array(Member).min(1).meta({ title: '成员', en: 'members' }) })
  const problems = (raw: unknown) => {
    try {
      parseInput(Form, raw)
      return []
    } catch (error) {
      return error instanceof InputRefusal ? error.problems.map(({ at, zh, en }) => [at, zh, en]) : [error]
    }
  }
  it.each([
    [{}, [['members', '“成员”必须填写', '“members” is needed']]],
    [{ members: [] }, [['members', '“成员”至少要有 1 项', '“members” needs at least 1']]],
    [{ members: [{ name: '' }] }, [['members.0.name', '“姓名”必须填写', '“name” is needed']]],
    [
      { members: [{ name: '一二三四' }] },
      [['members.0.name', '“姓名”最多 3 个字', '“name” may have at most 3 characters']],
    ],
    [{ members: [{ name: '一', age: '老' }] }, [['members.0.age', '“年龄”要写成数字', '“age” must be a number']]],
    [{ members: [{ name: '一', age: -1 }] }, [['members.0.age', '“年龄”不能小于 0', '“age” must be 0 or more']]],
    [
      { members: [{ name: '一', kind: 'c' }] },
      [['members.0.kind', '有一项要从这些里选：a、b', 'one of the fields must be one of a, b']],
    ],
    [
      { members: [{ name: '一', why: '' }] },
      [['members.0.why', '“为什么”至少要 2 个字', '“why” needs at least 2 characters']],
    ],
    [{ members: [{ name: '一', note: 1 }] }, [['members.0.note', '写一句话', '写一句话']]],
    [{ members: [{ name: '一', on: '二月三十' }] }, [['members.0.on', '没有这一天', 'There is no such day']]],
    [
      { members: [{ name: '一', place: '33' }] },
      [['members.0.place', '“区划代码”是 6 位数字', '“region code” has 6 digits']],
    ],
    [
      { members: [{ name: '一', code: '12', mark: '12' }] },
      [
        ['members.0.code', '“号”写三位数字', '“number” has three digits'],
        ['members.0.mark', '“记号”格式不对', '“mark” has the wrong form'],
      ],
    ],
  ])('%j', (raw, expected) => expect(problems(raw)).toEqual(expected))
  it('所有的错一次说完', () => expect(problems({ members: [{ name: '', age: 'x' }, {}] })).toHaveLength(3))
})

describe('回到哪儿', () => {
  it.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '\\\\evil',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
  ])('%j 不是自己的页面', (path) => expect(ownPath(path)).toBe('/'))
  it('自己的页面照旧', () => expect(ownPath('/search?q=a#b')).toBe('/search?q=a#b'))
})

describe('带着走的表单', () => {
  it('放进去的，取出来一样', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 20 }), (fields) => {
        const held = { path: '/notes', fields, hadFiles: false }
        expect(readHeld(heldField(held)?.value)).toEqual(held)
      }),
    )
  })
  it.each(['', 'x', Buffer.from('{"path":"//evil","fields":[],"hadFiles":false}').toString('base64url')])(
    '%j 什么也不是',
    (text) => expect(readHeld(text)).toBeNull(),
  )
  it('字段里的标记不会变成页面', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const html = plainPages.resume(
          undefined as never,
          { path: '/a', fields: [[text, `"><script>${text}`]], hadFiles: false },
          'c',
        )
        expect(html).not.toContain('<script>')
        expect(escapeHtml(text)).not.toMatch(/[<>"']/)
      }),
    )
  })
})

describe('同样的请求', () => {
  it('字段先后不同也是同一个请求，内容不同就不是', () => {
    expect(hashOf({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(hashOf({ b: [{ c: 2 }], a: 1 }))
    expect(hashOf({ a: '1' })).not.toBe(hashOf({ a: 1 }))
    expect(canonical([{}, null, undefined])).toBe('[{},null,null]')
  })
  it('两个不同的值不会写成同样的文字', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(canonical(left) === canonical(right)).toBe(
          JSON.stringify(sorted(left)) === JSON.stringify(sorted(right)),
        )
      }),
    )
  })
})
const sorted = (value: unknown): unknown => JSON.parse(canonical(value))

describe('三种不行', () => {
  it.each([
    ['磁盘满了', { code: 'ENOSPC' }, 507],
    ['数据库磁盘满了', { code: '53100' }, 507],
    ['数据库不在', { code: 'ECONNREFUSED' }, 503],
    ['存不下的字符', { code: '22021' }, 400],
    ['违反约束是程序的错', { code: '23505' }, 500],
    ['没料到的', {}, 500],
  ])('%s', (_, extra, status) =>
    expect(troubleFrom(Object.assign(new Error('居民甲'), extra), '1 MB').status).toBe(status),
  )
  it.each([
    ['连着的时候被管理员断开', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['应答之前断了', new Error('Connection terminated unexpectedly')],
    ['断了以后再撤销', new Error('Client has encountered a connection error and is not queryable')],
  ])('和数据库的连接断了：不说没有办成，因为谁也不知道（%s）', (_, error) => {
    const trouble = troubleFrom(error, '1 MB')
    expect(trouble).toMatchObject({ kind: 'outage', status: 503, zh: expect.stringContaining('可能办成了') })
  })
  it('写进日志的没有值', () => {
    const error = Object.assign(new Error('Key (id_number)=(99) exists'), {
      code: '23505',
      detail: '居民甲',
      constraint: 'one',
    })
    const written = JSON.stringify(describeError(new Error('居民甲', { cause: error })))
    expect(written).not.toContain('居民甲')
    expect(written).not.toContain('id_number')
    expect(written).toContain('one')
  })
  it('写进日志的错误留着它的代码：不知道是哪种错，就没法修', () => {
    const lines: string[] = []
    const log = createLogger('info', { write: (line: string) => void lines.push(line) })
    const error = Object.assign(new Error('Key (id_number)=(99) exists'), { code: '23505' })
    log.error({ err: error, bug: describeError(error), body: { code: '123456' } }, 'bug')
    expect(lines.join('').match(/23505/g)).toHaveLength(2)
    expect(lines.join('')).not.toMatch(/123456|id_number/)
  })
})

describe('接口说明', () => {
  const rows = [
    route({
      verb: 'POST',
      path: '/api/files/:id',
      zh: '存档',
      en: 'file it',
      may: read,
      key: 'once',
      params: z.object({ id: z.uuid() }),
      query: z.object({ dry: z.coerce.boolean().default(false) }),
      body: z.object({ name: z.string() }),
      answers: z.object({ amount: z.bigint().transform(String).pipe(z.string()) }),
      run: async () => ({ amount: 1n }),
    }),
  ]
  it('从路由行来：路径、参数、幂等键、权限、答复', () => {
    const operation = (openApi(rows, '1')['paths'] as Record<string, Record<string, unknown>>)['/api/files/{id}']?.[
      'post'
    ]
    expect(operation).toMatchObject({
      'x-may': 'files.read',
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'dry', required: false },
        { name: 'Idempotency-Key' },
      ],
      responses: {
        200: { content: { 'application/json': { schema: { properties: { amount: { type: 'string' } } } } } },
      },
    })
  })
  it('没有权限的路由编译不过', () => {
    const row = { verb: 'GET', path: '/api/open', zh: '', en: '', answers: z.null(), run: async () => null } as const
    type IsRow<Shape> = Shape extends Parameters<typeof route>[0] ? true : false
    const asItIs: IsRow<typeof row> = false
    const withPermission: IsRow<typeof row & { may: 'anyone' }> = true
    expect([asItIs, withPermission]).toEqual([false, true])
  })
})

it('文件名里的引号、换行进不了头', () => {
  expect(disposition('a"\r\nb.csv')).toBe(`attachment; filename="a_b.csv"; filename*=UTF-8''a%22%0D%0Ab.csv`)
})
