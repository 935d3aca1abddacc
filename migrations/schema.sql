create function check_activity_step() returns trigger language plpgsql -- body 88db40a5248dd71d93f87494e7e7a6b9;

create function check_application_step() returns trigger language plpgsql -- body 41a49422c982a908b027f3591d7c91c5;

create function check_survey_anonymity() returns trigger language plpgsql -- body f576ee9a3e68e47a410780dd6ea4abbc;

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

create table advisers (
  id bigint not null generated always as identity,
  edition_id bigint not null,
  staff_id bigint,
  name text not null,
  reading text not null default ''::text,
  title jsonb not null default '{}'::jsonb,
  topics text[] not null default '{}'::text[],
  languages text[] not null default '{ja}'::text[],
  meeting_url text not null default ''::text,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  constraint advisers_pkey PRIMARY KEY (id),
  constraint advisers_edition_id_staff_id_key UNIQUE (edition_id, staff_id),
  constraint advisers_name_check CHECK (name <> ''::text),
  constraint advisers_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id),
  constraint advisers_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

create table applicant_import_rows (
  import_id bigint not null,
  line integer not null,
  cells jsonb not null,
  found text not null,
  faults jsonb not null default '[]'::jsonb,
  application_id bigint,
  constraint applicant_import_rows_pkey PRIMARY KEY (import_id, line),
  constraint applicant_import_rows_found_check CHECK (found = ANY (ARRAY['new'::text, 'already'::text, 'clash'::text, 'left-out'::text, 'mistake'::text])),
  constraint applicant_import_rows_line_check CHECK (line > 0),
  constraint applicant_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES applicant_imports(id) ON DELETE CASCADE
);
create index applicant_import_rows_application ON applicant_import_rows USING btree (application_id) WHERE application_id IS NOT NULL;

create table applicant_imports (
  id bigint not null generated always as identity,
  event_id bigint not null,
  pool_id bigint not null,
  file_name text not null,
  layout text not null,
  header jsonb not null,
  columns jsonb not null,
  state text not null default 'checked'::text,
  created_by bigint not null,
  created_at timestamp with time zone not null,
  applied_at timestamp with time zone,
  undone_at timestamp with time zone,
  constraint applicant_imports_pkey PRIMARY KEY (id),
  constraint applicant_imports_layout_check CHECK (layout = ANY (ARRAY['connpass'::text, 'peatix'::text, 'doorkeeper'::text, 'own'::text, 'other'::text])),
  constraint applicant_imports_state_check CHECK (state = ANY (ARRAY['checked'::text, 'applying'::text, 'applied'::text, 'undone'::text])),
  constraint applicant_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id),
  constraint applicant_imports_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE,
  constraint applicant_imports_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE
);
create index applicant_imports_event ON applicant_imports USING btree (event_id, id);

create table application_notices (
  id bigint not null generated always as identity,
  application_id bigint not null,
  kind text not null,
  message_id bigint,
  created_at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint application_notices_pkey PRIMARY KEY (id)
);
create unique index application_notices_message ON application_notices USING btree (message_id, application_id) WHERE message_id IS NOT NULL;
create index application_notices_open ON application_notices USING btree (id) WHERE told_at IS NULL;

create table application_reminders (
  application_id bigint not null,
  kind text not null,
  for_start timestamp with time zone not null,
  written_at timestamp with time zone not null,
  constraint application_reminders_pkey PRIMARY KEY (application_id, kind, for_start),
  constraint application_reminders_kind_check CHECK (kind = ANY (ARRAY['week'::text, 'reconfirm'::text, 'day'::text, 'hour'::text, 'start'::text, 'thanks'::text])),
  constraint application_reminders_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);

create table application_steps (
  id bigint not null generated always as identity,
  application_id bigint not null,
  pool_id bigint not null,
  at timestamp with time zone not null,
  door text not null,
  from_state text,
  to_state text not null,
  actor_kind text not null,
  actor_id bigint,
  reason text not null default ''::text,
  constraint application_steps_pkey PRIMARY KEY (id),
  constraint application_steps_actor_kind_check CHECK (actor_kind = ANY (ARRAY['staff'::text, 'owner'::text, 'visitor'::text, 'program'::text]))
);
create index application_steps_application ON application_steps USING btree (application_id, id);
create trigger application_steps_append_only BEFORE UPDATE ON application_steps FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

