import { percent } from './chart-scale.ts'

export interface Share {
  label: string
  value: number
  text: string
  href?: string | undefined
}

/** Horizontal bars with their words and numbers beside them: it is its own data table. */
export function ShareBars(props: { title: string; shares: Share[]; headers: [string, string] }) {
  const most = Math.max(1, ...props.shares.map((share) => share.value))
  return (
    <table class="shares">
      <caption>{props.title}</caption>
      <thead class="offscreen">
        <tr>
          <th scope="col">{props.headers[0]}</th>
          <th scope="col">{props.headers[1]}</th>
        </tr>
      </thead>
      <tbody>
        {props.shares.map((share) => (
          <tr key={share.label}>
            <th scope="row">{share.href ? <a href={share.href}>{share.label}</a> : share.label}</th>
            <td>
              <svg width="100%" height="14" aria-hidden="true">
                <rect class="share-bar" width={percent(share.value, most)} height="14" rx="2" />
              </svg>
              <span class="share-text">{share.text}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Goal against actual as one bar; the goal is a line with its word, so no colour is needed. */
export function GoalBar(props: {
  label: string
  actual: number
  goal: number
  actualText: string
  goalText: string
}) {
  const whole = Math.max(props.actual, props.goal) * 1.04
  return (
    <div class="goal">
      <p class="goal-label">{props.label}</p>
      <p class="goal-actual figures">{props.actualText}</p>
      <svg width="100%" height="24" aria-hidden="true">
        <rect class="goal-rest" width="100%" y="6" height="12" rx="2" />
        <rect class="goal-fill" width={percent(props.actual, whole)} y="6" height="12" rx="2" />
        <line
          class="goal-line"
          x1={percent(props.goal, whole)}
          x2={percent(props.goal, whole)}
          y1="0"
          y2="24"
        />
      </svg>
      <p class="goal-target figures">{props.goalText}</p>
    </div>
  )
}
