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
import io.fanfare.delivery.Slack;
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

/** Writes messages of notifications. What was read or settled before one is composed is left out; nothing left means no message. */
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
    private final SlackButtons buttons;
    private final BaseUrl baseUrl;

    NoticeMail(
            NoticeStore store,
            DailyAgenda agenda,
            Letters letters,
            Workspaces workspaces,
            Notifications.CampaignNames campaigns,
            List<NoticeAction> actions,
            SlackButtons buttons,
            BaseUrl baseUrl) {
        this.store = store;
        this.agenda = agenda;
        this.letters = letters;
        this.workspaces = workspaces;
        this.campaigns = campaigns;
        this.actions = actions;
        this.buttons = buttons;
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

    /** One notification of a message. {@code button} is the value of the button that decides in it, if there is one. */
    public record Entry(
            String title,
            String text,
            @Nullable String campaign,
            String link,
            String action,
            @Nullable String button) {}

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
        var personal = rows.stream()
                .filter(row -> isPersonal(row, known))
                .map(Delivery::itemId)
                .collect(Collectors.toSet());
        var decisions = new HashMap<UUID, String>();
        rows.stream()
                .filter(row -> isChat(row) && personal.contains(row.itemId()))
                .forEach(row -> decisions.putAll(
                        decisions(known.get(row.itemId()), byLetter.getOrDefault(row.itemId(), List.of()))));
        return row -> {
            var letter = known.get(row.itemId());
            boolean test = letter != null && letter.kind().equals(TEST);
            var parts = agendas.getOrDefault(row.itemId(), Map.of());
            var entries = test
                    ? List.of(test(row))
                    : byLetter.getOrDefault(row.itemId(), List.of()).stream()
                            .filter(line -> !DailyAgenda.says(parts, line))
                            .map(line -> entry(
                                    line,
                                    names,
                                    personal.contains(row.itemId()) ? letter : null,
                                    decisions.get(line.id())))
                            .toList();
            if (!parts.isEmpty()) return writer.write(row, today(workspace, parts, entries));
            if (entries.isEmpty())
                return new Message.Excluded(
                        Message.Excluded.Cause.GONE, "everything in it was read or settled before it was sent");
            String subject = subject(workspace, entries);
            var page = new Page(workspace, heading(entries), List.of(), entries, settings());
            return isChat(row)
                    ? NoticeChat.message(subject, page, baseUrl.get() + "/notifications")
                    : writer.write(row, words(subject, page));
        };
    }

    private static boolean isChat(Delivery row) {
        return !row.channel().equals(Letters.CHANNEL);
    }

    /** What others can read too, such as a service in between, holds no link that lets its reader in as someone. */
    private boolean isPersonal(Delivery row, Map<UUID, Letter> known) {
        var letter = known.get(row.itemId());
        if (letter == null || !isChat(row)) return letter != null;
        return row.channel().equals(Slack.CHANNEL) && buttons.isPrivate(letter.personId(), row.target());
    }

    private Map<UUID, String> decisions(@Nullable Letter letter, List<Line> lines) {
        var values = new HashMap<UUID, String>();
        if (letter != null)
            for (var line : lines)
                buttons.value(letter.personId(), line.kind(), line.subjectId(), letter.createdAt())
                        .ifPresent(value -> values.put(line.id(), value));
        return values;
    }

    private Entry entry(Line line, Map<UUID, String> names, @Nullable Letter letter, @Nullable String button) {
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
                offer.map(NoticeAction.Offer::action).orElse("Open in Fanfare"),
                button);
    }

    /** Where a notification is read in the app. */
    static String path(UUID notification) {
        return "/notifications?id=" + notification;
    }

    private Entry test(Delivery row) {
        return new Entry(
                "Notifications reach you here",
                "You asked for this " + (isChat(row) ? "message" : "e-mail") + " in your notification settings.",
                null,
                settings(),
                "Notification settings",
                null);
    }

    private static @Nullable String heading(List<Entry> entries) {
        return entries.size() == 1 ? null : entries.size() + " notifications";
    }

    private static String subject(String workspace, List<Entry> entries) {
        String heading = heading(entries);
        return heading == null ? entries.getFirst().title() : heading + " from " + workspace;
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
                                    work.title(),
                                    work.note(),
                                    null,
                                    baseUrl.get() + work.path(),
                                    "Open in Fanfare",
                                    null))
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
