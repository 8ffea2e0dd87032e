package io.fanfare.audience;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.files.Cell;
import io.fanfare.kernel.files.RowFault;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A row of a contact file. {@code reason} is set if the file says that this person does not want mail. */
record ContactRow(
        UUID id,
        @Nullable String email,
        @Nullable String address,
        @Nullable String key,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String timeZone,
        @Nullable String locale,
        Set<String> tags,
        Map<String, Object> attributes,
        Suppression.@Nullable Reason reason) {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "x", "ja", "oui", "on", "subscribed");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "-", "nein", "non", "off", "unsubscribed");

    /** A value that does not fit its field, such as an unknown time zone, becomes an attribute. */
    static ContactRow of(List<Cell> cells) throws RowFault {
        var row = new Cells();
        for (var cell : cells) row.take(cell);
        return row.contact();
    }

    /** The cells of a row that were read so far. */
    private static final class Cells {
        private @Nullable String email;
        private @Nullable String emailColumn;
        private @Nullable String firstName;
        private @Nullable String lastName;
        private @Nullable String timeZone;
        private @Nullable String locale;
        private Suppression.@Nullable Reason reason;
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<String, Object> attributes = new LinkedHashMap<>();

        void take(Cell cell) throws RowFault {
            String text = cell.text();
            String word = text.strip();
            boolean fits =
                    switch (cell.field()) {
                        case "email" -> {
                            emailColumn = cell.column();
                            email = word;
                            yield true;
                        }
                        case "firstName" -> {
                            firstName = named(cell.column(), text);
                            yield true;
                        }
                        case "lastName" -> {
                            lastName = named(cell.column(), text);
                            yield true;
                        }
                        case "name" -> {
                            split(named(cell.column(), word));
                            yield true;
                        }
                        case "timeZone" -> zone(word);
                        case "locale" -> locale(word);
                        case "tags" -> tagged(cell.column(), text);
                        case "status" -> status(word.toLowerCase(Locale.ROOT));
                        case "optOut" -> optOut(word.toLowerCase(Locale.ROOT));
                        case "optIn" -> optIn(word.toLowerCase(Locale.ROOT));
                        default -> false;
                    };
            if (!fits) attributes.put(attribute(cell), value(text));
        }

        private static String attribute(Cell cell) {
            return cell.field().startsWith(ContactTable.ATTRIBUTES)
                    ? cell.field().substring(ContactTable.ATTRIBUTES.length())
                    : cell.column().isBlank() ? cell.field() : cell.column().strip();
        }

        private static String named(String column, String cell) throws RowFault {
            if (cell.length() > ContactDetails.LONGEST_NAME)
                throw new RowFault(column, "is longer than " + ContactDetails.LONGEST_NAME + " characters");
            return cell;
        }

        private void split(String name) {
            int blank = name.indexOf(' ');
            firstName = blank < 0 ? name : name.substring(0, blank);
            if (blank >= 0) lastName = name.substring(blank).strip();
        }

        private boolean zone(String cell) {
            if (ZONES.contains(cell)) timeZone = cell;
            return timeZone != null;
        }

        private boolean locale(String cell) {
            if (cell.length() <= 35 && ContactDetails.LOCALE.matcher(cell).matches()) locale = cell;
            return locale != null;
        }

        private boolean tagged(String column, String cell) throws RowFault {
            for (String tag : cell.split("[,;|]")) if (!tag.isBlank()) tags.add(tag.strip());
            if (tags.size() > ContactDetails.MOST_TAGS
                    || tags.stream().anyMatch(tag -> tag.length() > ContactDetails.LONGEST_TAG))
                throw new RowFault(column, "contains more than 100 tags, or one of more than 200 characters");
            return true;
        }

        private boolean status(String cell) {
            var stated =
                    switch (cell.replaceAll("[\\s_-]", "")) {
                        case "unsubscribed", "unsubscribe", "optedout", "optout", "remove" ->
                            Suppression.Reason.UNSUBSCRIBED;
                        case "bounced", "hardbounced", "cleaned" -> Suppression.Reason.BOUNCED;
                        case "complained", "complaint", "spam" -> Suppression.Reason.COMPLAINED;
                        case "suppressed", "blocked", "nonsubscribed", "notsubscribed", "neversubscribed" ->
                            Suppression.Reason.MANUAL;
                        default -> null;
                    };
            if (stated != null) reason = stated;
            return stated != null || cell.equals("active") || cell.equals("subscribed") || cell.equals("subscribe");
        }

        /** Any value except a plain no means that this person opted out, for example the date of the opt-out. */
        private boolean optOut(String cell) {
            if (!NO.contains(cell)) reason = Suppression.Reason.UNSUBSCRIBED;
            return true;
        }

        private boolean optIn(String cell) {
            if (NO.contains(cell)) reason = Suppression.Reason.UNSUBSCRIBED;
            return NO.contains(cell) || YES.contains(cell);
        }

        /** A cell that contains a JSON object or list is stored as one. */
        private static Object value(String cell) {
            String json = cell.strip();
            if (!json.startsWith("{") && !json.startsWith("[")) return cell;
            try {
                return Json.read(json, Object.class);
            } catch (JacksonException text) {
                return cell;
            }
        }

        /** A person without an address is recognized by the values of the row, whatever the columns are called. */
        private String key() {
            var values = attributes.values().stream()
                    .map(value -> Json.of(value).text())
                    .sorted()
                    .toList();
            return Json.digest(List.of(String.valueOf(firstName), String.valueOf(lastName), values));
        }

        ContactRow contact() throws RowFault {
            String given = email;
            boolean nothing = firstName == null && lastName == null && attributes.isEmpty();
            if (given == null && nothing) throw new RowFault(null, "contains no e-mail address, name or attribute");
            if (given != null && MailAddress.canonical(given).isEmpty())
                throw new RowFault(emailColumn, "must be an e-mail address");
            if (Json.of(attributes).text().length() > ContactDetails.LARGEST_ATTRIBUTES)
                throw new RowFault(null, "has more than 64 KB of attributes");
            return new ContactRow(
                    Ids.next(),
                    given,
                    given == null ? null : Contact.address(given),
                    given == null ? key() : null,
                    firstName,
                    lastName,
                    timeZone,
                    locale,
                    tags,
                    attributes,
                    reason);
        }
    }

    /** Identifies the person. */
    String identity() {
        return address == null ? "#" + key : address;
    }

    /** Combines two rows of one person: where both have a value, the later row wins. */
    ContactRow overlaid(ContactRow later) {
        var allTags = new LinkedHashSet<>(tags);
        allTags.addAll(later.tags);
        var all = new LinkedHashMap<>(attributes);
        all.putAll(later.attributes);
        return new ContactRow(
                id,
                email,
                address,
                key,
                later.firstName == null ? firstName : later.firstName,
                later.lastName == null ? lastName : later.lastName,
                later.timeZone == null ? timeZone : later.timeZone,
                later.locale == null ? locale : later.locale,
                allTags,
                all,
                later.reason == null ? reason : later.reason);
    }
}
