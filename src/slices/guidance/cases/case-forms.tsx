import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { allowedMoves, gateWords, inLanguage, isOpen, reopenTargets, stepOf, type Flow, type Move, type MoveCode } from '../flow/index.ts'
import { GuardNotice } from '../../../ui/guard-notice.tsx'
import { longest } from './forms.ts'
import type { CaseProblem, CaseView } from './pages.tsx'
import { headMoves, mayMove, withdrawCode, type Side } from './rules.ts'

type Props = { readonly page: PageContext; readonly view: CaseView; readonly problem?: CaseProblem; readonly typed?: Readonly<Record<string, string>> }

/** What is wrong with a field. What the guard points out is said by the notice instead, above the button. */
const errorOf = (problem: CaseProblem, field: string): string | undefined => (problem?.field === field && !problem.warnings ? problem.text : undefined)

/** What the guard of the system perspective points out in a field, with the box that says the writer has looked. */
const Look = ({ problem, field, label, at }: { readonly problem: CaseProblem; readonly field: string; readonly label: string; readonly at?: string }) =>
  problem?.field === field && problem.warnings ? <GuardNotice warnings={problem.warnings} labels={{ [field]: label }} {...(at ? { at } : {})} /> : null

/** True of what was sent from the form with which the kindergarten withdraws: it has the same fields as the one that moves the case. */
const isWithdrawal = (typed: Readonly<Record<string, string>>): boolean => (typed['til'] ?? '').endsWith(` ${withdrawCode}`)

