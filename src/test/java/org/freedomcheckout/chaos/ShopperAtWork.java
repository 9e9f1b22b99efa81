package org.freedomcheckout.chaos;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.Http.Answer;
import org.freedomcheckout.testkit.PlainShopper;

/** A shopper without script who presses reload until there is an answer, and sometimes goes away. */
final class ShopperAtWork {

    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
    private static final int TRIES = 4;

    private final Client client;
    private final Random random;
    private final Checkout checkout;

    ShopperAtWork(Client client, Random random, Checkout checkout) {
        this.client = client;
        this.random = random;
        this.checkout = checkout;
    }

    /**
     * Goes to the bank and brings back its answer, sometimes in three tabs at once.
     *
     * @param status what the checkout's status is
     * @return false if the shopper has gone away
     */
    boolean answersChallenge(Supplier<String> status) {
        var choice = random.nextInt(10) == 0 ? "wrong" : "confirm";
        var bank = client.ask(() -> BankAnswers.chosen(checkout, choice), _ -> true);
        if (bank.isEmpty() || random.nextInt(20) == 0) {
            return false;
        }
        for (int i = 0; i < TRIES; i++) {
            comeBack(bank.get(), random.nextInt(4) == 0 ? 3 : 1);
            if (!status.get().equals("open")) {
                return true;
            }
        }
        return true;
    }

    private void comeBack(BankAnswers bank, int tabs) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < tabs; i++) {
                threads.execute(
                        () -> client.ask(() -> Http.post(bank.termUrl(), bank.form()), ShopperAtWork::isSeeOther));
            }
        }
    }

    private static boolean isSeeOther(Answer answer) {
        return answer.statusCode() == 303;
    }

    /** Types the CVC, sometimes a wrong one first; false if the shopper has gone away. */
    boolean typesCvc(Supplier<String> status) {
        var cvc = random.nextInt(8) == 0 ? "000" : "123";
        for (int i = 0; i < TRIES; i++) {
            var location = pay(cvc);
            if (random.nextInt(8) == 0) {
                return false;
            }
            location.ifPresent(to -> client.ask(() -> Http.get(to), answer -> answer.statusCode() == 200));
            if (!status.get().equals("open")) {
                return true;
            }
            client.once(this::tryAgain);
            cvc = "123";
        }
        return true;
    }

    private Answer tryAgain() {
        var origin = URI.create(checkout.url()).resolve("/").toString().replaceFirst("/$", "");
        return Http.to(checkout.url()).header("Origin", origin).post("");
    }

    /** Through the hand-over to Freedom Pay's page; returns where that leads back to. */
    private Optional<String> pay(String cvc) {
        return client.ask(() -> Http.get(checkout.url() + "/cvc"), ShopperAtWork::leadsOn)
                .map(Answer::body)
                .filter(page -> page.contains("id=\"cvc-form\""))
                .flatMap(page -> client.ask(() -> submit(page, ""), answer -> answer.statusCode() == 200))
                .filter(answer -> answer.body().contains("name=\"_token\""))
                .flatMap(form -> {
                    var page = form.body()
                            .replace("action=\"/", "action=\"" + form.uri().resolve("/"));
                    return client.ask(() -> submit(page, "cvc=" + cvc), answer -> answer.statusCode() == 302);
                })
                .flatMap(answer -> answer.header("Location"));
    }

    /** To Freedom Pay, or out of the frame; not "wait" or "try again". */
    private static boolean leadsOn(Answer page) {
        return page.statusCode() == 200
                && (page.body().contains("id=\"cvc-form\"") || page.body().contains("data-page=\"leave-frame\""));
    }

    private static Answer submit(String page, String typed) {
        var fields = new ArrayList<String>();
        var hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            fields.add(hidden.group(1) + "="
                    + URLEncoder.encode(PlainShopper.plain(hidden.group(2)), StandardCharsets.UTF_8));
        }
        if (!typed.isEmpty()) {
            fields.add(typed);
        }
        var action = ACTION.matcher(page);
        if (!action.find()) {
            throw new IllegalStateException("no form: " + page);
        }
        return Http.post(PlainShopper.plain(action.group(1)), String.join("&", fields));
    }
}
