create function check_activity_step() returns trigger language plpgsql -- body 88db40a5248dd71d93f87494e7e7a6b9;

create function refuse_audit_change() returns trigger language plpgsql -- body b41b204006648f1443704aa1a7bcb06b;

create table activities (
  id bigint not null generated always as identity,
  edition_id bigint not null,
  participant_id bigint,
  number integer,
  profile text not null,
  state text not null,
  source text not null,
  language text not null,
  contact_name text not null default ''::text,
  contact_department text not null default ''::text,
  contact_email text not null default ''::text,
  contact_phone text not null default ''::text,
  private_answers jsonb not null default '{}'::jsonb,
  terms_version text,
  terms_accepted_at timestamp with time zone,
  published_version_id bigint,
  proposed_version_id bigint,
  risk smallint not null default 0,
  risk_reasons text[] not null default '{}'::text[],
  claimed_by bigint,
  claimed_at timestamp with time zone,
  duplicate_of bigint,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  reported_at timestamp with time zone,
  constraint activities_pkey PRIMARY KEY (id),
  constraint activities_edition_id_number_key UNIQUE (edition_id, number),
  constraint activities_check CHECK (duplicate_of <> id),
  constraint activities_check1 CHECK (number IS NOT NULL OR (state = ANY (ARRAY['draft'::text, 'unconfirmed'::text, 'withdrawn'::text]))),
  constraint activities_check2 CHECK (state <> 'published'::text OR published_version_id IS NOT NULL AND published_at IS NOT NULL),
  constraint activities_check3 CHECK (state <> 'submitted'::text OR proposed_version_id IS NOT NULL AND submitted_at IS NOT NULL),
  constraint activities_check4 CHECK ((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL)),
  constraint activities_check5 CHECK (state = 'draft'::text OR contact_email <> ''::text OR (source = ANY (ARRAY['paper'::text, 'import'::text, 'demo'::text, 'carried-over'::text])) OR state = 'withdrawn'::text),
  constraint activities_language_check CHECK (language = ANY (ARRAY['ja'::text, 'en'::text, 'zh-Hans'::text, 'ko'::text])),
  constraint activities_number_check CHECK (number > 0),
  constraint activities_profile_check CHECK (profile = ANY (ARRAY['activity'::text, 'pledge'::text])),
  constraint activities_source_check CHECK (source = ANY (ARRAY['web'::text, 'paper'::text, 'import'::text, 'carried-over'::text, 'demo'::text])),
  constraint activities_state_check CHECK (state = ANY (ARRAY['draft'::text, 'unconfirmed'::text, 'submitted'::text, 'returned'::text, 'published'::text, 'rejected'::text, 'withdrawn'::text, 'suspended'::text])),
  constraint activities_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES staff(id),
  constraint activities_duplicate_of_fkey FOREIGN KEY (duplicate_of) REFERENCES activities(id),
  constraint activities_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id),
  constraint activities_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES participants(id),
  constraint activities_proposed_version_id_fkey FOREIGN KEY (proposed_version_id) REFERENCES activity_versions(id) DEFERRABLE INITIALLY DEFERRED,
  constraint activities_published_version_id_fkey FOREIGN KEY (published_version_id) REFERENCES activity_versions(id) DEFERRABLE INITIALLY DEFERRED
);
create index activities_email ON activities USING btree (lower(contact_email)) WHERE contact_email <> ''::text;
create index activities_participant ON activities USING btree (participant_id);
create index activities_published ON activities USING btree (edition_id, published_at DESC) WHERE state = 'published'::text;
create index activities_state ON activities USING btree (edition_id, state, submitted_at);
create index activities_waiting ON activities USING btree (edition_id, submitted_at) WHERE proposed_version_id IS NOT NULL AND (state = ANY (ARRAY['submitted'::text, 'published'::text]));
create trigger activity_step BEFORE UPDATE OF state ON activities FOR EACH ROW EXECUTE FUNCTION check_activity_step();

create table activity_decisions (
  id bigint not null generated always as identity,
  activity_id bigint not null,
  version_id bigint,
  decision text not null,
  reason_code text,
  reason_text text not null default ''::text,
  checklist text[] not null default '{}'::text[],
  decided_by bigint,
  decided_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by bigint,
  constraint activity_decisions_pkey PRIMARY KEY (id),
  constraint activity_decisions_check CHECK ((decision <> ALL (ARRAY['returned'::text, 'rejected'::text, 'suspended'::text])) OR reason_code IS NOT NULL),
  constraint activity_decisions_decision_check CHECK (decision = ANY (ARRAY['published'::text, 'returned'::text, 'rejected'::text, 'suspended'::text, 'reinstated'::text, 'appealed'::text, 'second-look'::text, 'merged'::text])),
  constraint activity_decisions_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE,
  constraint activity_decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES staff(id),
  constraint activity_decisions_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES staff(id),
  constraint activity_decisions_version_id_fkey FOREIGN KEY (version_id) REFERENCES activity_versions(id)
);
create index activity_decisions_activity ON activity_decisions USING btree (activity_id, id);
create index activity_decisions_time ON activity_decisions USING btree (decided_at DESC);

