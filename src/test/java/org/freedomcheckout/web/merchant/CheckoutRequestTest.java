package org.freedomcheckout.web.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.flow.PublicUrls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What opens a checkout, field by field: what is right is taken as it was sent, what is wrong is named. */
class CheckoutRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ApiSettings SETTINGS = new ApiSettings(
            Duration.ofMinutes(30),
            List.of("ru", "kk"),
            new PublicUrls(URI.create("https://checkout.shop.kz")),
            ShopOrigins.ANY);
    private static final String ACS = "https://acs.bank.kz/auth?a=1";

    /** By name, as JSON. */
    private final Map<String, String> fields = new TreeMap<>(Map.of(
            "order_id", "'A-1'",
            "amount", "'1500.50'",
            "description", "'Order A-1'",
            "method", "'card_page'",
            "success_url", "'https://shop.kz/ok'",
            "failure_url", "'https://shop.kz/fail'"));

    private CheckoutRequest read() {
        var json = new StringBuilder();
        fields.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                .append("'" + name + "':")
                .append(value));
        return new CheckoutRequest(
                JsonMapper.shared().readTree(json.append('}').toString().replace('\'', '"')), SETTINGS, NOW);
    }

    private Terms with(String field, String json) {
        fields.put(field, json);
        return read().terms();
    }

    private void assertWrong(String... errors) {
        assertThatThrownBy(this::read).isInstanceOfSatisfying(ApiRefusal.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(422);
            assertThat(refusal.problem().errors().stream().map(error -> error.field() + " " + error.detail()))
                    .containsExactly(errors);
        });
    }

    private void assertWrongField(String field) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        ApiRefusal.class,
                        refusal -> assertThat(refusal.problem().errors())
                                .extracting(Problem.FieldError::field)
                                .containsExactly(field));
    }

    @Test
    void whatIsLeftOutIsAsThePaperSays() {
        var terms = read().terms();
        assertThat(terms.orderId()).isEqualTo("A-1");
        assertThat(terms.amount()).isEqualTo(new Money(150_050, Currency.KZT));
        assertThat(terms.description()).isEqualTo("Order A-1");
        assertThat(terms.methods()).containsExactly(new Method.CardPage());
        assertThat(terms.capture()).isEqualTo(CaptureMode.AUTOMATIC);
        assertThat(terms.successUrl()).isEqualTo(URI.create("https://shop.kz/ok"));
        assertThat(terms.failureUrl()).isEqualTo(URI.create("https://shop.kz/fail"));
        assertThat(terms.language()).isEmpty();
        assertThat(terms.customer().email()).isEmpty();
        assertThat(terms.metadata()).isEmpty();
        assertThat(terms.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        assertThat(read().payment()).isEmpty();
        assertThat(read().challenge()).isEmpty();
    }

    @Test
    void whatIsSentIsTaken() {
        assertThat(with("currency", "'UZS'").amount().currency()).isEqualTo(Currency.UZS);
        assertThat(with("capture", "'manual'").capture()).isEqualTo(CaptureMode.MANUAL);
        assertThat(with("capture", "'automatic'").capture()).isEqualTo(CaptureMode.AUTOMATIC);
        assertThat(with("language", "'kk'").language()).hasValue("kk");
        assertThat(with("expires_in", "300").expiresAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(with("expires_in", "604800").expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        var customer = with("customer", "{'email':'a@shop.kz','phone':'77011234567','ip':'192.0.2.1'}")
                .customer();
        assertThat(customer.email()).hasValue("a@shop.kz");
        assertThat(customer.phone()).hasValue("77011234567");
        assertThat(customer.ip()).hasValue("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "order_id, 'A 1'",
                "amount, '0'",
                "amount, 1500",
                "currency, 'kzt'",
                "currency, 'GBP'",
                "description, ''",
                "description, 'card 4111111111111111'",
                "capture, 'MANUAL'",
                "capture, 'later'",
                "success_url, 'shop.kz'",
                "failure_url, 'https://'",
                "language, 'en'",
                "customer, 'a@shop.kz'",
                "expires_in, 299",
                "expires_in, 604801",
                "method, 'cash'",
                "metadata, []",
                "colour, 'red'"
            })
    void whatIsWrongIsNamed(String field, String json) {
        fields.put(field, json);
        assertWrongField(field);
    }

    @Test
    void whatIsWrongInsideIsNamedByItsPath() {
        fields.put("customer", "{'email':'a','phone':'1','ip':'a','name':'b'}");
        fields.put("method", "'saved_card'");
        fields.put("saved_card", "{'token':'','user_id':'u 1','mask':'4111111111111111','pan':'1'}");
        assertWrong(
                "saved_card.token must be 1 to 255 characters",
                "saved_card.user_id must be 1 to 50 of A-Z a-z 0-9 _ -",
                "saved_card.mask must be a masked card number of at most 40 characters",
                "saved_card.pan is not known",
                "customer.email must be an e-mail address of at most 254 characters",
                "customer.phone must be 5 to 15 digits",
                "customer.ip must be an IPv4 or IPv6 address",
                "customer.name is not known");
    }

    @Test
    void aSavedCardIsNamedOrChosen() {
        fields.put("method", "'saved_card'");
        assertWrong("saved_card is required");
        fields.put("saved_card", "null");
        assertWrong("saved_card is required");
        fields.put("saved_card", "7");
        assertWrong("saved_card must be an object");
        fields.put("saved_card", "{'user_id':'u1'}");
        assertThat(read().terms().savedCard()).hasValueSatisfying(card -> {
            assertThat(card.token()).isEmpty();
            assertThat(card.userId()).isEqualTo("u1");
        });
        fields.put("saved_card", "{'user_id':'u1','token':'t1','mask':'4716-04XX-XXXX-1981'}");
        assertThat(read().terms().savedCard()).hasValueSatisfying(card -> {
            assertThat(card.token().orElseThrow().reveal()).isEqualTo("t1");
            assertThat(card.mask()).hasValue("4716-04XX-XXXX-1981");
        });
    }

    @Test
    void aShopperMayChooseAmongTwo() {
        fields.put("saved_card", "{'user_id':'u1'}");
        fields.put("methods", "['card_page','saved_card']");
        assertWrong("method goes without methods only");
        fields.remove("method");
        assertThat(read().terms().methods()).hasExactlyElementsOfTypes(Method.CardPage.class, Method.SavedCard.class);
        fields.put("methods", "['saved_card']");
        assertThat(read().terms().methods()).hasExactlyElementsOfTypes(Method.SavedCard.class);
        fields.remove("saved_card");
        for (var wrong : List.of("['card_page','card_page']", "['three_ds']", "['card_page','cash']", "'card_page'")) {
            fields.put("methods", wrong);
            assertWrong("methods must be a list of saved_card and card_page, each once");
        }
        fields.put("methods", "[]");
        assertWrong("method is required");
        fields.put("method", "'card_page'");
        assertThat(read().terms().methods()).containsExactly(new Method.CardPage());
    }

    @Test
    void aMethodsFieldsGoWithItOnly() {
        fields.put("saved_card", "{'user_id':'u1'}");
        fields.put("three_ds", "{}");
        assertWrong("saved_card goes with method saved_card only", "three_ds goes with method three_ds only");
    }

    @Test
    void aChallengeIsTakenAsItCame() {
        fields.put("method", "'three_ds'");
        assertWrong("three_ds is required");
        fields.put("three_ds", "{'payment_id':'1234','acs_url':'" + ACS + "','pareq':'eJx','md':'m d'}");
        var request = read();
        assertThat(request.terms().isThreeDs()).isTrue();
        assertThat(request.payment()).hasValue(new PaymentId("1234"));
        assertThat(request.challenge()).hasValueSatisfying(challenge -> {
            assertThat(challenge.acsUrl()).isEqualTo(URI.create(ACS));
            assertThat(challenge.paReq().reveal()).isEqualTo("eJx");
            assertThat(challenge.md().reveal()).isEqualTo("m d");
        });
        fields.put("three_ds", "{'payment_id':'1234','acs_url':'" + ACS + "','pareq':'eJx'}");
        assertThat(read().challenge())
                .hasValueSatisfying(
                        challenge -> assertThat(challenge.md().reveal()).isEmpty());
    }

    @Test
    void aWrongChallengeIsNamed() {
        fields.put("method", "'three_ds'");
        var tooLong = "a".repeat(65_537);
        fields.put(
                "three_ds",
                "{'payment_id':'x','acs_url':'https://checkout.shop.kz/a','pareq':'','md':'" + tooLong
                        + "','term_url':'x'}");
        assertWrong(
                "three_ds.payment_id must be 1 to 64 digits",
                "three_ds.acs_url must be an absolute https URL with a host name (http for loopback), not ours",
                "three_ds.pareq must be 1 to 65536 characters",
                "three_ds.md must be at most 65536 characters",
                "three_ds.term_url is not known");
        var longest = "a".repeat(65_536);
        fields.put("three_ds", "{'payment_id':'1','acs_url':'" + ACS + "','pareq':'" + longest + "','md':''}");
        assertThat(read().challenge()).isPresent();
        fields.put("three_ds", "{'payment_id':'1','acs_url':'" + ACS + "','pareq':'a\\u0000'}");
        assertWrong("three_ds.pareq must be 1 to 65536 characters");
        fields.put("three_ds", "{'payment_id':'1','acs_url':'acs.bank.kz','pareq':'a'}");
        assertWrongField("three_ds.acs_url");
    }

    private static String metadata(int entries) {
        var json = new StringBuilder("{");
        for (int n = 0; n < entries; n++) {
            json.append(n == 0 ? "" : ",").append("'k" + n + "':'v'");
        }
        return json.append('}').toString();
    }

    @Test
    void metadataIsKeptWithinItsLimits() {
        assertThat(with("metadata", "{'cart':'c-77','" + "n".repeat(40) + "':'" + "v".repeat(500) + "','e':''}")
                        .metadata())
                .containsOnlyKeys("cart", "n".repeat(40), "e")
                .containsEntry("cart", "c-77")
                .containsEntry("e", "");
        assertThat(with("metadata", metadata(50)).metadata()).hasSize(50);
        fields.put("metadata", metadata(51));
        assertWrong("metadata must have at most 50 entries");
        var text = "must be a text of at most 500 characters, without card numbers";
        fields.put("metadata", "{'a':'" + "v".repeat(501) + "','b':'4111111111111111','c':1}");
        assertWrong("metadata.a " + text, "metadata.b " + text, "metadata.c " + text);
        fields.put("metadata", "{'" + "n".repeat(41) + "':'v'}");
        assertWrong("metadata." + "n".repeat(41) + " has a name that is not 1 to 40 characters");
    }
}
