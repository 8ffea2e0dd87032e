package io.fanfare.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SheetDocumentTest {
    private static Sheet sheet(List<List<@Nullable Object>> rows) {
        return new Sheet("Figures", "All days (UTC)", List.of("name", "openTasks"), rows, false);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private static String text(PDDocument document) throws Exception {
        return new PDFTextStripper().getText(document);
    }

    @Test
    void a_document_is_tagged_has_a_language_and_embeds_its_fonts() throws Exception {
        try (var document = Loader.loadPDF(sheet(List.of(row("Sommer", 3))).pdf())) {
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getLanguage()).isEqualTo("en");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Figures");
            var resources = document.getPage(0).getResources();
            var fonts = new ArrayList<PDFont>();
            for (var name : resources.getFontNames()) fonts.add(resources.getFont(name));
            assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
            assertThat(text(document)).contains("Figures", "All days (UTC)", "Open tasks", "Sommer");
        }
    }

    @Test
    void numbers_have_all_their_digits_and_shares_are_percentages() throws Exception {
        var rows = List.of(
                row("a", new BigDecimal("1234567.891")),
                row("b", new Sheet.Share(new BigDecimal("0.012345"))),
                row("c", -12_000L),
                row("d", LocalDate.of(2026, 3, 9)),
                row("e", 0.1),
                row(null, null));
        try (var document = Loader.loadPDF(sheet(rows).pdf())) {
            assertThat(text(document)).contains("1,234,567.891", "1.2345%", "-12,000", "Mar 9, 2026", "0.1");
        }
    }

    @Test
    void names_in_every_script_are_readable_and_nothing_breaks_it() throws Exception {
        var rows = List.of(
                row("Ώρα κήπου кириллица Łódź", 1),
                row("春季促销", 1),
                row("봄 캠페인", 1),
                row("שלום", 1),
                row("a\u0000b\u0007c \ud800 \uffff 🎉", 1),
                row("<script>alert(1)</script> &amp; ]]> {{x}}", 1),
                row("x".repeat(20_000), 1));
        try (var document = Loader.loadPDF(sheet(rows).pdf())) {
            assertThat(text(document))
                    .contains(
                            "Ώρα κήπου кириллица Łódź",
                            "春季促销",
                            "봄 캠페인",
                            "שלום",
                            "<script>alert(1)</script> &amp; ]]> {{x}}");
        }
        assertThat(sheet(List.of()).pdf()).isNotEmpty();
    }

    @Test
    void a_long_table_is_cut_and_says_so() throws Exception {
        var rows = IntStream.range(0, 5_500).mapToObj(i -> row("row " + i, i)).toList();
        try (var document = Loader.loadPDF(sheet(rows).pdf())) {
            assertThat(text(document))
                    .contains("row 4999", "These are the first 5,000 of 5,500 rows")
                    .doesNotContain("row 5000");
            var last = new PDFTextStripper();
            last.setStartPage(2);
            last.setEndPage(2);
            assertThat(last.getText(document)).contains("Open tasks", "Page 2 of " + document.getNumberOfPages());
        }
    }

    @Test
    void lines_are_drawn_without_a_picture_and_described() throws Exception {
        var days = IntStream.range(0, 30)
                .mapToObj(i -> row(LocalDate.of(2026, 1, 1).plusDays(i), i % 7 == 3 ? null : new BigDecimal(i * i)))
                .toList();
        var sheet = new Sheet("Trends", null, List.of("date", "clicks"), days, true);
        try (var document = Loader.loadPDF(sheet.pdf())) {
            assertThat(text(document)).contains("Clicks", "Jan 1, 2026", "0 to 841", "Jan 30, 2026");
            assertThat(StreamSupport.stream(
                                    document.getPage(0)
                                            .getResources()
                                            .getXObjectNames()
                                            .spliterator(),
                                    false)
                            .filter(name -> document.getPage(0).getResources().isImageXObject(name)))
                    .isEmpty();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot().getCOSObject())
                    .isNotNull();
        }
    }
}
