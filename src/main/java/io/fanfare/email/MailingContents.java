package io.fanfare.email;

import io.fanfare.approval.ItemContents;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people read of mailings. */
@Component
class MailingContents implements ItemContents {
    private final MailingStore store;
    private final MailingResponses responses;
    private final MailingItems items;
    private final BaseUrl base;

    MailingContents(MailingStore store, MailingResponses responses, MailingItems items, BaseUrl base) {
        this.store = store;
        this.responses = responses;
        this.items = items;
        this.base = base;
    }

    @Override
    public String kind() {
        return Mailing.KIND;
    }

    @Override
    public Map<UUID, ItemContent> of(Collection<UUID> ids) {
        var found = store.list(ids);
        return responses.of(new Page<>(found, found.size(), found.size(), 0)).items().stream()
                .collect(Collectors.toMap(Mailing::id, MailingContents::content));
    }

    /** A mail that can't be filled in has none. */
    @Override
    public Map<UUID, String> pages(Collection<UUID> ids) {
        var pages = new HashMap<UUID, String>();
        for (var mailing : store.list(ids)) {
            try {
                var head = items.letterhead(mailing);
                var mail = new Content(mailing.details())
                        .templates(head, base.get())
                        .parsed();
                pages.put(
                        mailing.id(),
                        mail.fill(Content.sample(), base.get() + "/e/u/preview").html());
            } catch (Liquid.Malformed | Refused unfit) {
                // The review shows its words instead.
            }
        }
        return pages;
    }

    private static ItemContent content(Mailing mailing) {
        var components = new LinkedHashMap<String, String>();
        components.put("subject", mailing.subject());
        if (mailing.preheader() != null) components.put("preheader", mailing.preheader());
        if (mailing.markdown() != null) components.put("markdown", mailing.markdown());
        if (mailing.mjml() != null) components.put("mjml", mailing.mjml());
        if (mailing.html() != null) components.put("html", mailing.html());
        components.put("from", mailing.from().name() + " <" + mailing.from().email() + ">");
        int people = mailing.recipientCount();
        String reach = people == 1 ? "1 person" : people + " people";
        String to = mailing.segmentName() == null ? reach : reach + " in " + mailing.segmentName();
        return new ItemContent("email", to, components, List.of(), mailing.scheduledFor(), mailing.timeZone());
    }
}
