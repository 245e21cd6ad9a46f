"""Many lines of the search index are written in seconds also where the tables' figures are stale."""

from django.db import migrations

REBUILD = r"""
CREATE OR REPLACE FUNCTION people_search_rebuild(people bigint[] DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    written bigint;
    -- Joined as rows: a long list compared with every row of a table whose figures are stale takes minutes.
    wanted bigint[] := coalesce(people, ARRAY(SELECT id FROM people_person));
BEGIN
    DELETE FROM people_searchentry e USING unnest(wanted) AS given(id), people_person p
    WHERE p.id = given.id AND e.person_id = p.id AND p.survivor_id <> p.id;

    INSERT INTO people_searchentry AS line (person_id, name, keys, terms)
    WITH root AS MATERIALIZED (
        SELECT id FROM unnest(wanted) AS given(id) JOIN people_person USING (id)
        WHERE survivor_id IS NULL OR survivor_id = id
    ), identity AS MATERIALIZED (
        SELECT p.id AS root, p.* FROM people_person p JOIN root USING (id)
        UNION ALL
        SELECT root.id AS root, p.* FROM people_person p JOIN root ON p.survivor_id = root.id WHERE p.id <> root.id
    ), hiding AS MATERIALIZED (
        SELECT DISTINCT i.root FROM people_safeaddress s JOIN identity i ON i.id = s.person_id
    ), folded AS (
        SELECT root, CASE WHEN id = root THEN 'n' ELSE 'a' END AS kind, people_search_fold(field) AS field
        FROM identity, unnest(ARRAY[forename, surname, preferred_name]) field WHERE field <> ''
        UNION ALL
        SELECT i.root, 'a', people_search_fold(field)
        FROM people_personname n JOIN identity i ON i.id = n.person_id, unnest(ARRAY[n.forename, n.surname]) field
        WHERE field <> ''
    ), word AS MATERIALIZED (
        SELECT root, kind, left(part, 40) AS word
        FROM folded, regexp_split_to_table(field, '[^[:alnum:]]+') part WHERE part <> ''
        UNION
        -- A field of several words is also written as one (O Brien, Anna-Maria, al Hassan).
        SELECT root, kind, left(regexp_replace(field, '[^[:alnum:]]+', '', 'g'), 40)
        FROM folded WHERE field ~ '[[:alnum:]][^[:alnum:]]+[[:alnum:]]'
    ), dwelling AS MATERIALIZED (
        SELECT i.root, lower(regexp_replace(a.postcode, '[^A-Za-z0-9]', '', 'g')) AS postcode, a.lines
        FROM people_address a JOIN identity i ON i.id = a.person_id
        WHERE a.ends_on IS NULL AND a.kind NOT IN ('HOSPITAL', 'PLACEMENT', 'HOSTEL', 'CARE_HOME')
            AND NOT EXISTS (SELECT 1 FROM hiding WHERE hiding.root = i.root)
    ), other AS MATERIALIZED (
        SELECT root, 'b:' || to_char(born_on, 'YYYYMMDD') AS key FROM identity WHERE born_on IS NOT NULL
        UNION SELECT root, 'e:' || to_char(expected_on, 'YYYYMMDD') FROM identity WHERE expected_on IS NOT NULL
        UNION SELECT root, 'i:' || nhs_number FROM identity WHERE nhs_number <> ''
        UNION SELECT root, 'u:' || lower(upn) FROM identity WHERE upn <> ''
        UNION SELECT root, 'l:' || lower(regexp_replace(local_id, '[^A-Za-z0-9]', '', 'g')) FROM identity
            WHERE local_id ~ '[A-Za-z0-9]'
        UNION SELECT root, 'p:' || postcode FROM dwelling WHERE postcode <> ''
        UNION SELECT root, 'o:' || left(postcode, -3) FROM dwelling WHERE length(postcode) > 4
        UNION SELECT root, 'h:' || left(part, 40)
            FROM dwelling, regexp_split_to_table(people_search_fold(lines), '[^[:alnum:]]+') part WHERE part <> ''
        UNION SELECT i.root, 't:' || people_search_phone(c.value)
            FROM people_contactpoint c JOIN identity i ON i.id = c.person_id
            WHERE c.kind = 'PHONE' AND length(people_search_phone(c.value)) > 5
                AND NOT EXISTS (SELECT 1 FROM hiding WHERE hiding.root = i.root)
        -- Case references are for the index; of all others only whoever may open the record learns whose they are.
        UNION SELECT i.root, CASE WHEN r.kind = 'CASE' THEN 'r:' ELSE 'q:' END
                || lower(regexp_replace(r.reference, '[^A-Za-z0-9]', '', 'g'))
            FROM people_reference r JOIN identity i ON i.id = r.person_id
    ), spelt AS MATERIALIZED (
        SELECT each.word, people_search_spellings(each.word) AS spellings FROM (SELECT DISTINCT word FROM word) each
    ), keyed AS (
        SELECT root, array_agg(key ORDER BY key) AS keys
        FROM (SELECT DISTINCT root, kind || ':' || word AS key FROM word UNION ALL SELECT root, key FROM other) every
        GROUP BY root
    ), termed AS (
        SELECT root, array_to_tsvector(array_agg(term)) AS terms
        FROM (
            SELECT root, unnest(spellings) AS term FROM word JOIN spelt USING (word)
            UNION ALL
            SELECT root, CASE left(key, 1) WHEN 'e' THEN 'b' WHEN 'q' THEN 'r' ELSE left(key, 1) END || substr(key, 3)
            FROM other
            -- The end of a telephone number is looked up from behind.
            UNION ALL SELECT root, 'v' || reverse(substr(key, 3)) FROM other WHERE key LIKE 't:%'
        ) every
        GROUP BY root
    )
    SELECT i.root, left(people_search_fold(i.surname || ' ' || i.forename), 250),
        coalesce(keyed.keys, '{}'), coalesce(termed.terms, '')
    FROM identity i LEFT JOIN keyed USING (root) LEFT JOIN termed USING (root)
    WHERE i.id = i.root
    ON CONFLICT (person_id) DO UPDATE
        SET name = excluded.name, keys = excluded.keys, terms = excluded.terms
        WHERE (line.name, line.keys, line.terms) IS DISTINCT FROM (excluded.name, excluded.keys, excluded.terms);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_search_rebuild")]
    operations = [migrations.RunSQL(REBUILD, migrations.RunSQL.noop)]