create table applications (
  id bigint not null generated by default as identity,
  pool_id bigint not null,
  event_id bigint not null,
  number integer not null,
  waiting_number integer,
  state text not null,
  source text not null default 'web'::text,
  email text not null,
  email_key text not null,
  name text not null,
  reading text not null default ''::text,
  organisation text not null default ''::text,
  once_key text,
  language text not null,
  answers jsonb not null default '{}'::jsonb,
  form_key text,
  link_epoch smallint not null default 0,
  proven_at timestamp with time zone,
  hold_until timestamp with time zone,
  offer_until timestamp with time zone,
  reconfirmed_at timestamp with time zone,
  attendance text not null default 'unknown'::text,
  attended_seconds integer not null default 0,
  moved_from bigint,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint applications_pkey PRIMARY KEY (id),
  constraint applications_pool_id_number_key UNIQUE (pool_id, number),
  constraint applications_pool_id_waiting_number_key UNIQUE (pool_id, waiting_number),
  constraint applications_attendance_check CHECK (attendance = ANY (ARRAY['unknown'::text, 'came'::text, 'absent'::text])),
  constraint applications_attended_seconds_check CHECK (attended_seconds >= 0),
  constraint applications_check CHECK (state <> 'held'::text OR hold_until IS NOT NULL AND proven_at IS NULL),
  constraint applications_check1 CHECK (state <> 'confirmed'::text OR proven_at IS NOT NULL),
  constraint applications_check2 CHECK (state <> 'offered'::text OR offer_until IS NOT NULL),
  constraint applications_check3 CHECK (state <> 'waiting'::text OR waiting_number IS NOT NULL),
  constraint applications_email_check CHECK (email !~ '[\r\n]'::text),
  constraint applications_language_check CHECK (language = ANY (ARRAY['ja'::text, 'en'::text, 'zh-Hans'::text, 'ko'::text])),
  constraint applications_number_check CHECK (number > 0),
  constraint applications_source_check CHECK (source = ANY (ARRAY['web'::text, 'hand'::text, 'import'::text, 'walk-in'::text, 'invitation'::text, 'move'::text, 'demo'::text])),
  constraint applications_state_check CHECK (state = ANY (ARRAY['held'::text, 'confirmed'::text, 'offered'::text, 'requested'::text, 'waiting'::text, 'declined'::text, 'cancelled'::text, 'expired'::text, 'rejected'::text, 'moved'::text])),
  constraint applications_waiting_number_check CHECK (waiting_number > 0),
  constraint applications_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE,
  constraint applications_moved_from_fkey FOREIGN KEY (moved_from) REFERENCES applications(id),
  constraint applications_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE
);
create index applications_event ON applications USING btree (event_id, state, id);
create unique index applications_form ON applications USING btree (pool_id, form_key) WHERE form_key IS NOT NULL;
create index applications_next ON applications USING btree (pool_id, waiting_number) WHERE state = 'waiting'::text;
create index applications_offers ON applications USING btree (offer_until) WHERE state = 'offered'::text;
create unique index applications_once ON applications USING btree (event_id, once_key) WHERE once_key IS NOT NULL AND (state = ANY (ARRAY['held'::text, 'confirmed'::text, 'offered'::text, 'requested'::text, 'waiting'::text]));
create unique index applications_one_each ON applications USING btree (pool_id, email_key) WHERE state = ANY (ARRAY['held'::text, 'confirmed'::text, 'offered'::text, 'requested'::text, 'waiting'::text]);
create index applications_overdue ON applications USING btree (hold_until) WHERE hold_until IS NOT NULL AND (state = ANY (ARRAY['held'::text, 'waiting'::text]));
create index applications_person ON applications USING btree (email_key);
create trigger application_step BEFORE UPDATE OF state ON applications FOR EACH ROW EXECUTE FUNCTION check_application_step();

