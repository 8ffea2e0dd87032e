package io.fanfare.kernel.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A table to be saved as a file: its rows consist of texts, numbers, {@linkplain Share shares}, dates and nulls.
 *
 * @param about what the table covers, such as a period; shown where a document has room for it
 * @param lines the first column is a date, and a document draws each other column as a line over it
 */
public record Sheet(
        String name, @Nullable String about, List<String> head, List<List<@Nullable Object>> rows, boolean lines) {
    /** A number that people read as a percentage. */
    public record Share(BigDecimal value) {
        public static @Nullable Share of(@Nullable BigDecimal value) {
            return value == null ? null : new Share(value);
        }
    }

    /** Day 0 of spreadsheets; they take 1900 for a leap year, so earlier days differ. */
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);

    private static final LocalDate FIRST = LocalDate.of(1900, 3, 1);
    private static final int LONGEST_NAME = 31;

    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String DAY_STYLE = " s=\"1\"";
    private static final String HEAD_STYLE = " s=\"2\"";
    private static final String SHARE_STYLE = " s=\"3\"";

    /** Formulas are guarded as {@link TableWriter} does. */
    public String csv() {
        var out = new StringWriter();
        try (var table = new TableWriter(out)) {
            table.row(head);
            rows.forEach(table::row);
        }
        return out.toString();
    }

    /** One sheet of a workbook: numbers and dates are such cells, and a text is a text, also if it begins like a formula. */
    public byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", types());
            part(zip, "_rels/.rels", relation("officeDocument", "xl/workbook.xml", ""));
            part(zip, "xl/workbook.xml", workbook());
            String styles = "<Relationship Id=\"r2\" Type=\"" + OFFICE + "/styles\" Target=\"styles.xml\"/>";
            part(zip, "xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml", styles));
            part(zip, "xl/styles.xml", STYLES);
            part(zip, "xl/worksheets/sheet1.xml", sheet());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A tagged document of A4 pages; see {@link SheetDocument}. */
    public byte[] pdf() {
        return SheetDocument.of(this);
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((START + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String types() {
        return "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + override("/xl/workbook.xml", "sheet.main+xml")
                + override("/xl/worksheets/sheet1.xml", "worksheet+xml")
                + override("/xl/styles.xml", "styles+xml")
                + "</Types>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "\"/>";
    }

    private static String relation(String type, String target, String more) {
        return "<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"r1\" Type=\"" + OFFICE + "/"
                + type + "\" Target=\"" + target + "\"/>" + more + "</Relationships>";
    }

    private String workbook() {
        String plain = name.replaceAll("[\\[\\]:*?/\\\\]", " ").strip();
        String title = plain.substring(
                0, plain.offsetByCodePoints(0, Math.min(LONGEST_NAME / 2, plain.codePointCount(0, plain.length()))));
        return "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\""
                + escaped(title.isEmpty() ? "Sheet" : title) + "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    }

    private static final String STYLES = "<styleSheet xmlns=\"" + MAIN + "\">"
            + "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
            + "<cellXfs count=\"4\"><xf/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/><xf fontId=\"1\" applyFont=\"1\"/>"
            + "<xf numFmtId=\"10\" applyNumberFormat=\"1\"/></cellXfs>"
            + "</styleSheet>";

    /** The head stays in sight. */
    private String sheet() {
        var xml = new StringBuilder(
                "<worksheet xmlns=\"" + MAIN + "\"><sheetViews><sheetView workbookViewId=\"0\">"
                        + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
        xml.append("<row>");
        head.forEach(cell -> text(xml, cell, HEAD_STYLE));
        xml.append("</row>");
        for (var row : rows) {
            xml.append("<row>");
            row.forEach(cell -> cell(xml, cell));
            xml.append("</row>");
        }
        return xml.append("</sheetData></worksheet>").toString();
    }

    private static void cell(StringBuilder xml, @Nullable Object cell) {
        switch (cell) {
            case null -> xml.append("<c/>");
            case BigDecimal number -> number(xml, number.toPlainString(), "");
            case Share share -> number(xml, share.value().toPlainString(), SHARE_STYLE);
            case Number number -> number(xml, number.toString(), "");
            case LocalDate day
            when !day.isBefore(FIRST) -> number(xml, String.valueOf(ChronoUnit.DAYS.between(EPOCH, day)), DAY_STYLE);
            default -> text(xml, cell.toString(), "");
        }
    }

    private static void number(StringBuilder xml, String number, String style) {
        xml.append("<c").append(style).append("><v>").append(number).append("</v></c>");
    }

    private static void text(StringBuilder xml, String text, String style) {
        xml.append("<c t=\"inlineStr\"").append(style).append("><is><t xml:space=\"preserve\">");
        xml.append(escaped(text)).append("</t></is></c>");
    }

    /** Without what XML can't hold. */
    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> {
                    boolean known = c >= ' ' || c == '\n' || c == '\t';
                    if (known && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)) out.appendCodePoint(c);
                }
            }
        });
        return out.toString();
    }
}
