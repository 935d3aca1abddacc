-- The frame that every feature stands on: settings, editions, staff, sessions, audit, mail, abuse limits.
-- No column has "default now()": the program hands every time in, so that its clock can be moved.

create table settings (
  key text primary key,
  value jsonb not null
);

create table editions (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{1,40}$'),
  year integer not null check (year between 1900 and 2200),
  is_current boolean not null default false,
  definition jsonb not null,
  -- permanent numbers of activities are dealt from here, under this row's lock
  last_number integer not null default 0 check (last_number >= 0),
  -- moved by every write that a reader can see; part of the key of every cached page
  content_version bigint not null default 1,
  created_at timestamptz not null
);
create unique index editions_one_current on editions (is_current) where is_current;

create table staff (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  email text not null,
  password_hash text,
  totp_secret bytea,
  -- the 30-second step of the last accepted code: a code works once (RFC 6238 section 5.2)
  totp_last_step bigint,
  recovery_hashes text[] not null default '{}',
  created_at timestamptz not null,
  disabled_at timestamptz
);
create unique index staff_email on staff (lower(email));

create table passkeys (
  credential_id text primary key,
  staff_id bigint not null references staff on delete cascade,
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_staff on passkeys (staff_id);

-- A role held by a member of staff, for one edition or all, for one organiser or all, for some prefectures or all.
create table grants (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff on delete cascade,
  role text not null check (role in ('administrator', 'lead', 'officer', 'organiser', 'viewer', 'auditor')),
  edition_id bigint references editions on delete cascade,
  body text,
  prefectures smallint[],
  granted_by bigint references staff,
  granted_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_by bigint references staff
);
create index grants_staff on grants (staff_id) where revoked_at is null;

-- Opaque sessions; the cookie's value is never stored, only its SHA-256.
create table sessions (
  token_hash bytea primary key check (length(token_hash) = 32),
  kind text not null check (kind in ('staff', 'owner')),
  staff_id bigint references staff on delete cascade,
  -- what an owner's session may touch: exactly one activity
  activity_id bigint,
  data jsonb not null default '{}',
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  agent text not null default '',
  check ((kind = 'staff') = (staff_id is not null)),
  check ((kind = 'owner') = (activity_id is not null))
);
create index sessions_staff on sessions (staff_id) where staff_id is not null;
create index sessions_activity on sessions (activity_id) where activity_id is not null;
create index sessions_expiry on sessions (expires_at);

-- Links and codes sent by mail: single use, hashed, spent only by POST.
create table personal_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (purpose in ('confirm', 'manage', 'change-address', 'hand-over', 'object', 'first-administrator', 'staff-invitation')),
  subject_id bigint not null,
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  code_hash bytea,
  code_tries smallint not null default 0
);
create index personal_links_subject on personal_links (purpose, subject_id);
create index personal_links_expiry on personal_links (expires_at);

-- Who did what, in words that people read. Append only: the trigger below refuses changes;
-- erasing a person scrubs values through scrub_audit().
create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('staff', 'owner', 'visitor', 'program')),
  actor_id bigint,
  actor_name text not null default '',
  action text not null check (action ~ '^[a-z-]+\.[a-z-]+$'),
  subject_kind text not null,
  subject_id bigint,
  subject_name text not null default '',
  edition_id bigint references editions,
  before jsonb,
  after jsonb,
  note text not null default ''
);
create index audit_subject on audit_entries (subject_kind, subject_id, id desc);
create index audit_time on audit_entries (at desc, id desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if current_setting('gekkan.scrub', true) = 'on' and tg_op = 'UPDATE' then return new; end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_append_only before update or delete on audit_entries
  for each row execute function refuse_audit_change();

-- The outbox. A mail is written in the transaction that caused it and sent by a job.
create table mails (
  id bigint generated always as identity primary key,
  message_id text not null unique,
  kind text not null,
  to_address text not null check (to_address !~ '[\r\n]'),
  language text not null check (language in ('ja', 'en', 'zh-Hans', 'ko')),
  subject text not null check (subject !~ '[\r\n]'),
  html text not null,
  text text not null,
  headers jsonb not null default '{}',
  subject_kind text not null,
  subject_id bigint,
  edition_id bigint references editions,
  state text not null check (state in ('waiting', 'sent', 'refused', 'expired', 'stopped')),
  tries smallint not null default 0,
  last_error text not null default '',
  created_at timestamptz not null,
  useful_until timestamptz,
  sent_at timestamptz
);
create index mails_state on mails (state, id);
create index mails_subject on mails (subject_kind, subject_id);
create index mails_address on mails (to_address, created_at);

-- Fixed-window counters behind every limit; survive restarts, shared by all processes.
create table rate_counters (
  bucket text not null,
  window_start timestamptz not null,
  count integer not null check (count > 0),
  primary key (bucket, window_start)
);
create index rate_counters_age on rate_counters (window_start);

-- One row per form that was acted on: a replay of the same form gets the first answer.
create table form_receipts (
  key text primary key,
  form text not null,
  location text not null,
  created_at timestamptz not null
);
create index form_receipts_age on form_receipts (created_at);
