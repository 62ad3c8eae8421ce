import type { ComponentChildren } from 'preact'
import { ore, plainKroner, sumOre, typedKroner } from '../../../../kernel/money.ts'
import type { MoneyActor, StaffGroup } from '../../schemes/rules.ts'
import { usePage } from '../../../../ui/context.tsx'
import { controlAttributes, ErrorText, fieldId, Hint } from '../../../../ui/field-frame.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { amountRows, answerTo, staffRows, strings, yearsOf } from '../answers.ts'
import type { Translate } from '../../../../texts/index.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { carrier, type FormDefinition, type MoneyQuestion, type Question, type Section, type StaffQuestion } from '../definition.ts'
import { fieldProps, singleTyped, type QuestionProps } from './question.ts'
import { fieldOf, moneyField, staffField, type Known } from '../reading.ts'

/** Amounts: a row for each calendar year, a column for each who is to have money. The sums are those of what is saved. */
export const MoneyGrid = (props: QuestionProps<MoneyQuestion>) => {
  const { t, lang } = usePage()
  const { question, definition, known } = props
  const years = yearsOf(definition, question, known.answers)
  const rows = amountRows(answerTo(definition, question, known.answers))
  const sum = (year?: number, actor?: MoneyActor) => plainKroner(sumOre(rows.filter((row) => (year === undefined || row.year === year) && (actor === undefined || row.actor === actor)).map((row) => ore(row.ore))), lang)
  const cell = (year: number, actor: MoneyActor) => {
    const row = rows.find((one) => one.year === year && one.actor === actor)
    return <Cell {...props} name={moneyField(question, year, actor)} label={moneyLabel(t, year, actor)} value={row ? typedKroner(ore(row.ore)) : ''} money />
  }
  return (
    <GridFrame {...props}>
      <Table
        caption={question.label[lang]}
        hiddenCaption
        rows={years}
        rowKey={String}
        columns={[
          { key: 'year', title: t('forms.year'), cell: (year) => year, heading: true },
          ...question.actors.map((actor) => ({ key: actor, title: t(`forms.actor.${actor}`), cell: (year: number) => cell(year, actor) })),
          { key: 'total', title: t('forms.total'), cell: (year) => sum(year), numeric: true },
        ]}
        foot={[t('forms.total'), ...question.actors.map((actor) => sum(undefined, actor)), sum()]}
      />
      <p class="subtle">{t('forms.sum.note')}</p>
    </GridFrame>
  )
}

/** A table for each kindergarten that takes part, a row for each group of staff. */
export const StaffTables = (props: QuestionProps<StaffQuestion>) => {
  const { t } = usePage()
  const { question, definition, known } = props
  const kindergartens = takingPart(t, definition, known)
  const rows = staffRows(answerTo(definition, question, known.answers))
  const cell = (kindergarten: { readonly id: string; readonly name: string }, group: StaffGroup, part: 'employed' | 'takes-part') => {
    const row = rows.find((one) => one.kindergarten === kindergarten.id && one.group === group)
    return (
      <Cell
        {...props}
        name={staffField(question, kindergarten.id, group, part)}
        label={staffLabel(t, kindergarten.name, group, part)}
        value={row ? String(part === 'employed' ? row.employed : row.takesPart) : ''}
      />
    )
  }
  return (
    <GridFrame {...props}>
      {kindergartens.length === 0 && <p>{t('forms.staff.choose-first')}</p>}
      {kindergartens.map((kindergarten) => (
        <div key={kindergarten.id} class="flow">
          <Table
            caption={kindergarten.name}
            rows={question.groups}
            rowKey={(group) => group}
            phone="scroll"
            columns={[
              { key: 'group', title: t('forms.staff.group'), cell: (group) => t(`forms.group.${group}`), heading: true },
              { key: 'employed', title: t('forms.staff.employed'), cell: (group) => cell(kindergarten, group, 'employed') },
              { key: 'takes-part', title: t('forms.staff.takes-part'), cell: (group) => cell(kindergarten, group, 'takes-part') },
            ]}
          />
          {kindergarten.staff !== undefined && <p class="subtle">{t('forms.staff.known', { count: kindergarten.staff })}</p>}
        </div>
      ))}
    </GridFrame>
  )
}

const takingPart = (t: Translate, definition: FormDefinition, known: Known) => {
  const list = carrier(definition, 'kindergartens')
  const chosen = list ? strings(answerTo(definition, list, known.answers)) : []
  return chosen.map((id) => known.kindergartens.find((one) => one.id === id) ?? { id, name: t('forms.unknown-organisation'), staff: undefined }).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
}

const moneyLabel = (t: Translate, year: number, actor: MoneyActor): string => `${year}, ${t(`forms.actor.${actor}`)}`
const staffLabel = (t: Translate, kindergarten: string, group: StaffGroup, part: 'employed' | 'takes-part'): string => `${kindergarten}, ${t(`forms.group.${group}`)}, ${t(`forms.staff.${part}`)}`

/** The page's list of what is wrong, in the order of the page: what stands in one cell of a table says which, since the words at the cell are those of any other. */
export const sayingWhere = (t: Translate, definition: FormDefinition, section: Section, known: Known, errors: readonly FieldError[]): readonly FieldError[] => {
  const cells = new Map(section.questions.flatMap((question) => cellsOf(t, definition, question, known)))
  const order = section.questions.flatMap((question) => [...cellsOf(t, definition, question, known).map(([field]) => field), fieldOf(question)])
  return errors
    .toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field))
    .map(({ field, text }) => ({ field, text: cells.has(field) ? `${cells.get(field)}: ${text}` : text }))
}

function cellsOf(t: Translate, definition: FormDefinition, question: Question, known: Known): readonly (readonly [string, string])[] {
  if (question.kind === 'money') return yearsOf(definition, question, known.answers).flatMap((year) => question.actors.map((actor) => [moneyField(question, year, actor), moneyLabel(t, year, actor)] as const))
  if (question.kind !== 'staff') return []
  return takingPart(t, definition, known).flatMap(({ id, name }) => question.groups.flatMap((group) => (['employed', 'takes-part'] as const).map((part) => [staffField(question, id, group, part), staffLabel(t, name, group, part)] as const)))
}

/** One question over many fields. The id is on the frame: what is missing in the whole of it is mended by going there. */
const GridFrame = ({ children, ...props }: QuestionProps<Question> & { readonly children: ComponentChildren }) => {
  const { t, lang } = usePage()
  const { name, label, hint, error, mark } = fieldProps(props, lang)
  const id = fieldId(name)
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset class="ds-fieldset answer-grid" id={id} tabindex={-1} {...(described ? { 'aria-describedby': described } : {})}>
      <legend class="ds-label">
        {label}
        {mark && <> <Tag color="info">{t('common.field.optional')}</Tag></>}
      </legend>
      {hint && <Hint id={id}>{hint}</Hint>}
      {children}
      <ErrorText id={id} error={error} />
    </fieldset>
  )
}

type CellProps = Pick<QuestionProps<Question>, 'typed' | 'errors'> & { readonly name: string; readonly label: string; readonly value: string; readonly money?: boolean }

const Cell = ({ name, label, value, typed, errors, money }: CellProps) => {
  const error = errors?.find(({ field }) => field === name)?.text
  return (
    <div class="ds-field">
      <input class="ds-input" type="text" inputmode={money ? 'decimal' : 'numeric'} autocomplete="off" size={money ? 10 : 4} aria-label={label} value={singleTyped(typed, name) ?? value} {...controlAttributes({ name, label, error })} />
      <ErrorText id={fieldId(name)} error={error} />
    </div>
  )
}
