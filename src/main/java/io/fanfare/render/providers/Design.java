package io.fanfare.render.providers;

import java.util.List;
import java.util.Locale;

/** The designs of pictures. Each is laid out for every size: texts grow and wrap with the available space. */
enum Design {
    FIGURE(
            "Figure",
            "The key number, as large as possible; a change shows both numbers.",
            List.of("label", "from", "to", "headline", "text", "cta"),
            FigureDesign::draw),
    ANNOUNCEMENT(
            "Headline",
            "A bold headline with a line of text and a button.",
            List.of("label", "headline", "text", "cta", "images"),
            HeadlineDesign::draw),
    COMPARE(
            "Compare",
            "Two figures side by side, with bars in proportion.",
            List.of("headline", "from", "to", "points", "cta"),
            CompareDesign::draw),
    LIST(
            "List",
            "A headline and up to six numbered points.",
            List.of("label", "headline", "points", "cta"),
            ListDesign::draw),
    QUOTE(
            "Quote",
            "A quotation in large type, with the speaker's name.",
            List.of("headline", "text", "attribution"),
            QuoteDesign::draw),
    SPLIT(
            "Split photo",
            "Text on one half; your photo, or a pattern in your brand colors, on the other.",
            List.of("label", "headline", "text", "cta", "images"),
            PhotoDesigns::split),
    PHOTO(
            "Full photo",
            "Your photo from edge to edge, darkened behind the text. Without a photo, a gradient in your brand colors.",
            List.of("label", "headline", "text", "cta", "images"),
            PhotoDesigns::full),
    TICKET(
            "Ticket",
            "An event or offer on a ticket with a stub.",
            List.of("label", "headline", "text", "to", "cta"),
            TicketDesign::draw),
    PRODUCT(
            "Product",
            "A photo of one thing with its name and price.",
            List.of("label", "headline", "text", "to", "cta", "images"),
            PhotoDesigns::product),
    LABEL(
            "Label",
            "A printed label on your photo or a pattern.",
            List.of("label", "headline", "text", "images"),
            LabelDesign::draw);

    /** Draws an order. */
    @FunctionalInterface
    private interface Drawing {
        void draw(Canvas canvas, Order order);
    }

    final String title;
    final String says;
    /** The parameters that the design shows. */
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    final List<String> uses;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Drawing drawing;

    Design(String title, String says, List<String> uses, Drawing drawing) {
        this.title = title;
        this.says = says;
        this.uses = uses;
        this.drawing = drawing;
    }

    /** Draws the design; on a banner, all designs are one row. */
    void paint(Canvas canvas, Order order) {
        if (canvas.isBanner()) Banner.draw(canvas, order, this);
        else drawing.draw(canvas, order);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The requested one, or the one that suits the content. */
    static Design of(Order order) {
        for (Design design : values()) if (design.word().equals(order.template())) return design;
        if (!order.photos().isEmpty()) return PHOTO;
        String headline = order.headline().strip();
        if (headline.startsWith("“") || headline.startsWith("\"") || order.attribution() != null) return QUOTE;
        if (!order.facts().to().isBlank()) return FIGURE;
        if (Figure.of(headline, "").filter(Figure::isStrong).isPresent()) return FIGURE;
        return ANNOUNCEMENT;
    }
}
