import type { Ctx } from '../../http/context.ts'
import { FormStart, type MistakeInWords, wordsAt } from '../../http/form.tsx'
import { to } from '../../http/page.tsx'
import { dayOf } from '../../clock.ts'
import { pick } from '../../lib/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { DefinitionList } from '../../ui/definition-list.tsx'
import { FormActions } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead, Section } from '../../ui/section.tsx'
import { ActivityArticle } from '../activities/article.tsx'
import { ActivityCard } from '../activities/card.tsx'
import { publicPart } from '../activities/version.ts'
import { currentTerms, type Edition } from '../editions/edition.ts'
import { inputName, isAsked } from '../editions/form-definition.ts'
import { AnswerText } from './answer-text.tsx'
import { choosableItems } from './draft.ts'
import { labelOf } from './item-field.tsx'
import type { OwnDraft } from './own-draft.ts'
import { stepPath, steps } from './steps.ts'
import { FormFrame, MessageView } from './views.tsx'

type CheckProps = {
  c: Ctx
  edition: Edition
  own: OwnDraft
  mistakes: MistakeInWords[]
  twin: string | undefined
}

/** Everything at one glance: the page as it will be, what stays private, the terms. */
export function CheckView(props: CheckProps) {
  const { c, edition, own, mistakes, twin } = props
  const { t } = c.var
  const version = publicPart(own.draft.version, edition.form)
  return (
    <FormFrame c={c} step="check" mistakes={mistakes}>
      <PageHead title={t('registration.check.title')} />
      {twin && <Twin c={c} number={twin} />}
      <Section id="preview" title={t('registration.check.preview')} quiet>
        <div class="preview-frame">
          <ActivityCard c={c} edition={edition} version={version} number={null} />
        </div>
        <div class="preview-frame">
          <ActivityArticle
            c={c}
            edition={edition}
            version={version}
            number={null}
            picture={own.draft.version.imageId === version.imageId ? own.picture : undefined}
          />
        </div>
      </Section>
      <form method="post" action={to(c, stepPath('check'))} noValidate>
        <FormStart c={c} form="registration.check" work />
        <PublicChoice {...props} />
        <Everything {...props} />
        <Terms {...props} />
        <FormActions note={t('registration.check.purpose')}>
          <Button name="act" value="send">
            {t('registration.check.send')}
          </Button>
        </FormActions>
      </form>
    </FormFrame>
  )
}

function Twin({ c, number }: { c: Ctx; number: string }) {
  const { t } = c.var
  return (
    <Notice kind="warning" word={t('registration.notice.duplicate')}>
      <p>
        {t('registration.check.duplicate', { number })}{' '}
        <a href={to(c, '/mine')}>{t('registration.check.duplicate.link')}</a>
      </p>
    </Notice>
  )
}

function PublicChoice({ c, edition, own }: CheckProps) {
  const { t } = c.var
  const individual = own.draft.version.participantKind === 'individual'
  const items = choosableItems(own.draft, edition)
  if (items.length === 0) return null
  return (
    <>
      <Choice
        name="publish"
        type="checkbox"
        label={t('registration.check.public')}
        hint={t('registration.check.public.hint')}
        options={items.map((item) => ({
          value: inputName(item),
          label: labelOf(c, item, individual),
          checked: !own.draft.version.hidden.includes(inputName(item)),
        }))}
      />
      <Button kind="secondary" name="act" value="update">
        {t('registration.check.update')}
      </Button>
    </>
  )
}

/** Every answer with who will see it and the way back to change it. */
function Everything({ c, edition, own }: CheckProps) {
  const { t } = c.var
  const { participantKind } = own.draft.version
  const visibility = { public: 'always', choice: 'choice', never: 'never' } as const
  return (
    <>
      {steps.slice(0, 3).map((step) => (
        <Section key={step} id={`all-${step}`} title={t(`registration.step.${step}`)} quiet>
          <DefinitionList
            items={edition.form[step as 'who']
              .filter((item) => isAsked(item, participantKind))
              .map((item) => {
                const label = labelOf(c, item, participantKind === 'individual')
                return {
                  term: label,
                  value: (
                    <span id={`check-${inputName(item)}`}>
                      <AnswerText c={c} edition={edition} item={item} draft={own.draft} />{' '}
                      <span class="soft">
                        ({t(`registration.check.${visibility[item.publication]}`)})
                      </span>
                    </span>
                  ),
                  change: {
                    href: to(c, stepPath(step)),
                    label: t('registration.check.change'),
                    about: label,
                  },
                }
              })}
          />
        </Section>
      ))}
    </>
  )
}

function Terms({ c, edition, mistakes }: CheckProps) {
  const { t, lang, now } = c.var
  const terms = currentTerms(edition, dayOf(now))
  const { text, lang: own } = pick(terms.text, lang)
  return (
    <Section id="all-terms" title={t('registration.check.terms')} quiet>
      <div
        class="terms"
        role="group"
        aria-label={t('registration.check.terms')}
        tabIndex={0}
        lang={own}
      >
        <p class="soft">{t('registration.check.terms.version', { version: terms.version })}</p>
        {text
          .split('\n')
          .filter(Boolean)
          .map((line, at) => (
            <p key={at}>{line}</p>
          ))}
      </div>
      <Choice
        name="terms"
        type="checkbox"
        label={t('registration.check.terms')}
        error={wordsAt(mistakes, 'terms')}
        errorWord={t('site.error.prefix')}
        options={[{ value: 'yes', label: t('registration.check.terms.accept') }]}
      />
    </Section>
  )
}

/** After sending: look into your mail. */
export function SentView({ c, email }: { c: Ctx; email: string }) {
  const { t } = c.var
  return (
    <MessageView title={t('registration.sent.title')} text={t('registration.sent.text', { email })}>
      <p>{t('registration.sent.missing')}</p>
      <p>
        <a href={to(c, stepPath('contact'))}>{t('registration.sent.again')}</a>
      </p>
      {c.var.config.demo && (
        <Notice kind="info" word={t('registration.notice.demo')}>
          <p>
            {t('registration.sent.demo')}{' '}
            <a href={to(c, '/demo/mails')}>{t('registration.sent.demo.link')}</a>
          </p>
        </Notice>
      )}
    </MessageView>
  )
}
