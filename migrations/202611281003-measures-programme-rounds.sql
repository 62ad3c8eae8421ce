-- A round is planned once for a department in each cohort. One that was called off can be planned anew, and a kindergarten that comes back in another cohort begins there from the first.
alter table measures.programme_cycle drop constraint programme_cycle_once;
create unique index programme_cycle_once on measures.programme_cycle (programme_id, cohort_id, kindergarten_id, department_id, round) nulls not distinct where called_off_on is null;
