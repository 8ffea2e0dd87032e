package io.fanfare.analytics;

import io.fanfare.analytics.MetricRecord.Fault;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record while it is read. Errors are collected with their field, so that one invalid record does not affect the others. */
final class MetricDraft {
    private static final BigDecimal MOST = new BigDecimal("100000000000");
    private static final int LONGEST = 200;
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,12})?");
    private static final Set<String> WORDS =
            Set.of("campaignId", "channel", "source", "entity", "date", "hour", "currency", "key");
    private static final Map<String, Measure> MEASURES = new HashMap<>();

    static {
        for (Measure measure : Measure.ALL) MEASURES.put(measure.word(), measure);
    }

    private final MetricValues values;
    private final List<Fault> faults = new ArrayList<>(0);
    private final Map<Measure, BigDecimal> figures = new EnumMap<>(Measure.class);
    private @Nullable UUID campaign;
    private @Nullable String channel;
    private @Nullable String source;
    private @Nullable String entity;
    private @Nullable LocalDate date;
    private @Nullable Instant hour;
    private @Nullable String currency;
    private @Nullable String key;

    MetricDraft() {
        this(MetricValues.NONE);
    }

    /** @param values what earlier records of the same batch contained */
    MetricDraft(MetricValues values) {
        this.values = values;
    }

    /** A text member of a JSON record. Amounts may be sent as text, so that no digit is lost. */
    void text(String name, String text) {
        var measure = MEASURES.get(name);
        if (measure == null) word(name, text);
        else if (AMOUNT.matcher(text).matches()) figure(measure, new BigDecimal(text));
        else fault(name, "must be a number, e.g. 1234.56");
    }

    /** A number member of a JSON record. */
    void number(String name, BigDecimal number) {
        var measure = MEASURES.get(name);
        if (measure != null) figure(measure, number);
        else other(name);
    }

    /** A member of a JSON record that is neither text nor number. */
    void other(String name) {
        if (MEASURES.containsKey(name)) fault(name, "must be a number");
        else if (known(name)) fault(name, "must be a text");
    }

    /** A cell of a table. An empty one is left out. */
    void cell(String name, String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) return;
        var measure = MEASURES.get(name);
        if (measure == null) {
            word(name, trimmed);
            return;
        }
        if (isCount(trimmed)) {
            figures.put(measure, BigDecimal.valueOf(Long.parseLong(trimmed)));
            return;
        }
        try {
            // The time to parse a number grows with the square of its length.
            if (trimmed.length() > LONGEST) throw new NumberFormatException("too long");
            figure(measure, new BigDecimal(trimmed));
        } catch (NumberFormatException no) {
            fault(name, "must be a number, e.g. 1234.56, not " + brief(trimmed));
        }
    }

    /** A whole number that is less than the most allowed: right for every measure. */
    private static boolean isCount(String text) {
        if (text.length() > 11) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    static boolean known(String name) {
        return WORDS.contains(name) || MEASURES.containsKey(name);
    }

    /** The names of all members. */
    static Stream<String> names() {
        return Stream.concat(WORDS.stream(), MEASURES.keySet().stream());
    }

    /** What origin D sends besides: computed from the others, or told by the token. */
    static boolean ignored(String name) {
        return switch (name) {
            case "ctr", "roas", "tenant_id", "user_id", "tenantId", "userId" -> true;
            default -> false;
        };
    }

    void fault(String field, String message) {
        faults.add(new Fault(field, message));
    }

    private void word(String name, String text) {
        switch (name) {
            case "campaignId" -> campaign = values.ids().get(text, this::id);
            case "channel" -> channel = values.channels().get(text, this::channel);
            case "source" -> source = values.sources().get(text, this::source);
            case "entity" -> entity = values.entities().get(text, same -> fit(name, same));
            case "key" -> {
                fit(name, text);
                key = text;
            }
            case "date" -> date = values.dates().get(text, this::date);
            case "hour" -> hour = hour(text);
            case "currency" -> currency = values.currencies().get(text, this::currency);
            default -> {}
        }
    }

    private @Nullable UUID id(String text) {
        var id = Ids.parse(text);
        if (id.isEmpty()) fault("campaignId", "must be the id of a campaign");
        return id.orElse(null);
    }

    private @Nullable String channel(String text) {
        return fit("channel", text.strip().equalsIgnoreCase("x") ? "twitter" : text);
    }

    private @Nullable String source(String text) {
        if (!text.equals(Folding.SOURCE)) return fit("source", text);
        fault("source", "must not be " + Folding.SOURCE + ": those figures are counted by this server");
        return null;
    }

    /** Null if it has a fault. */
    private @Nullable String fit(String name, String text) {
        int before = faults.size();
        if (text.length() > LONGEST) fault(name, "must be at most " + LONGEST + " characters");
        else if (text.isBlank()) fault(name, "must not be blank");
        else Texts.flaw(text).ifPresent(flaw -> fault(name, flaw));
        return faults.size() == before ? text : null;
    }

    private @Nullable LocalDate date(String text) {
        try {
            var read = LocalDate.parse(text);
            if (read.getYear() >= 1970 && read.getYear() <= 9999) return read;
        } catch (DateTimeException no) {
            // Reported below.
        }
        fault("date", "must be a date between 1970 and 9999, e.g. 2026-03-01");
        return null;
    }

    private @Nullable Instant hour(String text) {
        try {
            var read = OffsetDateTime.parse(text);
            boolean whole = read.getMinute() % 15 == 0 && read.getSecond() == 0 && read.getNano() == 0;
            if (whole && read.getYear() >= 1970 && read.getYear() <= 9998) return read.toInstant();
        } catch (DateTimeException no) {
            // Reported below.
        }
        fault("hour", "must be the start of an hour with its offset, e.g. 2026-03-01T09:00:00Z");
        return null;
    }

    private @Nullable String currency(String text) {
        if (Currencies.known(text)) return text;
        fault("currency", Currencies.EXPECTED);
        return null;
    }

    private void figure(Measure measure, BigDecimal number) {
        String name = measure.word();
        if (number.signum() < 0) {
            fault(name, "must be 0 or more");
            return;
        }
        if (number.compareTo(MOST) > 0) {
            fault(name, "must be at most " + MOST.toPlainString());
            return;
        }
        if (measure.whole()) {
            try {
                figures.put(measure, BigDecimal.valueOf(number.longValueExact()));
            } catch (ArithmeticException broken) {
                fault(name, "must be a whole number");
            }
            return;
        }
        int decimals = measure.money() ? 6 : 4;
        // Rounding a number this small would first write out all its zeros.
        boolean nothing = number.signum() == 0 || (long) number.scale() - number.precision() > 20;
        figures.put(
                measure,
                nothing
                        ? BigDecimal.ZERO
                        : number.scale() > decimals ? number.setScale(decimals, RoundingMode.HALF_UP) : number);
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : Texts.cut(text, 40) + "…";
    }

    MetricRecord done() {
        if (faults.isEmpty()) complete();
        return new MetricRecord(
                campaign,
                channel,
                source,
                entity,
                date,
                hour,
                figures.get(Measure.IMPRESSIONS),
                figures.get(Measure.CLICKS),
                figures.get(Measure.CONVERSIONS),
                figures.get(Measure.SPEND),
                figures.get(Measure.REVENUE),
                figures.get(Measure.REACH),
                figures.get(Measure.ENGAGEMENTS),
                figures.get(Measure.SENT),
                figures.get(Measure.DELIVERED),
                figures.get(Measure.OPENS),
                figures.get(Measure.POSTS),
                currency,
                key,
                List.copyOf(faults));
    }

    private void complete() {
        if (campaign == null) fault("campaignId", "is missing");
        if (channel == null) fault("channel", "is missing");
        if (source == null) fault("source", "is missing");
        if (date == null && hour == null) fault("date", "is missing; send date or hour");
        if (date != null && hour != null) fault("hour", "and date can't be sent together");
        if (figures.isEmpty()) fault("impressions", "or another figure is missing");
    }
}
