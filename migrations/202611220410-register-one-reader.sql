-- Who reads says so now and then: a second job for the same reading (two operators, a restart, a job that was tried again) waits instead of reading along.
alter table register.sync_run add column claimed_until timestamptz;
