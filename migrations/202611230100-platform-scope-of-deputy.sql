-- What a deputy's delegation covers; null for everyone who acts for themselves.
create function platform.actor_scope() returns text[] language sql stable parallel safe return string_to_array(nullif(current_setting('samspill.scope', true), ''), ',');
