"""Functions and triggers that keep the search index in the transaction of every change it is made of."""

from django.db import migrations

FUNCTIONS = r"""
-- Letters without case, accents, apostrophes and full stops.
CREATE FUNCTION people_search_fold(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(regexp_replace(normalize(coalesce(value, ''), NFKC), '[''’‘`´ʼ.]', '', 'g')))
$$;

-- The words of some fields; a field of several words is also written as one (O Brien, Anna-Maria, al Hassan).
CREATE FUNCTION people_search_words(VARIADIC fields text[]) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT word), '{}') FROM (
        SELECT left(word, 40) AS word
        FROM unnest(fields) field, regexp_split_to_table(people_search_fold(field), '[^[:alnum:]]+') word
        UNION ALL
        SELECT left(regexp_replace(people_search_fold(field), '[^[:alnum:]]+', '', 'g'), 40) FROM unnest(fields) field
    ) every WHERE word <> ''
$$;

-- A word, the word short of each of its letters, and its sounds: equal terms mean near spellings.
CREATE FUNCTION people_search_spellings(word text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ARRAY['n' || word]
        || CASE WHEN length(word) BETWEEN 3 AND 24 THEN
            ARRAY(SELECT DISTINCT 'd' || left(word, i - 1) || substr(word, i + 1) FROM generate_series(1, length(word)) i)
           ELSE '{}' END
        || ARRAY(SELECT DISTINCT 's' || sound FROM unnest(ARRAY[dmetaphone(word), dmetaphone_alt(word)]) sound
                 WHERE length(sound) > 1)
$$;

-- Digits of a telephone number as dialled at home.
CREATE FUNCTION people_search_phone(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN digits ~ '^0044' THEN '0' || substr(digits, 5)
        WHEN value ~ '^\s*\+' AND digits ~ '^44' THEN '0' || ltrim(substr(digits, 3), '0')
        WHEN length(digits) = 10 AND digits ~ '^[1-9]' THEN '0' || digits
        ELSE digits END
    FROM (SELECT regexp_replace(coalesce(value, ''), '\D', '', 'g') AS digits) bare
$$;

-- Everything by which somebody may be found, other identities of a merged record included. Whoever has or had a
-- confidential address is found by no place and no telephone; communal places and past addresses find nobody.
CREATE FUNCTION people_search_keys(root bigint) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH identity AS MATERIALIZED (
        SELECT * FROM people_person WHERE id = root OR survivor_id = root
    ), hiding AS (
        SELECT EXISTS (SELECT 1 FROM people_safeaddress s JOIN identity i ON i.id = s.person_id) AS place
    ), dwelling AS (
        SELECT lower(regexp_replace(a.postcode, '[^A-Za-z0-9]', '', 'g')) AS postcode, a.lines
        FROM people_address a JOIN identity i ON i.id = a.person_id
        WHERE a.ends_on IS NULL AND a.kind NOT IN ('HOSPITAL', 'PLACEMENT', 'HOSTEL', 'CARE_HOME')
            AND NOT (SELECT place FROM hiding)
    )
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
        SELECT CASE WHEN i.id = root THEN 'n:' ELSE 'a:' END || word AS key
        FROM identity i, unnest(people_search_words(i.forename, i.surname, i.preferred_name)) word
        UNION ALL
        SELECT 'a:' || word FROM people_personname n JOIN identity i ON i.id = n.person_id,
            unnest(people_search_words(n.forename, n.surname)) word
        UNION ALL SELECT 'b:' || to_char(born_on, 'YYYYMMDD') FROM identity WHERE born_on IS NOT NULL
        UNION ALL SELECT 'e:' || to_char(expected_on, 'YYYYMMDD') FROM identity WHERE expected_on IS NOT NULL
        UNION ALL SELECT 'i:' || nhs_number FROM identity WHERE nhs_number <> ''
        UNION ALL SELECT 'u:' || lower(upn) FROM identity WHERE upn <> ''
        UNION ALL SELECT 'l:' || bare FROM identity, lower(regexp_replace(local_id, '[^A-Za-z0-9]', '', 'g')) bare
            WHERE bare <> ''
        UNION ALL SELECT 'p:' || postcode FROM dwelling WHERE postcode <> ''
        UNION ALL SELECT 'o:' || left(postcode, -3) FROM dwelling WHERE length(postcode) > 4
        UNION ALL SELECT 'h:' || word FROM dwelling,
            regexp_split_to_table(people_search_fold(lines), '[^[:alnum:]]+') word WHERE word <> ''
        UNION ALL SELECT 't:' || people_search_phone(c.value)
            FROM people_contactpoint c JOIN identity i ON i.id = c.person_id
            WHERE c.kind = 'PHONE' AND length(people_search_phone(c.value)) > 5 AND NOT (SELECT place FROM hiding)
        UNION ALL SELECT CASE WHEN r.kind = 'CASE' THEN 'r:' ELSE 'q:' END
                || lower(regexp_replace(r.reference, '[^A-Za-z0-9]', '', 'g'))
            FROM people_reference r JOIN identity i ON i.id = r.person_id
    ) every
$$;

-- What is looked up for such keys: names with near spellings, telephones also from behind.
CREATE FUNCTION people_search_terms(keys text[]) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT term), '{}')) FROM (
        SELECT unnest(people_search_spellings(substr(key, 3))) AS term FROM unnest(keys) key WHERE key ~ '^[na]:'
        UNION ALL
        SELECT CASE left(key, 1) WHEN 'e' THEN 'b' WHEN 'q' THEN 'r' ELSE left(key, 1) END || substr(key, 3)
        FROM unnest(keys) key WHERE key !~ '^[na]:'
        UNION ALL SELECT 'v' || reverse(substr(key, 3)) FROM unnest(keys) key WHERE key LIKE 't:%'
    ) every
$$;

-- Write one person's line anew. The line is locked before anything is read, so the later of two changes sees both.
CREATE FUNCTION people_search_refresh(person bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE root bigint;
BEGIN
    -- A bulk load says that it writes the lines itself at its end.
    IF current_setting('people.search_later', true) = 'on' THEN RETURN; END IF;
    SELECT coalesce(p.survivor_id, p.id) INTO root FROM people_person p WHERE p.id = person;
    IF root IS NULL THEN RETURN; END IF;
    IF root <> person THEN
        DELETE FROM people_searchentry WHERE person_id = person;
    END IF;
    INSERT INTO people_searchentry (person_id, name, keys, terms) VALUES (root, '', '{}', '')
        ON CONFLICT (person_id) DO NOTHING;
    PERFORM 1 FROM people_searchentry WHERE person_id = root FOR UPDATE;
    UPDATE people_searchentry entry
    SET keys = made.keys, terms = people_search_terms(made.keys), name = made.name
    FROM (
        SELECT people_search_keys(root) AS keys,
            left(people_search_fold(p.surname || ' ' || p.forename), 250) AS name
        FROM people_person p WHERE p.id = root
    ) made
    WHERE entry.person_id = root AND (entry.keys, entry.name) IS DISTINCT FROM (made.keys, made.name);
END $$;

CREATE FUNCTION people_search_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM people_searchentry WHERE person_id = OLD.id;
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.survivor_id IS NOT NULL AND OLD.survivor_id <> OLD.id THEN
        PERFORM people_search_refresh(OLD.survivor_id);
    END IF;
    PERFORM people_search_refresh(NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION people_search_of_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM people_search_refresh(OLD.person_id);
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.person_id <> OLD.person_id) THEN
        PERFORM people_search_refresh(NEW.person_id);
    END IF;
    RETURN NULL;
END $$;

-- Lines of people whose number is above a mark (0: everybody), after a bulk load or when the rules change.
CREATE FUNCTION people_search_rebuild(above bigint DEFAULT 0) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE written bigint;
BEGIN
    DELETE FROM people_searchentry WHERE person_id > above;
    INSERT INTO people_searchentry (person_id, name, keys, terms)
    SELECT p.id, left(people_search_fold(p.surname || ' ' || p.forename), 250), made.keys, people_search_terms(made.keys)
    FROM people_person p, LATERAL (SELECT people_search_keys(p.id) AS keys) made
    WHERE p.id > above AND coalesce(p.survivor_id, p.id) = p.id;
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;

CREATE TRIGGER people_search_new AFTER INSERT OR DELETE ON people_person
    FOR EACH ROW EXECUTE FUNCTION people_search_of_person();
CREATE TRIGGER people_search_changed AFTER UPDATE ON people_person FOR EACH ROW
    WHEN ((OLD.forename, OLD.surname, OLD.preferred_name, OLD.born_on, OLD.expected_on, OLD.nhs_number, OLD.upn,
           OLD.local_id, OLD.survivor_id)
        IS DISTINCT FROM (NEW.forename, NEW.surname, NEW.preferred_name, NEW.born_on, NEW.expected_on, NEW.nhs_number,
           NEW.upn, NEW.local_id, NEW.survivor_id))
    EXECUTE FUNCTION people_search_of_person();
CREATE TRIGGER people_search_row AFTER INSERT OR UPDATE OR DELETE ON people_personname
    FOR EACH ROW EXECUTE FUNCTION people_search_of_row();
CREATE TRIGGER people_search_row AFTER INSERT OR UPDATE OR DELETE ON people_address
    FOR EACH ROW EXECUTE FUNCTION people_search_of_row();
CREATE TRIGGER people_search_row AFTER INSERT OR UPDATE OR DELETE ON people_safeaddress
    FOR EACH ROW EXECUTE FUNCTION people_search_of_row();
CREATE TRIGGER people_search_row AFTER INSERT OR UPDATE OR DELETE ON people_contactpoint
    FOR EACH ROW EXECUTE FUNCTION people_search_of_row();
CREATE TRIGGER people_search_row AFTER INSERT OR UPDATE OR DELETE ON people_reference
    FOR EACH ROW EXECUTE FUNCTION people_search_of_row();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_search")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL("SELECT people_search_rebuild()", migrations.RunSQL.noop),
    ]
