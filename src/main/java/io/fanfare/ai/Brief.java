package io.fanfare.ai;

import io.fanfare.ai.Source.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A brief addresses the writer, not the readers: its facts are used, its instructions are not. From "Announce the
 * winter sale: all coats cost half from Monday.", only the part after the colon is used.
 */
final class Brief {
    /** "Write a post about …": what follows is the topic, not a sentence. */
    private static final Pattern REQUEST = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:can you\\s+)?(?:write|create|draft|compose|generate|produce|make|prepare|give me)\\s+(?:me\\s+|us\\s+)?(?:[\\p{L}\\d-]+\\s+){0,6}?(?:posts?|captions?|tweets?|threads?|ads?|e-?mails?|scripts?|cop(?:y|ies)|videos?|texts?|headlines?|announcements?|newsletters?|messages?|creatives?|images?|pictures?)\\b[^.:!?]*?(?:\\b(?:about|for|on|announcing|introducing|promoting|saying(?: that)?|that (?:says?|announces?))\\s+|:\\s*)");

    /** How to write: tone, length, words to use. */
    private static final Pattern MANNER = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:tone|style|audience|target audience|format|length|language|platform|cta|goal|note)\\s*:|^(?:please\\s+)?(?:keep (?:it|the)|make (?:it|sure)|use (?:a|an|the)\\s+[\\p{L} -]*(?:tone|style|voice|language)|mention\\b|include (?:a|the|some|our)\\b|don'?t (?:use|mention|include)|avoid\\b|write (?:in|it)\\b|max(?:imum)?\\b|no (?:more than|hashtags|emojis?))");

    /** The goals of the campaign. */
    private static final Pattern OBJECTIVE = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:we (?:want|need|would like) (?:you )?to\\s+|(?:the )?(?:goal|aim|objective) is to\\s+|to\\s+)?"
                    + "(?:announce|promote|advertise|introduce|present|highlight|emphasi[sz]e|stress|explain|describe|inform|remind|convince|persuade|educate"
                    + "|celebrate|tease|pitch|sell|drive|increase|boost|grow|raise|generate|reach|attract|acquire|win|launch|strengthen|position|focus on|talk about"
                    + "|speak (?:of|about)|write|tell (?:people|customers|readers|them|everyone|our)|show (?:people|customers|readers|them|everyone|our)"
                    + "|invite (?:people|customers|readers|them|everyone|our)|get (?:people|customers|readers|more|\\d)|make (?:people|customers|readers|them)"
                    + "|kündige|bewirb|stell|erkläre|verkaufe|annonce[rz]?|présente[rz]?|vend(?:re|ez)|anuncia|presenta|vende)(?![\\p{L}\\p{N}])[^:]*?(?::\\s*|$)",
            Pattern.DOTALL);

    private static final int FEWEST_WORDS = 4;

    private Brief() {}

    /** The facts of a brief; empty if it contains only instructions. */
    static Source facts(Source brief) {
        var facts = new ArrayList<Block>();
        for (var block : brief.blocks()) {
            var sentences = new ArrayList<String>();
            for (String sentence : Sentences.of(block.text())) {
                String fact = fact(sentence);
                if (!fact.isEmpty()) sentences.add(fact);
            }
            if (!sentences.isEmpty()) facts.add(block.with(String.join(" ", sentences)));
        }
        boolean says = facts.stream().anyMatch(block -> !block.isHeading());
        return brief.with(says ? List.copyOf(facts) : List.of());
    }

    private static String fact(String sentence) {
        if (MANNER.matcher(sentence).find()) return "";
        var request = REQUEST.matcher(sentence);
        if (request.find()) return request.group().endsWith(": ") ? sentence(sentence.substring(request.end())) : "";
        var objective = OBJECTIVE.matcher(sentence);
        return objective.lookingAt() ? sentence(sentence.substring(objective.end())) : sentence;
    }

    /** The text after a colon, if it is more than a fragment. */
    private static String sentence(String rest) {
        String text = rest.strip();
        if (text.split("\\s+").length < FEWEST_WORDS && !text.codePoints().anyMatch(Character::isIdeographic))
            return "";
        int first = text.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toTitleCase(first))
                .append(text.substring(Character.charCount(first)))
                .toString();
    }
}
