-- Which reader has the reading: one that another has taken over from must not say how it went.
alter table register.sync_run add column claimed_by uuid;
