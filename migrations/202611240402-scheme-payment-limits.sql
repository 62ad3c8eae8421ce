-- Whoever stands in for the leader, and has not been given the people too, is no leader: limits for payments are set as limits for decisions are.
alter policy payment_limit_by_leader on scheme.payment_limit with check ((select platform.is_system()) or (select identity.actor_administers()));
