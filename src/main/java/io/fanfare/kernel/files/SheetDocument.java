package io.fanfare.kernel.files;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.fanfare.kernel.FairPermits;
import io.fanfare.kernel.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Sheet} as PDF: A4 pages with repeated column names and page numbers, all fonts embedded, tagged for screen readers.
 * Numbers have all their digits. A long table is cut; a sentence says so.
 */
final class SheetDocument {
    /** So that a document is written in seconds. */
    private static final int MOST_CELLS = 10_000;

    private static final int WIDE = 8;
    private static final int LONGEST = 36;
    private static final int ROOM = 3;

    private static final String NUMBER = "n";
    private static final String DATE = "d";
    private static final String TEXT = "t";
    private static final int LONGEST_TEXT = 2000;

    /** Laying out pages keeps a processor busy and their boxes in memory. */
    private static final FairPermits WRITING = new FairPermits(2);

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "io.fanfare");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);
    private static final Set<String> SHORT_FORMS = Set.of("ctr", "cpc", "roas");

    /** One after another is asked for a character that those before it lack. */
    private static final List<String> SCRIPTS = List.of(
            "Arabic-Bold",
            "Hebrew-Bold",
            "SC-Bold-common",
            "KR-Bold-common",
            "Thai-Bold",
            "Devanagari-Bold",
            "Bengali-Bold",
            "Tamil-Bold",
            "Georgian-Bold",
            "Armenian-Bold",
            "Ethiopic-Bold",
            "Emoji-Bold");

    static {
        XRLog.setLoggingEnabled(false);
    }

    private SheetDocument() {}

    /** What a cell shows, and its class in the page. */
    record Label(String text, String kind) {}

    /** A column with its percentage of the width. */
    record Column(String text, String kind, BigDecimal width) {}

    /** A column as a line over the days. {@code type} names it to the one that draws it. */
    record Plot(String title, String type, String text, String first, String range, String last) {}

    record Page(
            String title,
            @Nullable String about,
            boolean landscape,
            List<Plot> plots,
            List<Column> head,
            List<List<Label>> rows,
            @Nullable String rest) {
        /** In points: a table with many columns is set smaller. */
        public int size() {
            return head.size() > WIDE ? head.size() > 2 * WIDE ? 6 : 7 : 9;
        }

        public String families() {
            return String.join(", ", SCRIPTS);
        }
    }

    static byte[] of(Sheet sheet) {
        return WRITING.use(() -> written(sheet));
    }

    private static byte[] written(Sheet sheet) {
        var html = new StringOutput();
        TEMPLATES.render("kernel/files/sheet.jte", page(sheet), html);
        var bytes = new ByteArrayOutputStream();
        var builder = new PdfRendererBuilder()
                .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html.toString())), null)
                .withProducer("Fanfare")
                .usePdfUaAccessibility(true)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .defaultTextDirection(PdfRendererBuilder.TextDirection.LTR)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useObjectDrawerFactory(new LinePlots(sheet))
                .toStream(bytes);
        font(builder, "Inter-Medium", "Text", 400);
        font(builder, "Inter-Bold", "Text", 700);
        SCRIPTS.forEach(
                script -> font(builder, (script.startsWith("Emoji") ? "Noto" : "NotoSans") + script, script, 400));
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(
                () -> Objects.requireNonNull(SheetDocument.class.getResourceAsStream("/fonts/" + file + ".ttf"), file),
                family,
                weight,
                PdfRendererBuilder.FontStyle.NORMAL,
                true);
    }

    private static Page page(Sheet sheet) {
        int width = sheet.head().size();
        int most = MOST_CELLS / width;
        var rows = sheet.rows().stream()
                .limit(most)
                .map(row -> row.stream().map(SheetDocument::label).toList())
                .toList();
        var lengths = IntStream.range(0, width)
                .map(column -> length(sheet, rows, column))
                .toArray();
        int all = Math.max(1, IntStream.of(lengths).sum());
        var head = IntStream.range(0, width)
                .mapToObj(column -> new Column(
                        heading(sheet.head().get(column)),
                        rows.stream().anyMatch(row -> row.get(column).kind().equals(NUMBER)) ? NUMBER : TEXT,
                        BigDecimal.valueOf(10_000L * lengths[column] / all, 2)))
                .toList();
        String rest = sheet.rows().size() <= most
                ? null
                : "These are the first " + number(BigDecimal.valueOf(most)) + " of "
                        + number(BigDecimal.valueOf(sheet.rows().size()))
                        + " rows. The CSV and XLSX files have all of them.";
        return new Page(sheet.name(), sheet.about(), width > WIDE, plots(sheet), head, rows, rest);
    }

    private static List<Plot> plots(Sheet sheet) {
        if (!sheet.lines() || sheet.rows().size() < 2) return List.of();
        var plots = new ArrayList<Plot>();
        for (int column = 1; column < sheet.head().size(); column++) {
            var known = LinePlots.values(sheet, column).stream()
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            if (known.isEmpty()) continue;
            int at = column;
            var example = sheet.rows().stream()
                    .map(row -> row.get(at))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            String least = like(example, known.getFirst());
            String most = like(example, known.getLast());
            String first = label(sheet.rows().getFirst().getFirst()).text();
            String last = label(sheet.rows().getLast().getFirst()).text();
            String range = least.equals(most) ? least : least + " to " + most;
            String title = heading(sheet.head().get(column));
            plots.add(new Plot(
                    title,
                    LinePlots.type(column),
                    title + " from " + first + " to " + last + ": " + range + ".",
                    first,
                    range,
                    last));
        }
        return plots;
    }

    private static String like(Object example, BigDecimal value) {
        return label(example instanceof Sheet.Share ? new Sheet.Share(value) : value)
                .text();
    }

    /** How many characters wide a column should be: the longest word of its name and its texts count, up to a limit. */
    private static int length(Sheet sheet, List<List<Label>> rows, int column) {
        int texts = rows.stream()
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
        int words = Stream.of(heading(sheet.head().get(column)).split(" "))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.clamp(texts, words, LONGEST) + ROOM;
    }

    private static Label label(@Nullable Object cell) {
        return switch (cell) {
            case null -> new Label("", TEXT);
            case Sheet.Share share -> new Label(number(share.value().movePointRight(2)) + "%", NUMBER);
            case BigDecimal number -> new Label(number(number), NUMBER);
            case Number number -> new Label(number(new BigDecimal(number.toString())), NUMBER);
            case LocalDate day -> new Label(DAY.format(day), DATE);
            default -> new Label(Texts.cut(printable(cell.toString()), LONGEST_TEXT), TEXT);
        };
    }

    private static String number(BigDecimal number) {
        var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /** {@code overdueTasks} as "Overdue tasks", {@code tasks_done} as "Tasks done". */
    private static String heading(String key) {
        if (SHORT_FORMS.contains(key)) return key.toUpperCase(Locale.ROOT);
        String words = key.replaceAll("(?<=[a-z])(?=[A-Z])|_", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Without characters that have no shape. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}&&[^\\n]]", " ");
    }
}
