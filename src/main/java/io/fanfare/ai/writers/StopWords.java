package io.fanfare.ai.writers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that carry no subject, and how sentences begin and end in the languages that the writer knows more of. */
final class StopWords {
    private static final Set<String> ENGLISH = words(
            "a about above across after again against ago all almost along already also although always am among an and another any "
                    + "anyone anything are aren't around as at away back be became because become been before began behind being below "
                    + "between both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down "
                    + "during each either else enough even ever every everyone everything few first for from further get gets getting "
                    + "give given go goes going gone good got great had has hasn't have haven't having he he'd he'll he's her here here's "
                    + "hers herself high him himself his how how's however i i'd i'll i'm i've if in including initially instead into is isn't it "
                    + "it's its itself just keep know last later least less let let's like likely little long look lot made make makes "
                    + "making many may maybe me mean might more most much must my myself near need needed needs never new next no nor not "
                    + "nothing now of off often oh ok on once one ones only onto or other others ought our ours ourselves out over own part "
                    + "particularly per perhaps please put quite rather real really right said same saw say says see seem seen several shall "
                    + "she she'd she'll she's should shouldn't simply since so some someone something soon still such sure take taken than "
                    + "that that's the their theirs them themselves then there there's therefore these they they'd they'll they're they've "
                    + "thing things think this those though through thus time to today together too took toward towards truly two under until up "
                    + "upon us use used uses using usually various very via want wanted was wasn't way ways we we'd we'll we're we've well "
                    + "went were weren't what what's when where whether which while who who's whole whom whose why will with within without "
                    + "won't would wouldn't yes yet you you'd you'll you're you've your yours yourself easier easily easy better best able "
                    + "available based help helps currently day days allow allows allowing enable enables enabling launch launched launching "
                    + "start started starting everywhere additional early recently including include includes crucial bring brought "
                    + "building built build work works working following follow based specific joined joining joins join shared share "
                    + "thank thanks welcome encourage aim aims month months year years week weeks tomorrow yesterday monday tuesday wednesday "
                    + "thursday friday saturday sunday january february march april june july august september october november december "
                    + "three four five six seven eight nine ten free full big small old number read click http https www com official announcing introducing announce introduce announcement access accessing adding add adds added meet meets kb mb gb tb kg km cm mm ml eur usd gbp am pm pair pairs put copy");

    private static final Set<String> OTHERS = words(
            "aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da damit dann das dass dein "
                    + "deine dem den denn der des dessen die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem "
                    + "einen einer eines er es etwas euch euer für gegen gibt habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen "
                    + "ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden jeder jedes jetzt kann kein keine keinen können könnt mal man "
                    + "mehr mein meine mich mir mit muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem "
                    + "seinen seiner seit sich sie sind so sollen sondern sowie über um und uns unser unsere unserem unseren unserer unter vom von vor war waren "
                    + "warum was weil weiter welche wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur zwischen neue neuen neu ab heute "
                    + "à au aux avec ce ces cet cette ceux chez comme dans de des du elle elles en est et être eu fait ici il ils je la le les "
                    + "leur leurs lui ma mais même mes mon ne nos notre nous ont ou où par pas plus pour qu que quel quelle qui sa sans se "
                    + "sera ses si son sont sous sur ta tes toi ton tous tout toute toutes très tu un une vos votre vous y était été "
                    + "al algo como con cuando de del desde donde dos el ella ellas ellos en entre era eran es esa ese eso esta este esto "
                    + "está están fue ha han hasta hay la las le les lo los más me mi mucho muy nada ni no nos nosotros o otra otro para "
                    + "pero poco por porque que quien se sea ser si sin sobre son su sus también tan te tiene todo todos tu un una uno "
                    + "unos y ya yo "
                    + "alla anche che chi ci cosa cui da dal dalla degli dei del della delle di e è gli ha hanno i il in io la le lei "
                    + "loro lui ma mi nel nella noi non nostro o per perché più quando quella quello questa questo se sei si sono su sua sue "
                    + "suo tra un una uno vi voi "
                    + "aan af als bij dan dat de deze die dit door een en er het hij hoe ik in is je maar me met mijn na naar niet nog nu "
                    + "of om ook op over te tot uit van veel voor wat we wel wie wij worden zal ze zich zij zijn zo zou "
                    + "ao aos as com da das do dos e em essa esse esta este eu foi isso já mais mas me mesmo meu muito na não nas nem no "
                    + "nos o os ou para pela pelo por qual quando que quem se sem ser seu sua são também te tem um uma você");

    /** A sentence that begins so leans on the one before it. */
    static final Pattern LEANS = Pattern.compile(
            "(?i)^(?:[\"“„'(]?)(?:(?:it|they|he|she|these|those|them|its|their|his|her|however|but|and|or|so|nor|also|moreover|furthermore|additionally"
                    + "|in addition|in turn|instead|therefore|thus|hence|then|in both cases|for example|for instance|e\\.g\\.|i\\.e\\.|as a result|similarly"
                    + "|likewise|meanwhile|otherwise|still|yet|such|both|another|there|here's|that's|which|in other words|on the other hand"
                    + "|because of this|as such|by contrast|in contrast|conversely|consequently|nevertheless|nonetheless|again|second|third|secondly"
                    + "|thirdly|finally|lastly|note that|that said|that way|this way|at that point|after that|before that|many others|others|some of"
                    + "|at a minimum|with that|in that case|if so|if not|until then|since then|since|the same|the former|the latter"
                    + "|er|sie|es|diese|dieser|dieses|dies|aber|und|außerdem|deshalb|daher|dadurch|dann|zudem|jedoch|dabei|damit|auch|so|denn"
                    + "|il|elle|ils|elles|ce|cet|cette|ces|mais|et|donc|ainsi|cependant|ensuite|puis|enfin"
                    + "|ella|ellos|ellas|este|esta|estos|estas|esto|pero|y|además|así|entonces|luego|sin embargo)\\b|(?:this|that|das)\\s)");