create table attendance_certificates (
  application_id bigint not null,
  event_id bigint not null,
  number text not null,
  name text not null,
  minutes integer not null,
  issued_at timestamp with time zone not null,
  constraint attendance_certificates_pkey PRIMARY KEY (application_id),
  constraint attendance_certificates_number_key UNIQUE (number),
  constraint attendance_certificates_minutes_check CHECK (minutes >= 0),
  constraint attendance_certificates_number_check CHECK (number ~ '^[0-9A-Z-]{6,24}$'::text),
  constraint attendance_certificates_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE,
  constraint attendance_certificates_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

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

create table consultation_breaks (
  id bigint not null generated always as identity,
  day_id bigint not null,
  adviser_id bigint,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint consultation_breaks_pkey PRIMARY KEY (id),
  constraint consultation_breaks_check CHECK (starts_at < ends_at),
  constraint consultation_breaks_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES advisers(id) ON DELETE CASCADE,
  constraint consultation_breaks_day_id_fkey FOREIGN KEY (day_id) REFERENCES consultation_days(id) ON DELETE CASCADE
);
create index consultation_breaks_day ON consultation_breaks USING btree (day_id);

create table consultation_days (
  id bigint not null generated always as identity,
  edition_id bigint not null,
  event_id bigint not null,
  waiting_pool_id bigint,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  slot_minutes smallint not null,
  buffer_minutes smallint not null default 0,
  notice_minutes integer not null default 60,
  follow_ups smallint not null default 3,
  topics jsonb not null default '[]'::jsonb,
  note jsonb not null default '{}'::jsonb,
  published_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint consultation_days_pkey PRIMARY KEY (id),
  constraint consultation_days_event_id_key UNIQUE (event_id),
  constraint consultation_days_buffer_minutes_check CHECK (buffer_minutes >= 0 AND buffer_minutes <= 120),
  constraint consultation_days_check CHECK (starts_at < ends_at),
  constraint consultation_days_follow_ups_check CHECK (follow_ups >= 1 AND follow_ups <= 20),
  constraint consultation_days_notice_minutes_check CHECK (notice_minutes >= 0),
  constraint consultation_days_slot_minutes_check CHECK (slot_minutes >= 5 AND slot_minutes <= 240),
  constraint consultation_days_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id),
  constraint consultation_days_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE,
  constraint consultation_days_waiting_pool_id_fkey FOREIGN KEY (waiting_pool_id) REFERENCES pools(id)
);

create table consultation_files (
  id bigint not null generated always as identity,
  application_id bigint not null,
  file_key text not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null,
  created_at timestamp with time zone not null,
  constraint consultation_files_pkey PRIMARY KEY (id),
  constraint consultation_files_bytes_check CHECK (bytes > 0),
  constraint consultation_files_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);
create index consultation_files_application ON consultation_files USING btree (application_id);

create table consultation_notes (
  id bigint not null generated always as identity,
  application_id bigint not null,
  adviser_id bigint not null,
  body text not null,
  hand_over boolean not null default false,
  created_at timestamp with time zone not null,
  constraint consultation_notes_pkey PRIMARY KEY (id),
  constraint consultation_notes_body_check CHECK (body <> ''::text),
  constraint consultation_notes_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES advisers(id),
  constraint consultation_notes_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);
create index consultation_notes_application ON consultation_notes USING btree (application_id);

create table consultation_slots (
  pool_id bigint not null,
  day_id bigint not null,
  adviser_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  blocked boolean not null default false,
  constraint consultation_slots_pkey PRIMARY KEY (pool_id),
  constraint consultation_slots_adviser_id_starts_at_key UNIQUE (adviser_id, starts_at),
  constraint consultation_slots_check CHECK (starts_at < ends_at),
  constraint consultation_slots_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES advisers(id),
  constraint consultation_slots_day_id_fkey FOREIGN KEY (day_id) REFERENCES consultation_days(id) ON DELETE CASCADE,
  constraint consultation_slots_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE
);
create index consultation_slots_day ON consultation_slots USING btree (day_id, starts_at);

create table consultations (
  application_id bigint not null,
  topic text not null default ''::text,
  question text not null default ''::text,
  ordinal smallint not null default 1,
  follows bigint,
  meeting_url text not null default ''::text,
  outcome text not null default 'open'::text,
  held_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint consultations_pkey PRIMARY KEY (application_id),
  constraint consultations_ordinal_check CHECK (ordinal > 0),
  constraint consultations_outcome_check CHECK (outcome = ANY (ARRAY['open'::text, 'held'::text, 'no-show'::text, 'follow-up'::text])),
  constraint consultations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE,
  constraint consultations_follows_fkey FOREIGN KEY (follows) REFERENCES applications(id)
);

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

