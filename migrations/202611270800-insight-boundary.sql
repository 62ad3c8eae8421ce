-- Where a municipality lies, as the operator has imported it (`npm run boundaries`): a picture under the map's points, and nothing is reckoned from it. Open data, with whom to thank.
create table insight.boundary (
  municipality_id uuid primary key references register.organisation,
  -- GeoJSON, longitude and latitude: a Polygon or a MultiPolygon.
  geometry jsonb not null constraint boundary_geometry check (geometry ->> 'type' in ('Polygon', 'MultiPolygon')),
  credit text not null constraint boundary_credit check (length(btrim(credit)) between 1 and 200),
  imported_at timestamptz not null
);
alter table insight.boundary enable row level security;
create policy boundary_read on insight.boundary for select to samspill_app using (true);
create policy boundary_system on insight.boundary for all to samspill_app using ((select platform.is_system()));
grant select, insert, update, delete on insight.boundary to samspill_app;
