package io.fanfare.email;

import io.fanfare.creative.CampaignItem;
import io.fanfare.creative.PlannedContent;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The mailings of a campaign as planned content. */
@Component
class MailingsAsContent implements PlannedContent {
    private static final Set<String> OVER = Set.of("sent", "cancelled");

    /** Lists show no bodies. */
    private static final String WITHOUT_BODY = MailingStore.SHORT.replace("markdown, mjml, html, ", "");

    private final Sql sql;
    private final MailingResponses responses;
    private final Ledger ledger;

    MailingsAsContent(Sql sql, MailingResponses responses, Ledger ledger) {
        this.sql = sql;
        this.responses = responses;
        this.ledger = ledger;
    }

    @Override
    public List<ItemRow> items(UUID campaign, boolean archived) {
        var mailings = ofCampaign("select " + WITHOUT_BODY, campaign, archived).list(Mailing.class);
        var origins = ofCampaign("select id, created_by, updated_at ", campaign, archived).list(Origin.class).stream()
                .collect(Collectors.toMap(Origin::id, Function.identity()));
        var captured = captured(mailings);
        return responses.of(Page.all(mailings)).items().stream()
                .map(mailing -> item(
                        mailing,
                        origins.getOrDefault(mailing.id(), new Origin(mailing.id(), null, mailing.createdAt())),
                        captured))
                .toList();
    }

    private Sql.Statement ofCampaign(String columns, UUID campaign, boolean archived) {
        return sql.of(columns + """
                 from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and archived = :archived
                 order by id desc limit 2000""").bind("campaign", campaign).bind("archived", archived);
    }

    /** The mailings that only the test inbox has received. */
    private Set<UUID> captured(List<Mailing> mailings) {
        var sent = mailings.stream()
                .filter(mailing -> mailing.status() == Mailing.Status.SENT)
                .map(Mailing::id)
                .toList();
        return ledger.counts(Mailing.KIND, sent).entrySet().stream()
                .filter(states -> states.getValue().containsKey(Delivery.State.CAPTURED)
                        && !states.getValue().containsKey(Delivery.State.ACCEPTED)
                        && !states.getValue().containsKey(Delivery.State.CONFIRMED))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static ItemRow item(Mailing mailing, Origin origin, Set<UUID> captured) {
        var at = mailing.sendingSince() == null ? mailing.scheduledFor() : mailing.sendingSince();
        return new ItemRow(
                CampaignItem.Kind.MAILING,
                mailing.id(),
                mailing.name(),
                mailing.subject(),
                "email",
                null,
                captured.contains(mailing.id()) ? CampaignItem.State.CAPTURED : state(mailing.status()),
                at,
                mailing.timeZone(),
                origin.createdBy(),
                mailing.recipientCount(),
                mailing.segmentName(),
                null,
                mailing.creativeId(),
                origin.updatedAt(),
                mailing.version(),
                mailing.moves());
    }

    private static CampaignItem.State state(Mailing.Status status) {
        return switch (status) {
            case DRAFT -> CampaignItem.State.DRAFT;
            case SCHEDULED -> CampaignItem.State.SCHEDULED;
            case SENDING -> CampaignItem.State.SENDING;
            case PAUSED -> CampaignItem.State.PAUSED;
            case SENT -> CampaignItem.State.SENT;
            case CANCELLED -> CampaignItem.State.CANCELLED;
        };
    }

    private record PlannedRow(
            UUID id,
            String name,
            String subject,
            @Nullable UUID creativeId,
            String status,
            @Nullable Instant at) {}

    @Override
    public List<PlannedItem> of(UUID campaign) {
        return sql.of("""
                select id, name, subject, creative_id, status, coalesce(sent_at, scheduled_for) as at from email_mailing
                 where workspace_id = :workspace and campaign_id = :campaign and not archived and status <> 'cancelled'
                 order by id desc limit 500""").bind("campaign", campaign).list(PlannedRow.class).stream()
                .map(line -> new PlannedItem(
                        "email",
                        "mailing",
                        line.id(),
                        line.name(),
                        line.subject(),
                        line.status(),
                        OVER.contains(line.status()),
                        line.at(),
                        line.creativeId()))
                .toList();
    }

    @Override
    public List<Use> uses(UUID creative, int limit) {
        return sql.of("""
                select 'mailing' as kind, id, name as title from email_mailing
                 where workspace_id = :workspace and creative_id = :creative and not archived
                   and status not in ('sent', 'cancelled')
                 order by id limit :limit""").bind("creative", creative).bind("limit", limit).list(Use.class);
    }

    @Override
    public Set<String> channels(UUID campaign) {
        boolean mails = sql.of("""
                select exists (select 1 from email_mailing
                                where workspace_id = :workspace and campaign_id = :campaign and not archived
                                  and status <> 'cancelled')""").bind("campaign", campaign).one(Boolean.class);
        return mails ? Set.of("email") : Set.of();
    }
}
