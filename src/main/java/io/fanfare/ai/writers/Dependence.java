package io.fanfare.ai.writers;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes sentences that are meaningless or misleading without their context. */
final class Dependence {
    /** Openings that need the sentence before them. */
    private static final Pattern LEANS = Pattern.compile(
            "(?iu)^(?:[\"“„'(]?)(?:(?:it|they|he|she|these|those|them|its|their|his|her|however|but|and|or|so|nor|also|moreover|furthermore|additionally"
                    + "|in addition|in turn|instead|therefore|thus|hence|then|in both cases|for example|for instance|e\\.g\\.|i\\.e\\.|as a result|similarly"
                    + "|likewise|meanwhile|otherwise|still|yet|such|both|another|there|here's|that's|what's left|which|in other words|on the other hand"
                    + "|because of this|as such|by contrast|in contrast|conversely|consequently|nevertheless|nonetheless|again|second|third|secondly"
                    + "|thirdly|finally|lastly|note that|that said|that way|this way|all of (?:it|them)|most of (?:it|them)|half of them|one of them|none of them|neither|the two|the other|one for|among them|at that point|after that|before that|many others|others|some of"
                    + "|at a minimum|with that|in that case|if so|if not|until then|since then|the same|the former|the latter"
                    + "|er|sie|es|diese|dieser|dieses|dies|aber|und|außerdem|deshalb|daher|dadurch|dann|zudem|jedoch|dabei|damit|auch|so|denn"
                    + "|il|elle|ils|elles|ce|cet|cette|ces|c'est|cela|par ailleurs|de plus|mais|et|donc|ainsi|cependant|ensuite|puis|enfin"
                    + "|ella|ellos|ellas|este|esta|estos|estas|esto|pero|y|además|así|entonces|luego|sin embargo"
                    + "|isso|isto|ele|ela|eles|elas|mas|porém|além disso|ma|inoltre|questo|questa|quindi|lui|lei"
                    + "|это|одно это|он|она|они|но|однако|теперь|раньше|также|кроме того|поэтому|их|его)(?![\\p{L}\\p{N}])|(?:this|that|das)\\s)");

    /** The first clause refers to something that it does not name. */
    private static final Pattern LEANS_WITHIN = Pattern.compile(
            "^(?:In|On|At|For|From|With|By|After|Since|Under|During|Within)\\b(?:[^,.;:]|(?<=\\d)[.,](?=\\d)){0,60}(?:,\\s(?:that|this|it|they|he|she)|\\s(?:it|they|he|she))\\s(?:is|was|are|were|has|have|had|will|can|would|could|got|did|does)\\b"
                    + "|^(?:If|When|Once|Before|After|As|While|Because|Until|Unless)\\s(?:you|we|people|nobody|anybody|anyone|someone|somebody|I|they|it|he|she)\\b[^,]{0,80}\\b(?:it|them|him|her)\\b");

    /** "This release …" still names its subject. */
    private static final Pattern LEANS_A_LITTLE = Pattern.compile(
            "(?i)^(?:this|that)\\s+(?!is\\b|was\\b|will\\b|means?\\b|can\\b|makes?\\b|allows?\\b|has\\b|lets?\\b|gives?\\b|may\\b|would\\b|could\\b|should\\b|includes?\\b|helps?\\b|ensures?\\b|enables?\\b|way\\b)\\p{L}+");

    /** "For us it brought …", "In 2025 they sold …", "Last winter it was …": the pronoun has no noun. */
    private static final Pattern FRONTED = Pattern.compile(
            "^(?:In|On|At|For|From|With|By|After|Since|Under|During|Within|Over|Until)\\b(?:[^,.;:]|(?<=\\d)[.,](?=\\d)){0,40}?,?\\s(?:it|they|he|she)\\s\\p{Ll}+"
                    + "|^(?:Last|Next|Every|Each) \\p{L}+,?\\s(?:it|they|he|she)\\s\\p{Ll}+");

    /** "Almost half was prep": half of what? */
    private static final Pattern QUANTITY = Pattern.compile(
            "(?i)^(?:(?:almost|nearly|about|around|over|roughly|only|just|more than|less than|fewer than|at least)\\s+)?"
                    + "(?:half|a (?:third|quarter|fifth|few)|two[ -]thirds|three quarters|most|many|some|few|several|all|none|one|two|three|four|five|six|seven|eight|nine|ten|\\d+\\s?%)\\s+"
                    + "(?:was|were|is|are|had|have|has|came|come|went|did|do|does|would|could|can|will|say|said|use|used)\\b");

    /** "The bin now weighs 14 kg", after the sentence with the 31 kg. */
    private static final Pattern CHANGED = Pattern.compile(
            "(?i)\\b(?:now|instead|afterwards|down to|up to|jetzt|nun|maintenant|ahora|agora|ora|nu|teraz)\\b");

