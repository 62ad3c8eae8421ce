-- The team is told once when the day to look at a material again has come: the day it was told of.
alter table library.material add column review_told_of date;
grant update (review_told_of) on library.material to samspill_app;
