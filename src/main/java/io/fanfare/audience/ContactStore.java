package io.fanfare.audience;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Like;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of contacts and their events. */
@Component
class ContactStore {
    private static final int MOST_WORDS = 8;

    /** The status of an address by its suppression, including the veiled address of an erased contact. */
    private static final String STATUS = """
            coalesce((select case s.reason when 'manual' then 'suppressed' else s.reason end from audience_suppression s
                       where s.workspace_id = :workspace and s.email in (:address, audience_veil(:workspace, :address))
                       limit 1), 'active')""";

    private final Sql sql;

    ContactStore(Sql sql) {
        this.sql = sql;
    }

    void insert(UUID id, ContactDetails details) {
        bound("""
                insert into audience_contact (id, email, address, first_name, last_name, time_zone, locale, tags, attributes, status)
                select :id, :email, :address, :firstName, :lastName, :timeZone, :locale, :labels, :known,\s""" + STATUS, id, details).run();
    }

    void update(UUID id, ContactDetails details) {
        bound("""
                update audience_contact
                   set email = :email, address = :address, first_name = :firstName, last_name = :lastName,
                       time_zone = :timeZone, locale = :locale, tags = :labels, attributes = :known,
                       status = %s, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""".formatted(STATUS), id, details).run();
    }

    private Sql.Statement bound(String text, UUID id, ContactDetails details) {
        return sql.of(text)
                .bind("id", id)
                .bind("email", details.email())
                .bind("address", details.address())
                .bind("firstName", details.firstName())
                .bind("lastName", details.lastName())
                .bind("timeZone", details.timeZone())
                .bind("locale", details.locale())
                .array("labels", "text", details.tagsOrEmpty())
                .bind("known", Json.of(details.attributesOrEmpty()));
    }

