-- Signs that a machine sent a reader's report: points and reasons, as on registrations. They order
-- the reports and never refuse one.

alter table concerns
  add risk smallint not null default 0 check (risk between 0 and 100),
  add risk_reasons text[] not null default '{}';
