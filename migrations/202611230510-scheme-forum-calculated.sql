-- What lies before the forum is a scenario of the what-if distribution; there is no second copy of it.
drop table scheme.calculated_proposal;
