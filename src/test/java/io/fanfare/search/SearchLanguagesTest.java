package io.fanfare.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of the things that people look for are found, by sets of our own; the recall is printed. */
class SearchLanguagesTest {
    private final Api owner = Api.workspace();
    private final String campaign =
            owner.post("/api/campaigns", Map.of("name", "0")).expect(201).text("id");

    private String draft(String text) {
        return owner.post(
                        "/api/campaigns/" + campaign + "/creatives",
                        Map.of(
                                "name",
                                "1",
                                "kind",
                                "text",
                                "platform",
                                "linkedin",
                                "components",
                                Map.of("caption", text)))
                .expect(201)
                .text("id");
    }

    private boolean finds(String typed, String id) {
        return owner.get("/api/search?limit=50&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .expect(200)
                .at("items")
                .valueStream()
                .anyMatch(item -> item.get("id").asString().equals(id));
    }

    /** What was typed, as pairs with the text that should be found. */
    private void recall(String name, double least, List<String> pairs) {
        var ids = new ArrayList<String>();
        for (String pair : pairs) ids.add(draft(pair.substring(pair.indexOf('=') + 1)));
        Api.drain();
        var missed = new ArrayList<String>();
        int asked = 0;
        for (int i = 0; i < pairs.size(); i++)
            for (String typed :
                    pairs.get(i).substring(0, pairs.get(i).indexOf('=')).split(",")) {
                asked++;
                if (!finds(typed, ids.get(i))) missed.add(typed);
            }
        double recall = 1 - (double) missed.size() / asked;
        System.out.printf("recall %s: %.2f of %d, missed %s%n", name, recall, asked, missed);
        assertThat(recall).as(name + " without " + missed).isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | 0.9 | runs,runner=We are running with you through the city;bakery,bakers=The bakeries are open for you;offer,offered=Our offers and your offerings of the week;discount,discounting=The discounts are for you and your friends;subscription,subscribe=Your subscriptions and the newsletter
                    de | 0.9 | Brot,Brote=Die Brote und das Gebäck sind für Sie da;Angebot=Die Angebote der Woche sind nicht für alle;kaufen,kaufte=Sie kauft mit uns auf dem Markt und bleibt;Häuser=Das Haus und der Garten sind für Sie;Rabatt=Sparen Sie mit den Rabatten auf das ganze Brot
                    fr | 0.9 | offre=Les offres pour vous et votre famille;boulanger=Les boulangers vous attendent dans la rue;acheter,achetez=Vous achetez pour votre famille dans une boutique;nouvelle=Les nouvelles collections pour vous;gratuits=Une livraison gratuite pour vous et les amis
                    es | 0.9 | oferta=Las ofertas para los clientes con una sonrisa;panadería=Las panaderías que abren para los vecinos;compras,comprar=Los clientes que compran con una tarjeta;nuevo=Los nuevos sabores para una tarde con amigos;descuento=Los descuentos que hay para una semana
                    it | 0.9 | offerta=Le offerte della settimana per gli amici che sono qui;negozio=I negozi che sono aperti per gli ospiti;comprare=Gli amici che comprano per una festa;nuovo=Le nuove ricette che sono per gli ospiti;sconto=Gli sconti della settimana che non finiscono
                    pt | 0.9 | oferta=As ofertas para você com os amigos mais perto;padaria=As padarias que são mais perto para você;comprar=Os clientes que compram para você uma prenda;novo=Os novos sabores para uma tarde com os amigos;desconto=Os descontos que não são para mais uma semana
                    nl | 0.8 | brood=De broden zijn voor het feest van een vriend;aanbieding=Het zijn aanbiedingen voor een week van je leven;koopt=Wij kopen het brood voor een feest;winkel=De winkels zijn niet ver van het station voor je;korting=Het zijn kortingen voor een week van het jaar
                    sv | 0.8 | bröd=Brödet är för er och inte för att sälja;erbjudande=Erbjudanden som är för er och inte för alla;köper=Vi har köpt det för att det är gott och nytt;butik=Butikerna är öppna för er och det är bra;rabatt=Rabatterna är för er och som alltid på fredag
                    ru | 0.9 | скидка,скидку=Скидки для всех покупателей;булочная=Новые булочные в центре города;новый,новая=Новые вкусы каждое утро;хлеба=Свежий хлеб на завтрак;акция=Все акции этой недели
                    ja | 1.0 | 開店,パン=焼きたてのパンを毎朝七時に開店してお待ちしています;割引=今週の割引はこちらです
                    zh | 1.0 | 面包,优惠=我们的面包店每天早上七点开门有优惠;折扣=本周的折扣在这里
                    ko | 1.0 | 할인=이번 주 할인 행사를 안내합니다;빵집=새로운 빵집이 문을 열었습니다
                    """)
    void other_forms_of_a_word_are_found_in(String language, double least, String pairs) {
        recall(language, least, List.of(pairs.split(";")));
    }

    @Test
    void words_with_typing_errors_are_found() {
        recall(
                "typing errors",
                0.9,
                List.of(
                        "sourdogh,sourduogh,soudough,sourdoughh=Sourdough from the oven",
                        "sumer,sunmer,smumer=Summer in the garden",
                        "campain,campagin,camapign=Campaign for the harvest",
                        "newletter,newslettre,nwesletter=Newsletter of the week",
                        "discuont,dicsount,discout=Discount for members",
                        "resturant,restarant,restaraunt=Restaurant by the lake",
                        "accomodation,acommodation=Accommodation near the lake",
                        "Frühstuck,Früstück,Fruehstück=Frühstück für alle",
                        "boulangrie,boulengerie,bulangerie=Boulangerie du coin",
                        "скитка,скдика=Скидка недели",
                        "brakfast,breakfats,breakfst=Breakfast at eight",
                        "calender,calandar=Calendar of events",
                        "recieve,receve=Receive a voucher",
                        "definately=Definitely worth it",
                        "seperate=Separate rooms"));
    }

    @Test
    void the_answer_says_which_word_was_corrected() {
        draft("Sourdough from the oven");
        Api.drain();
        var found = owner.get("/api/search?q=sourdogh+oven").expect(200);
        assertThat(found.text("corrected.0.typed")).isEqualTo("sourdogh");
        assertThat(found.text("corrected.0.words.0")).isEqualTo("sourdough");
        assertThat(found.at("corrected").size()).isEqualTo(1);
        assertThat(owner.get("/api/search?q=oven").at("corrected").size()).isZero();
        assertThat(owner.get("/api/search?q=%22sourdogh+oven%22").at("total").asInt())
                .isZero();
    }

    @Test
    void what_is_typed_exactly_ranks_before_other_forms() {
        var other = draft("The offers are for you and your friends, offers, offers");
        var exact = draft("The one offer is for you and your friends");
        Api.drain();
        var found = owner.get("/api/search?q=offer+friends").expect(200);
        assertThat(found.text("items.0.id")).isEqualTo(exact);
        assertThat(found.text("items.1.id")).isEqualTo(other);
    }

    @Test
    void lists_match_like_the_search() {
        owner.post("/api/campaigns", Map.of("name", "Café opening", "description", "The bakeries are open for you"))
                .expect(201);
        owner.post("/api/tasks", Map.of("title", "Write to the bakeries", "description", "and the cafés are yours"))
                .expect(201);
        Api.drain();
        for (String typed : List.of("cafe", "bakery", "%22the+bakeries%22", "bakeries+-rye", "bakeires", "the+bak")) {
            assertThat(owner.get("/api/campaigns?q=" + typed)
                            .expect(200)
                            .at("total")
                            .asInt())
                    .as(typed)
                    .isEqualTo(1);
            assertThat(owner.get("/api/tasks?q=" + typed)
                            .expect(200)
                            .at("total")
                            .asInt())
                    .as(typed)
                    .isEqualTo(1);
        }
        assertThat(owner.get("/api/campaigns?q=cafe+-bakeries").at("total").asInt())
                .isZero();
        assertThat(owner.get("/api/tasks?q=zzzzzz").at("total").asInt()).isZero();
        owner.get("/api/tasks?q=" + "x".repeat(501)).refused(400, "invalid");
    }
}
