-- Events, and everything about places that are scarce. A pool is a number of places of one kind: seats of a
-- seminar's date, viewers of its stream, one consultation slot. Every change of an application goes through one
-- function of the program (src/features/applications/door.ts); the checks below are the last barrier behind it.

create table events (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  slug text not null check (slug ~ '^[a-z0-9-]{1,60}$'),
  -- dates of one series are applied for together (the seminar in Tokyo, the seminar in Nagoya)
  series text not null default '' check (series ~ '^[a-z0-9-]{0,60}$'),
  kind text not null check (kind in ('seminar', 'ceremony', 'meeting', 'exhibition', 'other')),
  state text not null check (state in ('draft', 'proposed', 'published', 'postponed', 'cancelled', 'refused')),
  -- 'own': run by the edition's organisers; 'partner': proposed from outside and listed after review
  source text not null default 'own' check (source in ('own', 'partner')),
  mode text not null check (mode in ('venue', 'online', 'hybrid', 'closed-venue')),
  -- how exactly the date is announced: to the minute, to the month ("December"), or not at all
  precision text not null default 'exact' check (precision in ('exact', 'day', 'month', 'unknown')),
  starts_at timestamptz,
  ends_at timestamptz,
  -- first day of the announced month, when the precision is 'month'
  month date,
  -- the date before a postponement, as long as people may remember it (schema.org previousStartDate)
  previous_starts_at timestamptz,
  -- texts by language, Japanese always there: {"ja": "…", "en": "…"}
  title jsonb not null,
  lead jsonb not null default '{}',
  body jsonb not null default '{}',
  venue jsonb not null default '{}',
  address jsonb not null default '{}',
  -- whom it reaches, when the named place says less ("anywhere in Japan")
  reach jsonb not null default '{}',
  fee jsonb not null default '{}',
  audience jsonb not null default '{}',
  prefecture smallint check (prefecture between 1 and 47),
  provisions text[] not null default '{}',
  provisions_note jsonb not null default '{}',
  -- until when needs for support can be arranged
  support_ask_by timestamptz,
  contact jsonb not null default '{}',
  details_url text not null default '',
  -- own questions to applicants; the shape is checked by src/features/events/questions.ts
  questions jsonb not null default '[]',
  join_kind text not null default 'none' check (join_kind in ('none', 'hls', 'embed', 'link')),
  join_url text not null default '',
  archive_url text not null default '',
  archive_for text not null default 'none' check (archive_for in ('none', 'all', 'applicants')),
  archive_until timestamptz,
  -- minutes watched that earn a certificate of attendance; null: only those marked as present
  certificate_minutes smallint check (certificate_minutes > 0),
  -- moved by every change of time, place or state: the calendar entry's SEQUENCE (RFC 5545 section 3.8.7.4)
  sequence integer not null default 0 check (sequence >= 0),
  -- who proposed a partner's event; never public
  proposer_name text not null default '',
  proposer_email text not null default '',
  proposer_language text not null default 'ja' check (proposer_language in ('ja', 'en', 'zh-Hans', 'ko')),
  -- what the secretariat said when it did not list the event, or asked for something
  refusal text not null default '',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  cancelled_at timestamptz,
  unique (edition_id, slug),
  check (ends_at is null or starts_at < ends_at),
  check (precision not in ('exact', 'day') or (starts_at is not null and ends_at is not null)),
  check (precision <> 'month' or month is not null),
  check (state not in ('published', 'postponed', 'cancelled') or published_at is not null)
);
create index events_listed on events (edition_id, starts_at) where state in ('published', 'postponed', 'cancelled');

-- Organisers by their code in the edition, or by name when they are not one of its bodies.
create table event_organisers (
  event_id bigint not null references events on delete cascade,
  position smallint not null check (position > 0),
  body text not null default '',
  name jsonb not null default '{}',
  role text not null check (role in ('host', 'co-host', 'support', 'cooperation', 'secretariat')),
  primary key (event_id, position),
  check (body <> '' or name <> '{}')
);

