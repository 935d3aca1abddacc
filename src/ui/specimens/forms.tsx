import type { SpecimenPart } from './specimen-part.ts'
import { Button } from '../button.tsx'
import { CheckList, Choice, PublishBadge, PublishChoice } from '../choice.tsx'
import { CopyField } from '../copy-field.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { Field } from '../field.tsx'
import { FormActions, SearchBox, Steps } from '../form.tsx'
import { FileField, Select } from '../select.tsx'
import { longName } from './sample-frame.tsx'

const wrong = { errorWord: 'エラー' }
const kinds = [
  {
    value: 'try',
    label: '試みる・実践する',
    hint: '在宅勤務、サテライトオフィス、モバイルワークなど',
  },
  { value: 'learn', label: '学ぶ・議論する', checked: true },
  { value: 'support', label: '応援する・協力する' },
]

export const formSpecimens: SpecimenPart[] = [
  { name: 'Buttons', node: () => <Buttons /> },
  { name: 'Steps', node: () => <SampleSteps /> },
  {
    name: 'Error summary',
    node: () => (
      <ErrorSummary
        title="2か所を直してください"
        errors={[
          { name: 's-postal', message: '郵便番号は7桁の数字で入力してください' },
          { name: 's-kinds', message: '活動の種類を1つ以上選んでください' },
        ]}
      />
    ),
  },
  {
    name: 'Field',
    node: () => (
      <Field
        name="s-name"
        label="団体の名前"
        hint="登記のとおりに。株式会社も省かずに入力してください。"
        value={longName}
        autocomplete="organization"
      />
    ),
  },
  {
    name: 'Field, optional with counter',
    node: () => (
      <Field
        name="s-text"
        label="活動の内容"
        optional="(任意)"
        type="textarea"
        counter="400字まで(いま 38字)"
        value="始業と終業を電話で知らせ、午後3時に全員で15分だけ顔を合わせます。"
      />
    ),
  },
  {
    name: 'Field, wrong',
    node: () => (
      <Field
        name="s-postal"
        label="郵便番号"
        hint="例 100-0000"
        width="short"
        inputmode="numeric"
        value="100-00"
        error="郵便番号は7桁の数字で入力してください"
        {...wrong}
      />
    ),
  },
  {
    name: 'Field, disabled',
    node: () => <Field name="s-number" label="登録番号" width="short" value="2020-0592" disabled />,
  },
  {
    name: 'Field with unit',
    node: () => (
      <Field
        name="s-people"
        label="参加する人数"
        type="number"
        width="short"
        unit="人"
        min="1"
        value="120"
      />
    ),
  },
  {
    name: 'Field with date',
    node: () => (
      <Field
        name="s-date"
        label="始める日"
        type="date"
        width="medium"
        value="2020-11-04"
        min="2020-11-01"
        max="2020-11-30"
      />
    ),
  },
  {
    name: 'Choice, several',
    node: () => (
      <Choice
        name="s-kinds"
        type="checkbox"
        label="活動の種類"
        hint="当てはまるものをすべて選んでください。"
        options={kinds}
        error="活動の種類を1つ以上選んでください"
        {...wrong}
      />
    ),
  },
  {
    name: 'Choice, one',
    node: () => (
      <Choice
        name="s-who"
        type="radio"
        label="どなたの活動ですか"
        inline
        options={[
          { value: 'org', label: '企業・団体', checked: true },
          { value: 'person', label: '個人' },
          { value: 'none', label: '受付前', disabled: true },
        ]}
      />
    ),
  },
  {
    name: 'Select',
    node: () => (
      <Select
        name="s-prefecture"
        label="都道府県"
        placeholder="選んでください"
        value="13"
        groups={[
          { label: '北海道', options: [{ value: '01', label: '北海道' }] },
          {
            label: '関東',
            options: [
              { value: '13', label: '東京都' },
              { value: '14', label: '神奈川県' },
            ],
          },
        ]}
      />
    ),
  },
  {
    name: 'Select, wrong',
    node: () => (
      <Select
        name="s-industry"
        label="業種"
        placeholder="選んでください"
        options={[{ value: 'a', label: '製造業' }]}
        error="業種を選んでください"
        {...wrong}
      />
    ),
  },
  {
    name: 'File',
    node: () => (
      <FileField
        name="s-image"
        label="写真"
        optional="(任意)"
        hint="JPEG、PNG、WebP。10MBまで。"
        accept="image/*"
        kept="前に選んだ写真: office.jpg(436KB)"
      />
    ),
  },
  {
    name: 'Publish choice',
    node: () => (
      <PublishChoice
        name="s-publish"
        legend="この答えを公開しますか"
        publicLabel="公開する"
        privateLabel="公開しない"
        value="public"
      />
    ),
  },
  {
    name: 'Publish badges',
    node: () => (
      <p>
        <PublishBadge visible>公開されます</PublishBadge>{' '}
        <PublishBadge visible={false}>事務局だけが見ます</PublishBadge>
      </p>
    ),
  },
  {
    name: 'Check list',
    node: () => (
      <CheckList
        name="s-check"
        legend="公開する前の確認"
        items={[
          { value: 'name', label: '名前は登記と合っている', checked: true },
          { value: 'ad', label: '宣伝だけの内容ではない' },
        ]}
      />
    ),
  },
  {
    name: 'Search',
    node: () => (
      <SearchBox
        name="q"
        label="活動をさがす"
        button="さがす"
        value="在宅勤務"
        hint="団体の名前、内容、地名など"
      />
    ),
  },
  {
    name: 'Copy field',
    node: () => (
      <CopyField
        id="s-copy"
        label="紹介の文"
        hint="選んでコピーしてください。"
        text={
          '「全社員が週3日、在宅で働く1か月」をテレワーク月間に登録しました。\nhttps://gekkan.example/activities/2020-0592'
        }
      />
    ),
  },
  {
    name: 'Form actions',
    node: () => (
      <FormActions note="入力した内容は、次のページへ進むと保存されます。">
        <Button>次へ進む</Button>
        <Button kind="link" href="/activities/new">
          前に戻る
        </Button>
      </FormActions>
    ),
  },
]

export function SampleSteps() {
  return (
    <Steps
      label="登録の段階"
      summary="3 / 5 いつ・どこで"
      doneWord="(済)"
      steps={[
        { label: '登録する人', state: 'done', href: '/activities/new/who' },
        { label: '活動の内容', state: 'done', href: '/activities/new/what' },
        { label: 'いつ・どこで', state: 'current' },
        { label: '連絡先', state: 'next' },
        { label: '確かめて送る', state: 'next' },
      ]}
    />
  )
}

function Buttons() {
  return (
    <div class="stack">
      <FormActions>
        <Button>登録する</Button>
        <Button kind="secondary">下書きを保存</Button>
        <Button kind="danger">取り下げる</Button>
        <Button kind="link">あとで</Button>
      </FormActions>
      <FormActions>
        <Button disabled>受付は終わりました</Button>
        <Button kind="secondary" disabled>
          選べません
        </Button>
        <Button kind="secondary" small icon="check" about="(2020-0592)">
          承認
        </Button>
        <Button href="/activities/new" icon="open">
          ページへ進むボタン
        </Button>
      </FormActions>
    </div>
  )
}
