package io.fanfare.ai.writers;

import io.fanfare.ai.Sentences;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words without a subject of their own, and sentence patterns of the languages that the writer knows. */
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
                    + "went were weren't what what's nobody everybody somebody anybody when where whether which while who who's whole whom whose why will with within without "
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
                    + "warum was weil weiter welche wenn wer werden wie wieder will wir wird wo zwei drei vier fünf sechs sieben acht neun zehn wurde wurden zu zum zur zwischen neue neuen neu ab heute "
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
                    + "of om ook op over te tot uit van veel voor onze ons hun haar daarnaast eerst heeft hebben kan kunnen werd werden geen wat we wel wie wij worden zal ze zich zij zijn zo zou "
                    + "ao aos as com da das do dos e em essa esse esta este eu foi isso já mais mas me mesmo meu muito na não nas nem no "
                    + "nos o os ou para pela pelo por qual quando que quem se sem ser seu sua são também te tem um uma você nossa nosso nova novo vem foram três dia "
                    + "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще ещё нет о из ему "
                    + "теперь когда даже ну ли если уже или ни быть был него до вас уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы "
                    + "тебя их чем была сам чтоб без чего раз тоже себе под будет кто этот того потому этого какой ним здесь этом один почти мой тем чтобы нее были куда "
                    + "зачем всех можно при об другой хоть после над больше тот через эти нас про них какая много разве эту моя свою этой перед иногда лучше чуть том нельзя "
                    + "такой им более всегда конечно всю между это каждый каждая которые который которая мая июня июля января февраля марта апреля августа сентября октября ноября декабря "
                    + "من في على إلى عن أن إن أنّ إنّ كان كانت هو هي هم هذا هذه ذلك تلك التي الذي الذين ما ماذا لماذا لا لم لن قد كل بعض مع بعد قبل عند حتى ثم أو و أول الآن "
                    + "اليوم بين كما أكثر أكبر إذا منذ غير حيث يمكن أي أيضا أيضًا وهو وهي قال قالت يقول تقول ويمكن لأول");

    /** Words of every subject: not hashtags by themselves. */
    private static final Set<String> GENERIC = words(
            "hours hour minutes minute seconds second steps step answer answers question questions numbers number parts base links link cost costs price prices "
                    + "user users customer customers people reader readers member members team teams result results list lists item items example examples page pages "
                    + "change changes problem problems reason reasons idea ideas tips tip mistake mistakes point points word words text texts line lines name names "
                    + "place places person persons man woman men women child children kids friend friends world country countries city life home house office "
                    + "case cases kind kinds type types lot set sets side sides level levels test tests group groups room rooms version versions feature features "
                    + "request requests response responses issue issues detail details support service services product products company companies business industry "
                    + "market money pound pounds dollar dollars euro euros percent rate rates share total average increase decrease growth highlights summary update "
                    + "updates news post posts blog article articles announcement announcements release releases general misc uncategorized featured community default launch event conference "
                    + "head chief officer director president manager founder co-founder ceo cto cfo coo prof dept inc ltd corp llc gmbh sen mrs sir north south east west "
                    + "record quarter third fourth half times access stop tickets ticket process email emails mail mails message messages phone call calls "
                    + "video videos image images photo photos file files box order orders shop store stores sale sales stock money demand offer offers edit stage road lead "
                    + "model models unit units size sizes speed design start end top bottom morning evening night spring summer autumn winter utc gmt cet cest est pst sek nok dkk chf jpy cad aud million millions billion billions thousand mio mrd cities sooner earlier later faster slower larger smaller higher lower longer shorter "
                    + "white black red green blue slow fast small large long short high low hard soft public private open close warm cold tl dr different important similar certain "
                    + "januar februar märz april mai juni juli august september oktober november dezember janvier février mars avril juin juillet août septembre octobre novembre décembre "
                    + "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
                    + "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
                    + "haus häuser jahr jahre jahren tag tage kunden menschen leute prozent uhr stunden minuten sekunden beispiel frage fragen antwort kostet kosten preis preise teil "
                    + "an année années jour jours heures heure minutes gens clients prix moins plus deux trois premier première retour "
                    + "año años día días horas hora minutos gente clientes precio precios menos mes meses maneras cinco millones "
                    + "anos dias semana semanas preço escolhemos anni anno giorni");

    private static final Set<String> VERBS = words(
            "order orders buy book get try join download read learn sign register visit see check explore discover subscribe follow follows install share apply contact watch "
                    + "listen meet meets send sends write call calls take takes find finds stop stops start make makes keep keeps put puts run runs turn turns need needs want wants "
                    + "cost costs say says said tell tells show shows cut cuts sell sells move moves moved help helps know knows ask asks reply wake wakes win wins raise raises "
                    + "reach reaches grow grows add adds bring brings open opens close closes pay pays give gives come comes go goes teach teaches taught became made got moved sold cut raised rose fell kill kills suit suits verify ship ships type types write writes cover covers back backs look looks wait waits "
                    + "let lets gave given see sees seen saw decide decides decided use uses pick picks feel feels think thinks believe seem seems mean means matter matters");

    /** Bylines: author, date, reading time. */
    static final Pattern BYLINE = Pattern.compile(
            "(?i)^(?:by|von|par|por|di|written by|reviewed by|text|photos?|image|picture|credits?|fotos?|published|posted|updated|last updated|translated by|source|quelle|(?:hi|hello|hey|dear|hallo|liebe|bonjour|hola|olá|ciao)\\b[^.!?]{0,40},$|filed under|tagged|posted in|share this|categories|related posts|for immediate release|media contact|press contact|pressekontakt)\\b|\\b\\d+ min(?:ute)?s?\\.? read\\b");

    /** What asks the reader to do something. */
    static final Pattern ASKS = Pattern.compile(
            "^(?:(?i:please|so|now|today|just|simply)\\s*,?\\s+)?(?i:try|get|start|join|download|read|learn|sign up|register|visit|see|check|explore|discover|order|buy|book|subscribe"
                    + "|follow|install|contribute|share|apply|contact|watch|listen|come|meet|save|reserve|claim|grab|add|tell|vote|donate|shop|browse"
                    + "|enter|give|become|support|sponsor|volunteer|send|reach out|write|call|head|go|take|have a look|find|request|upgrade|use|bring|let us know|pre-order|preorder)"
                    + "\\s+(?:(?i:your|our|the|a|an|now|today|it|us|in|on|at|with|by|up|out|here|more|this|these|to|how|what|all|free|everything|early|over|from|one|along|him|her|them|before|until|yourself|both|them)\\b|\\p{Lu}|\\p{Sc}|\\d|https?:|\\S+\\.(?:com|org|net|io|dev|de|shop)).*"
                    + "|^(?i:jetzt|entdecken sie|bestellen sie|melden sie sich|melde dich|probieren sie|probier|lesen sie|lies|erfahren sie|erfahre|besuchen sie|besuch|sichern sie sich|sicher dir|testen sie|teste|buchen sie|buche|laden sie|lade|registrieren sie"
                    + "|découvrez|inscrivez|téléchargez|rejoignez|essayez|lisez|réservez|commandez|visitez|profitez|abonnez|consultez|contactez"
                    + "|descubre|descubra|únete|prueba|descarga|regístrate|visita|reserva|compra|suscríbete|consulta"
                    + "|prenota|scopri|iscriviti|scarica|acquista|leggi|inscreva-se|baixe|experimente|compre|reserve|visite|saiba mais|assine|ontdek|bestel|probeer|meld je aan"
                    + "|скачайте|закажите|попробуйте|подпишитесь|узнайте|зарегистрируйтесь|купите|حمّل|سجّل|اشترك|اطلب|احجز|جرّب|اكتشف|زوروا)(?![\\p{L}]).+"
                    + "|^(?:欢迎|立即|点击|马上).+|.+(?:ご覧|お申し込み|お問い合わせ|お試し|ご利用)ください。?$"
                    + "|^(?i:we (?:welcome|encourage|invite)|you can (?:now )?(?:try|get|order|buy|book|download|install|join|register|sign up|find)|tickets (?:are|gibt es)|orders? (?:open|opens|start|starts)|registration (?:is|opens)|available (?:now|from|at|in)).+");

    /** What asks as advice does, unless it says where. */
    static final Pattern ADVISES = Pattern.compile(
            "^(?i:use|take|write|go|add|bring|find|start|save|check|make|tell|send|head|enter|call|see|learn)\\b");

    /** Courtesies and signposts say nothing about the subject. */
    static final Pattern COURTESY = Pattern.compile(
            "(?i)(?:^|\\b)(?:thank(?:s| you)|grateful|gratitude|appreciate|kudos|shout-?out|in this (?:post|article|guide|tutorial)|this (?:post|article|guide)|read on|stay tuned|as always|on behalf of"
                    + "|for more (?:information|details)|see (?:below|above|also)|as mentioned|(?:as )?(?:shown|seen|listed|described|explained|pictured) (?:below|above|here|in)|(?:the|this) (?:table|chart|figure|graph|diagram|screenshot|image|picture|photo|snippet|listing) (?:shows|below|above|is|has|lists|summari[sz]es)|forward-looking statements|results may differ|does not provide|no warrant|disclaimer|all rights reserved|©|cookie|made crucial contributions|updated on|table of contents"
                    + "|vielen dank|danke|merci|gracias)\\b|👇");

    /** Addressed to a language model that might read the post. */
    static final Pattern INJECTED = Pattern.compile(
            "(?i)\\b(?:ignore|disregard|forget|override)\\s+(?:all\\s+|any\\s+|the\\s+|your\\s+|these\\s+)*(?:previous|prior|above|earlier|preceding)\\b.{0,30}\\b(?:instructions?|prompts?|rules|messages?|text)\\b"
                    + "|^(?:system|assistant|user|human)\\s*:|\\bsystem prompt\\b|\\byou are now (?:DAN|an? (?:AI|assistant|unrestricted))|\\bas an AI (?:language )?model\\b");

    static final Pattern COURTESY_HEADING = Pattern.compile(
            "(?i)\\b((media|press) contact|thank|thanks|acknowledg|credits?|about (the )?(author|us)|disclaimer|references|further reading|related|appendix|licen[cs]e|changelog|footnotes|comments|share this|danksagung|impressum|remerciements|agradecimientos)");

    private StopWords() {}

    private static Set<String> words(String text) {
        return Set.copyOf(new java.util.HashSet<>(List.of(text.split("\\s+"))));
    }

    static boolean isByline(String text) {
        return text.length() <= 120 && BYLINE.matcher(text).find() && !Sentences.isEnded(text);
    }

    static boolean isGeneric(String word) {
        return GENERIC.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isVerb(String word) {
        return VERBS.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean is(String word) {
        String small = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        return ENGLISH.contains(small) || OTHERS.contains(small);
    }
}
