-- When those who had to wait for the ones that go first were given the seats that were left: it is done once.
alter table measures.course add priority_given_at timestamptz;
