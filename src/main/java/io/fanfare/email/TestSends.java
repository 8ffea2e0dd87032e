package io.fanfare.email;

import io.fanfare.audience.Contacts;
import io.fanfare.audience.Suppressions;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.delivery.Message;
import io.fanfare.delivery.Unsubscribes;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.identity.Members;
import io.fanfare.identity.Throttle;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Test mails: one mailing as it is now, to members of the workspace only, so that nothing unapproved reaches the public. */
@RestController
class TestSends {
    static final String KIND = "mailing_test";
    private static final int PER_HOUR = 20;

    private final MailingStore store;
    private final Members members;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final Throttle throttle;
    private final Ledger ledger;
    private final Now now;

    TestSends(
            MailingStore store,
            Members members,
            Contacts contacts,
            Suppressions suppressions,
            Throttle throttle,
            Ledger ledger,
            Now now) {
        this.store = store;
        this.members = members;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.throttle = throttle;
        this.ledger = ledger;
        this.now = now;
    }

    /** Who gets a test, and for which contact its merge fields are filled in. */
    record NewTest(
            @NotNull @Size(min = 1, max = 10) List<@NotNull @Size(max = MailingDetails.LONGEST_ADDRESS) String> to,
            @Nullable UUID contactId) {}

    /** The tests that are being sent. */
    record Tests(List<Test> deliveries, String subject) {}

    /** A test mail; {@code state} as in the ledger. */
    record Test(UUID id, String to, Delivery.State state) {}

    /** What a test mail is composed from. */
    record Payload(UUID mailing, @Nullable Reader reader) {}

    /**
     * Sends a test of a mailing right away, also of a draft. {@code to} takes addresses of members of the workspace; others are 422
     * {@code test_address_unknown}. Merge fields are filled in for {@code contactId}; default: a sample contact. The subject
     * begins with "[Test]", opens and clicks are not counted, and figures of the mailing do not change. At most 20 an hour.
     */
    @PostMapping("/api/email/{id}/test-send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("content.write")
    Tests sendTestMailing(@PathVariable UUID id, @RequestBody @Valid NewTest request) {
        var mailing = store.read(id);
        var to = request.to().stream()
                .map(address -> MailAddress.canonical(address).orElse(address).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        requireKnown(to);
        throttle.limit(
                "test-send " + Current.get().workspace() + " "
                        + Current.get().actor().id(),
                PER_HOUR,
                Duration.ofHours(1));
        var payload = new LinkedHashMap<String, Object>();
        payload.put("mailing", id.toString());
        reader(request).ifPresent(reader -> payload.put("reader", reader.payload()));
        var rows = to.stream().map(address -> row(mailing, address, payload)).toList();
        ledger.plan(rows);
        var tests = rows.stream()
                .map(row -> new Test(row.id(), row.target(), Delivery.State.PLANNED))
                .toList();
        return new Tests(tests, "[Test] " + mailing.subject());
    }

    private void requireKnown(List<String> to) {
        var known = members.emailsAmong(to);
        var unknown = to.stream().filter(address -> !known.contains(address)).toList();
        if (!unknown.isEmpty())
            throw Refused.unprocessable(
                    "test_address_unknown",
                    "Tests can be sent to members of this workspace only. Invite " + String.join(", ", unknown)
                            + ", or choose another address.");
        var suppressed = suppressions.among(to);
        if (!suppressed.isEmpty())
            throw Refused.unprocessable(
                    "test_address_suppressed",
                    String.join(", ", suppressed)
                            + " is suppressed. Remove it from the suppression list, or choose another address.");
    }

    private Optional<Reader> reader(NewTest request) {
        if (request.contactId() == null) return Optional.empty();
        Current.get().require("contact.read");
        var contact = contacts.find(request.contactId()).orElseThrow(Refused::notFound);
        String email = contact.email() == null ? Content.sample().email() : contact.email();
        return Optional.of(Reader.of(contact, email));
    }

    private Delivery.Planned row(Mailing mailing, String to, Map<String, Object> payload) {
        return new Delivery.Planned(
                Ids.next(),
                "email",
                Delivery.Lane.SINGLE,
                to,
                null,
                KIND,
                Ids.next(),
                mailing.digest(),
                null,
                null,
                now.instant(),
                payload);
    }

    /** Composes test mails: without tracking, and with an unsubscribe link that explains itself. */
    @Component
    static class Mails implements Composer {
        private final MailingStore store;
        private final MailingItems items;
        private final Unsubscribes unsubscribes;
        private final BaseUrl base;

        Mails(MailingStore store, MailingItems items, Unsubscribes unsubscribes, BaseUrl base) {
            this.store = store;
            this.items = items;
            this.unsubscribes = unsubscribes;
            this.base = base;
        }

        @Override
        public String itemKind() {
            return KIND;
        }

        @Override
        public Renderer prepare(List<Delivery> rows) {
            var mails = new LinkedHashMap<UUID, Message>();
            rows.forEach(row -> mails.put(row.id(), mail(row)));
            return row -> mails.get(row.id());
        }

        private Message mail(Delivery row) {
            var payload = Json.convert(row.payload() == null ? Map.of() : row.payload(), Payload.class);
            var mailing = store.find(payload.mailing());
            if (mailing.isEmpty())
                return new Message.Excluded(Message.Excluded.Cause.GONE, "the e-mail no longer exists");
            var content = new Content(mailing.get().details());
            try {
                var mail = content.templates(items.letterhead(mailing.get()), base.get())
                        .parsed()
                        .fill(payload.reader() == null ? Content.sample() : payload.reader(), unsubscribes.sampleUrl());
                return new Message.Mail(
                        content.from(),
                        new MailAddress(row.target(), null),
                        content.replyTo(),
                        "[Test] " + mail.subject(),
                        mail.html(),
                        mail.text(),
                        Map.of("X-Fanfare-Test", "true"));
            } catch (Liquid.Malformed unfit) {
                return new Message.Excluded(
                        Message.Excluded.Cause.CONTENT, "the template can't be filled in: " + unfit.getMessage());
            }
        }
    }
}