/** The ways on from the step, as the flow chart has them; a way that is shut says what must be done first. */
export const MoveForm = ({ page, view, ...sent }: Props) => {
  const { problem, typed = {} } = isWithdrawal(sent.typed ?? {}) ? {} : sent
  const { t, lang } = page
  const { one, flow, facts } = view
  const role = view.side === 'team' ? 'adviser' : 'head'
  if (!mayMove({ role }, one.stepKind, undefined).ok) return null
  const moves = allowedMoves(flow, one.stepKey, facts)
    // Withdrawing is the kindergarten's own, with a form of its own; a way that is open for that alone is not one here.
    .filter((way) => way.codes.length === 0 || way.codes.some((code) => code.code !== withdrawCode))
    .map((way) => ({ ...way, codes: way.codes.filter((code) => code.code !== withdrawCode) }))
  const openMoves = moves.filter(isOpen)
  // Somebody takes the case before it goes on: that is then the one thing to do, and the ways on stand folded.
  const untaken = view.side === 'team' && view.assignments.length === 0
  const missing = [...new Set(moves.flatMap((way) => way.missing))]
  // What the head has left to choose is the way back with an answer: "the kindergarten did not answer" is the team's to say.
  const needsReason = (way: Move) => (way.needsReason ? { hint: t('guidance.case.move.needs-reason') } : {})
  const codes = role === 'head' ? [] : openMoves.flatMap((way) => way.codes.filter((code) => code.missing.length === 0).map((code) => ({ value: `${way.to} ${code.code}`, text: codeText(page, flow, way.to, code), ...needsReason(way) })))
  const plain = openMoves.filter((way) => way.codes.length === 0).map((way) => ({ value: way.to, text: wayText(page, view, way), ...needsReason(way) }))
  const targets = [...plain, ...codes]
  // With one way there is nothing to choose: the button says it.
  const only = targets.length === 1 ? targets[0] : undefined
  const words = only?.text ?? t('guidance.case.move')
  const asked = role === 'head' ? view.steps.at(-1)?.reasonText : undefined
  const reasonLabel = t(role === 'head' ? 'guidance.case.move.answer' : 'guidance.case.move.text')
  return (
    <>
      {missing.length > 0 && (
        <div class="flow">
          <p>{t('guidance.case.move.missing')}</p>
          <ul class="ds-list">
            {missing.map((gate) => (
              <li>{gateWords(gate, lang)}</li>
            ))}
          </ul>
        </div>
      )}
      {targets.length > 0 && (
        <Details summary={words} open={(missing.length === 0 && !untaken) || problem !== undefined}>
          <Form action={`/veiledning/${one.id}/steg`} label={words}>
            <input type="hidden" name="fra" value={one.stepKey} />
            {asked && <p>{t('guidance.case.move.asked', { text: asked })}</p>}
            {only ? <input type="hidden" name="til" value={only.value} /> : <RadioGroup name="til" label={t('guidance.case.move.to')} options={targets} value={typed['til']} error={errorOf(problem, 'til')} />}
            <TextArea name="begrunnelse" label={reasonLabel} hint={t(role === 'head' ? 'guidance.case.move.answer.hint' : 'guidance.case.move.text.hint')} value={typed['begrunnelse']} rows={3} limit={longest.begrunnelse} guard error={errorOf(problem, 'begrunnelse')} />
            <Look problem={problem} field="begrunnelse" label={reasonLabel} />
            <ButtonRow>
              <Button variant={untaken ? 'secondary' : 'primary'} {...(only ? { id: 'f-til' } : {})}>
                {words}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </>
  )
}

/** A way on, by its own name. From a step that is the kindergarten's the name is the head's ("send the answer"): there the team reads where it leads. */
function wayText({ t, lang }: PageContext, { side, one, flow }: CaseView, way: Move): string {
  const to = stepOf(flow, way.to)
  return side === 'team' && headMoves.includes(one.stepKind) && to ? t('guidance.case.move.to-step', { step: inLanguage(to.name, lang) }) : inLanguage(way.label, lang)
}

/** A way on for one of the reasons the step has; one that closes the case says so. */
function codeText({ t, lang }: PageContext, flow: Flow, to: string, { name }: MoveCode): string {
  const step = stepOf(flow, to)
  const reason = inLanguage(name, lang)
  return step?.kind === 'closed' ? t('guidance.case.move.close', { reason }) : `${step ? inLanguage(step.name, lang) : to}: ${reason}`
}

/** Taking, giving and giving up a case. */
export const AssignForms = ({ page, view, problem, typed = {} }: Props) => {
  const { t } = page
  const { one, assignments, advisers, membershipId, leader } = view
  const mine = assignments.some((assignment) => assignment.membershipId === membershipId)
  const free = advisers.filter((adviser) => !assignments.some((assignment) => assignment.membershipId === adviser.membershipId))
  return (
    <div class="flow">
      {!mine && (
        <Form action={`/veiledning/${one.id}/tildeling`} label={t('guidance.case.take')}>
          <input type="hidden" name="radgiver" value={membershipId} />
          <ButtonRow>
            <Button variant={assignments.length === 0 ? 'primary' : 'secondary'}>{t('guidance.case.take')}</Button>
          </ButtonRow>
        </Form>
      )}
      {leader && (
        <p>
          <a class="ds-link" href={`/kapasitet/hvem?sak=${one.id}`}>
            {t('guidance.case.assign.who-can')}
          </a>
        </p>
      )}
      {leader && free.length > 0 && (
        <Details summary={t('guidance.case.assign')} open={problem?.field === 'fordel'}>
          <Form action={`/veiledning/${one.id}/tildeling`} label={t('guidance.case.assign')}>
            <SelectField id="f-fordel" name="radgiver" label={t('guidance.case.assign.who')} error={errorOf(problem, 'fordel')} options={free.map((adviser) => ({ value: adviser.membershipId, text: t('guidance.case.assign.load', { name: adviser.name, cases: adviser.cases }) }))} />
            <ButtonRow>
              <Button variant="secondary">{t('guidance.case.assign')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      {assignments
        .filter((assignment) => leader || assignment.membershipId === membershipId)
        .map((assignment) => {
          const field = `hvorfor-${assignment.membershipId}`
          const sent = problem?.field === field
          const words = assignment.membershipId === membershipId ? t('guidance.case.unassign') : t('guidance.case.unassign.other', { name: assignment.name })
          return (
            <Details summary={words} open={sent}>
              <Form action={`/veiledning/${one.id}/tildeling/slutt`} label={words}>
                <input type="hidden" name="radgiver" value={assignment.membershipId} />
                <TextField id={`f-${field}`} name="hvorfor" label={t('guidance.case.unassign.reason')} hint={t('common.field.limit', { limit: longest.hvorfor })} value={sent ? typed['hvorfor'] : undefined} error={errorOf(problem, field)} guard />
                <Look problem={problem} field={field} label={t('guidance.case.unassign.reason')} />
                <ButtonRow>
                  <Button variant="secondary">{words}</Button>
                </ButtonRow>
              </Form>
            </Details>
          )
        })}
    </div>
  )
}

export const UndoForm = ({ page, id }: { readonly page: PageContext; readonly id: string }) => (
  <Form action={`/veiledning/${id}/angring`} label={page.t('guidance.case.undo')}>
    <ButtonRow>
      <Button variant="tertiary">{page.t('guidance.case.undo')}</Button>
    </ButtonRow>
  </Form>
)

export const ReopenForm = ({ page, view, problem, typed = {} }: Props) => {
  const { t, lang } = page
  const targets = reopenTargets(view.flow, view.steps.map((step) => step.stepKey))
  return (
    <Details summary={t('guidance.case.reopen')} open={problem !== undefined}>
      <Form action={`/veiledning/${view.one.id}/gjenapning`} label={t('guidance.case.reopen')}>
        <SelectField name="til" label={t('guidance.case.reopen.to')} empty={false} value={typed['til'] ?? targets[0]} options={targets.map((key) => ({ value: key, text: inLanguage(stepOf(view.flow, key)?.name ?? { nb: key, nn: key, en: key }, lang) }))} error={errorOf(problem, 'til')} />
        <TextArea name="begrunnelse" label={t('guidance.case.reopen.reason')} rows={3} limit={longest.begrunnelse} guard value={typed['begrunnelse']} error={errorOf(problem, 'begrunnelse')} />
        <Look problem={problem} field="begrunnelse" label={t('guidance.case.reopen.reason')} />
        <ButtonRow>
          <Button variant="secondary">{t('guidance.case.reopen')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** The kindergarten's own way out, at any time and without anybody's leave. */
export const WithdrawForm = ({ page, view, ...sent }: Props) => {
  const { t } = page
  const { problem, typed = {} } = isWithdrawal(sent.typed ?? {}) ? sent : {}
  const way = allowedMoves(view.flow, view.one.stepKey, view.facts).find((one) => one.codes.some((code) => code.code === withdrawCode))
  if (!way) return null
  return (
    <Details summary={t('guidance.case.withdraw')} open={problem !== undefined}>
      <p>{t('guidance.case.withdraw.text')}</p>
      <Form action={`/veiledning/${view.one.id}/steg`} label={t('guidance.case.withdraw')}>
        <input type="hidden" name="fra" value={view.one.stepKey} />
        <input type="hidden" name="til" value={`${way.to} ${withdrawCode}`} />
        <TextArea id="f-trekk" name="begrunnelse" label={t('guidance.case.move.text')} rows={2} limit={longest.begrunnelse} guard mark="optional" value={typed['begrunnelse']} error={errorOf(problem, 'begrunnelse')} />
        <Look problem={problem} field="begrunnelse" label={t('guidance.case.move.text')} at="f-trekk" />
        <ButtonRow>
          <Button variant="secondary">{t('guidance.case.withdraw')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

export const NoteForm = ({ page, id, side, problem, typed = {} }: { readonly page: PageContext; readonly id: string; readonly side: Side; readonly problem?: CaseProblem; readonly typed?: Readonly<Record<string, string>> }) => {
  const { t } = page
  return (
    <Form action={`/veiledning/${id}/beskjeder`} label={t('guidance.case.note.text')}>
      <TextArea name="tekst" label={t('guidance.case.note.text')} rows={3} limit={longest.tekst} guard value={typed['tekst']} error={errorOf(problem, 'tekst')} />
      {side === 'team' && (
        <RadioGroup
          name="synlig"
          label={t('guidance.case.note.visibility')}
          value={typed['synlig'] ?? 'delt'}
          options={[
            { value: 'delt', text: t('guidance.case.note.shared') },
            { value: 'intern', text: t('guidance.case.note.internal') },
          ]}
        />
      )}
      <Look problem={problem} field="tekst" label={t('guidance.case.note.text')} />
      <ButtonRow>
        <Button variant="secondary">{t('guidance.case.note.button')}</Button>
      </ButtonRow>
    </Form>
  )
}
