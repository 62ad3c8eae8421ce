-- Who is in a network is told as long as one is asked or is in it: when the last day to answer has passed one is asked no more, whether anybody has written it down or not.
drop policy network_member_own on measures.network_member;
create policy network_member_own on measures.network_member for select to samspill_app
  using (measures.acts_for_kindergarten(kindergarten_id) or network_id in
    (select i.network_id from measures.network_invitation i where i.state = 'accepted' or (i.state = 'open' and i.answer_by >= (select platform.today()))));
