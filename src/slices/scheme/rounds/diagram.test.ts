import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accept } from '../../../kernel/decision.ts'
import { askForSignatures, openAgain, reportStates, sendBack, submit, withdraw, type ReportState } from '../reports/rules.ts'
import { shippedSchemes } from '../schemes/shipped/index.ts'
import { leadsFrom, leadsTo, steps } from './rules.ts'

// The documents of rounds, need reports and the scheme, drawn from the code that decides.

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../../../../docs/rules', name), 'utf8')
const drawing = (ways: readonly string[]): string => `stateDiagram-v2\n${ways.map((way) => `  ${way}`).join('\n')}\n\`\`\``
const name = (state: string): string => state.replaceAll('-', '_')

test('docs/rules/scheme-rounds.md draws exactly the steps of a round', () => {
  expect(read('scheme-rounds.md')).toContain(drawing(steps.flatMap((step) => leadsFrom(step).map((from) => `${name(from)} --> ${name(leadsTo(step))}: ${step}`))))
})

test('docs/rules/scheme-reports.md draws exactly the ways of a need report', () => {
  const inTime = accept({ kind: 'may-send' as const })
  const ways = (state: ReportState): string[] => [
    ...(askForSignatures(state, 0).ok ? ['signing: ask for signatures'] : []),
    ...(openAgain(state).ok ? ['draft: open again'] : []),
    ...(submit({ state, inTime, lacks: 0, signed: true, unanswered: 0, partner: 'accepted' }).ok ? ['submitted: send'] : []),
    ...(withdraw(state, false, 'A reason').ok ? ['withdrawn: withdraw'] : []),
    ...(sendBack(state, inTime, 'A reason').ok ? ['draft: sent back by the county governor'] : []),
    // The program's own work: what was never sent and can be sent no more.
    ...(submit({ state, inTime, lacks: 0, signed: true, unanswered: 0, partner: 'accepted' }).ok ? ['not_submitted: the deadline passes'] : []),
  ]
  expect(read('scheme-reports.md')).toContain(drawing(reportStates.flatMap((state) => ways(state).map((way) => `${name(state)} --> ${way}`))))
})

test('docs/rules/scheme.md says of each scheme what its data says', () => {
  const rows = shippedSchemes.map(
    ({ code, short, valid, reporter, partner, longestYears, kinds, signatures }) =>
      `| \`${code}\` ${short.en} | ${valid.from}${valid.to ? ` to ${valid.to}` : ' on'} | ${reporter.replaceAll('-', ' ')} | ${partner} | ${longestYears} year${longestYears === 1 ? '' : 's'} | ${kinds.join(', ')} | ${signatures.map((one) => one.replace('-', ' ')).join(', ')} |`,
  )
  expect(read('scheme.md')).toContain(`\n${rows.join('\n')}\n\n`)
})
