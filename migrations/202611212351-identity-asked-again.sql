-- Someone whose invitation no longer works has asked for a new one: the inviter is told once a day, not for every click.
alter table identity.invitation add column asked_again_at timestamptz;