create table programme_items (
  id bigint generated always as identity primary key,
  event_id bigint not null references events on delete cascade,
  position smallint not null check (position > 0),
  starts_at timestamptz,
  ends_at timestamptz,
  title jsonb not null,
  body jsonb not null default '{}',
  -- [{"name": "…", "reading": "…", "role": {"ja": "…"}}]
  speakers jsonb not null default '[]',
  unique (event_id, position) deferrable initially deferred,
  check (ends_at is null or starts_at < ends_at)
);

create table event_materials (
  id bigint generated always as identity primary key,
  event_id bigint not null references events on delete cascade,
  position smallint not null check (position > 0),
  title jsonb not null,
  -- what the file says, for those who cannot read it
  alternative text not null default '',
  file_key text not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  language text not null default 'ja',
  audience text not null default 'applicants' check (audience in ('all', 'applicants')),
  available_until timestamptz,
  created_at timestamptz not null,
  unique (event_id, position) deferrable initially deferred
);

create table pools (
  id bigint generated always as identity primary key,
  event_id bigint not null references events on delete cascade,
  position smallint not null default 1,
  channel text not null check (channel in ('venue', 'stream', 'press', 'guest', 'slot')),
  name jsonb not null default '{}',
  -- three numbers: what was announced (定員), how many are accepted, how many may watch at once
  published_capacity integer check (published_capacity > 0),
  accepted_limit integer not null check (accepted_limit between 0 and 1000000),
  stream_limit integer check (stream_limit > 0),
  taken integer not null default 0,
  waiting integer not null default 0 check (waiting >= 0),
  entry text not null default 'first-come' check (entry in ('first-come', 'approval', 'invitation')),
  waiting_list boolean not null default true,
  opens_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  -- how long a place is kept for an address that has not been proven
  hold_minutes integer not null default 1440 check (hold_minutes between 1 and 43200),
  -- the last 受付番号 and the last place in the waiting order that were dealt
  last_number integer not null default 0 check (last_number >= 0),
  last_waiting_number integer not null default 0 check (last_waiting_number >= 0),
  constraint pools_never_oversold check (taken between 0 and accepted_limit),
  check (closes_at is null or opens_at is null or opens_at < closes_at),
  unique (event_id, position)
);

-- Every change of the three numbers, with who and why.
create table pool_changes (
  id bigint generated always as identity primary key,
  pool_id bigint not null references pools on delete cascade,
  at timestamptz not null,
  staff_id bigint references staff,
  before jsonb not null,
  after jsonb not null,
  reason text not null
);
create index pool_changes_pool on pool_changes (pool_id, id);

create table applications (
  -- the program takes ids from the sequence beforehand, to write rows and what belongs to them together
  id bigint generated by default as identity primary key,
  pool_id bigint not null references pools on delete cascade,
  event_id bigint not null references events on delete cascade,
  number integer not null check (number > 0),
  waiting_number integer check (waiting_number > 0),
  state text not null check (state in (
    'held', 'confirmed', 'offered', 'requested', 'waiting',
    'declined', 'cancelled', 'expired', 'rejected', 'moved')),
  source text not null default 'web' check (source in ('web', 'hand', 'import', 'walk-in', 'invitation', 'move', 'demo')),
  email text not null check (email !~ '[\r\n]'),
  -- equal for every spelling of one mailbox (lib/email-key.ts)
  email_key text not null,
  name text not null,
  reading text not null default '',
  organisation text not null default '',
  -- what may be there only once per event (a company at a day of consultations)
  once_key text,
  language text not null check (language in ('ja', 'en', 'zh-Hans', 'ko')),
  answers jsonb not null default '{}',
  -- the form's key: a replay of the same form is given the first answer
  form_key text,
  -- raised to make links that were sent before worthless
  link_epoch smallint not null default 0,
  proven_at timestamptz,
  -- until when the place, or the place in the waiting order, is kept without proof
  hold_until timestamptz,
  offer_until timestamptz,
  reconfirmed_at timestamptz,
  attendance text not null default 'unknown' check (attendance in ('unknown', 'came', 'absent')),
  attended_seconds integer not null default 0 check (attended_seconds >= 0),
  moved_from bigint references applications,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (pool_id, number),
  unique (pool_id, waiting_number),
  check (state <> 'held' or (hold_until is not null and proven_at is null)),
  check (state <> 'confirmed' or proven_at is not null),
  check (state <> 'offered' or offer_until is not null),
  check (state <> 'waiting' or waiting_number is not null)
);
create unique index applications_one_each on applications (pool_id, email_key)
  where state in ('held', 'confirmed', 'offered', 'requested', 'waiting');
