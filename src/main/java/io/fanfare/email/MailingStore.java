package io.fanfare.email;

import io.fanfare.email.Mailing.Status;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.outbox.OutgoingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of mailings. */
@Component
class MailingStore implements OutgoingStore<Mailing> {
    /** All columns except the recipients. */
    static final String SHORT = """
            id, campaign_id, name, status, subject, preheader, "from", reply_to, markdown, mjml, html, recipient_count,
            segment_id, creative_id, creative_fields, scheduled_for, local_time, time_zone, in_contact_zone, digest, mails, expanding, excluded, archived, version,
            created_at, sends_at, sending_since, sent_at
            """;

    /** Without bodies as well, for lists. */
    static final String LINE = SHORT.replace("markdown, mjml, html, ", "");

    private final Sql sql;

    MailingStore(Sql sql) {
        this.sql = sql;
    }

    void insert(
            UUID id,
            UUID campaign,
            MailingDetails details,
            @Nullable UUID creative,
            List<String> creativeFields,
            String digest) {
        sql.of("""
                insert into email_mailing (id, campaign_id, name, subject, preheader, "from", reply_to, markdown, mjml, html,
                                           recipients, recipient_count, segment_id, creative_id, creative_fields, digest, created_by)
                values (:id, :campaign, :name, :subject, :preheader, :sender, :replyTo, :markdown, :mjml, :html,
                        :recipients, :count, :segmentId, :creative, :creativeFields, :digest, :by)""")
                .bind(details)
                .bind("id", id)
                .bind("campaign", campaign)
                .bind("creative", creative)
                .array("creativeFields", "text", creativeFields)
                .bind("sender", Json.of(details.from()))
                .bind("recipients", Json.of(details.recipients()))
                .bind("count", details.recipients().size())
                .bind("digest", digest)
                .bind("by", Current.get().actor().personId())
                .run();
        index(id);
    }

    /** Indexes the addresses, so that an erasure finds the mailing. */
    private void index(UUID id) {
        sql.of("delete from email_recipient where workspace_id = :workspace and mailing_id = :id")
                .bind("id", id)
                .run();
        sql.of("""
                insert into email_recipient (address_hash, mailing_id)
                select distinct hashtextextended(lower(trim(r ->> 'email')), 0), m.id
                  from email_mailing m, jsonb_array_elements(m.recipients) r
                 where m.workspace_id = :workspace and m.id = :id""").bind("id", id).run();
    }

