-- Whether a round's decisions are individual decisions, by kind of recipient: what the county governor has said. A kind that is not there has not been settled.
alter table scheme.letter_setup add column individual jsonb not null default '{}';