create table activity_reports (
  activity_id bigint not null,
  people integer not null,
  days integer not null,
  effects text not null default ''::text,
  may_quote boolean not null default false,
  may_contact boolean not null default false,
  reported_at timestamp with time zone not null,
  constraint activity_reports_pkey PRIMARY KEY (activity_id),
  constraint activity_reports_days_check CHECK (days >= 0),
  constraint activity_reports_people_check CHECK (people >= 0),
  constraint activity_reports_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE
);

create table activity_versions (
  id bigint not null generated always as identity,
  activity_id bigint not null,
  version integer not null,
  participant_kind text not null default 'company'::text,
  name text not null default ''::text,
  reading text not null default ''::text,
  corporate_number text,
  industry text,
  size_class text,
  prefecture smallint,
  kinds text[] not null default '{}'::text[],
  title text not null default ''::text,
  body text not null default ''::text,
  period text not null default 'all-month'::text,
  starts_on date,
  ends_on date,
  online boolean not null default false,
  place text not null default ''::text,
  url text not null default ''::text,
  image_id bigint,
  image_alt text not null default ''::text,
  answers jsonb not null default '{}'::jsonb,
  hidden text[] not null default '{}'::text[],
  created_by text not null,
  staff_id bigint,
  created_at timestamp with time zone not null,
  constraint activity_versions_pkey PRIMARY KEY (id),
  constraint activity_versions_activity_id_version_key UNIQUE (activity_id, version),
  constraint activity_versions_check CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
  constraint activity_versions_check1 CHECK (image_id IS NULL OR image_alt <> ''::text),
  constraint activity_versions_corporate_number_check CHECK (corporate_number ~ '^[1-9][0-9]{12}$'::text),
  constraint activity_versions_created_by_check CHECK (created_by = ANY (ARRAY['owner'::text, 'staff'::text, 'program'::text])),
  constraint activity_versions_participant_kind_check CHECK (participant_kind = ANY (ARRAY['company'::text, 'government'::text, 'association'::text, 'school'::text, 'other'::text, 'individual'::text])),
  constraint activity_versions_period_check CHECK (period = ANY (ARRAY['all-month'::text, 'dates'::text, 'year-round'::text])),
  constraint activity_versions_prefecture_check CHECK (prefecture >= 1 AND prefecture <= 47),
  constraint activity_versions_version_check CHECK (version > 0),
  constraint activity_versions_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE,
  constraint activity_versions_image_id_fkey FOREIGN KEY (image_id) REFERENCES images(id),
  constraint activity_versions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
create index activity_versions_image ON activity_versions USING btree (image_id) WHERE image_id IS NOT NULL;

create table audit_entries (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id bigint,
  actor_name text not null default ''::text,
  action text not null,
  subject_kind text not null,
  subject_id bigint,
  subject_name text not null default ''::text,
  edition_id bigint,
  before jsonb,
  after jsonb,
  note text not null default ''::text,
  constraint audit_entries_pkey PRIMARY KEY (id),
  constraint audit_entries_action_check CHECK (action ~ '^[a-z-]+\.[a-z-]+$'::text),
  constraint audit_entries_actor_kind_check CHECK (actor_kind = ANY (ARRAY['staff'::text, 'owner'::text, 'visitor'::text, 'program'::text])),
  constraint audit_entries_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id)
);
create index audit_subject ON audit_entries USING btree (subject_kind, subject_id, id DESC);
create index audit_time ON audit_entries USING btree (at DESC, id DESC);
create trigger audit_append_only BEFORE DELETE OR UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

create table concerns (
  id bigint not null generated always as identity,
  activity_id bigint not null,
  reason text not null,
  body text not null default ''::text,
  created_at timestamp with time zone not null,
  handled_at timestamp with time zone,
  handled_by bigint,
  outcome text not null default ''::text,
  risk smallint not null default 0,
  risk_reasons text[] not null default '{}'::text[],
  constraint concerns_pkey PRIMARY KEY (id),
  constraint concerns_reason_check CHECK (reason = ANY (ARRAY['spam'::text, 'wrong'::text, 'offensive'::text, 'rights'::text, 'other'::text])),
  constraint concerns_risk_check CHECK (risk >= 0 AND risk <= 100),
  constraint concerns_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE,
  constraint concerns_handled_by_fkey FOREIGN KEY (handled_by) REFERENCES staff(id)
);
create index concerns_open ON concerns USING btree (activity_id) WHERE handled_at IS NULL;

