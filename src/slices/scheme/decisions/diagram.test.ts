import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appealWays } from '../appeals/rules.ts'
import { archiveWays } from '../archive/rules.ts'
import { ways } from './rules.ts'

const document = readFileSync(join(import.meta.dirname, '../../../../docs/rules/scheme-decisions.md'), 'utf8')

test.each([['a decision', ways], ['an appeal', appealWays], ['a document on its way to the archive', archiveWays]] as const)('docs/rules/scheme-decisions.md draws exactly the ways of %s', (_, all) => {
  const drawn = all.map(({ from, to, how }) => `  ${from} --> ${to}: ${how}`.replaceAll('sent-on', 'sent_on'))
  expect(document).toContain(`stateDiagram-v2\n${drawn.join('\n')}\n\`\`\``)
})