    private static final Pattern FIGURE = Pattern.compile("\\p{Nd}+(?:[.,]\\p{Nd}+)*\\s?(%|\\p{Sc}|°?[\\p{L}]{1,12})?");
    private static final int FEW = 2;

    /** References to a position in the post, which readers of another text do not see. */
    private static final Pattern NOWHERE = Pattern.compile("(?i)[:：]\\s*$"
            + "|\\b(?:as|like|and) (?:discussed|mentioned|described|noted|shown|seen|explained|stated|outlined|promised|above|below)\\b"
            + "|\\bthe following\\b|\\b(?:see|shown|listed|described|mentioned|discussed|explained|noted|given|found|outlined|pictured|linked|the \\p{L}+) (?:above|below)\\b"
            + "|^(?:above|below)\\b(?!\\s+(?:\\p{Sc}?\\p{Nd}|zero|average|freezing|the|all))|\\b(?:above|below)[.)!]?$"
            + "|\\b(?:click|see|read|find (?:it|them|out|more)|more|details?|available|download(?:ed)?|documented|register|sign up|apply|join(?: us)?|go) here\\b"
            + "|^here(?:'s|’s| is| are)\\b|\\b(?:this|the|that|next|previous|last|first|second) (?:section|chapter|paragraph|table|chart|figure|graph|diagram|screenshot|snippet|listing|example) (?:shows|below|above|lists|explains|describes|covers|summari[sz]es)\\b"
            + "|\\b(?:in|see) (?:the )?(?:next|previous|last) (?:section|chapter|post|article|part)\\b|\\bwatch the video\\b|\\bin the video\\b"
            + "|\\b(?:siehe oben|siehe unten|oben genannt\\p{L}*|wie (?:oben|erwähnt|beschrieben|gezeigt)|weiter unten|im folgenden|folgende[nrms]?\\s*[:.]?$|klicken sie hier|finden sie hier|hier finden sie)\\b"
            + "|\\b(?:ci-dessus|ci-dessous|cliquez ici|comme (?:mentionné|indiqué|expliqué)|suivante?s?\\s?:)"
            + "|\\b(?:a continuación|más arriba|más abajo|haz clic aquí|haga clic aquí|como (?:se )?(?:mencion\\p{L}+|indic\\p{L}+))"
            + "|\\b(?:clique aqui|abaixo|acima|a seguir|di seguito|qui sotto|qui sopra|clicca qui|hieronder|hierboven|klik hier|poniżej|powyżej|kliknij tutaj)"
            + "|^(?:以下|上記|下記|こちら)|(?:以下|下記|上記|如下|上述|下面|見下|见下)(?:の(?:通り|とおり|ように|手順|方法|内容)|所示|步骤|方法|内容|です|$)");

    private Dependence() {}

    /** It needs the sentence before it. */
    static boolean leans(String text) {
        return LEANS.matcher(text).find() || QUANTITY.matcher(text).find() || text.startsWith("(");
    }

    static boolean leansWithin(String text) {
        return LEANS_WITHIN.matcher(text).find() || FRONTED.matcher(text).find();
    }

    /** It refers to the sentence before it, but names its subject again. */
    static boolean leansALittle(String text) {
        return LEANS_A_LITTLE.matcher(text).find() && !QUANTITY.matcher(text).find();
    }

    static boolean pointsNowhere(String text) {
        return NOWHERE.matcher(text.length() > 600 ? text.substring(text.length() - 600) : text)
                .find();
    }

    /** It compares a figure with another one: "now 14 kg". */
    static boolean compares(String text) {
        return text.length() <= 400
                && CHANGED.matcher(text).find()
                && FIGURE.matcher(text).find();
    }

    /** Its only figure has the unit of a figure of the sentence before: "31 kg", then "14 kg". */
    static boolean isSecondOfPair(String before, String text) {
        if (before.length() > 400) return false;
        var units = new HashSet<String>();
        FIGURE.matcher(before).results().forEach(found -> units.add(unit(found.group(1))));
        var own = FIGURE.matcher(text)
                .results()
                .map(found -> unit(found.group(1)))
                .toList();
        units.remove("");
        return own.size() < FEW && own.stream().anyMatch(units::contains);
    }

    private static String unit(@Nullable String unit) {
        if (unit == null) return "";
        return switch (Words.stem(unit)) {
            case "kilogram", "kilo", "kg" -> "kg";
            case "kilometre", "kilometer", "km" -> "km";
            case "hour", "h" -> "hour";
            case "minute", "min" -> "minute";
            case "percent", "%" -> "%";
            case "euro", "€" -> "€";
            case "dollar", "$" -> "$";
            default -> Words.stem(unit);
        };
    }
}
