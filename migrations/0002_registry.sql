-- The registry: who takes part, what they registered, every version of its public text, and every decision about it.

create table participants (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('company', 'government', 'association', 'school', 'other', 'individual')),
  legal_name text not null check (legal_name <> ''),
  reading text not null default '',
  -- nameKey() of the legal name: equal for every spelling of one name
  name_key text not null,
  corporate_number text check (corporate_number ~ '^[1-9][0-9]{12}$'),
  industry text,
  size_class text,
  prefecture smallint check (prefecture between 1 and 47),
  merged_into bigint references participants check (merged_into <> id),
  created_at timestamptz not null
);
create index participants_key on participants (name_key);
create index participants_number on participants (corporate_number) where corporate_number is not null;

create table images (
  id bigint generated always as identity primary key,
  sha256 text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  -- [{width, height, format, key, size}]: re-encoded copies in the file store
  variants jsonb not null,
  created_at timestamptz not null
);

create table activities (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  participant_id bigint references participants,
  -- permanent, dealt when the mail address is confirmed
  number integer check (number > 0),
  profile text not null check (profile in ('activity', 'pledge')),
  state text not null check (state in ('draft', 'unconfirmed', 'submitted', 'returned', 'published', 'rejected', 'withdrawn', 'suspended')),
  source text not null check (source in ('web', 'paper', 'import', 'carried-over', 'demo')),
  language text not null check (language in ('ja', 'en', 'zh-Hans', 'ko')),
  contact_name text not null default '',
  contact_department text not null default '',
  contact_email text not null default '',
  contact_phone text not null default '',
  -- answers that nobody but the secretariat sees, by the question's name
  private_answers jsonb not null default '{}',
  terms_version text,
  terms_accepted_at timestamptz,
  published_version_id bigint,
  proposed_version_id bigint,
  risk smallint not null default 0,
  risk_reasons text[] not null default '{}',
  claimed_by bigint references staff,
  claimed_at timestamptz,
  duplicate_of bigint references activities check (duplicate_of <> id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  submitted_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  reported_at timestamptz,
  unique (edition_id, number),
  check (number is not null or state in ('draft', 'unconfirmed', 'withdrawn')),
  check (state <> 'published' or (published_version_id is not null and published_at is not null)),
  check (state not in ('submitted') or (proposed_version_id is not null and submitted_at is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check (state = 'draft' or contact_email <> '' or source in ('paper', 'import', 'demo', 'carried-over') or state = 'withdrawn')
);
create index activities_state on activities (edition_id, state, submitted_at);
create index activities_waiting on activities (edition_id, submitted_at)
  where proposed_version_id is not null and state in ('submitted', 'published');
create index activities_email on activities (lower(contact_email)) where contact_email <> '';
create index activities_participant on activities (participant_id);
create index activities_published on activities (edition_id, published_at desc) where state = 'published';

-- The public text of an activity, as it was sent in at one time. Never changed once another row points to it.
create table activity_versions (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activities on delete cascade,
  version integer not null check (version > 0),
  participant_kind text not null default 'company'
    check (participant_kind in ('company', 'government', 'association', 'school', 'other', 'individual')),
  name text not null default '',
  reading text not null default '',
  corporate_number text check (corporate_number ~ '^[1-9][0-9]{12}$'),
  industry text,
  size_class text,
  prefecture smallint check (prefecture between 1 and 47),
  kinds text[] not null default '{}',
  title text not null default '',
  body text not null default '',
  period text not null default 'all-month' check (period in ('all-month', 'dates', 'year-round')),
  starts_on date,
  ends_on date,
  online boolean not null default false,
  place text not null default '',
  url text not null default '',
  image_id bigint references images,
  image_alt text not null default '',
  -- answers to the edition's own questions, by the question's name
  answers jsonb not null default '{}',
  -- names of the fields that the owner keeps private although they may be public
  hidden text[] not null default '{}',
  created_by text not null check (created_by in ('owner', 'staff', 'program')),
  staff_id bigint references staff,
  created_at timestamptz not null,
  unique (activity_id, version),
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  check (image_id is null or image_alt <> '')
);
create index activity_versions_image on activity_versions (image_id) where image_id is not null;
alter table activities
  add foreign key (published_version_id) references activity_versions deferrable initially deferred,
  add foreign key (proposed_version_id) references activity_versions deferrable initially deferred;
alter table sessions add foreign key (activity_id) references activities on delete cascade;

create table activity_decisions (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activities on delete cascade,
  version_id bigint references activity_versions,
  decision text not null check (decision in ('published', 'returned', 'rejected', 'suspended', 'reinstated', 'appealed', 'second-look', 'merged')),
  reason_code text,
  reason_text text not null default '',
  checklist text[] not null default '{}',
  decided_by bigint references staff,
  decided_at timestamptz not null,
  undone_at timestamptz,
  undone_by bigint references staff,
  check (decision not in ('returned', 'rejected', 'suspended') or reason_code is not null)
);
create index activity_decisions_activity on activity_decisions (activity_id, id);
create index activity_decisions_time on activity_decisions (decided_at desc);

-- What happened, told after the activity: the base of the results report.
create table activity_reports (
  activity_id bigint primary key references activities on delete cascade,
  people integer not null check (people >= 0),
  days integer not null check (days >= 0),
  effects text not null default '',
  may_quote boolean not null default false,
  may_contact boolean not null default false,
  reported_at timestamptz not null
);

create table report_reminders (
  activity_id bigint not null references activities on delete cascade,
  reminder smallint not null check (reminder between 1 and 3),
  sent_at timestamptz not null,
  primary key (activity_id, reminder)
);

-- A successor takes over an activity; the old address may object for seven days.
create table hand_overs (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activities on delete cascade,
  new_name text not null,
  new_email text not null,
  reason text not null default '',
  requested_at timestamptz not null,
  confirmed_at timestamptz,
  object_until timestamptz not null,
  objected_at timestamptz,
  completed_at timestamptz,
  refused_at timestamptz,
  check (completed_at is null or (confirmed_at is not null and objected_at is null))
);
create unique index hand_overs_one_open on hand_overs (activity_id)
  where completed_at is null and objected_at is null and refused_at is null;

-- "Report this": a reader says that something is wrong with a public entry.
create table concerns (
  id bigint generated always as identity primary key,
  activity_id bigint not null references activities on delete cascade,
  reason text not null check (reason in ('spam', 'wrong', 'offensive', 'rights', 'other')),
  body text not null default '',
  created_at timestamptz not null,
  handled_at timestamptz,
  handled_by bigint references staff,
  outcome text not null default ''
);
create index concerns_open on concerns (activity_id) where handled_at is null;

create table imports (
  id bigint generated always as identity primary key,
  edition_id bigint not null references editions,
  file_name text not null,
  state text not null check (state in ('checked', 'applied', 'undone')),
  created_by bigint not null references staff,
  created_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz
);
create table import_rows (
  import_id bigint not null references imports on delete cascade,
  line integer not null check (line > 0),
  values jsonb not null,
  faults jsonb not null default '[]',
  activity_id bigint references activities on delete set null,
  primary key (import_id, line)
);

-- The last barrier of the life-cycle (activity.ts holds the same table with its words).
create function check_activity_step() returns trigger language plpgsql as $$
begin
  if old.state = new.state then return new; end if;
  if (old.state, new.state) in (
    ('draft', 'unconfirmed'), ('draft', 'submitted'), ('draft', 'published'), ('draft', 'withdrawn'),
    ('unconfirmed', 'submitted'), ('unconfirmed', 'withdrawn'), ('unconfirmed', 'draft'),
    ('submitted', 'published'), ('submitted', 'returned'), ('submitted', 'rejected'), ('submitted', 'withdrawn'),
    ('returned', 'submitted'), ('returned', 'withdrawn'), ('returned', 'rejected'),
    ('published', 'suspended'), ('published', 'withdrawn'), ('published', 'submitted'),
    ('rejected', 'submitted'), ('rejected', 'withdrawn'),
    ('suspended', 'published'), ('suspended', 'withdrawn'), ('suspended', 'rejected')
  ) then return new; end if;
  raise exception 'an activity cannot go from % to %', old.state, new.state using errcode = 'check_violation';
end $$;
create trigger activity_step before update of state on activities
  for each row execute function check_activity_step();