create table event_materials (
  id bigint not null generated always as identity,
  event_id bigint not null,
  "position" smallint not null,
  title jsonb not null,
  alternative text not null default ''::text,
  file_key text not null,
  file_name text not null,
  media_type text not null,
  bytes integer not null,
  language text not null default 'ja'::text,
  audience text not null default 'applicants'::text,
  available_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint event_materials_pkey PRIMARY KEY (id),
  constraint event_materials_event_id_position_key UNIQUE (event_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint event_materials_audience_check CHECK (audience = ANY (ARRAY['all'::text, 'applicants'::text])),
  constraint event_materials_bytes_check CHECK (bytes > 0),
  constraint event_materials_position_check CHECK ("position" > 0),
  constraint event_materials_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

create table event_messages (
  id bigint not null generated always as identity,
  event_id bigint not null,
  kind text not null,
  state text not null default 'draft'::text,
  texts jsonb not null,
  edited boolean not null default false,
  known jsonb not null default '{}'::jsonb,
  filter jsonb not null default '{}'::jsonb,
  recipients integer,
  created_at timestamp with time zone not null,
  created_by bigint,
  changed_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  asked_by bigint,
  approved_at timestamp with time zone,
  approved_by bigint,
  constraint event_messages_pkey PRIMARY KEY (id),
  constraint event_messages_check CHECK ((state <> ALL (ARRAY['queued'::text, 'paused'::text, 'done'::text])) OR approved_at IS NOT NULL AND recipients IS NOT NULL),
  constraint event_messages_check1 CHECK (recipients IS NULL OR recipients <= 500 OR approved_by <> asked_by),
  constraint event_messages_kind_check CHECK (kind = ANY (ARRAY['changed'::text, 'postponed'::text, 'cancelled'::text, 'converted'::text, 'speaker-changed'::text, 'free'::text])),
  constraint event_messages_recipients_check CHECK (recipients >= 0),
  constraint event_messages_state_check CHECK (state = ANY (ARRAY['draft'::text, 'queued'::text, 'paused'::text, 'done'::text, 'dropped'::text])),
  constraint event_messages_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES staff(id),
  constraint event_messages_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES staff(id),
  constraint event_messages_created_by_fkey FOREIGN KEY (created_by) REFERENCES staff(id),
  constraint event_messages_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
create index event_messages_event ON event_messages USING btree (event_id, id);
create unique index event_messages_one_draft ON event_messages USING btree (event_id) WHERE state = 'draft'::text AND kind <> 'free'::text;

create table event_organisers (
  event_id bigint not null,
  "position" smallint not null,
  body text not null default ''::text,
  name jsonb not null default '{}'::jsonb,
  role text not null,
  constraint event_organisers_pkey PRIMARY KEY (event_id, "position"),
  constraint event_organisers_check CHECK (body <> ''::text OR name <> '{}'::jsonb),
  constraint event_organisers_position_check CHECK ("position" > 0),
  constraint event_organisers_role_check CHECK (role = ANY (ARRAY['host'::text, 'co-host'::text, 'support'::text, 'cooperation'::text, 'secretariat'::text])),
  constraint event_organisers_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

create table events (
  id bigint not null generated always as identity,
  edition_id bigint not null,
  slug text not null,
  series text not null default ''::text,
  kind text not null,
  state text not null,
  source text not null default 'own'::text,
  mode text not null,
  "precision" text not null default 'exact'::text,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  month date,
  previous_starts_at timestamp with time zone,
  title jsonb not null,
  lead jsonb not null default '{}'::jsonb,
  body jsonb not null default '{}'::jsonb,
  venue jsonb not null default '{}'::jsonb,
  address jsonb not null default '{}'::jsonb,
  reach jsonb not null default '{}'::jsonb,
  fee jsonb not null default '{}'::jsonb,
  audience jsonb not null default '{}'::jsonb,
  prefecture smallint,
  provisions text[] not null default '{}'::text[],
  provisions_note jsonb not null default '{}'::jsonb,
  support_ask_by timestamp with time zone,
  contact jsonb not null default '{}'::jsonb,
  details_url text not null default ''::text,
  questions jsonb not null default '[]'::jsonb,
  join_kind text not null default 'none'::text,
  join_url text not null default ''::text,
  archive_url text not null default ''::text,
  archive_for text not null default 'none'::text,
  archive_until timestamp with time zone,
  certificate_minutes smallint,
  sequence integer not null default 0,
  proposer_name text not null default ''::text,
  proposer_email text not null default ''::text,
  proposer_language text not null default 'ja'::text,
  refusal text not null default ''::text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  published_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  constraint events_pkey PRIMARY KEY (id),
  constraint events_edition_id_slug_key UNIQUE (edition_id, slug),
  constraint events_archive_for_check CHECK (archive_for = ANY (ARRAY['none'::text, 'all'::text, 'applicants'::text])),
  constraint events_certificate_minutes_check CHECK (certificate_minutes > 0),
  constraint events_check CHECK (ends_at IS NULL OR starts_at < ends_at),
  constraint events_check1 CHECK (("precision" <> ALL (ARRAY['exact'::text, 'day'::text])) OR starts_at IS NOT NULL AND ends_at IS NOT NULL),
  constraint events_check2 CHECK ("precision" <> 'month'::text OR month IS NOT NULL),
  constraint events_check3 CHECK ((state <> ALL (ARRAY['published'::text, 'postponed'::text, 'cancelled'::text])) OR published_at IS NOT NULL),
  constraint events_join_kind_check CHECK (join_kind = ANY (ARRAY['none'::text, 'hls'::text, 'embed'::text, 'link'::text])),
  constraint events_kind_check CHECK (kind = ANY (ARRAY['seminar'::text, 'ceremony'::text, 'meeting'::text, 'exhibition'::text, 'other'::text])),
  constraint events_mode_check CHECK (mode = ANY (ARRAY['venue'::text, 'online'::text, 'hybrid'::text, 'closed-venue'::text])),
  constraint events_precision_check CHECK ("precision" = ANY (ARRAY['exact'::text, 'day'::text, 'month'::text, 'unknown'::text])),
  constraint events_prefecture_check CHECK (prefecture >= 1 AND prefecture <= 47),
  constraint events_proposer_language_check CHECK (proposer_language = ANY (ARRAY['ja'::text, 'en'::text, 'zh-Hans'::text, 'ko'::text])),
  constraint events_sequence_check CHECK (sequence >= 0),
  constraint events_series_check CHECK (series ~ '^[a-z0-9-]{0,60}$'::text),
  constraint events_slug_check CHECK (slug ~ '^[a-z0-9-]{1,60}$'::text),
  constraint events_source_check CHECK (source = ANY (ARRAY['own'::text, 'partner'::text])),
  constraint events_state_check CHECK (state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'postponed'::text, 'cancelled'::text, 'refused'::text])),
  constraint events_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id)
);
create index events_listed ON events USING btree (edition_id, starts_at) WHERE state = ANY (ARRAY['published'::text, 'postponed'::text, 'cancelled'::text]);

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
  constraint grants_role_check CHECK (role = ANY (ARRAY['administrator'::text, 'lead'::text, 'officer'::text, 'organiser'::text, 'viewer'::text, 'auditor'::text, 'adviser'::text])),
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
  calendar text,
  calendar_method text,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_message_id_key UNIQUE (message_id),
  constraint mails_calendar_method_check CHECK (calendar_method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text])),
  constraint mails_check CHECK ((calendar IS NULL) = (calendar_method IS NULL)),
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

