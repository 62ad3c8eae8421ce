-- One form for searching, in the database and in the program (kernel/normalise.ts, the same words and the same test): case, accents, signs and
-- the two ways of writing æ, ø and å do not matter, so 'Oeygarden' finds 'Øygarden'. The collation is named, since the form is kept in indexes.
create or replace function platform.search_form(text text) returns text language sql immutable strict parallel safe
  return btrim(regexp_replace(
    replace(replace(
      regexp_replace(
        normalize(
          replace(replace(replace(replace(replace(
            translate(lower(normalize(text, NFC) collate "pg_c_utf8"), 'øöđðłŧ', 'ooddlt'),
            'æ', 'ae'), 'ä', 'ae'), 'ŋ', 'ng'), 'ß', 'ss'), 'þ', 'th'),
          NFKD),
        '[\u0300-\u036f]', '', 'g'),
      'aa', 'a'), 'oe', 'o'),
    '[^[:alnum:]]+' collate "pg_c_utf8", ' ', 'g'));

-- What was indexed by the old form.
reindex index register.organisation_search;