    /** Only half leaning: "This release …" still says what it is about. */
    static final Pattern LEANS_A_LITTLE = Pattern.compile(
            "(?i)^(?:this|that)\\s+(?!is\\b|was\\b|will\\b|means?\\b|can\\b|makes?\\b|allows?\\b|has\\b|lets?\\b|gives?\\b|may\\b|would\\b|could\\b|should\\b|includes?\\b|helps?\\b|ensures?\\b|enables?\\b|way\\b)\\p{L}+");

    /** What asks the reader to do something. */
    static final Pattern ASKS = Pattern.compile(
            "^(?:(?i:please|so|now|today|just|simply)\\s*,?\\s+)?(?i:try|get|start|join|download|read|learn|sign up|register|visit|see|check|explore|discover|order|buy|book|subscribe"
                    + "|follow|install|contribute|share|apply|contact|watch|listen|come|meet|save|reserve|claim|grab|add|tell|vote|donate|shop|browse"
                    + "|enter|send|reach out|write|call|head|go|take|have a look|find|request|upgrade|use|bring|let us know|pre-order|preorder)"
                    + "\\s+(?:(?i:your|our|the|a|an|now|today|it|us|in|on|at|with|by|up|out|here|more|this|these|to|how|what|all|free|everything|early|over|from|one|along|him|her|them|before|until|yourself)\\b|\\p{Lu}|\\p{Sc}|\\d|https?:|\\S+\\.(?:com|org|net|io|dev|de|shop)).*"
                    + "|^(?i:jetzt|entdecken sie|bestellen sie|melden sie sich|melde dich|probieren sie|probier|lesen sie|lies|erfahren sie|erfahre|besuchen sie|besuch|sichern sie sich|sicher dir"
                    + "|découvrez|inscrivez|téléchargez|rejoignez|essayez|lisez|réservez|commandez|visitez"
                    + "|descubre|descubra|únete|prueba|descarga|regístrate|visita|reserva|compra)(?![\\p{L}]).+"
                    + "|^(?i:we (?:welcome|encourage|invite)|you can (?:now )?(?:try|get|order|buy|book|download|install|join|register|sign up|find)|tickets are|orders? (?:open|opens|start|starts)|registration (?:is|opens)|available (?:now|from|at|in)).+");

    /** Courtesies and signposts say nothing of the subject. */
    static final Pattern COURTESY = Pattern.compile(
            "(?i)(?:^|\\b)(?:thank(?:s| you)|grateful|gratitude|appreciate|kudos|shout-?out|in this (?:post|article|guide|tutorial)|this (?:post|article|guide)|read on|stay tuned|as always|on behalf of"
                    + "|for more (?:information|details)|see (?:below|above)|as mentioned|does not provide|no warrant|disclaimer|all rights reserved|©|cookie|made crucial contributions|updated on|table of contents"
                    + "|vielen dank|danke|merci|gracias)\\b");

    static final Pattern COURTESY_HEADING = Pattern.compile(
            "(?i)\\b(thank|thanks|acknowledg|credits?|about (the )?(author|us)|disclaimer|references|further reading|related|appendix|licen[cs]e|changelog|footnotes|comments|share this|danksagung|impressum|remerciements|agradecimientos)");

    /** What is said to the writer rather than to readers. */
    static final Pattern ORDER = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:can you\\s+)?(?:write|create|draft|compose|generate|produce|make|prepare|give me)\\s+(?:me\\s+|us\\s+)?(?:[\\p{L}\\d-]+\\s+){0,6}?(?:posts?|captions?|tweets?|threads?|ads?|e-?mails?|scripts?|cop(?:y|ies)|videos?|texts?|headlines?|announcements?|newsletters?|messages?|creatives?|images?|pictures?)\\b[^.:!?]*?(?:\\b(?:about|for|on|announcing|introducing|promoting|saying(?: that)?|that (?:says?|announces?))\\s+|:\\s*)");

    static final Pattern MANNER = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:tone|style|audience|target audience|format|length|language|platform|cta|goal|note)\\s*:|^(?:please\\s+)?(?:keep (?:it|the)|make (?:it|sure)|use (?:a|an|the)\\s+[\\p{L} -]*(?:tone|style|voice|language)|mention\\b|include (?:a|the|some|our)\\b|don'?t (?:use|mention|include)|avoid\\b|write (?:in|it)\\b|max(?:imum)?\\b|no (?:more than|hashtags|emojis?))");

    private StopWords() {}

    private static Set<String> words(String text) {
        return Set.copyOf(new java.util.HashSet<>(List.of(text.split("\\s+"))));
    }

    static boolean is(String word) {
        String small = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        return ENGLISH.contains(small) || OTHERS.contains(small);
    }
}
