package io.fanfare.start;

import io.fanfare.start.SiteVisit.Page;
import io.fanfare.start.Website.Found;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What one page says about its owner. */
final class SitePage {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 600;
    private static final int LONGEST_ADDRESS = 300;
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,150}\\.[A-Za-z]{2,20}");
    private static final Pattern CONTACT = Pattern.compile(
            "(?i)\\b(impressum|imprint|legal[ -]notice|contact|kontakt|mentions l[ée]gales|contacto|about us|about)\\b");
    /** A street with a number, and on the next line a postal code with a town. */
    private static final Pattern POSTAL = Pattern.compile(
            "([\\p{L}][\\p{L}. '’-]{2,60} \\d{1,4}\\s?[a-zA-Z]?|\\d{1,5} [\\p{L}][\\p{L}. '’-]{2,60})[,\\n]\\s*"
                    + "((?:[A-Z]{1,2}-)?\\d{4,5} [\\p{Lu}][\\p{L}. '’-]{1,60}|[\\p{Lu}][\\p{L}. '’-]{1,40},? [A-Z]{1,2}\\d[A-Z\\d]? ?\\d?[A-Z\\d]{2,3})");

    private final URI address;
    private final Document page;
    private final LinkedData data;

    SitePage(Page page) {
        this.address = page.address();
        this.page = page.document();
        this.data = LinkedData.of(page.document());
    }

    Optional<Found> name() {
        return meta("og:site_name")
                .or(() -> data.organization()
                        .flatMap(node -> LinkedData.text(node, "name"))
                        .map(name -> new Found(name, "JSON-LD Organization")))
                .or(() -> data.website()
                        .flatMap(node -> LinkedData.text(node, "name"))
                        .map(name -> new Found(name, "JSON-LD WebSite")))
                .or(() -> meta("application-name"))
                .or(() -> Optional.of(page.title())
                        .map(SitePage::siteOf)
                        .filter(name -> !name.isBlank())
                        .map(name -> new Found(name, "title")))
                .map(found -> cut(found, LONGEST_NAME));
    }

    /** "Home – Hearth & Rye" and "Hearth & Rye | Bread from Berlin" both name the site. */
    private static String siteOf(String title) {
        var parts = title.split("\\s+[|–—·•:-]\\s+|\\s*\\|\\s*", 2);
        boolean home = parts[0].strip()
                .toLowerCase(Locale.ROOT)
                .matches("home|start|startseite|homepage|welcome|blog|inicio|accueil");
        return parts.length > 1 && home ? parts[1].split("\\s+[|–—·•-]\\s+", 2)[0].strip() : parts[0].strip();
    }

    Optional<Found> description() {
        return meta("description")
                .or(() -> meta("og:description"))
                .or(() -> Stream.concat(data.organization().stream(), data.website().stream())
                        .flatMap(node -> LinkedData.text(node, "description").stream())
                        .findFirst()
                        .map(text -> new Found(text, "JSON-LD")))
                .map(found -> cut(found, LONGEST_TEXT));
    }

    Optional<Found> language() {
        var html = page.selectFirst("html[lang]");
        if (html == null || html.attr("lang").isBlank()) return meta("og:locale");
        return Optional.of(new Found(html.attr("lang").strip(), "html lang"));
    }

    /** Where a logo may be, the best first. */
    List<Found> logos() {
        var logos = new ArrayList<Found>();
        data.organization()
                .flatMap(node -> LinkedData.picture(node, "logo"))
                .ifPresent(found -> add(logos, found, "JSON-LD logo"));
        page
                .select(
                        "header img[src], nav img[src], [class*=logo] img[src], img[class*=logo], img[id*=logo], img[alt*=logo]")
                .stream()
                .filter(image -> hint(image).contains("logo"))
                .limit(2)
                .forEach(image -> add(logos, image.attr("src"), "logo in the header"));
        page.select("link[rel~=(?i)apple-touch-icon]").stream()
                .limit(1)
                .forEach(link -> add(logos, link.attr("href"), "apple-touch-icon"));
        page.select("link[rel~=(?i)^(shortcut )?icon$]").stream()
                .limit(3)
                .forEach(link -> add(logos, link.attr("href"), "icon"));
        metaText("og:image").ifPresent(image -> add(logos, image, "og:image"));
        return logos.stream().distinct().limit(7).toList();
    }

    private static String hint(Element image) {
        var parent = image.parent();
        return (image.className() + " " + image.id() + " " + image.attr("alt") + " " + image.attr("src") + " "
                        + (parent == null ? "" : parent.className()))
                .toLowerCase(Locale.ROOT);
    }

    private void add(List<Found> list, String link, String source) {
        SiteVisit.resolved(address, link).ifPresent(uri -> list.add(new Found(uri.toString(), source)));
    }

    Optional<Found> email() {
        return data.organization()
                .flatMap(node -> LinkedData.text(node, "email"))
                .map(text -> text.replaceFirst("(?i)^mailto:", ""))
                .filter(text -> EMAIL.matcher(text).matches())
                .map(text -> new Found(text, "JSON-LD"))
                .or(() -> page.select("a[href^=mailto:]").stream()
                        .map(link -> link.attr("href")
                                .substring(7)
                                .replaceFirst("\\?.*", "")
                                .strip())
                        .filter(text -> EMAIL.matcher(text).matches())
                        .findFirst()
                        .map(text -> new Found(text, "mailto link")));
    }

    Optional<Found> postalAddress() {
        return data.organization()
                .flatMap(LinkedData::postalAddress)
                .map(text -> new Found(text, "JSON-LD"))
                .or(() -> page.select("[itemprop=address], address").stream()
                        .map(element -> lines(element).replaceAll("\\s*\\n\\s*", ", "))
                        .filter(text -> text.length() <= LONGEST_ADDRESS && text.matches("(?s).*\\d.*"))
                        .flatMap(text -> postal(text.replace(", ", "\n")).stream())
                        .findFirst()
                        .map(text -> new Found(text, "address on the page")))
                .map(found -> cut(found, LONGEST_ADDRESS));
    }

    /** The postal address in the text of an imprint. */
    Optional<Found> imprint() {
        return postal(lines(page.body()))
                .map(text -> new Found(text, "imprint"))
                .or(this::postalAddress);
    }

    private static Optional<String> postal(String text) {
        var found = POSTAL.matcher(text);
        return found.find()
                ? Optional.of(found.group(1).strip() + ", " + found.group(2).strip())
                : Optional.empty();
    }

    private static String lines(Element element) {
        return element.wholeText()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "\n", ""));
    }

    /** The page with the contact details. */
    Optional<URI> contactPage() {
        return page.select("a[href]").stream()
                .filter(link -> CONTACT.matcher(
                                link.text() + " " + link.attr("href").replaceAll("[/_.-]", " "))
                        .find())
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .flatMap(link -> SiteVisit.resolved(address, link.attr("href")).stream())
                .filter(uri -> SiteVisit.sameSite(uri, address))
                .findFirst();
    }

    private static int rank(Element link) {
        String text = (link.text() + " " + link.attr("href")).toLowerCase(Locale.ROOT);
        return text.contains("impressum") || text.contains("imprint") || text.contains("legal")
                ? 0
                : text.contains("onta") ? 1 : 2;
    }

    /** The addresses of feeds that the page names. */
    List<URI> feeds() {
        return page.select("link[rel~=(?i)alternate][href]").stream()
                .filter(link -> link.attr("type").toLowerCase(Locale.ROOT).matches(".*(rss|atom|feed\\+json).*"))
                .filter(link -> !link.attr("href").contains("/comments/"))
                .flatMap(link -> SiteVisit.resolved(address, link.attr("href")).stream())
                .limit(2)
                .toList();
    }

    Optional<String> picture() {
        return metaText("og:image")
                .or(() -> metaText("twitter:image"))
                .flatMap(link -> SiteVisit.resolved(address, link))
                .map(URI::toString);
    }

    Optional<Found> meta(String name) {
        return metaText(name).map(text -> new Found(text, name));
    }

    private Optional<String> metaText(String name) {
        return page.select("meta").stream()
                .filter(meta ->
                        name.equalsIgnoreCase(meta.attr("property")) || name.equalsIgnoreCase(meta.attr("name")))
                .map(meta -> meta.attr("content").strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Found cut(Found found, int longest) {
        String plain = found.value()
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return plain.codePointCount(0, plain.length()) <= longest
                ? new Found(plain, found.source())
                : new Found(plain.substring(0, plain.offsetByCodePoints(0, longest - 1)) + "…", found.source());
    }

    Document document() {
        return page;
    }

    URI address() {
        return address;
    }
}
