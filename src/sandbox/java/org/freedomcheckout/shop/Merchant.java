package org.freedomcheckout.shop;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freedomcheckout.sandbox.Field;
import org.freedomcheckout.sandbox.HttpCall;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.sandbox.Signature;
import org.freedomcheckout.sandbox.TestCard;

/** The shop's server side: opens checkouts, and makes card payments as a certified merchant does. */
final class Merchant {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ShopSettings settings;
    private final URI shop;

    Merchant(ShopSettings settings, URI shop) {
        this.settings = settings;
        this.shop = shop;
    }

    /** The shopper has to be told something instead of paying. */
    static final class CannotPayException extends Exception {

        private static final long serialVersionUID = 1;

        CannotPayException(String message) {
            super(message);
        }
    }

    /** Returns where the shopper goes on. */
    String payWithSavedCard(Cart cart, Map<String, String> form) throws CannotPayException, IOException {
        var card = SavedCard.valueOf(form.getOrDefault("saved_card", SavedCard.PAID.name()));
        var checkout = checkout(cart, form, newOrder());
        checkout.put("method", "saved_card");
        checkout.put("saved_card", Map.of("token", card.token(), "user_id", "demo", "mask", card.mask()));
        return open(checkout);
    }

    /** The shopper chooses among the saved cards, or types a new one, on the checkout's page. */
    String payWithAnyCard(Cart cart, Map<String, String> form) throws CannotPayException, IOException {
        var checkout = checkout(cart, form, newOrder());
        checkout.put("methods", List.of("saved_card", "card_page"));
        checkout.put("saved_card", Map.of("user_id", "demo"));
        return open(checkout);
    }

    /** Makes the payment with the card's data, and opens a checkout for the challenge. */
    String payWithThreeDs(Cart cart, Map<String, String> form) throws CannotPayException, IOException {
        var card = TestCard.valueOf(form.getOrDefault("test_card", TestCard.VISA_3DS.name()));
        var order = newOrder();
        var fields = new ArrayList<>(List.of(
                new Field("pg_merchant_id", settings.merchantId()),
                new Field("pg_order_id", order),
                new Field("pg_amount", cart.total() + ".00"),
                new Field("pg_currency", "KZT"),
                new Field("pg_description", cart.description()),
                new Field("pg_card_pan", card.pan()),
                new Field("pg_card_cvc", "123"),
                new Field("pg_card_year", "31"),
                new Field("pg_card_month", "12"),
                new Field("pg_card_name", "TEST CARD"),
                new Field("pg_auto_clearing", form.containsKey("hold") ? "0" : "1"),
                new Field("pg_salt", UUID.randomUUID().toString().replace("-", ""))));
        fields.add(new Field("pg_sig", Signature.of("payment", fields, settings.secretKey())));
        var answer = body(HttpCall.to(URI.create(settings.gateway() + "/g2g/payment"), PATIENCE)
                .post("application/x-www-form-urlencoded", encoded(fields)));
        if (!value(answer, "pg_3ds").equals("1")) {
            throw new CannotPayException(
                    value(answer, "pg_status").equals("error")
                            ? "Freedom Pay: " + value(answer, "pg_error_description")
                            : "Paid without 3-D Secure: no checkout is needed. Freedom Pay's payment "
                                    + value(answer, "pg_payment_id"));
        }
        var checkout = checkout(cart, form, order);
        checkout.put("method", "three_ds");
        checkout.put(
                "three_ds",
                Map.of(
                        "payment_id", value(answer, "pg_payment_id"),
                        "acs_url", value(answer, "pg_3d_acsurl"),
                        "pareq", value(answer, "pg_3d_pareq"),
                        "md", value(answer, "pg_3d_md")));
        return open(checkout);
    }

    /** A checkout as the API answers it. */
    String read(String id) throws CannotPayException, IOException {
        return body(api("/api/v1/checkouts/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .get());
    }

    private Map<String, Object> checkout(Cart cart, Map<String, String> form, String order) {
        var checkout = new LinkedHashMap<String, Object>();
        checkout.put("order_id", order);
        checkout.put("amount", cart.total() + ".00");
        checkout.put("currency", "KZT");
        checkout.put("description", cart.description());
        checkout.put("capture", form.containsKey("hold") ? "manual" : "automatic");
        checkout.put("language", cart.language());
        checkout.put("success_url", shop + "/thanks?lang=" + cart.language());
        checkout.put("failure_url", shop + "/thanks?lang=" + cart.language());
        return checkout;
    }

    private String open(Map<String, Object> checkout) throws CannotPayException, IOException {
        var answer = body(api("/api/v1/checkouts").post("application/json", Json.write(checkout)));
        return String.valueOf(Json.readObject(answer).get("url"));
    }

    private static String encoded(List<Field> fields) {
        return fields.stream()
                .map(f -> f.name() + "=" + URLEncoder.encode(f.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpCall api(String path) {
        return HttpCall.to(URI.create(settings.checkoutApi() + path), PATIENCE)
                .header("Authorization", "Bearer " + settings.apiKey());
    }

    private static String body(HttpCall.Answer answer) throws CannotPayException {
        if (answer.status() >= 300) {
            throw new CannotPayException(answer.body());
        }
        return answer.body();
    }

    private static String newOrder() {
        return "D" + System.currentTimeMillis();
    }

    /** The shop trusts its own sandbox and reads the XML with a pattern; a real merchant verifies the signature. */
    private static String value(String xml, String name) {
        var match = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return match.find()
                ? match.group(1)
                        .replace("&#13;", "\r")
                        .replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&")
                : "";
    }
}