create table editions (
  id bigint not null generated always as identity,
  slug text not null,
  year integer not null,
  is_current boolean not null default false,
  definition jsonb not null,
  last_number integer not null default 0,
  content_version bigint not null default 1,
  created_at timestamp with time zone not null,
  constraint editions_pkey PRIMARY KEY (id),
  constraint editions_slug_key UNIQUE (slug),
  constraint editions_last_number_check CHECK (last_number >= 0),
  constraint editions_slug_check CHECK (slug ~ '^[a-z0-9-]{1,40}$'::text),
  constraint editions_year_check CHECK (year >= 1900 AND year <= 2200)
);
create unique index editions_one_current ON editions USING btree (is_current) WHERE is_current;

create table form_receipts (
  key text not null,
  form text not null,
  location text not null,
  created_at timestamp with time zone not null,
  constraint form_receipts_pkey PRIMARY KEY (key)
);
create index form_receipts_age ON form_receipts USING btree (created_at);

create table grants (
  id bigint not null generated always as identity,
  staff_id bigint not null,
  role text not null,
  edition_id bigint,
  body text,
  prefectures smallint[],
  granted_by bigint,
  granted_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by bigint,
  constraint grants_pkey PRIMARY KEY (id),
  constraint grants_role_check CHECK (role = ANY (ARRAY['administrator'::text, 'lead'::text, 'officer'::text, 'organiser'::text, 'viewer'::text, 'auditor'::text])),
  constraint grants_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id) ON DELETE CASCADE,
  constraint grants_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES staff(id),
  constraint grants_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES staff(id),
  constraint grants_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
create index grants_staff ON grants USING btree (staff_id) WHERE revoked_at IS NULL;

create table hand_overs (
  id bigint not null generated always as identity,
  activity_id bigint not null,
  new_name text not null,
  new_email text not null,
  reason text not null default ''::text,
  requested_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  object_until timestamp with time zone not null,
  objected_at timestamp with time zone,
  completed_at timestamp with time zone,
  refused_at timestamp with time zone,
  constraint hand_overs_pkey PRIMARY KEY (id),
  constraint hand_overs_check CHECK (completed_at IS NULL OR confirmed_at IS NOT NULL AND objected_at IS NULL),
  constraint hand_overs_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE
);
create unique index hand_overs_one_open ON hand_overs USING btree (activity_id) WHERE completed_at IS NULL AND objected_at IS NULL AND refused_at IS NULL;

create table images (
  id bigint not null generated always as identity,
  sha256 text not null,
  width integer not null,
  height integer not null,
  variants jsonb not null,
  created_at timestamp with time zone not null,
  constraint images_pkey PRIMARY KEY (id),
  constraint images_height_check CHECK (height > 0),
  constraint images_width_check CHECK (width > 0)
);

create table import_rows (
  import_id bigint not null,
  line integer not null,
  "values" jsonb not null,
  faults jsonb not null default '[]'::jsonb,
  activity_id bigint,
  constraint import_rows_pkey PRIMARY KEY (import_id, line),
  constraint import_rows_line_check CHECK (line > 0),
  constraint import_rows_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE SET NULL,
  constraint import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);

create table imports (
  id bigint not null generated always as identity,
  edition_id bigint not null,
  file_name text not null,
  state text not null,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_state_check CHECK (state = ANY (ARRAY['checked'::text, 'applied'::text, 'undone'::text])),
  constraint imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id),
  constraint imports_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id)
);

create table mails (
  id bigint not null generated always as identity,
  message_id text not null,
  kind text not null,
  to_address text not null,
  language text not null,
  subject text not null,
  html text not null,
  text text not null,
  headers jsonb not null default '{}'::jsonb,
  subject_kind text not null,
  subject_id bigint,
  edition_id bigint,
  state text not null,
  tries smallint not null default 0,
  last_error text not null default ''::text,
  created_at timestamp with time zone not null,
  useful_until timestamp with time zone,
  sent_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_message_id_key UNIQUE (message_id),
  constraint mails_language_check CHECK (language = ANY (ARRAY['ja'::text, 'en'::text, 'zh-Hans'::text, 'ko'::text])),
  constraint mails_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'expired'::text, 'stopped'::text])),
  constraint mails_subject_check CHECK (subject !~ '[\r\n]'::text),
  constraint mails_to_address_check CHECK (to_address !~ '[\r\n]'::text),
  constraint mails_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id)
);
create index mails_address ON mails USING btree (to_address, created_at);
create index mails_state ON mails USING btree (state, id);
create index mails_subject ON mails USING btree (subject_kind, subject_id);

