package io.fanfare.audience;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.fanfare.audience.ContactColumn.Field;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Texts;
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
    private static final int LONGEST_CELL = 10_000;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "x", "ja", "oui", "on", "subscribed");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "-", "nein", "non", "off", "unsubscribed");

    /** What is wrong with a row, and in which column. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;
        private final @Nullable String column;

        Unfit(@Nullable String column, String message) {
            super(message, null, false, false);
            this.column = column;
        }

        @Nullable
        String column() {
            return column;
        }

        String message() {
            return String.valueOf(getMessage());
        }
    }

    /** Empty cells are ignored. A value that does not fit its field, such as an unknown time zone, becomes an attribute. */
    static ContactRow of(CsvRecord cells, List<ContactColumn> columns) throws Unfit {
        if (cells.getFieldCount() > columns.size()) throw new Unfit(null, "has more cells than the header");
        var row = new Cells();
        for (int i = 0; i < cells.getFieldCount(); i++) row.take(columns.get(i), cells.getField(i));
        return row.contact(columns);
    }

    /** What has been read of a row so far. */
    private static final class Cells {
        private @Nullable String email;
        private @Nullable String firstName;
        private @Nullable String lastName;
        private @Nullable String timeZone;
        private @Nullable String locale;
        private Suppression.@Nullable Reason reason;
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<String, Object> attributes = new LinkedHashMap<>();

        void take(ContactColumn column, String raw) throws Unfit {
            if (raw.isBlank() || column.field() == Field.IGNORE) return;
            if (raw.length() > LONGEST_CELL)
                throw new Unfit(column.header(), "is longer than " + LONGEST_CELL + " characters");
            var flaw = Texts.flaw(raw);
            if (flaw.isPresent()) throw new Unfit(column.header(), flaw.get());
            String cell = unguarded(raw);
            boolean fits =
                    switch (column.field()) {
                        case EMAIL -> {
                            email = cell.strip();
                            yield true;
                        }
                        case FIRST_NAME -> {
                            firstName = named(column, cell);
                            yield true;
                        }
                        case LAST_NAME -> {
                            lastName = named(column, cell);
                            yield true;
                        }
                        case NAME -> {
                            split(named(column, cell.strip()));
                            yield true;
                        }
                        case TIME_ZONE -> zone(cell.strip());
                        case LOCALE -> locale(cell.strip());
                        case TAGS -> tagged(column, cell);
                        case STATUS -> status(cell.strip().toLowerCase(Locale.ROOT));
                        case OPT_OUT -> optOut(cell.strip().toLowerCase(Locale.ROOT));
                        case OPT_IN -> optIn(cell.strip().toLowerCase(Locale.ROOT));
                        case ATTRIBUTE -> false;
                        case IGNORE -> true;
                    };
            if (!fits) attributes.put(column.name(), value(cell));
        }

        /** Our own export puts an apostrophe before what a spreadsheet would take for a formula. */
        private static String unguarded(String cell) {
            boolean guarded = cell.length() > 1 && cell.charAt(0) == '\'' && ContactExport.formula(cell.charAt(1));
            return guarded ? cell.substring(1) : cell;
        }

        private static String named(ContactColumn column, String cell) throws Unfit {
            if (cell.length() > ContactDetails.LONGEST_NAME)
                throw new Unfit(column.header(), "is longer than " + ContactDetails.LONGEST_NAME + " characters");
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

        private boolean tagged(ContactColumn column, String cell) throws Unfit {
            for (String tag : cell.split("[,;|]")) if (!tag.isBlank()) tags.add(tag.strip());
            if (tags.size() > ContactDetails.MOST_TAGS
                    || tags.stream().anyMatch(tag -> tag.length() > ContactDetails.LONGEST_TAG))
                throw new Unfit(column.header(), "contains more than 100 tags, or one of more than 200 characters");
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

        /** Anything but a plain no, such as the day of the opt-out, means that this person opted out. */
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

        ContactRow contact(List<ContactColumn> columns) throws Unfit {
            String column = columns.stream()
                    .filter(known -> known.field() == Field.EMAIL)
                    .map(ContactColumn::header)
                    .findFirst()
                    .orElse(null);
            String given = email;
            boolean nothing = firstName == null && lastName == null && attributes.isEmpty();
            if (given == null && nothing) throw new Unfit(column, "is empty");
            if (given != null && MailAddress.canonical(given).isEmpty())
                throw new Unfit(column, "must be an e-mail address");
            if (Json.of(attributes).text().length() > ContactDetails.LARGEST_ATTRIBUTES)
                throw new Unfit(null, "has more than 64 KB of attributes");
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

    /** What makes it the same person again. */
    String identity() {
        return address == null ? "#" + key : address;
    }

    /** The same address twice in a table: the later row counts where both say something. */
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