    Optional<Contact> find(UUID id) {
        return sql.of("select * from audience_contact where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Contact.class);
    }

    Contact read(UUID id) {
        return sql.of("select * from audience_contact where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(Contact.class);
    }

    Contact hold(UUID id) {
        return sql.of("select * from audience_contact where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Contact.class);
    }

    /** Locks the contact with this address, if there is one. */
    void lock(String address) {
        sql.of("select id from audience_contact where workspace_id = :workspace and address = :address for update")
                .bind("address", address)
                .exists();
    }

    Optional<UUID> withAddress(String address) {
        return sql.of("select id from audience_contact where workspace_id = :workspace and address = :address")
                .bind("address", address)
                .find(UUID.class);
    }

    boolean any() {
        return sql.of("select 1 from audience_contact where workspace_id = :workspace limit 1")
                .exists();
    }

    /** The filters of a list. */
    record Filter(
            @Nullable String q,
            @Nullable String tag,
            Contact.@Nullable Status status,
            @Nullable Rule rules,
            @Nullable UUID after,
            ContactQuery.Order order) {
        /** Newest first. */
        Filter(
                @Nullable String q,
                @Nullable String tag,
                Contact.@Nullable Status status,
                @Nullable Rule rules,
                @Nullable UUID after) {
            this(q, tag, status, rules, after, ContactQuery.Order.NEWEST);
        }
    }

    List<Contact> list(Filter filter, int most) {
        if (filter.rules() != null) return members(filter, filter.rules(), most);
        if (!filter.order().equals(ContactQuery.Order.NEWEST)) return sorted(filter, most);
        return sql.of("""
                select * from audience_contact
                 where workspace_id = :workspace
                   and id in (select audience_seek(:patterns, cast(:tag as text), cast(:status as text), cast(:after as uuid), :most))
                 order by id desc""")
                .array("patterns", "text", patterns(filter.q()))
                .bind("tag", filter.tag())
                .bind("status", filter.status())
                .bind("after", filter.after())
                .bind("most", most)
                .list(Contact.class);
    }

    private List<Contact> sorted(Filter filter, int most) {
        var order = filter.order();
        return sql.of("""
                select * from audience_contact c
                 where c.workspace_id = :workspace
                   and c.id in (select audience_seek_by(:patterns, cast(:tag as text), cast(:status as text), cast(:after as uuid),
                                                        :most, :ordering, :descending))
                 order by\s""" + order.text("c"))
                .array("patterns", "text", patterns(filter.q()))
                .bind("tag", filter.tag())
                .bind("status", filter.status())
                .bind("after", filter.after())
                .bind("most", most)
                .bind("ordering", order.column().word())
                .bind("descending", order.descending())
                .list(Contact.class);
    }

    private List<Contact> members(Filter filter, Rule rules, int most) {
        var compiled = new RuleSql();
        String holds = compiled.where(rules);
        return compiled.bound(sql.of("select c.* from audience_contact c " + compiled.joins() + """

                 where c.workspace_id = :workspace
                   and c.words like all(:patterns)
                   and (cast(:tag as text) is null or :tag = any(c.tags))
                   and (cast(:status as text) is null or c.status = :status)
                   and\s"""
                        + filter.order().after() + " and " + holds
                        + " order by " + filter.order().text("c") + " limit :most"))
                .array("patterns", "text", patterns(filter.q()))
                .bind("tag", filter.tag())
                .bind("status", filter.status())
                .bind("after", filter.after())
                .bind("most", most)
                .list(Contact.class);
    }

    List<Contact> list(Collection<UUID> ids) {
        return sql.of(
                        "select * from audience_contact where workspace_id = :workspace and id = any(:ids) order by id desc")
                .array("ids", "uuid", ids)
                .list(Contact.class);
    }

    long count(Filter filter) {
        if (filter.rules() != null) return countMembers(filter, filter.rules());
        return sql.of("""
                select count(*) from audience_seek(:patterns, cast(:tag as text), cast(:status as text), cast(null as uuid), 2147483647)
                 where :workspace is not null""")
                .array("patterns", "text", patterns(filter.q()))
                .bind("tag", filter.tag())
                .bind("status", filter.status())
                .one(Long.class);
    }

    private long countMembers(Filter filter, Rule rules) {
        var compiled = new RuleSql();
        String holds = compiled.where(rules);
        return compiled.bound(sql.of("select count(*) from audience_contact c " + compiled.joins() + """

                 where c.workspace_id = :workspace
                   and c.words like all(:patterns)
                   and (cast(:tag as text) is null or :tag = any(c.tags))
                   and (cast(:status as text) is null or c.status = :status)
                   and\s""" + holds))
                .array("patterns", "text", patterns(filter.q()))
                .bind("tag", filter.tag())
                .bind("status", filter.status())
                .one(Long.class);
    }

    /** The contacts that did not have the tag and have room for it. */
    List<UUID> addTag(Collection<UUID> ids, String tag) {
        return sql.of("""
                update audience_contact set tags = array_append(tags, :tag), version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = any(:ids) and not :tag = any(tags)
                   and coalesce(array_length(tags, 1), 0) < :most
                returning id""")
                .array("ids", "uuid", ids)
                .bind("tag", tag)
                .bind("most", ContactDetails.MOST_TAGS)
                .list(UUID.class);
    }

    /** The contacts that had the tag. */
    List<UUID> removeTag(Collection<UUID> ids, String tag) {
        return sql.of("""
                update audience_contact set tags = array_remove(tags, :tag), version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = any(:ids) and :tag = any(tags)
                returning id""").array("ids", "uuid", ids).bind("tag", tag).list(UUID.class);
    }

    /** Each word may be anywhere in the text; words of one or two letters only at the start of a word. */
    static List<String> patterns(@Nullable String q) {
        var patterns = new ArrayList<String>();
        if (q == null) return patterns;
        for (String word : q.strip().split("\\s+")) {
            if (word.isEmpty() || patterns.size() == MOST_WORDS) continue;
            patterns.add((word.length() < 3 ? "% " : "%") + Like.literal(word) + "%");
        }
        return patterns;
    }

    /** The number of contacts that match each rule, counted in one pass. */
    List<Long> counts(List<Rule> rules) {
        if (rules.isEmpty()) return List.of();
        var compiled = new RuleSql();
        var columns = rules.stream()
                .map(rule -> "count(*) filter (where " + compiled.where(rule) + ")")
                .toList();
        return compiled.bound(
                        sql.of("select array[" + String.join(", ", columns) + "] as counts from audience_contact c "
                                + compiled.joins() + " where c.workspace_id = :workspace"))
                .one(Counts.class)
                .counts();
    }

    /** The row of {@link #counts}. */
    record Counts(List<Long> counts) {}

    /**
     * Contacts that match the rules, oldest first, after {@code after} and up to {@code last}. They can't be erased until
     * the transaction ends, and the erasure then sees what was planned for them.
     */
    List<Contact> lockSlice(Rule rules, @Nullable UUID after, UUID last, int most) {
        var compiled = new RuleSql();
        String holds = compiled.where(rules);
        return compiled.bound(sql.of("select c.* from audience_contact c " + compiled.joins() + """

                 where c.workspace_id = :workspace and (cast(:after as uuid) is null or c.id > :after) and c.id <= :last
                   and\s""" + holds
                        + " order by c.id limit :most for key share of c"))
                .bind("after", after)
                .bind("last", last)
                .bind("most", most)
                .list(Contact.class);
    }

    void delete(UUID id) {
        sql.of("delete from audience_contact where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .run();
    }

    int forgetEvents(UUID contact) {
        return sql.of("delete from audience_event where workspace_id = :workspace and contact_id = :contact")
                .bind("contact", contact)
                .run();
    }

    /** Sets the status of the contact with this address. */
    void setStatusOf(String address, Contact.Status status) {
        sql.of("""
                update audience_contact set status = :status, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and address = :address and status <> :status""").bind("address", address).bind("status", status).run();
    }

    /** Sets the contact active again whose suppression was removed, by the address or its veiled form. */
    void activate(String addressOrVeil) {
        sql.of("""
                update audience_contact set status = 'active', version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and status <> 'active'
                   and (address = :address or starts_with(:address, 'sha256:') and audience_veil(:workspace, address) = :address)""").bind("address", addressOrVeil).run();
    }

    /** An event of a contact. */
    record StoredEvent(
            UUID id,
            String kind,
            Instant at,
            @Nullable String itemKind,
            @Nullable UUID itemId,
            @Nullable UUID campaignId,
            @Nullable String detail) {}

    void recordEvent(UUID contact, StoredEvent event) {
        sql.of("""
                insert into audience_event (id, contact_id, kind, at, item_kind, item_id, campaign_id, detail)
                values (:id, :contact, :kind, :at, :itemKind, :itemId, :campaignId, :detail)""").bind("contact", contact).bind(event).run();
        sql.of("""
                insert into audience_tally (contact_id, kind, n, first_at, last_at) values (:contact, :kind, 1, :at, :at)
                on conflict (workspace_id, contact_id, kind) do update
                   set n = audience_tally.n + 1, first_at = least(audience_tally.first_at, excluded.first_at),
                       last_at = greatest(audience_tally.last_at, excluded.last_at)""").bind("contact", contact).bind(event).run();
    }

    /** Deletes the newest events of a kind with an item, e.g. clicks that turned out to be a scanner. */
    void deleteEvents(UUID contact, String kind, UUID itemId, int most) {
        sql.of("""
                delete from audience_event
                 where workspace_id = :workspace and id in (
                       select id from audience_event
                        where workspace_id = :workspace and contact_id = :contact and kind = :kind and item_id = :item
                        order by id desc limit :most)""")
                .bind("contact", contact)
                .bind("kind", kind)
                .bind("item", itemId)
                .bind("most", most)
                .run();
        sql.of("delete from audience_tally where workspace_id = :workspace and contact_id = :contact and kind = :kind")
                .bind("contact", contact)
                .bind("kind", kind)
                .run();
        sql.of("""
                insert into audience_tally (contact_id, kind, n, first_at, last_at)
                select contact_id, kind, count(*), min(at), max(at) from audience_event
                 where workspace_id = :workspace and contact_id = :contact and kind = :kind
                 group by contact_id, kind""").bind("contact", contact).bind("kind", kind).run();
    }

    boolean hasEvent(UUID contact, String kind, UUID itemId) {
        return sql.of("""
                select 1 from audience_event
                 where workspace_id = :workspace and contact_id = :contact and kind = :kind and item_id = :item limit 1""")
                .bind("contact", contact)
                .bind("kind", kind)
                .bind("item", itemId)
                .exists();
    }

    /** The newest first. */
    List<StoredEvent> events(UUID contact, int most) {
        return sql.of("""
                select * from audience_event
                 where workspace_id = :workspace and contact_id = :contact order by id desc limit :most""").bind("contact", contact).bind("most", most).list(StoredEvent.class);
    }

    /** The import that last created or changed a contact. */
    Optional<UUID> importOf(UUID contact) {
        return sql.of("""
                select import_id from audience_contact
                 where workspace_id = :workspace and id = :contact and import_id is not null""").bind("contact", contact).find(UUID.class);
    }

    /** The names of attributes, the most frequent first. */
    List<String> attributeNames(int most) {
        return sql.of("""
                select name from (select jsonb_object_keys(attributes) as name from audience_contact where workspace_id = :workspace) n
                 group by name order by count(*) desc, name limit :most""").bind("most", most).list(String.class);
    }
}