create table participants (
  id bigint not null generated always as identity,
  kind text not null,
  legal_name text not null,
  reading text not null default ''::text,
  name_key text not null,
  corporate_number text,
  industry text,
  size_class text,
  prefecture smallint,
  merged_into bigint,
  created_at timestamp with time zone not null,
  constraint participants_pkey PRIMARY KEY (id),
  constraint participants_check CHECK (merged_into <> id),
  constraint participants_corporate_number_check CHECK (corporate_number ~ '^[1-9][0-9]{12}$'::text),
  constraint participants_kind_check CHECK (kind = ANY (ARRAY['company'::text, 'government'::text, 'association'::text, 'school'::text, 'other'::text, 'individual'::text])),
  constraint participants_legal_name_check CHECK (legal_name <> ''::text),
  constraint participants_prefecture_check CHECK (prefecture >= 1 AND prefecture <= 47),
  constraint participants_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES participants(id)
);
create index participants_key ON participants USING btree (name_key);
create index participants_number ON participants USING btree (corporate_number) WHERE corporate_number IS NOT NULL;

create table passkeys (
  credential_id text not null,
  staff_id bigint not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_pkey PRIMARY KEY (credential_id),
  constraint passkeys_counter_check CHECK (counter >= 0),
  constraint passkeys_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
create index passkeys_staff ON passkeys USING btree (staff_id);

create table personal_links (
  token_hash bytea not null,
  purpose text not null,
  subject_id bigint not null,
  email text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  code_hash bytea,
  code_tries smallint not null default 0,
  constraint personal_links_pkey PRIMARY KEY (token_hash),
  constraint personal_links_purpose_check CHECK (purpose = ANY (ARRAY['confirm'::text, 'manage'::text, 'change-address'::text, 'hand-over'::text, 'object'::text, 'first-administrator'::text, 'staff-invitation'::text])),
  constraint personal_links_token_hash_check CHECK (length(token_hash) = 32)
);
create index personal_links_expiry ON personal_links USING btree (expires_at);
create index personal_links_subject ON personal_links USING btree (purpose, subject_id);

create table rate_counters (
  bucket text not null,
  window_start timestamp with time zone not null,
  count integer not null,
  constraint rate_counters_pkey PRIMARY KEY (bucket, window_start),
  constraint rate_counters_count_check CHECK (count > 0)
);
create index rate_counters_age ON rate_counters USING btree (window_start);

create table report_reminders (
  activity_id bigint not null,
  reminder smallint not null,
  sent_at timestamp with time zone not null,
  constraint report_reminders_pkey PRIMARY KEY (activity_id, reminder),
  constraint report_reminders_reminder_check CHECK (reminder >= 1 AND reminder <= 3),
  constraint report_reminders_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE
);

create table schema_migrations (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null,
  constraint schema_migrations_pkey PRIMARY KEY (number)
);

create table sessions (
  token_hash bytea not null,
  kind text not null,
  staff_id bigint,
  activity_id bigint,
  data jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  agent text not null default ''::text,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_check CHECK ((kind = 'staff'::text) = (staff_id IS NOT NULL)),
  constraint sessions_check1 CHECK ((kind = 'owner'::text) = (activity_id IS NOT NULL)),
  constraint sessions_kind_check CHECK (kind = ANY (ARRAY['staff'::text, 'owner'::text])),
  constraint sessions_token_hash_check CHECK (length(token_hash) = 32),
  constraint sessions_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activities(id) ON DELETE CASCADE,
  constraint sessions_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
create index sessions_activity ON sessions USING btree (activity_id) WHERE activity_id IS NOT NULL;
create index sessions_expiry ON sessions USING btree (expires_at);
create index sessions_staff ON sessions USING btree (staff_id) WHERE staff_id IS NOT NULL;

create table settings (
  key text not null,
  value jsonb not null,
  constraint settings_pkey PRIMARY KEY (key)
);

create table staff (
  id bigint not null generated always as identity,
  name text not null,
  email text not null,
  password_hash text,
  totp_secret bytea,
  totp_last_step bigint,
  recovery_hashes text[] not null default '{}'::text[],
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_name_check CHECK (name <> ''::text)
);
create unique index staff_email ON staff USING btree (lower(email));
