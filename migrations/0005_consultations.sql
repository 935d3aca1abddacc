-- Individual consultations after a seminar: advisers, days, slots. A slot is a pool of one place and goes
-- through the same door; a day's waiting list is a pool without places.

create table advisers (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  -- the account with which the adviser sees their own cases
  staff_id bigint references staff,
  name text not null check (name <> ''),
  reading text not null default '',
  title jsonb not null default '{}',
  -- codes of topics, and languages in which they advise
  topics text[] not null default '{}',
  languages text[] not null default '{ja}',
  meeting_url text not null default '',
  active boolean not null default true,
  created_at timestamptz not null,
  unique (edition_id, staff_id)
);

create table consultation_days (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  -- the seminar after which it takes place
  event_id bigint not null unique references events on delete cascade,
  waiting_pool_id bigint references pools,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  slot_minutes smallint not null check (slot_minutes between 5 and 240),
  buffer_minutes smallint not null default 0 check (buffer_minutes between 0 and 120),
  -- bookings end so many minutes before a slot begins
  notice_minutes integer not null default 60 check (notice_minutes >= 0),
  -- how many consultations one company may have in a row: 3 or 5 in the campaigns studied
  follow_ups smallint not null default 3 check (follow_ups between 1 and 20),
  topics jsonb not null default '[]',
  note jsonb not null default '{}',
  published_at timestamptz,
  created_at timestamptz not null,
  check (starts_at < ends_at)
);

create table consultation_breaks (
  id bigint generated always as identity primary key,
  day_id bigint not null references consultation_days on delete cascade,
  -- null: everybody's break
  adviser_id bigint references advisers on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (starts_at < ends_at)
);
create index consultation_breaks_day on consultation_breaks (day_id);

create table consultation_slots (
  pool_id bigint primary key references pools on delete cascade,
  day_id bigint not null references consultation_days on delete cascade,
  adviser_id bigint not null references advisers,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- taken out by an officer or adviser; a booked slot cannot be
  blocked boolean not null default false,
  unique (adviser_id, starts_at),
  check (starts_at < ends_at)
);
create index consultation_slots_day on consultation_slots (day_id, starts_at);

-- What is special to a booked consultation; who and when is in its application.
create table consultations (
  application_id bigint primary key references applications on delete cascade,
  topic text not null default '',
  question text not null default '',
  -- which one of N it is for this company
  ordinal smallint not null default 1 check (ordinal > 0),
  follows bigint references applications,
  meeting_url text not null default '',
  outcome text not null default 'open' check (outcome in ('open', 'held', 'no-show', 'follow-up')),
  held_at timestamptz,
  created_at timestamptz not null
);

create table consultation_files (
  id bigint generated always as identity primary key,
  application_id bigint not null references applications on delete cascade,
  file_key text not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null check (bytes > 0),
  created_at timestamptz not null
);
create index consultation_files_application on consultation_files (application_id);

-- Private to advisers: never in an export, a statistic or a page of anybody else.
create table consultation_notes (
  id bigint generated always as identity primary key,
  application_id bigint not null references applications on delete cascade,
  adviser_id bigint not null references advisers,
  body text not null check (body <> ''),
  -- for the adviser who takes over
  hand_over boolean not null default false,
  created_at timestamptz not null
);
create index consultation_notes_application on consultation_notes (application_id);

alter table grants drop constraint grants_role_check;
alter table grants add constraint grants_role_check
  check (role in ('administrator', 'lead', 'officer', 'organiser', 'viewer', 'auditor', 'adviser'));
