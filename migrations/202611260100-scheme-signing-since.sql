-- When those who must sign were asked, so that they can be told once more a week later. What was being signed before this is not known of, and is left to its lead.
alter table scheme.report add signing_since timestamptz;
alter table scheme.anchoring_told drop constraint anchoring_told_occasion;
alter table scheme.anchoring_told add constraint anchoring_told_occasion check (occasion in ('nobody', 'nobody-ten-days', 'nobody-three-days', 'reminder', 'week'));