create unique index applications_once on applications (event_id, once_key)
  where once_key is not null and state in ('held', 'confirmed', 'offered', 'requested', 'waiting');
create unique index applications_form on applications (pool_id, form_key) where form_key is not null;
create index applications_next on applications (pool_id, waiting_number) where state = 'waiting';
create index applications_overdue on applications (hold_until) where hold_until is not null and state in ('held', 'waiting');
create index applications_offers on applications (offer_until) where state = 'offered';
create index applications_event on applications (event_id, state, id);
create index applications_person on applications (email_key);

-- What happened to an application, in order: the sum of these rows is its state. Steps and notices have
-- no foreign key: they are written together with their application, and a rush would pay for each check.
create table application_steps (
  id bigint generated always as identity primary key,
  application_id bigint not null,
  pool_id bigint not null,
  at timestamptz not null,
  door text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null check (actor_kind in ('staff', 'owner', 'visitor', 'program')),
  actor_id bigint,
  reason text not null default ''
);
create index application_steps_application on application_steps (application_id, id);
create trigger application_steps_append_only before update on application_steps
  for each row execute function refuse_audit_change();

-- One mail to many: what the officers have to tell the applicants of an event. A change of date, place or
-- speakers writes or rewrites the event's one draft; people hear of several changes once.
create table event_messages (
  id bigint generated always as identity primary key,
  event_id bigint not null references events on delete cascade,
  kind text not null check (kind in ('changed', 'postponed', 'cancelled', 'converted', 'speaker-changed', 'free')),
  state text not null default 'draft' check (state in ('draft', 'queued', 'paused', 'done', 'dropped')),
  -- {"ja": {"subject": "…", "body": "…"}, …} in all four languages
  texts jsonb not null,
  -- an officer has written in it: a later change adds to the words instead of replacing them
  edited boolean not null default false,
  -- what applicants knew before the first change that the draft tells of
  known jsonb not null default '{}',
  -- whom it goes to; empty: everybody with an application that still stands
  filter jsonb not null default '{}',
  -- how many were told, counted when the message was queued
  recipients integer check (recipients >= 0),
  created_at timestamptz not null,
  created_by bigint references staff,
  changed_at timestamptz not null,
  -- who asked to send it; with more than 500 recipients somebody else approves
  asked_at timestamptz,
  asked_by bigint references staff,
  approved_at timestamptz,
  approved_by bigint references staff,
  check (state not in ('queued', 'paused', 'done') or (approved_at is not null and recipients is not null)),
  check (recipients is null or recipients <= 500 or approved_by <> asked_by)
);
create unique index event_messages_one_draft on event_messages (event_id) where state = 'draft' and kind <> 'free';
create index event_messages_event on event_messages (event_id, id);

