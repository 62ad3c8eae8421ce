-- As before, and what a session is called and whether it has anything to show: whoever closes a measure is told which one counts as "before".
create or replace view needs.ended_session with (security_invoker) as
  select s.id as session_id, s.kindergarten_id, s.ended_at, s.seen_by_owner, s.seen_by_team,
    array(select u.kindergarten_id from needs.staff_session_unit u where u.session_id = s.id and u.agreed_at is not null and u.kindergarten_id <> s.kindergarten_id order by 1) as together_with,
    s.title, exists (select from needs.staff_theme t where t.session_id = s.id and t.shown) as has_shown
  from needs.staff_session s where s.state = 'ended';
