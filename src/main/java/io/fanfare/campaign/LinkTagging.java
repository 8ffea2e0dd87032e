package io.fanfare.campaign;

import io.fanfare.campaign.LinkTagsEvent.Rule;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The tags on the links of a campaign. */
@RestController
public class LinkTagging {
    private final CampaignStore campaigns;
    private final Gates gates;
    private final Sql sql;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;

    LinkTagging(
            CampaignStore campaigns, Gates gates, Sql sql, Audit audit, Live live, ApplicationEventPublisher events) {
        this.campaigns = campaigns;
        this.gates = gates;
        this.sql = sql;
        this.audit = audit;
        this.live = live;
        this.events = events;
    }

    /** The link tags of a campaign, and the short form of its name that {@code {campaign}} becomes. */
    record CampaignLinkTags(
            boolean on,
            String source,
            String medium,
            String campaign,
            String content,
            String term,
            List<String> exclude,
            String slug) {
        @SuppressWarnings("NullAway") // a rule has no empty members
        static CampaignLinkTags of(LinkTags tags, String slug) {
            return new CampaignLinkTags(
                    tags.on(),
                    tags.source(),
                    tags.medium(),
                    tags.campaign(),
                    tags.content(),
                    tags.term(),
                    tags.exclude(),
                    slug);
        }
    }

    /** Reads the link tags of a campaign. */
    @GetMapping("/api/campaigns/{id}/link-tags")
    @Allow("campaign.read")
    CampaignLinkTags readLinkTags(@PathVariable UUID id) {
        var campaign = campaigns.find(id).orElseThrow(Refused::notFound);
        var rule = of(id);
        return CampaignLinkTags.of(rule.tags(), rule.tags().on() ? rule.slug() : LinkTags.slug(campaign.name()));
    }

    /**
     * Sets the tags that the links of a campaign get. They are part of the text of posts, and of the links in e-mails, from the
     * moment these are written: previews show them, and an approval covers them. Everything that is not published or sent yet
     * gets the new tags right away, and needs another approval where a link changes. A link that has a {@code utm_} tag already, a
     * merge field or an excluded address stays as it is.
     */
    @PutMapping("/api/campaigns/{id}/link-tags")
    @Allow("campaign.write")
    CampaignLinkTags setLinkTags(@PathVariable UUID id, @RequestBody @Valid LinkTags tags) {
        tags.checked();
        var known = campaigns.find(id).orElseThrow(Refused::notFound);
        known.requireUnarchived();
        gates.lock(id);
        var campaign = campaigns.lock(id);
        var before = of(id);
        var after = new Rule(tags, LinkTags.slug(campaign.name()));
        if (after.equals(before)) return CampaignLinkTags.of(tags, after.slug());
        sql.of("""
                insert into campaign_link_tags (campaign_id, tags, slug) values (:campaign, :tags, :slug)
                on conflict (workspace_id, campaign_id) do update set tags = excluded.tags, slug = excluded.slug""")
                .bind("campaign", id)
                .bind("tags", Json.of(tags))
                .bind("slug", after.slug())
                .run();
        audit.record(new Subject("campaign", id, campaign.name(), id), before.tags(), tags);
        events.publishEvent(new LinkTagsEvent(id, before, after));
        live.changed(Topic.CAMPAIGN.of(id), "campaign", id, campaign.version());
        return CampaignLinkTags.of(tags, after.slug());
    }

    /** Reads the link tags that new campaigns begin with. */
    @GetMapping("/api/link-tags")
    @Allow("campaign.read")
    LinkTags readDefaultLinkTags() {
        return sql.of("select tags from campaign_link_default where workspace_id = :workspace")
                .find(Default.class)
                .map(Default::tags)
                .orElse(LinkTags.OFF);
    }

    private record Default(LinkTags tags) {}

    /** Sets the link tags that new campaigns begin with. Campaigns that exist keep their own. */
    @PutMapping("/api/link-tags")
    @Allow("campaign.write")
    LinkTags setDefaultLinkTags(@RequestBody @Valid LinkTags tags) {
        var before = readDefaultLinkTags();
        sql.of("""
                insert into campaign_link_default (tags) values (:tags)
                on conflict (workspace_id) do update set tags = excluded.tags""").bind("tags", Json.of(tags.checked())).run();
        audit.record(Subject.of("workspace", Current.get().workspace(), "Link tags"), before, tags);
        return tags;
    }

    // For later rooms

    /** The rule of a campaign. */
    public Rule of(UUID campaign) {
        return sql.of(
                        "select tags, slug from campaign_link_tags where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .find(Rule.class)
                .orElse(Rule.NONE);
    }
}
