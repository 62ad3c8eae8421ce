-- What is told to the authority of waiting: below the least number, no number. Of few one could know who has asked.
alter table team.waiting_told alter column met drop not null, alter column in_queue drop not null;
-- Told before this, told anew the next night.
update team.waiting_told set in_queue = nullif(greatest(in_queue, 4), 4), met = case when median_days is not null then met end;
alter table team.waiting_told add constraint waiting_told_queue check (in_queue >= 5), add constraint waiting_told_met check ((met is null) = (median_days is null));
