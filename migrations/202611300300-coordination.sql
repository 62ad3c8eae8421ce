-- Coordination: the other services around the kindergartens, the schools, and who does what. Never a child.
create schema coordination;
grant usage on schema coordination to samspill_app;
