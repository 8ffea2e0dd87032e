package io.fanfare.email;

import org.jspecify.annotations.Nullable;

/** Sender, postal address and unsubscribe link, as the law requires for every mailing. */
final class MailFooter {
    private MailFooter() {}

    static String html(@Nullable Letterhead head, boolean hasUnsubscribe) {
        var footer = new StringBuilder();
        if (head != null) {
            footer.append(Liquid.html(literal(head.name())));
            if (head.postalAddress() != null)
                footer.append("<br>")
                        .append(Liquid.html(literal(head.postalAddress())).replace("\n", "<br>"));
        }
        if (!hasUnsubscribe)
            footer.append(
                    "<br><a href=\"{{ unsubscribeUrl }}\" style=\"color:#6b7280;text-decoration:underline\">Unsubscribe</a>");
        return footer.toString();
    }

    static String text(@Nullable Letterhead head, boolean hasUnsubscribe) {
        var footer = new StringBuilder("\n\n-- \n");
        if (head != null) {
            footer.append(literal(head.name())).append('\n');
            if (head.postalAddress() != null)
                footer.append(literal(head.postalAddress())).append('\n');
        }
        if (!hasUnsubscribe) footer.append("Unsubscribe: {{ unsubscribeUrl }}\n");
        return footer.toString();
    }

    /** Escapes template tags, because names of workspaces are plain text. */
    private static String literal(String text) {
        return text.replaceAll("\\{(?=[{%])", "{ ");
    }

    /** Puts preheader and footer into a complete page. */
    static String into(String page, String preheader, String footer) {
        String block =
                "<div style=\"padding:24px 16px;text-align:center;font:12px/1.6 Arial,sans-serif;color:#6b7280\">"
                        + footer + "</div>";
        int end = page.lastIndexOf("</body>");
        String closed = end < 0 ? page + block : page.substring(0, end) + block + page.substring(end);
        int body = closed.indexOf("<body");
        int start = body < 0 ? -1 : closed.indexOf('>', body);
        if (preheader.isEmpty() || start < 0) return closed;
        return closed.substring(0, start + 1) + hidden(preheader) + closed.substring(start + 1);
    }

    /** Visible only in the list of an inbox. The spaces keep the body out of it. */
    static String hidden(String preheader) {
        return preheader.isEmpty()
                ? ""
                : "<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all\">" + preheader
                        + "&#847;&zwnj;&nbsp;".repeat(40) + "</div>";
    }
}
