-- The day and after: who was there and how long, what they thought of it, what they are given.

-- One unbroken stretch of presence of one device. Beacons prolong it; a gap begins a new one.
create table presence_spans (
  id bigint generated always as identity primary key,
  application_id bigint not null references applications on delete cascade,
  device text not null check (length(device) between 8 and 64),
  began_at timestamptz not null,
  seen_at timestamptz not null,
  -- asked to stop, because the same person was on too many devices
  stopped boolean not null default false,
  check (seen_at >= began_at)
);
create index presence_spans_application on presence_spans (application_id, device, seen_at desc);

create table surveys (
  event_id bigint primary key references events on delete cascade,
  -- the same shape as events.questions
  questions jsonb not null default '[]',
  anonymous boolean not null default true,
  closes_at timestamptz,
  created_at timestamptz not null
);

-- Who has answered. An anonymous answer has nothing in common with this row, not even the transaction
-- that wrote it: with every answer the rows of the event are written anew (src/features/surveys/answering.ts).
create table survey_respondents (
  event_id bigint not null references events on delete cascade,
  application_id bigint not null references applications on delete cascade,
  primary key (event_id, application_id)
);

-- Random ids and no time finer than the day, so that the order of the answers tells nothing.
create table survey_answers (
  id uuid primary key,
  event_id bigint not null references events on delete cascade,
  application_id bigint references applications on delete set null,
  answers jsonb not null,
  answered_on date not null
);
create index survey_answers_event on survey_answers (event_id, id);

-- The last barrier behind the promise of anonymity: it cannot be taken back, nor broken by a row.
create function check_survey_anonymity() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'surveys' then
    if old.anonymous <> new.anonymous and exists (select 1 from survey_answers a where a.event_id = new.event_id) then
      raise exception 'answers were given under another promise' using errcode = 'check_violation';
    end if;
  elsif new.application_id is not null
    and exists (select 1 from surveys s where s.event_id = new.event_id and s.anonymous) then
    raise exception 'an anonymous answer leads back to nobody' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger survey_promise before update on surveys for each row execute function check_survey_anonymity();
create trigger survey_anonymity before insert or update on survey_answers
  for each row execute function check_survey_anonymity();

create table attendance_certificates (
  application_id bigint primary key references applications on delete cascade,
  event_id bigint not null references events on delete cascade,
  -- printed on the certificate and looked up on the verification page
  number text not null unique check (number ~ '^[0-9A-Z-]{6,24}$'),
  name text not null,
  minutes integer not null check (minutes >= 0),
  issued_at timestamptz not null
);
