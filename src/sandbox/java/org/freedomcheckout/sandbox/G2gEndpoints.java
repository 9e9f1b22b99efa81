package org.freedomcheckout.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code g2g/payment} and {@code g2g/paymentAcs}: a card payment with 3-D Secure. */
final class G2gEndpoints {

    private static final List<String> REQUIRED = List.of(
            "pg_order_id",
            "pg_amount",
            "pg_description",
            "pg_card_pan",
            "pg_card_cvc",
            "pg_card_year",
            "pg_card_month",
            "pg_card_name");

    private final Merchant merchant;
    private final Ledger ledger;
    private final Scenarios scenarios;
    private final Bank bank;
    private final String baseUrl;

    G2gEndpoints(Merchant merchant, Ledger ledger, Scenarios scenarios, Bank bank, String baseUrl) {
        this.merchant = merchant;
        this.ledger = ledger;
        this.scenarios = scenarios;
        this.bank = bank;
        this.baseUrl = baseUrl;
    }

    HttpResponse payment(String script, Map<String, String> request, Optional<Payment> none) {
        if (GatewayApi.missing(request, REQUIRED).isPresent()) {
            return merchant.error(script, "9403");
        }
        var card = TestCard.of(request.get("pg_card_pan"));
        if (card.isEmpty()) {
            return merchant.error(script, "10032");
        }
        var payment = ledger.add("g2g", request);
        synchronized (payment) {
            payment.called(script);
            payment.card = card.get();
            payment.mask = card.get().mask();
            if (card.get().threeDs) {
                return challenge(script, payment);
            }
            bank.finish(payment, card.get().failureCode.isEmpty() ? "success" : "decline", card.get().failureCode);
            return result(script, payment, "0");
        }
    }

    private HttpResponse challenge(String script, Payment payment) {
        var wishes = scenarios.forPayment(payment.orderId(), payment.id);
        payment.acsId = UUID.randomUUID().toString();
        payment.md =
                wishes.text("md", "normal").equals("empty") ? "" : base64("MD of " + payment.id + " " + payment.acsId);
        payment.paReq = switch (wishes.text("pareq", "normal")) {
            case "creq" ->
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("{\"messageType\":\"CReq\",\"messageVersion\":\"2.1.0\"," + "\"acsTransID\":\""
                                        + payment.acsId + "\"}")
                                .getBytes(StandardCharsets.UTF_8));
            case "zlib" -> longPaReq();
            default -> base64("PaReq of " + payment.id);
        };
        return merchant.signed(
                script,
                List.of(
                        new Field("pg_payment_id", payment.id),
                        new Field("pg_status", "ok"),
                        new Field("pg_3ds", "1"),
                        new Field("pg_3d_acsurl", baseUrl + "/acs/" + payment.acsId),
                        new Field("pg_3d_md", payment.md),
                        new Field("pg_3d_pareq", payment.paReq),
                        new Field("pg_datetime", Merchant.now())));
    }

    /** More than 1000 characters, with plus signs and slashes in it. */
    private static String longPaReq() {
        var text = new StringBuilder("eJx+/");
        while (text.length() < 1_400) {
            text.append(Random.letters(30))
                    .append("+/")
                    .append(Random.letters(10))
                    .append("//++");
        }
        return text.append("==").toString();
    }

    HttpResponse paymentAcs(String script, Map<String, String> request, Optional<Payment> found) {
        if (GatewayApi.missing(request, List.of("pg_payment_id", "pg_pares")).isPresent()
                || !(request.containsKey("pg_md") || request.containsKey("pg_3d_md"))) {
            return merchant.error(script, "9403");
        }
        if (found.isEmpty()) {
            return merchant.error(script, "1202");
        }
        var payment = found.get();
        var paRes = request.get("pg_pares");
        synchronized (payment) {
            if (payment.isOver() || payment.status == Payment.Status.PROCESS) {
                return paRes.equals(payment.usedPaRes) && !payment.storedAnswer.isEmpty()
                        ? HttpResponse.xml(payment.storedAnswer)
                        : merchant.error(script, "10015");
            }
            payment.usedPaRes = paRes;
            switch (AcsPages.verdict(payment, paRes)) {
                case CONFIRMED -> bank.finish(payment, "success", "");
                case WRONG_CODE, FOREIGN -> bank.refuse(payment, "10004");
            }
            var answer = result(script, payment, "1");
            payment.storedAnswer = answer.text();
            return answer;
        }
    }

    private HttpResponse result(String script, Payment payment, String threeDs) {
        if (payment.status == Payment.Status.ERROR) {
            var fields = Merchant.errorFields(payment.failureCode);
            fields.add(new Field("pg_payment_id", payment.id));
            return merchant.signed(script, fields);
        }
        var fields = new ArrayList<>(List.of(
                new Field("pg_payment_id", payment.id),
                new Field("pg_status", payment.status == Payment.Status.PROCESS ? "pending" : "ok"),
                new Field("pg_auth_code", payment.authCode),
                new Field("pg_reference", payment.reference),
                new Field("pg_datetime", Merchant.now())));
        if (script.equals("payment")) {
            fields.add(new Field("pg_3ds", threeDs));
        }
        return merchant.signed(script, fields);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
