-- What has been put in people's own calendars of meetings in networks and resource teams, so that it can be moved and taken out again. The program's alone.
create table measures.meeting_invitation (
  network_meeting_id uuid references measures.network_meeting on delete cascade,
  resource_meeting_id uuid references measures.resource_meeting on delete cascade,
  person_id uuid not null,
  -- One more each time something is sent: a calendar takes the highest (RFC 5546).
  version integer not null constraint meeting_invitation_version check (version >= 0),
  -- What was sent last: as it stood then.
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,
  title text not null,
  called_off boolean not null default false,
  sent_at timestamptz not null,
  constraint meeting_invitation_one check (num_nonnulls(network_meeting_id, resource_meeting_id) = 1)
);
create unique index meeting_invitation_network on measures.meeting_invitation (network_meeting_id, person_id) where network_meeting_id is not null;
create unique index meeting_invitation_resource on measures.meeting_invitation (resource_meeting_id, person_id) where resource_meeting_id is not null;
create index meeting_invitation_ends on measures.meeting_invitation (ends_at);
alter table measures.meeting_invitation enable row level security;
create policy meeting_invitation_system on measures.meeting_invitation for all to samspill_app using ((select platform.is_system()));
grant select, insert, update, delete on measures.meeting_invitation to samspill_app;
create index network_meeting_coming on measures.network_meeting (ends_at);
create index resource_meeting_coming on measures.resource_meeting (ends_at);
