-- A draft of a form can be thrown away by those who make it; a version that is locked never, whoever asks.
grant delete on scheme.form, scheme.form_version to samspill_app;
create function scheme.keep_locked_form_there() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.locked_at is not null then
    raise exception 'form version % is locked', old.id using errcode = 'check_violation';
  end if;
  return old;
end $$;
create trigger keep_locked_form_there before delete on scheme.form_version for each row execute function scheme.keep_locked_form_there();