-- A file of applicants from elsewhere: first looked at, then carried out through the door or left.
create table applicant_imports (
  id bigint generated always as identity primary key,
  event_id bigint not null references events on delete cascade,
  pool_id bigint not null references pools on delete cascade,
  file_name text not null,
  -- whose export it is, by its headers
  layout text not null check (layout in ('connpass', 'peatix', 'doorkeeper', 'own', 'other')),
  header jsonb not null,
  -- which column says what: {"name": 2, "email": 5}
  columns jsonb not null,
  -- 'applying': a row or more has passed the door, and the rest will when somebody presses again
  state text not null default 'checked' check (state in ('checked', 'applying', 'applied', 'undone')),
  created_by bigint not null references staff,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create index applicant_imports_event on applicant_imports (event_id, id);
create table applicant_import_rows (
  import_id bigint not null references applicant_imports on delete cascade,
  -- of the file, as people count them
  line integer not null check (line > 0),
  -- emptied 30 days after the file came
  cells jsonb not null,
  found text not null check (found in ('new', 'already', 'clash', 'left-out', 'mistake')),
  -- [{"field": "email", "reason": "invalid", "typed": "…"}]
  faults jsonb not null default '[]',
  application_id bigint,
  primary key (import_id, line)
);
create index applicant_import_rows_application on applicant_import_rows (application_id)
  where application_id is not null;

-- What a person has to be told. Written with the change, put into words and into the outbox by a job.
create table application_notices (
  id bigint generated always as identity primary key,
  application_id bigint not null,
  kind text not null,
  -- the message whose words it carries, when it tells of a change of the event
  message_id bigint,
  created_at timestamptz not null,
  told_at timestamptz
);
create index application_notices_open on application_notices (id) where told_at is null;
create unique index application_notices_message on application_notices (message_id, application_id)
  where message_id is not null;

-- Reminders that were written, once each. A date that moves earns new ones: the start belongs to the key.
create table application_reminders (
  application_id bigint not null references applications on delete cascade,
  kind text not null check (kind in ('week', 'reconfirm', 'day', 'hour', 'start', 'thanks')),
  for_start timestamptz not null,
  written_at timestamptz not null,
  primary key (application_id, kind, for_start)
);

-- What a recount of all pools found; an empty list is good news.
create table pool_recounts (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  pools integer not null,
  differences jsonb not null
);

-- Support that somebody asked for. Seen only by the person who arranges it; deleted 30 days after the event.
create table support_needs (
  application_id bigint primary key references applications on delete cascade,
  kinds text[] not null default '{}',
  note text not null default '',
  asked_at timestamptz not null,
  answer text not null default '',
  state text not null default 'asked' check (state in ('asked', 'arranged', 'impossible')),
  answered_at timestamptz,
  answered_by bigint references staff,
  check (kinds <> '{}' or note <> '')
);

-- The last barrier of an application's life (application.ts holds the same table with its words). Steps
-- of one batch are written at once, so what two of them together may do is allowed here too.
create function check_application_step() returns trigger language plpgsql as $$
begin
  if old.state = new.state then return new; end if;
  if (old.state, new.state) in (
    ('held', 'confirmed'), ('held', 'cancelled'), ('held', 'expired'), ('held', 'moved'),
    ('confirmed', 'cancelled'), ('confirmed', 'moved'),
    ('offered', 'confirmed'), ('offered', 'declined'), ('offered', 'expired'), ('offered', 'cancelled'), ('offered', 'moved'),
    ('requested', 'held'), ('requested', 'confirmed'), ('requested', 'waiting'), ('requested', 'rejected'),
    ('requested', 'cancelled'), ('requested', 'expired'),
    ('waiting', 'held'), ('waiting', 'confirmed'), ('waiting', 'offered'), ('waiting', 'cancelled'),
    ('waiting', 'expired'), ('waiting', 'moved'),
    ('waiting', 'declined'), ('requested', 'offered'), ('requested', 'declined'), ('requested', 'moved')
  ) then return new; end if;
  raise exception 'an application cannot go from % to %', old.state, new.state using errcode = 'check_violation';
end $$;
create trigger application_step before update of state on applications
  for each row execute function check_application_step();

-- The calendar part of a mail: an invitation or its cancellation (RFC 5546).
alter table mails
  add column calendar text,
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  add check ((calendar is null) = (calendar_method is null));
