-- A talk may be about any number of services and activities: what many at once is about grows with them. Long words are told apart by a digest, as an index takes no long ones.
alter table coordination.talk drop constraint talk_services;
alter table coordination.talk add constraint talk_services check (cardinality(service_ids) >= 1);
alter table coordination.talk drop constraint talk_about;
alter table coordination.talk add constraint talk_about check (length(about) between 1 and 20000);
alter table coordination.talk drop constraint talk_once;
create unique index talk_once on coordination.talk (kindergarten_id, md5(about));

-- Who reads is asked once, not for each row.
alter policy contact_read on coordination.contact
  using (kindergarten_id in (select coordination.kindergartens()) or (service_id = (select platform.actor_org()) and (select platform.actor_role()) = 'service-contact') or kindergarten_id in (select coordination.active_in()));
alter policy activity_read on coordination.activity
  using (kindergarten_id in (select coordination.kindergartens()) or (service_id = (select platform.actor_org()) and (select platform.actor_role()) = 'service-contact'));
alter policy hand_over_read on coordination.hand_over
  using ((from_id = (select platform.actor_org()) and (select platform.actor_role()) in ('service-contact', 'adviser', 'team-leader'))
    or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
    or (to_id = (select platform.actor_org()) and (select platform.actor_role()) in ('service-contact', 'adviser', 'team-leader') and consent in ('given', 'withdrawn')));
-- A receiver that has sent the work back has no more use for the words.
alter policy hand_over_text_read on coordination.hand_over_text
  using (hand_over_id in (select h.id from coordination.hand_over h where h.from_id = (select platform.actor_org()) or h.kindergarten_id = (select platform.actor_org())
    or (h.consent = 'given' and h.ended is distinct from 'withdrawn' and h.answer is distinct from 'declined')));

-- As before, and the contacts of a kindergarten or a service that closed before the day: nobody is left to say that they have had their last.
create or replace function coordination.forget_services(contacts_before date, before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  return query
    with contacts as (delete from coordination.contact c where c.last_on < contacts_before or exists (select from register.organisation o where o.id in (c.kindergarten_id, c.service_id) and o.closed_on < contacts_before) returning c.id),
      activities as (delete from coordination.activity a where a.ends_on < before returning a.id),
      requests as (delete from coordination.request r where coalesce(r.closed_at, r.made_at) < before returning r.id),
      hand_overs as (delete from coordination.hand_over h where coalesce(h.ended_at, h.consent_ended_at, h.answered_at, h.made_at) < before returning h.id),
      talks as (delete from coordination.talk t where t.made_at < before returning t.id)
    select id from contacts union all select id from activities union all select id from requests union all select id from hand_overs union all select id from talks;
end $$;
