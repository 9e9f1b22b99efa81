package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shop shows "your cards", removes one, and lets the shopper save one more. */
class CardsApiTest {

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout();

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cards(String user) {
        var response = running.merchant().get("/api/v1/cards?user_id=" + user);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (List<Map<String, Object>>) Json.readObject(response.body()).get("data");
    }

    @Test
    void aUsersCardsAreListed() {
        assertThat(cards("u1")).hasSize(SavedCard.values().length);
        assertThat(cards("u1"))
                .anySatisfy(card -> assertThat(card)
                        .containsEntry("token", SavedCard.PAID.token())
                        .containsEntry("mask", SavedCard.PAID.mask())
                        .containsEntry("brand", "VISA")
                        .containsEntry("expiry", "12/31"));
        assertThat(cards("new-1")).isEmpty();
    }

    @Test
    void aRemovedCardIsGone() {
        var path = "/api/v1/cards/" + SavedCard.PAID.token() + "?user_id=u2";
        assertThat(running.merchant().delete(path).statusCode()).isEqualTo(204);
        assertThat(cards("u2")).noneMatch(card -> card.get("token").equals(SavedCard.PAID.token()));
        assertThat(cards("u3")).anyMatch(card -> card.get("token").equals(SavedCard.PAID.token()));
        assertThat(running.merchant().delete(path).statusCode()).isEqualTo(409);
    }

    @Test
    void aCardIsSavedOnFreedomPaysPageAndRemovedAndItsCallbackIsBelievedOnlyWhenSigned() {
        var response = running.merchant()
                .post("/api/v1/cards", "{\"user_id\":\"new-7\",\"return_url\":\"https://shop.kz/cards\"}", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        var page = (String) Json.readObject(response.body()).get("url");
        assertThat(Http.get(page).body()).contains("Save a card");
        var back = Http.post(page, "choice=save");
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.header("Location")).hasValue("https://shop.kz/cards");
        // Tokens are opaque: whatever is in one, encoded as a part of an address it arrives.
        var token = cards("new-7").getFirst().get("token").toString();
        assertThat(token).contains("/", "+", "%2F", "=");
        var id = URI.create(page).getQuery().replace("pg_payment_id=", "");
        var saving = Eventually.look(
                () -> running.sandbox().payments("").stream()
                        .filter(payment -> payment.get("id").equals(id))
                        .findFirst()
                        .orElseThrow(),
                payment -> payment.get("notifies_answered").equals(1L));
        assertThat(saving).containsEntry("notifies_answered", 1L);
        var encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
        assertThat(running.merchant()
                        .delete("/api/v1/cards/" + encoded + "?user_id=new-7")
                        .statusCode())
                .isEqualTo(204);
        assertThat(cards("new-7")).isEmpty();

        var forged = Http.post(
                running.url() + "/callbacks/freedompay/card",
                "pg_status=success&pg_user_id=new-7&pg_salt=x&pg_sig=00000000000000000000000000000000");
        assertThat(forged.body()).contains("<pg_status>error</pg_status>");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(running.merchant().get("/api/v1/cards").body()).contains("\"field\":\"user_id\"");
        assertThat(running.merchant().get("/api/v1/cards?user_id=a%20b").statusCode())
                .isEqualTo(422);
        assertThat(running.merchant().get("/api/v1/cards?user_id=u1&x=1").body())
                .contains("\"field\":\"x\"");
        assertThat(running.merchant()
                        .post("/api/v1/cards", "{\"user_id\":\"u1\"}", "")
                        .body())
                .contains("\"field\":\"return_url\"");
        assertThat(running.merchant().delete("/api/v1/cards/x").statusCode()).isEqualTo(422);
    }

    @Test
    void freedomPayMayBeAway() {
        Http.postJson(
                running.sandboxUrl() + "/sandbox/scenarios",
                Json.write(Map.of("faults", List.of(Map.of("endpoint", "list", "fault", "drop")))));
        assertThat(running.merchant().get("/api/v1/cards?user_id=u1").statusCode())
                .isEqualTo(503);
        assertThat(running.merchant().get("/api/v1/cards?user_id=u1").statusCode())
                .isEqualTo(200);
    }
}
