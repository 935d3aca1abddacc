import type { ComponentChildren } from 'preact'

/** What is left until something begins, big. The script named by `data-countdown` lets it run. */
export function Countdown(props: { label: string; value: string }) {
  return (
    <p class="countdown">
      <span class="countdown-label">{props.label}</span>
      <span class="countdown-value" role="timer" data-countdown>
        {props.value}
      </span>
    </p>
  )
}

/** A stream that the browser plays itself, without any script; nothing is fetched before pressing play. */
export function VideoPlayer(props: { address: string; label: string }) {
  return (
    <video
      class="player"
      controls
      playsInline
      preload="none"
      src={props.address}
      aria-label={props.label}
      data-player
    />
  )
}

/** A foreign player. It learns of our site's name and of no path, and cannot leave its frame. */
export function FramedPlayer(props: { address: string; label: string }) {
  return (
    <iframe
      class="player"
      src={props.address}
      title={props.label}
      // without any referrer YouTube refuses to play (its error 153)
      referrerpolicy="strict-origin"
      sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
      allow="autoplay; fullscreen; encrypted-media; picture-in-picture"
      data-player
    />
  )
}

/** Stands where a player will be, or where a door leads out: what happens first, then the button. */
export function PlayerDoor(props: { children: ComponentChildren }) {
  return <div class="player-door">{props.children}</div>
}
