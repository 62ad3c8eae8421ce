import { ButtonRow, Button, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Discussion } from '../rules.ts'
import { agreementPath, pathOf } from '../shown/words.ts'
import { minutesOf, whyNotWrite, type Point } from './rules.ts'

type View = { readonly meeting: Discussion; readonly points: readonly Point[] }
type Part = { readonly page: PageContext; readonly view: View }

/** The agenda in order; whoever prepares moves the points, and finds what to take up. */
export const Agenda = ({ page, view }: Part) => {
  const { t } = page
  const { meeting, points } = view
  const writes = meeting.led && !whyNotWrite(meeting)
  const total = minutesOf(points)
  return (
    <Section title={t('discussions.agenda')} id="saker">
      {points.length === 0 ? (
        <p class="ds-paragraph subtle">{t(writes ? 'discussions.agenda.none.write' : 'discussions.agenda.none')}</p>
      ) : (
        <>
          <ol class="agenda">{points.map((point, at) => <li id={`sak-${point.id}`}><PointLine page={page} view={view} point={point} at={at} writes={writes} /></li>)}</ol>
          {total > 0 && <p class="ds-paragraph subtle">{t('discussions.agenda.total', { minutes: total })}</p>}
        </>
      )}
      {writes && (
        <ButtonRow>
          <LinkButton href={pathOf(meeting.id, '/saker/forslag')} variant={points.length === 0 && meeting.sentAt ? 'primary' : 'secondary'}>{t('discussions.proposals')}</LinkButton>
          <LinkButton href={pathOf(meeting.id, '/saker/ny')} variant="secondary">{t('discussions.point.new')}</LinkButton>
        </ButtonRow>
      )}
    </Section>
  )
}

const PointLine = ({ page, view: { meeting, points }, point, at, writes }: Part & { readonly point: Point; readonly at: number; readonly writes: boolean }) => {
  const { t } = page
  const path = pathOf(meeting.id, `/saker/${point.id}`)
  return (
    <>
      <h3 class="ds-heading" data-size="2xs">{at + 1}. {point.title}</h3>
      <p class="ds-paragraph"><Tag color="neutral">{t(`discussions.kind.${point.kind}`)}</Tag> <span class="subtle">{factsOf(page, point)}</span></p>
      {point.reason && <p class="ds-paragraph kept-text">{point.reason}</p>}
      {point.earlier && <p><a class="ds-link" href={agreementPath(point.earlier)}>{t('discussions.point.earlier')}<span class="ds-sr-only">: {point.title}</span></a></p>}
      {writes && (
        <Form action={`${path}/flytt`}>
          <ButtonRow>
            {at > 0 && <Button variant="tertiary" small name="vei" value="up" about={point.title}>{t('discussions.point.up')}</Button>}
            {at < points.length - 1 && <Button variant="tertiary" small name="vei" value="down" about={point.title}>{t('discussions.point.down')}</Button>}
            <LinkButton href={path} variant="tertiary" small about={point.title}>{t('common.change')}</LinkButton>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
export const factsOf = ({ t }: Pick<PageContext, 't'>, { minutes, introduces }: Point): string =>
  [...(minutes === undefined ? [] : [t('discussions.point.minutes', { minutes })]), ...(introduces === '' ? [] : [t('discussions.point.introduces', { who: introduces })])].join(' · ')
