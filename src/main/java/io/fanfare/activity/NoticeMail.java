package io.fanfare.activity;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.fanfare.activity.NoticeStore.Letter;
import io.fanfare.activity.NoticeStore.Line;
import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Letters;
import io.fanfare.delivery.Message;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.BaseUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mails notifications. What was read or settled before the mail is composed is left out; nothing left means no mail. */
@Component
class NoticeMail implements Composer {
    static final String KIND = "notice";
    static final String DIGEST = "digest";
    static final String DAILY = "daily";
    static final String TEST = "test";

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.fanfare");

    private final NoticeStore store;
    private final DailyAgenda agenda;
    private final Letters letters;
    private final Workspaces workspaces;
    private final Notifications.CampaignNames campaigns;
    private final List<NoticeAction> actions;
    private final BaseUrl baseUrl;

    NoticeMail(
            NoticeStore store,
            DailyAgenda agenda,
            Letters letters,
            Workspaces workspaces,
            Notifications.CampaignNames campaigns,
            List<NoticeAction> actions,
            BaseUrl baseUrl) {
        this.store = store;
        this.agenda = agenda;
        this.letters = letters;
        this.workspaces = workspaces;
        this.campaigns = campaigns;
        this.actions = actions;
        this.baseUrl = baseUrl;
    }

    @Override
    public String itemKind() {
        return KIND;
    }

    /** What the template of a mail shows. {@code heading} is missing where one notification says it all. */
    public record Page(
            String workspace, @Nullable String heading, List<Section> sections, List<Entry> entries, String settings) {}

    /** What a person has to do, of one kind. */
    public record Section(String heading, List<Entry> entries) {}

    /** One notification of a mail. */
    public record Entry(String title, String text, @Nullable String campaign, String link, String action) {}

    @Override
    public Renderer prepare(List<Delivery> rows) {
        var ids = rows.stream().map(Delivery::itemId).toList();
        var lines = store.lines(ids);
        var names = campaigns.names(
                lines.stream().map(Line::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        var byLetter = lines.stream().collect(Collectors.groupingBy(Line::letterId));
        var known = store.letters(ids).stream().collect(Collectors.toMap(Letter::id, Function.identity()));
        var agendas = new HashMap<UUID, Map<DailyWork.Part, List<DailyWork.Work>>>();
        known.values().stream()
                .filter(letter -> letter.kind().equals(DAILY))
                .forEach(letter -> agendas.put(letter.id(), agenda.of(letter.personId())));
        String workspace = workspaces.current().name();
        var writer = letters.writer();
        return row -> {
            var letter = known.get(row.itemId());
            boolean test = letter != null && letter.kind().equals(TEST);
            var parts = agendas.getOrDefault(row.itemId(), Map.of());
            var entries = test
                    ? List.of(test())
                    : byLetter.getOrDefault(row.itemId(), List.of()).stream()
                            .filter(line -> !DailyAgenda.says(parts, line))
                            .map(line -> entry(line, names, letter))
                            .toList();
            if (!parts.isEmpty()) return writer.write(row, today(workspace, parts, entries));
            if (entries.isEmpty())
                return new Message.Excluded(
                        Message.Excluded.Cause.GONE, "everything in it was read or settled before it was sent");
            return writer.write(row, words(workspace, entries));
        };
    }

    private Entry entry(Line line, Map<UUID, String> names, @Nullable Letter letter) {
        String campaign = line.campaignId() == null ? null : names.get(line.campaignId());
        var offer = letter == null
                ? Optional.<NoticeAction.Offer>empty()
                : actions.stream()
                        .flatMap(action ->
                                action
                                        .offer(letter.personId(), line.kind(), line.subjectId(), letter.createdAt())
                                        .stream())
                        .findFirst();
        return new Entry(
                line.title(),
                line.text(),
                campaign,
                baseUrl.get() + offer.map(NoticeAction.Offer::path).orElseGet(() -> path(line.id())),
                offer.map(NoticeAction.Offer::action).orElse("Open in Fanfare"));
    }

    /** Where a notification is read in the app. */
    static String path(UUID notification) {
        return "/notifications?id=" + notification;
    }

    private Entry test() {
        return new Entry(
                "Notifications reach you here",
                "You asked for this e-mail in your notification settings.",
                null,
                settings(),
                "Notification settings");
    }

    private Letters.Words words(String workspace, List<Entry> entries) {
        int many = entries.size();
        String heading = many == 1 ? null : many + " notifications";
        String subject = heading == null ? entries.getFirst().title() : heading + " from " + workspace;
        return words(subject, new Page(workspace, heading, List.of(), entries, settings()));
    }

    private Letters.Words today(
            String workspace, Map<DailyWork.Part, List<DailyWork.Work>> parts, List<Entry> entries) {
        var counts = new ArrayList<String>();
        var sections = new ArrayList<Section>();
        parts.forEach((part, works) -> {
            counts.add(part.counted(works.size()));
            sections.add(new Section(
                    part.heading(),
                    works.stream()
                            .map(work -> new Entry(
                                    work.title(), work.note(), null, baseUrl.get() + work.path(), "Open in Fanfare"))
                            .toList()));
        });
        if (!entries.isEmpty()) counts.add(entries.size() + (entries.size() == 1 ? " notification" : " notifications"));
        String subject = "Today: " + String.join(", ", counts);
        return words(subject, new Page(workspace, subject, sections, entries, settings()));
    }

    private String settings() {
        return baseUrl.get() + "/settings/notifications";
    }

    private static Letters.Words words(String subject, Page page) {
        var html = new StringOutput();
        TEMPLATES.render("activity/notice.jte", page, html);
        return new Letters.Words(subject, text(page), html.toString());
    }

    private static String text(Page page) {
        var text = new StringBuilder();
        if (page.heading() != null) text.append(page.heading()).append("\n\n");
        for (var section : page.sections()) {
            text.append(section.heading()).append("\n\n");
            for (var entry : section.entries())
                text.append("- ")
                        .append(entry.title())
                        .append('\n')
                        .append(entry.text())
                        .append('\n')
                        .append(entry.link())
                        .append("\n\n");
        }
        if (!page.sections().isEmpty() && !page.entries().isEmpty()) text.append("Notifications\n\n");
        for (var entry : page.entries()) {
            text.append(entry.title()).append('\n').append(entry.text()).append('\n');
            if (entry.campaign() != null)
                text.append("Campaign: ").append(entry.campaign()).append('\n');
            text.append(entry.link()).append("\n\n");
        }
        return text.append("--\n")
                .append(page.workspace())
                .append(" on Fanfare. Choose what is mailed to you: ")
                .append(page.settings())
                .append('\n')
                .toString();
    }
}