create table pool_changes (
  id bigint not null generated always as identity,
  pool_id bigint not null,
  at timestamp with time zone not null,
  staff_id bigint,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  constraint pool_changes_pkey PRIMARY KEY (id),
  constraint pool_changes_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE,
  constraint pool_changes_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
create index pool_changes_pool ON pool_changes USING btree (pool_id, id);

create table pool_recounts (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  pools integer not null,
  differences jsonb not null,
  constraint pool_recounts_pkey PRIMARY KEY (id)
);

create table pools (
  id bigint not null generated always as identity,
  event_id bigint not null,
  "position" smallint not null default 1,
  channel text not null,
  name jsonb not null default '{}'::jsonb,
  published_capacity integer,
  accepted_limit integer not null,
  stream_limit integer,
  taken integer not null default 0,
  waiting integer not null default 0,
  entry text not null default 'first-come'::text,
  waiting_list boolean not null default true,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  closed_at timestamp with time zone,
  hold_minutes integer not null default 1440,
  last_number integer not null default 0,
  last_waiting_number integer not null default 0,
  constraint pools_pkey PRIMARY KEY (id),
  constraint pools_event_id_position_key UNIQUE (event_id, "position"),
  constraint pools_accepted_limit_check CHECK (accepted_limit >= 0 AND accepted_limit <= 1000000),
  constraint pools_channel_check CHECK (channel = ANY (ARRAY['venue'::text, 'stream'::text, 'press'::text, 'guest'::text, 'slot'::text])),
  constraint pools_check CHECK (closes_at IS NULL OR opens_at IS NULL OR opens_at < closes_at),
  constraint pools_entry_check CHECK (entry = ANY (ARRAY['first-come'::text, 'approval'::text, 'invitation'::text])),
  constraint pools_hold_minutes_check CHECK (hold_minutes >= 1 AND hold_minutes <= 43200),
  constraint pools_last_number_check CHECK (last_number >= 0),
  constraint pools_last_waiting_number_check CHECK (last_waiting_number >= 0),
  constraint pools_never_oversold CHECK (taken >= 0 AND taken <= accepted_limit),
  constraint pools_published_capacity_check CHECK (published_capacity > 0),
  constraint pools_stream_limit_check CHECK (stream_limit > 0),
  constraint pools_waiting_check CHECK (waiting >= 0),
  constraint pools_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

create table presence_spans (
  id bigint not null generated always as identity,
  application_id bigint not null,
  device text not null,
  began_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  stopped boolean not null default false,
  constraint presence_spans_pkey PRIMARY KEY (id),
  constraint presence_spans_check CHECK (seen_at >= began_at),
  constraint presence_spans_device_check CHECK (length(device) >= 8 AND length(device) <= 64),
  constraint presence_spans_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);
create index presence_spans_application ON presence_spans USING btree (application_id, device, seen_at DESC);

create table programme_items (
  id bigint not null generated always as identity,
  event_id bigint not null,
  "position" smallint not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  title jsonb not null,
  body jsonb not null default '{}'::jsonb,
  speakers jsonb not null default '[]'::jsonb,
  constraint programme_items_pkey PRIMARY KEY (id),
  constraint programme_items_event_id_position_key UNIQUE (event_id, "position") DEFERRABLE INITIALLY DEFERRED,
  constraint programme_items_check CHECK (ends_at IS NULL OR starts_at < ends_at),
  constraint programme_items_position_check CHECK ("position" > 0),
  constraint programme_items_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

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

create table support_needs (
  application_id bigint not null,
  kinds text[] not null default '{}'::text[],
  note text not null default ''::text,
  asked_at timestamp with time zone not null,
  answer text not null default ''::text,
  state text not null default 'asked'::text,
  answered_at timestamp with time zone,
  answered_by bigint,
  constraint support_needs_pkey PRIMARY KEY (application_id),
  constraint support_needs_check CHECK (kinds <> '{}'::text[] OR note <> ''::text),
  constraint support_needs_state_check CHECK (state = ANY (ARRAY['asked'::text, 'arranged'::text, 'impossible'::text])),
  constraint support_needs_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES staff(id),
  constraint support_needs_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE
);

create table survey_answers (
  id uuid not null,
  event_id bigint not null,
  application_id bigint,
  answers jsonb not null,
  answered_on date not null,
  constraint survey_answers_pkey PRIMARY KEY (id),
  constraint survey_answers_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE SET NULL,
  constraint survey_answers_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
create index survey_answers_event ON survey_answers USING btree (event_id, id);
create trigger survey_anonymity BEFORE INSERT OR UPDATE ON survey_answers FOR EACH ROW EXECUTE FUNCTION check_survey_anonymity();

create table survey_respondents (
  event_id bigint not null,
  application_id bigint not null,
  constraint survey_respondents_pkey PRIMARY KEY (event_id, application_id),
  constraint survey_respondents_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id) ON DELETE CASCADE,
  constraint survey_respondents_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);

create table surveys (
  event_id bigint not null,
  questions jsonb not null default '[]'::jsonb,
  anonymous boolean not null default true,
  closes_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint surveys_pkey PRIMARY KEY (event_id),
  constraint surveys_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
create trigger survey_promise BEFORE UPDATE ON surveys FOR EACH ROW EXECUTE FUNCTION check_survey_anonymity();
