package io.fanfare.email;

import io.fanfare.approval.ItemContents;
import io.fanfare.kernel.Page;
import java.util.Collection;
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

    MailingContents(MailingStore store, MailingResponses responses) {
        this.store = store;
        this.responses = responses;
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
