-- One meeting of a resource team at a time among those that are held: one that is called off does not hold its moment.
alter table measures.resource_meeting drop constraint resource_meeting_once;
create unique index resource_meeting_once on measures.resource_meeting (resource_team_id, starts_at) where cancelled_at is null;
create index resource_meeting_team on measures.resource_meeting (resource_team_id, starts_at);
