package io.fanfare.audience;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a column of a contact file is imported as. {@code name} is the name of the attribute, if it becomes one. */
record ContactColumn(String header, Field field, String name) {
    private static final int MOST = 200;

    /** The field that its cells become, by its name in the contract. */
    enum Field {
        EMAIL("email"),
        FIRST_NAME("firstName"),
        LAST_NAME("lastName"),
        NAME("name"),
        TIME_ZONE("timeZone"),
        LOCALE("locale"),
        TAGS("tags"),
        STATUS("status"),
        OPT_OUT("optOut"),
        OPT_IN("optIn"),
        ATTRIBUTE("attributes."),
        IGNORE("ignore");

        private final String text;

        Field(String text) {
            this.text = text;
        }

        static @Nullable Field named(String text) {
            return Arrays.stream(values())
                    .filter(field -> field != ATTRIBUTE && field.text.equals(text))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** As a mapping names it. */
    String target() {
        return field == Field.ATTRIBUTE ? field.text + name : field.text;
    }

    /** Headers in small letters without blanks and signs, as people and programs write them. */
    private static final Map<String, Field> SPELLINGS = spellings(Map.of(
            Field.EMAIL,
            "email emailaddress mail mailaddress emailadresse mailadresse courriel correo",
            Field.FIRST_NAME,
            "firstname givenname forename fname vorname prenom prénom nombre",
            Field.LAST_NAME,
            "lastname surname familyname lname nachname familienname apellido apellidos",
            Field.NAME,
            "name fullname contactname contact displayname",
            Field.TIME_ZONE,
            "timezone tz zeitzone",
            Field.LOCALE,
            "locale language lang sprache langue",
            Field.TAGS,
            "tags tag labels label",
            Field.STATUS,
            "status subscriptionstatus subscriptionstate emailstatus emailmarketingstatus marketingstatus mailstatus action",
            Field.OPT_OUT,
            "unsubscribed unsubscribe unsubscribedat optout optedout optoutdate emailoptout hasoptedoutofemail donotemail"
                    + " donotmail donotcontact suppressed abgemeldet désabonné desabonne",
            Field.OPT_IN,
            "subscribed optin optedin emailoptin acceptsmarketing acceptsemailmarketing marketingconsent emailconsent"
                    + " newsletter abonniert"));

    private static Map<String, Field> spellings(Map<Field, String> words) {
        var all = new HashMap<String, Field>();
        words.forEach((field, spelled) -> {
            for (String word : spelled.split(" ")) all.put(word, field);
        });
        return Map.copyOf(all);
    }

    /** The columns of a header; {@code mapping} says what some of them are, the others are known by their names. */
    static List<ContactColumn> of(List<String> header, @Nullable String mapping) {
        if (header.size() > MOST) throw Refused.invalid("file", "must have at most " + MOST + " columns");
        var names = names(header);
        var asked = asked(mapping, header);
        var taken = EnumSet.noneOf(Field.class);
        asked.values().forEach(column -> taken.add(column.field()));
        var columns = new ArrayList<ContactColumn>();
        for (int i = 0; i < header.size(); i++) {
            var mapped = asked.get(header.get(i));
            columns.add(mapped != null ? mapped : recognised(header.get(i), names.get(i), taken));
        }
        if (columns.stream().noneMatch(column -> column.field() == Field.EMAIL)) throw withoutEmail(header);
        return columns;
    }

    private static Refused withoutEmail(List<String> header) {
        if (header.stream().anyMatch(ContactColumn::isAddress))
            return Refused.unprocessable(
                            "import_without_header",
                            "The first row contains an e-mail address, so the file seems to have no header row. Send header=false;"
                                    + " the columns are then named Column 1, Column 2 and so on.")
                    .with("columns", header);
        return Refused.unprocessable(
                        "import_without_email",
                        "No column was recognized as e-mail addresses. Name it in mapping: {\"<column>\": \"email\"}.")
                .with("columns", header);
    }

    static boolean isAddress(String cell) {
        return cell.contains("@") && MailAddress.canonical(cell.strip()).isPresent();
    }

    private static ContactColumn recognised(String header, String name, Set<Field> taken) {
        String spelled = header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        var field = SPELLINGS.get(spelled);
        boolean names = taken.contains(Field.FIRST_NAME) || taken.contains(Field.LAST_NAME);
        if (field == null || taken.contains(field) || field == Field.NAME && names)
            return new ContactColumn(header, Field.ATTRIBUTE, name);
        taken.add(field);
        return new ContactColumn(header, field, name);
    }

    /** As attributes they need names, each another one. */
    private static List<String> names(List<String> header) {
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (name.isEmpty()) name = "Column " + (i + 1);
            if (name.length() > ContactDetails.LONGEST_ATTRIBUTE_NAME
                    || Texts.flaw(name).isPresent())
                throw Refused.invalid(
                        "file", "has a column name that is longer than 200 characters or contains invalid characters");
            String free = name;
            for (int n = 2; !seen.add(free); n++) free = name + " (" + n + ")";
            names.add(free);
        }
        return names;
    }

    private static Map<String, ContactColumn> asked(@Nullable String mapping, List<String> header) {
        var asked = new HashMap<String, ContactColumn>();
        if (mapping == null || mapping.isBlank()) return asked;
        var single = EnumSet.noneOf(Field.class);
        read(mapping).forEach((column, target) -> {
            if (!header.contains(column))
                throw Refused.invalid("mapping", "names a column that is not in the file: " + column);
            var mapped = mapped(column, target);
            boolean many = mapped.field() == Field.ATTRIBUTE || mapped.field() == Field.IGNORE;
            if (!many && !single.add(mapped.field())) throw Refused.invalid("mapping", "maps two columns to " + target);
            asked.put(column, mapped);
        });
        return asked;
    }

    private static ContactColumn mapped(String column, String target) {
        Texts.flaw(target).ifPresent(flaw -> {
            throw Refused.invalid("mapping", "contains an attribute name that " + flaw);
        });
        if (target.startsWith("attributes.") && target.length() > 11 && target.length() <= 211)
            return new ContactColumn(column, Field.ATTRIBUTE, target.substring(11));
        var field = Field.named(target);
        if (field == null)
            throw Refused.invalid(
                    "mapping",
                    "contains the unknown field " + target
                            + "; use email, firstName, lastName, name, timeZone, locale, tags, status, optOut, optIn,"
                            + " attributes.<name> or ignore");
        return new ContactColumn(column, field, column.strip());
    }

    private static Map<String, String> read(String mapping) {
        var read = new LinkedHashMap<String, String>();
        try {
            var tree = Json.read(mapping, JsonNode.class);
            boolean fits = tree.isObject()
                    && tree.properties().stream()
                            .allMatch(
                                    m -> m.getValue().isString() || m.getValue().isNull());
            tree.properties()
                    .forEach(member -> read.put(
                            member.getKey(),
                            member.getValue().isNull()
                                    ? "ignore"
                                    : member.getValue().asString("")));
            if (fits) return read;
        } catch (JacksonException malformed) {
            // Refused below.
        }
        throw Refused.invalid("mapping", "must be a JSON object of columns and fields, e.g. {\"Mail\": \"email\"}");
    }
}
