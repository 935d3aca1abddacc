import { Button } from '../button.tsx'
import { Choice, PublishBadge, PublishChoice } from '../choice.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { Field } from '../field.tsx'
import { FormActions } from '../form.tsx'
import { PageHead } from '../section.tsx'
import { Select } from '../select.tsx'
import { SampleSteps } from './forms.tsx'
import { SamplePage } from './sample-frame.tsx'

const errors = [
  { name: 'postal', message: '郵便番号は7桁の数字で入力してください' },
  { name: 'how', message: '働く場所を1つ以上選んでください' },
]

/** A step of a form with two mistakes in it. */
export function SampleForm(props: { stylesheetHref: string }) {
  return (
    <SamplePage
      title="エラー: いつ・どこで"
      crumbs={[{ href: '/', label: 'ホーム' }, { label: '活動を登録する' }]}
      {...props}
    >
      <SampleSteps />
      <ErrorSummary title="2か所を直してください" errors={errors} />
      <PageHead title="いつ・どこで" lead="「(任意)」のほかは、すべて入力してください。" />
      <form method="post" action="/activities/new/where" noValidate>
        <Field
          name="from"
          label="始める日"
          type="date"
          width="medium"
          value="2020-11-04"
          badge={<PublishBadge visible>公開</PublishBadge>}
        />
        <Where />
        <Address />
        <FormActions note="入力した内容は、次のページへ進むと保存されます。">
          <Button>次へ進む</Button>
          <Button kind="link" href="/activities/new/what">
            前に戻る
          </Button>
        </FormActions>
      </form>
    </SamplePage>
  )
}

function Where() {
  return (
    <>
      <Choice
        name="how"
        type="checkbox"
        label="働く場所"
        hint="当てはまるものをすべて選んでください。"
        error={errors[1]?.message}
        errorWord="エラー"
        options={[
          { value: 'home', label: '自宅' },
          {
            value: 'satellite',
            label: 'サテライトオフィス',
            hint: '会社の別の拠点、共同の仕事場など',
          },
          { value: 'mobile', label: '移動中・出先' },
        ]}
      />
      <Field
        name="postal"
        label="郵便番号"
        hint="例 100-0000"
        width="short"
        inputmode="numeric"
        autocomplete="postal-code"
        value="100-00"
        error={errors[0]?.message}
        errorWord="エラー"
        badge={<PublishBadge visible={false}>事務局だけが見ます</PublishBadge>}
      />
    </>
  )
}

function Address() {
  return (
    <>
      <Select
        name="prefecture"
        label="都道府県"
        placeholder="選んでください"
        value="13"
        options={[
          { value: '01', label: '北海道' },
          { value: '13', label: '東京都' },
        ]}
      />
      <Field
        name="address"
        label="市区町村から先"
        optional="(任意)"
        autocomplete="address-level2"
        value="千代田区神田駿河台"
      />
      <PublishChoice
        name="address-publish"
        legend="市区町村から先を公開しますか"
        publicLabel="公開する"
        privateLabel="公開しない"
        value="private"
      />
    </>
  )
}
