package io.fanfare.email;

import io.fanfare.creative.CampaignItem;
import io.fanfare.creative.PlannedContent;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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

    private final Sql sql;
    private final MailingStore store;
    private final MailingResponses responses;

    MailingsAsContent(Sql sql, MailingStore store, MailingResponses responses) {
        this.sql = sql;
        this.store = store;
        this.responses = responses;
    }

    @Override
    public List<ItemRow> items(Collection<UUID> ids) {
        var mailings = store.lines(ids);
        var origins =
                sql
                        .of("""
                select id, created_by, updated_at from email_mailing
                 where workspace_id = :workspace and id = any(:ids)""")
                        .array("ids", "uuid", mailings.stream().map(Mailing::id).toList())
                        .list(Origin.class)
                        .stream()
                        .collect(Collectors.toMap(Origin::id, Function.identity()));
        return responses.of(Page.all(mailings)).items().stream()
                .map(mailing -> item(
                        mailing,
                        origins.getOrDefault(mailing.id(), new Origin(mailing.id(), null, mailing.createdAt()))))
                .toList();
    }

    private static ItemRow item(Mailing mailing, Origin origin) {
        var at = mailing.sendingSince() == null ? mailing.scheduledFor() : mailing.sendingSince();
        return new ItemRow(
                CampaignItem.Kind.MAILING,
                mailing.id(),
                mailing.name(),
                mailing.subject(),
                "email",
                null,
                state(mailing.status()),
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
