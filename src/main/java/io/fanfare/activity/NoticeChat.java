package io.fanfare.activity;

import io.fanfare.activity.NoticeMail.Entry;
import io.fanfare.activity.NoticeMail.Page;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes notifications as blocks of Slack, within its limits: 50 blocks, 3,000 characters in a section, 150 in a header. */
final class NoticeChat {
    static final String APPROVE = "approve";
    private static final String REQUEST_CHANGES = "request_changes";
    private static final int MOST_ENTRIES = 20;
    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 1600;

    private NoticeChat() {}

    static Message message(String subject, Page page, String all) {
        var blocks = new ArrayList<Map<String, Object>>();
        if (page.heading() != null)
            blocks.add(Map.of("type", "header", "text", plain(cut(page.heading(), LONGEST_HEADER))));
        page.entries().stream().limit(MOST_ENTRIES).forEach(entry -> add(blocks, entry));
        int more = page.entries().size() - MOST_ENTRIES;
        if (more > 0) blocks.add(context(more + " more are in Fanfare: " + link(all, "open notifications")));
        blocks.add(context(escaped(page.workspace(), LONGEST_TITLE) + " on Fanfare. "
                + link(page.settings(), "Choose what is sent to you")));
        return new Message.Chat(escaped(subject, LONGEST_TEXT), blocks);
    }

    private static void add(List<Map<String, Object>> blocks, Entry entry) {
        var text =
                new StringBuilder("*").append(link(entry.link(), entry.title())).append('*');
        if (entry.campaign() != null)
            text.append("\n_").append(escaped(entry.campaign(), LONGEST_TITLE)).append('_');
        text.append('\n').append(escaped(entry.text(), LONGEST_TEXT));
        blocks.add(Map.of("type", "section", "text", markdown(text.toString())));
        if (entry.button() != null)
            blocks.add(Map.of(
                    "type",
                    "actions",
                    "block_id",
                    "decide-" + blocks.size(),
                    "elements",
                    List.of(approve(entry.button()), requestChanges(entry.button(), entry.link()))));
    }

    private static Map<String, Object> approve(String value) {
        return Map.of(
                "type", "button", "action_id", APPROVE, "style", "primary", "text", plain("Approve"), "value", value);
    }

    /** Leads to the page where the reason is written. */
    private static Map<String, Object> requestChanges(String value, String url) {
        return Map.of(
                "type", "button",
                "action_id", REQUEST_CHANGES,
                "text", plain("Request changes"),
                "url", url,
                "value", value);
    }

    /** A line of small text. */
    static Map<String, Object> context(String text) {
        return Map.of("type", "context", "elements", List.of(markdown(text)));
    }

    private static Map<String, Object> markdown(String text) {
        return Map.of("type", "mrkdwn", "text", text);
    }

    private static Map<String, Object> plain(String text) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("type", "plain_text");
        shown.put("text", text);
        shown.put("emoji", false);
        return shown;
    }

    private static String link(String url, String words) {
        return "<" + url + "|" + escaped(words, LONGEST_TITLE).replace("|", "¦") + ">";
    }

    /** As Slack wants text: no mention or link can be written in it, and it is not longer than this. */
    static String escaped(String text, int most) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        if (escaped.length() <= most) return escaped;
        int kept = (int) ((long) text.length() * (most - 10) / escaped.length());
        return escaped(Texts.cut(text, Math.min(kept, text.length() - 2)) + "…", most);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : Texts.cut(text, most - 1) + "…";
    }
}
