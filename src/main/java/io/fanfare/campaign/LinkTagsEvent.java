package io.fanfare.campaign;

import java.util.UUID;

/** The link tags of a campaign changed; published in the transaction of the change, with its gate locked. */
public record LinkTagsEvent(UUID campaignId, Rule before, Rule after) {
    /** Link tags, with the short name of the campaign that they use. */
    public record Rule(LinkTags tags, String slug) {
        public static final Rule NONE = new Rule(LinkTags.OFF, "");

        /** What the links of an item on a channel get. */
        public LinkTagger on(String channel, String item) {
            return tags.on(channel, slug, LinkTags.slug(item));
        }
    }
}
