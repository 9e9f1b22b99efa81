package org.freedomcheckout.chaos;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.freedomcheckout.chaos.Order.Wish;
import org.freedomcheckout.sandbox.Json;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.MerchantApi;

/** One order from its checkout to its last refund, decided by a seed as far as clients decide. */
final class Journey {

    private static final int LOOKS = 40;
    private static final long LOOK_NANOS = 100_000_000;

    private final MerchantApi merchant;
    private final Client client;
    private final Order order;
    private final Random random;

    Journey(MerchantApi merchant, Client client, Order order, Random random) {
        this.merchant = merchant;
        this.client = client;
        this.order = order;
        this.random = random;
    }

    /** Ends when there is nothing more that a client would do now. */
    void run() {
        var threeDs = random.nextBoolean();
        var automatic = random.nextInt(3) > 0;
        var wanted = threeDs ? merchant.threeDs(order.id(), automatic) : savedCard(automatic);
        client.ask(() -> merchant.post("/api/v1/checkouts", Json.write(wanted), order.id()), Journey::isCreated)
                .map(merchant::checkout)
                .ifPresent(checkout -> {
                    order.opened(checkout);
                    var shopper = new ShopperAtWork(client, random, checkout);
                    if (threeDs ? shopper.answersChallenge(this::status) : shopper.typesCvc(this::status)) {
                        useMoney(checkout);
                    }
                });
    }

    private Map<String, Object> savedCard(boolean automatic) {
        var card = switch (random.nextInt(8)) {
            case 0 -> SavedCard.NOT_ENOUGH_MONEY;
            case 1 -> SavedCard.PENDING_THEN_PAID;
            default -> SavedCard.PAID;
        };
        var wanted = MerchantApi.savedCard(order.id(), card);
        wanted.put("capture", automatic ? "automatic" : "manual");
        return wanted;
    }

    private static boolean isCreated(Answer response) {
        return response.statusCode() == 201;
    }

    private String status() {
        return order.checkout()
                .flatMap(checkout -> client.ask(
                        () -> merchant.get("/api/v1/checkouts/" + checkout.id()), answer -> answer.statusCode() == 200))
                .map(answer -> {
                    var status = Json.readObject(answer.body()).get("status").toString();
                    order.told(status);
                    return status;
                })
                .orElse("");
    }

    /** Waits a little for the end, as the live page does; what is in doubt is left to the application. */
    private String statusInTheEnd() {
        var status = status();
        for (int i = 0; i < LOOKS && (status.equals("processing") || status.isEmpty()); i++) {
            LockSupport.parkNanos(LOOK_NANOS);
            status = status();
        }
        return status;
    }

    private void useMoney(Checkout checkout) {
        if (statusInTheEnd().equals("authorized")) {
            switch (random.nextInt(4)) {
                case 0 -> wish(checkout, new Wish("capture", "1000.00"));
                case 1 -> wish(checkout, new Wish("cancel", ""));
                case 2 -> wish(checkout, new Wish("capture", ""));
                default -> {
                    // Still held in the end.
                }
            }
        }
        for (int i = random.nextInt(4); i > 0 && status().equals("paid"); i--) {
            wish(checkout, new Wish("refund", (10 + random.nextInt(200)) + ".00"));
        }
    }

    /** Asks until there is an answer, always under the same key. */
    private void wish(Checkout checkout, Wish wish) {
        var key = order.wants(wish);
        client.ask(() -> checkout.post(wish.kind(), wish.json(), key), this::isOperationOver)
                .map(Answer::statusCode)
                .filter(code -> code == 200)
                .ifPresent(_ -> order.acknowledged(key));
    }

    /** 409 may mean that the first of two equal requests is still running; 503 that nothing has happened. */
    private boolean isOperationOver(Answer answer) {
        return answer.statusCode() < 500 && !(answer.statusCode() == 409 && random.nextInt(5) > 0);
    }
}
