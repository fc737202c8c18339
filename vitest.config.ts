import { defineConfig } from 'vitest/config'

/**
 * One process per worker and no isolation between files: a hundred times quicker, and it keeps us honest about module
 * state. The few suites that start processes or browsers of their own live in the `slow` project.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.slow.test.ts', '**/node_modules/**'],
          isolate: false,
          // A machine that is busy is slow, not wrong.
          testTimeout: 120_000,
          hookTimeout: 400_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts'],
          globalSetup: ['src/platform/testing/database-server.ts'],
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 400_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: ['{src,tools,bench,acceptance}/**/*.slow.test.ts', 'acceptance/**/*.test.ts'],
          globalSetup: ['acceptance/console-built.ts'],
          isolate: true,
          // Whole servers and browsers: a machine that is busy is slow, not wrong.
          testTimeout: 400_000,
          hookTimeout: 400_000,
        },
      },
    ],
    maxWorkers: 2,
    env: { TZ: 'Asia/Shanghai' },
  },
})