    void update(UUID id, MailingDetails details, List<String> creativeFields, String digest) {
        boolean readdressed = sql.of(
                        "select 1 from email_mailing where workspace_id = :workspace and id = :id and recipients <> :recipients")
                .bind("id", id)
                .bind("recipients", Json.of(details.recipients()))
                .exists();
        sql.of("""
                update email_mailing
                   set name = :name, subject = :subject, preheader = :preheader, "from" = :sender, reply_to = :replyTo,
                       markdown = :markdown, mjml = :mjml, html = :html, recipients = :recipients, recipient_count = :count,
                       segment_id = :segmentId, creative_fields = :creativeFields, digest = :digest, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind(details)
                .bind("id", id)
                .array("creativeFields", "text", creativeFields)
                .bind("sender", Json.of(details.from()))
                .bind("recipients", Json.of(details.recipients()))
                .bind("count", details.recipients().size())
                .bind("digest", digest)
                .run();
        if (readdressed) index(id);
    }

    void schedule(UUID id, PlannedTime time, boolean inContactZone, String digest) {
        sql.of("""
                update email_mailing
                   set status = 'scheduled', scheduled_for = :at, local_time = :local, time_zone = :zone,
                       in_contact_zone = :inContactZone, digest = :digest, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("at", time.at())
                .bind("local", time.localTime())
                .bind("zone", time.timeZone())
                .bind("inContactZone", inContactZone)
                .bind("digest", digest)
                .run();
    }

    /** Mailings to a segment that are not being sent yet. */
    List<Mailing> plannedFor(UUID segment) {
        return sql.of("select " + SHORT + """
                 from email_mailing
                 where workspace_id = :workspace and segment_id = :segment and not archived
                   and status in ('draft', 'scheduled', 'paused') and sending_since is null
                 order by campaign_id, id""").bind("segment", segment).list(Mailing.class);
    }

    /** Mailings that are not being sent yet, by campaign. */
    List<UUID> notStarted() {
        return sql.of("""
                select id from email_mailing
                 where workspace_id = :workspace and not archived
                   and status in ('draft', 'scheduled', 'paused') and sending_since is null
                 order by campaign_id, id""").list(UUID.class);
    }

    /** The letterhead at the time sending started. */
    Optional<Letterhead> letterhead(UUID id) {
        return sql.of("""
                select letterhead ->> 'name' as name, letterhead ->> 'postalAddress' as postal_address, letterhead ->> 'accent' as accent,
                       letterhead ->> 'logo' as logo, letterhead -> 'links' as links
                  from email_mailing where workspace_id = :workspace and id = :id and letterhead is not null""").bind("id", id).find(Letterhead.class);
    }

    /** Mailings that follow a creative and are not being sent yet. */
    List<UUID> following(UUID creative) {
        return sql.of("""
                select id from email_mailing
                 where workspace_id = :workspace and creative_id = :creative and not archived and creative_fields <> '{}'
                   and status in ('draft', 'scheduled', 'paused') and sending_since is null
                 order by id""").bind("creative", creative).list(UUID.class);
    }

    /** Mailings with this address among their recipients, by campaign. */
    List<UUID> naming(String address) {
        return sql.of("""
                select m.id from email_recipient a
                  join email_mailing m on m.workspace_id = a.workspace_id and m.id = a.mailing_id
                 where a.workspace_id = :workspace and a.address_hash = hashtextextended(:address, 0)
                   and exists (select 1 from jsonb_array_elements(m.recipients) r
                                where lower(trim(r ->> 'email')) = :address)
                 order by m.campaign_id, m.id""").bind("address", address).list(UUID.class);
    }

    /** Sets the recipients; mails that exist already do not change. */
    void address(UUID id, List<MailingDetails.Recipient> recipients) {
        sql.of("""
                update email_mailing set recipients = :recipients, recipient_count = :count, version = version + 1
                 where workspace_id = :workspace and id = :id""")
                .bind("id", id)
                .bind("recipients", Json.of(recipients))
                .bind("count", recipients.size())
                .run();
        index(id);
    }

    void redigest(UUID id, String digest) {
        sql.of("update email_mailing set digest = :digest where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("digest", digest)
                .run();
    }

    /** Without their bodies. */
    List<Mailing> lines(Collection<UUID> ids) {
        return sql.of("select " + LINE + " from email_mailing where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Mailing.class);
    }

    List<Mailing> list(Collection<UUID> ids) {
        return sql.of("select " + SHORT + " from email_mailing where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(Mailing.class);
    }

    /** All mailings of a campaign that are not archived, without their recipients. */
    List<Mailing> ofCampaign(UUID campaign) {
        return sql.of("select " + SHORT + """
                 from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and not archived order by id""").bind("campaign", campaign).list(Mailing.class);
    }

    void move(UUID id, Status to) {
        sql.of("""
                update email_mailing
                   set status = :to, closed_from = case when :to = 'cancelled' then status end, sends_at = null, expanding = expanding and :to in ('sending', 'paused'), sent_at = case when :to = 'sent' then fanfare_now() else sent_at end
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("to", to).run();
    }

    /** Sends it at this time if no one stops it; null stops it. */
    void sendAt(UUID id, @Nullable Instant at) {
        sql.of("update email_mailing set sends_at = :at where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .bind("at", at)
                .run();
    }

    void archive(UUID id, boolean archived) {
        sql.of("""
                update email_mailing set archived = :archived, archived_from = case when :archived then status end
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("archived", archived).run();
    }

    /** The status of a mailing before it was archived or else cancelled; one that is not known was a draft. */
    Status before(UUID id) {
        return sql.of("""
                select coalesce(archived_from, closed_from, 'draft') from email_mailing
                 where workspace_id = :workspace and id = :id""").bind("id", id).one(Status.class);
    }

    /** Gives an unsent mailing another status, and the digest that goes with it. */
    void reopen(UUID id, Status to, String digest) {
        sql.of("""
                update email_mailing
                   set status = :to, archived = false, archived_from = null, closed_from = null, digest = :digest, version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""").bind("id", id).bind("to", to).bind("digest", digest).run();
    }

    void unschedule(UUID id) {
        sql.of("""
                update email_mailing set scheduled_for = null, local_time = null, time_zone = null, in_contact_zone = false
                 where workspace_id = :workspace and id = :id""").bind("id", id).run();
    }

    /** With its recipients. */
    Mailing read(UUID id) {
        return sql.of("select * from email_mailing where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .one(Mailing.class);
    }

    Optional<Mailing> find(UUID id) {
        return sql.of("select " + SHORT + " from email_mailing where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Mailing.class);
    }

    /** Without its recipients. */
    Mailing get(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    @Override
    public Optional<UUID> campaignOf(UUID id) {
        return sql.of("select campaign_id from email_mailing where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(UUID.class);
    }

    /** With its recipients. */
    @Override
    public Mailing lock(UUID id) {
        return sql.of("select * from email_mailing where workspace_id = :workspace and id = :id for update")
                .bind("id", id)
                .one(Mailing.class);
    }

    Page<Mailing> page(MailingQuery query) {
        String where = """
                 from email_mailing
                 where workspace_id = :workspace and archived = :archived
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                   and (cast(:status as text) is null or status = :status)""";
        var range = query.range();
        var items = filtered("select " + SHORT + where + " order by id desc limit :limit offset :offset", query)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Mailing.class);
        return Page.of(items, filtered("select count(*)" + where, query).one(Long.class), range);
    }

    private Sql.Statement filtered(String text, MailingQuery query) {
        return sql.of(text)
                .bind("campaign", query.campaignId())
                .bind("status", query.status())
                .bind("archived", query.isArchived());
    }

    /** Mailings of a campaign that could be sent now, in the order of creation. */
    List<Mailing> unsent(UUID campaign) {
        return sql.of("select " + SHORT + """
                 from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and not archived
                   and status in ('draft', 'scheduled') order by id""").bind("campaign", campaign).list(Mailing.class);
    }

    /** With their recipients, without their bodies. */
    List<Mailing> unsentWithRecipients(UUID campaign) {
        return sql.of("select recipients, " + LINE + """
                 from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and not archived
                   and status in ('draft', 'scheduled') order by id""")
                .bind("campaign", campaign)
                .list(Mailing.class);
    }

    /** Mailings without a time, newest first. */
    List<Mailing> untimed(@Nullable UUID campaign) {
        return sql.of("select " + LINE + """
                 from email_mailing
                 where workspace_id = :workspace and not archived and status = 'draft' and scheduled_for is null
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                 order by id desc limit 200""").bind("campaign", campaign).list(Mailing.class);
    }

    /** By the time sending started or, before that, by the planned time. */
    List<Mailing> between(@Nullable UUID campaign, Instant from, Instant to) {
        return sql.of("select " + LINE + """
                 from email_mailing
                 where workspace_id = :workspace and not archived and status <> 'cancelled'
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                   and (sending_since is null and scheduled_for >= :from and scheduled_for < :to
                        or sending_since >= :from and sending_since < :to)
                 order by coalesce(sending_since, scheduled_for), id limit 2000""")
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .list(Mailing.class);
    }

    /** A mailing's name. */
    record MailingName(UUID id, String name) {}

    List<MailingName> names(Collection<UUID> ids) {
        return sql.of("select id, name from email_mailing where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", ids)
                .list(MailingName.class);
    }

    void unsubscribed(UUID mailing, UUID delivery) {
        sql.of("""
                insert into email_unsubscribe (mailing_id, delivery_id) values (:mailing, :delivery)
                on conflict do nothing""").bind("mailing", mailing).bind("delivery", delivery).run();
    }

    long unsubscribes(UUID mailing) {
        return sql.of(
                        "select count(*) from email_unsubscribe where workspace_id = :workspace and mailing_id = :mailing")
                .bind("mailing", mailing)
                .one(Long.class);
    }

    /** Mailings that are not sent yet, are paused, or are sent in part. */
    List<Mailing> open(UUID campaign) {
        return sql.of("select " + SHORT + """
                 from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign
                   and status in ('draft', 'scheduled', 'sending', 'paused') order by id""").bind("campaign", campaign).list(Mailing.class);
    }

    /** Cancels the unsent mailings of a campaign that is over. */
    void close(UUID campaign) {
        sql.of("""
                update email_mailing set status = 'cancelled', expanding = false
                 where workspace_id = :workspace and campaign_id = :campaign
                   and status in ('draft', 'scheduled', 'sending', 'paused')""").bind("campaign", campaign).run();
    }

    void forget(UUID campaign) {
        sql.of("""
                delete from email_recipient
                 where workspace_id = :workspace
                   and mailing_id in (select id from email_mailing where workspace_id = :workspace and campaign_id = :campaign)""").bind("campaign", campaign).run();
        sql.of("""
                delete from email_unsubscribe
                 where workspace_id = :workspace
                   and mailing_id in (select id from email_mailing where workspace_id = :workspace and campaign_id = :campaign)""").bind("campaign", campaign).run();
        sql.of("delete from email_mailing where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    /** A mailing as the checks of a campaign need it. */
    record PendingMailing(UUID id, String name, @Nullable Instant scheduledFor) {}

    List<PendingMailing> waiting(UUID campaign) {
        return sql.of("""
                select id, name, scheduled_for from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and status in ('draft', 'scheduled')
                   and not archived
                 order by id limit 50""").bind("campaign", campaign).list(PendingMailing.class);
    }
}
