package io.fanfare.email;

import io.fanfare.audience.Suppressions;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.delivery.Message.Excluded.Cause;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.Unsubscribes;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Composes the mails of mailings when they are due. */
@Component
class MailComposer implements Composer {
    static final String SUPPRESSED = "suppressed";
    private static final int KEPT = 64;

    private final MailingStore store;
    private final Suppressions suppressions;
    private final Unsubscribes unsubscribes;
    private final Tracking tracking;
    private final MailingItems items;
    private final BaseUrl base;
    private final Map<String, Content.Templates> templates = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Content.Templates> eldest) {
            return size() > KEPT;
        }
    };

    MailComposer(
            MailingStore store,
            Suppressions suppressions,
            Unsubscribes unsubscribes,
            Tracking tracking,
            MailingItems items,
            BaseUrl base) {
        this.store = store;
        this.suppressions = suppressions;
        this.unsubscribes = unsubscribes;
        this.tracking = tracking;
        this.items = items;
        this.base = base;
    }

    @Override
    public String itemKind() {
        return Mailing.KIND;
    }

    @Override
    public Renderer prepare(List<Delivery> rows) {
        // Recipients may have unsubscribed in the meantime.
        var suppressed = suppressions.among(rows.stream().map(Delivery::target).toList());
        var sheets = new HashMap<UUID, LaidOutMailing>();
        for (var id : rows.stream().map(Delivery::itemId).collect(Collectors.toSet()))
            store.find(id).ifPresent(mailing -> sheets.put(id, new LaidOutMailing(mailing, items.letterhead(mailing))));
        return row -> suppressed.contains(row.target())
                ? new Message.Excluded(Cause.SUPPRESSED, SUPPRESSED)
                : mail(sheets.get(row.itemId()), row);
    }

    /** A mailing with everything for its layout; templates are parsed for the first row. */
    private final class LaidOutMailing {
        private final Content content;
        private final String key;
        private final Letterhead head;
        private Content.@Nullable ParsedTemplates ready;

        LaidOutMailing(Mailing mailing, Letterhead head) {
            this.content = new Content(mailing.details());
            this.key = Current.get().workspace() + mailing.digest() + Json.digest(head);
            this.head = head;
        }

        Content.ParsedTemplates ready() {
            if (ready == null) ready = templates(key, content, head).parsed();
            return ready;
        }
    }

    private Message mail(@Nullable LaidOutMailing sheet, Delivery row) {
        if (sheet == null) return new Message.Excluded(Cause.GONE, "the e-mail no longer exists");
        Content.ParsedTemplates ready;
        try {
            ready = sheet.ready();
        } catch (Liquid.Malformed unfit) {
            return new Message.Excluded(Cause.CONTENT, "the template can't be read: " + unfit.getMessage());
        }
        return mail(sheet.content, ready, row);
    }

    private Message mail(Content content, Content.ParsedTemplates ready, Delivery row) {
        var recipient =
                Json.convert(row.payload() == null ? Map.of("email", row.target()) : row.payload(), Reader.class);
        String url = unsubscribes.url(row);
        try {
            var mail = ready.fill(recipient, url);
            return new Message.Mail(
                    content.from(),
                    new MailAddress(recipient.email(), recipient.name()),
                    content.replyTo(),
                    mail.subject(),
                    tracking.decorate(mail.html(), row),
                    mail.text(),
                    unsubscribes.headers(url));
        } catch (Liquid.Malformed unfit) {
            return new Message.Excluded(Cause.CONTENT, "the template can't be filled in: " + unfit.getMessage());
        }
    }

    /** Layout costs more than filling in, and is the same for all readers. */
    private Content.Templates templates(String key, Content content, Letterhead head) {
        synchronized (templates) {
            var known = templates.get(key);
            if (known != null) return known;
        }
        var made = content.templates(head, base.get());
        synchronized (templates) {
            templates.put(key, made);
        }
        return made;
    }
}
