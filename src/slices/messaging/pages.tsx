import { languageNames, type Language } from '../../kernel/language.ts'
import { formats } from '../../texts/index.ts'
import { Alert } from '../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckboxGroup } from '../../ui/choices.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Form } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Tag } from '../../ui/tag.tsx'
import { choicesPath, headline, type WrittenLetter } from './letters.ts'
import { reminderKinds, type ReminderKind } from './rules.ts'
import type { Notice, Shown, Undelivered } from './store.ts'

type Page = { readonly page: PageContext }

export const NoticesPage = ({ page, notices }: Page & { readonly notices: readonly Notice[] }) => {
  const { t, lang } = page
  const { dateTime } = formats(lang)
  const unseen = notices.some(({ seen }) => !seen)
  return (
    <Layout page={page} title={t('messaging.title')} intro={t('messaging.intro')}>
      {notices.length === 0 ? (
        <EmptyState title={t('messaging.none.title')}>
          <p>{t(page.actor ? 'messaging.none.text' : 'messaging.none.role')}</p>
        </EmptyState>
      ) : (
        <>
          {unseen && (
            <Form action="/varsler/lesing">
              <ButtonRow>
                <Button variant="secondary">{t('messaging.mark-seen')}</Button>
              </ButtonRow>
            </Form>
          )}
          <ul class="task-list" aria-label={t('messaging.list')}>
            {notices.map((notice) => (
              <li class="task">
                <div class="task-text">
                  <a class="ds-link" href={notice.path} {...(notice.seen ? {} : { 'aria-describedby': `${notice.id}-status` })}>
                    {headline(lang, notice.kind, notice.data)}
                  </a>
                  <div class="subtle">
                    <time dateTime={notice.at.toISOString()}>{dateTime(notice.at)}</time>
                  </div>
                </div>
                {!notice.seen && (
                  <span id={`${notice.id}-status`}>
                    <Tag color="info">{t('messaging.new')}</Tag>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {page.actor && (
        <p>
          <a class="ds-link" href={choicesPath}>
            {t('messaging.choices.link')}
          </a>
        </p>
      )}
    </Layout>
  )
}

export const ChoicesPage = ({ page, without }: Page & { readonly without: readonly ReminderKind[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('messaging.choices.title')} intro={t('messaging.choices.intro')} back={{ href: '/varsler', text: t('messaging.title') }}>
      <Form action={choicesPath}>
        <CheckboxGroup
          name="paminnelse"
          label={t('messaging.choices.label')}
          options={reminderKinds.map((kind) => ({ value: kind, text: t(`messaging.choices.${kind}`) }))}
          values={reminderKinds.filter((kind) => !without.includes(kind))}
        />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
          <LinkButton variant="tertiary" href="/varsler">
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export const UndeliveredPage = ({ page, letters, wait }: Page & { readonly letters: readonly Undelivered[]; /** There is no mail server. */ readonly wait: boolean }) => {
  const { t, lang } = page
  const { dateTime } = formats(lang)
  return (
    <Layout page={page} title={t('messaging.undelivered.title')} intro={t('messaging.undelivered.intro')} wide>
      {wait && (
        <Alert kind="warning" title={t('messaging.undelivered.wait')}>
          <p class="ds-paragraph">{t('messaging.undelivered.wait.text')}</p>
        </Alert>
      )}
      {letters.length === 0 ? (wait ? null : (
        <EmptyState title={t('messaging.undelivered.none.title')}>
          <p>{t('messaging.undelivered.none.text')}</p>
        </EmptyState>
      )) : (
        <Table
          caption={t('messaging.undelivered.list')}
          hiddenCaption
          rows={letters}
          rowKey={({ id }) => id}
          columns={[
            { key: 'kind', title: t('messaging.undelivered.kind'), heading: true, cell: ({ kind }) => t(`messaging.kind.${kind}`) },
            { key: 'to', title: t('messaging.undelivered.to'), cell: ({ toWhom }) => toWhom },
            { key: 'when', title: t('messaging.undelivered.when'), cell: ({ triedAt }) => dateTime(triedAt) },
            { key: 'outcome', title: t('messaging.undelivered.outcome'), cell: ({ outcome }) => t(`messaging.outcome.${outcome}`) },
            { key: 'detail', title: t('messaging.undelivered.detail'), cell: ({ detail }) => <code>{detail}</code> },
            {
              key: 'again',
              title: t('messaging.undelivered.action'),
              hiddenTitle: true,
              cell: ({ id, kind, toWhom }) => (
                <Form action={`/drift/utsendinger/${id}/forsok`}>
                  <Button variant="secondary" small about={`${t(`messaging.kind.${kind}`)}, ${toWhom}`}>
                    {t('messaging.undelivered.again')}
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      )}
    </Layout>
  )
}

export type ShownLetter = Shown & WrittenLetter

/** The letters of the demonstration world, as they are or will be, in each reader's language or all in one. */
export const DemoLettersPage = ({ page, letters, inLanguage, tabs }: Page & { readonly letters: readonly ShownLetter[]; readonly inLanguage: Language | undefined; readonly tabs: readonly (Language | undefined)[] }) => {
  const { t } = page
  const outcomeOf = ({ cancelled, outcome, detail }: Shown): string => {
    if (cancelled) return t('messaging.outcome.cancelled')
    if (!outcome) return t('messaging.outcome.waiting')
    return [t(`messaging.outcome.${outcome as Undelivered['outcome']}`), detail && `(${detail})`].filter(Boolean).join(' ')
  }
  return (
    <Layout page={page} title={t('messaging.sent.title')} intro={t('messaging.sent.intro')}>
      <Tabs label={t('messaging.sent.language')} tabs={tabs.map((one) => ({ href: one ? `/utvikling/utsendt?brev=${one}` : '/utvikling/utsendt', text: one ? languageNames[one] : t('messaging.sent.own'), current: one === inLanguage }))} />
      {letters.length === 0 ? (
        <EmptyState title={t('messaging.sent.none.title')}>
          <p>{t('messaging.sent.none.text')}</p>
        </EmptyState>
      ) : (
        letters.map((letter) => (
          <Card title={<span lang={inLanguage ?? letter.language}>{letter.subject}</span>}>
            <SummaryList
              rows={[
                { term: t('messaging.sent.to'), value: letter.address },
                { term: t('messaging.sent.language'), value: languageNames[inLanguage ?? letter.language] },
                { term: t('messaging.sent.status'), value: outcomeOf(letter) },
              ]}
            />
            <div class="flow" lang={inLanguage ?? letter.language}>
              {letter.text.trim().split('\n\n').map((paragraph) => (
                <p>{paragraph.split('\n').flatMap((line, at) => [...(at > 0 ? [<br />] : []), line])}</p>
              ))}
            </div>
          </Card>
        ))
      )}
    </Layout>
  )
}
