package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that store imported rows as contacts. */
@Component
class ContactMerge {
    private final Sql sql;
    private final Ledger ledger;

    ContactMerge(Sql sql, Ledger ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /** The contact of a row, and whether it is new. */
    record Merged(@Nullable String address, @Nullable String rowKey, boolean created) {
        String identity() {
            return address == null ? "#" + rowKey : address;
        }
    }

    /** Stores one row for each person. Contacts that exist already are updated, or left unchanged. */
    List<Merged> merge(UUID importId, Collection<ContactRow> rows, boolean update) {
        suppress(rows);
        var merged = new ArrayList<Merged>();
        var addressed = rows.stream().filter(row -> row.address() != null).toList();
        merged.addAll(merge(importId, addressed, "contact_exists", update));
        var others = rows.stream().filter(row -> row.address() == null).toList();
        if (!others.isEmpty()) merged.addAll(merge(importId, others, "audience_contact_row", update));
        return merged;
    }

    private List<Merged> merge(UUID importId, Collection<ContactRow> rows, String constraint, boolean update) {
        return sql.of("""
                insert into audience_contact as c (id, email, address, first_name, last_name, time_zone, locale, tags, attributes,
                                                   import_id, row_key, status)
                select r.id, r.email, r.address, r."firstName", r."lastName", r."timeZone", r.locale,
                       coalesce(r.tags, '{}'), coalesce(r.attributes, '{}'), :import, r.key,
                       coalesce((select case s.reason when 'manual' then 'suppressed' else s.reason end from audience_suppression s
                                  where s.workspace_id = :workspace and s.email in (r.address, audience_veil(:workspace, r.address))
                                  limit 1), 'active')
                  from jsonb_to_recordset(:rows) as r (id uuid, email text, address text, key text, "firstName" text, "lastName" text,
                       "timeZone" text, locale text, tags text[], attributes jsonb)
                on conflict on constraint %s do""".formatted(constraint)
                        + " " + (update ? UPDATE : "nothing")
                        + " returning c.address, c.row_key, old.id is null as created")
                .bind("import", importId)
                .bind("rows", Json.of(rows))
                .list(Merged.class);
    }

    /** Adds what the file says to what is known, within the limits of a contact. */
    private static final String UPDATE = """
             update
               set first_name = coalesce(excluded.first_name, c.first_name),
                   last_name = coalesce(excluded.last_name, c.last_name),
                   time_zone = coalesce(excluded.time_zone, c.time_zone),
                   locale = coalesce(excluded.locale, c.locale),
                   tags = c.tags || (select coalesce(array_agg(t), '{}') from unnest(excluded.tags) t where t <> all(c.tags)),
                   attributes = c.attributes || excluded.attributes,
                   status = case when c.status = 'active' then excluded.status else c.status end,
                   import_id = excluded.import_id, version = c.version + 1, updated_at = excluded.updated_at
             where length((c.attributes || excluded.attributes)::text) <= 70000
               and cardinality(c.tags) + cardinality(excluded.tags) <= 200""";

    private void suppress(Collection<ContactRow> rows) {
        for (var reason : Reason.values()) {
            var unwanted = rows.stream()
                    .filter(row -> row.reason() == reason && row.address() != null)
                    .toList();
            if (unwanted.isEmpty()) continue;
            sql.of("""
                    insert into audience_suppression (id, email, reason, source)
                    select n.id, n.email, :reason, 'import' from unnest(:ids, :emails) n (id, email)
                    on conflict (workspace_id, email) do nothing""")
                    .bind("reason", reason.name().toLowerCase(Locale.ROOT))
                    .array(
                            "ids",
                            "uuid",
                            unwanted.stream().map(row -> Ids.next()).toList())
                    .array(
                            "emails",
                            "text",
                            unwanted.stream().map(ContactRow::identity).toList())
                    .run();
            ledger.recompose(
                    "email", unwanted.stream().map(ContactRow::identity).toList());
        }
    }
}
