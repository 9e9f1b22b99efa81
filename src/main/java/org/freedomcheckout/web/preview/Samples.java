package org.freedomcheckout.web.preview;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.web.HtmlErrors;
import org.freedomcheckout.web.shopper.CheckoutView;
import org.freedomcheckout.web.shopper.FormView;
import org.freedomcheckout.web.shopper.PayAddresses;
import org.freedomcheckout.web.shopper.PayPage;

/** Every state of every page, drawn by the same code as in earnest. */
final class Samples {

    private static final Map<String, Integer> ERRORS = Map.of(
            "not_found", 404,
            "unavailable", 503,
            "internal", 500,
            "too_many", 429,
            "bad_request", 400,
            "md_mismatch", 400,
            "method", 405,
            "too_large", 413);

    private final String language;
    private final URI base;
    private final Instant now;
    private final List<Sample> all = new ArrayList<>();

    private Samples(String language, URI base, Instant now) {
        this.language = language;
        this.base = base;
        this.now = now;
    }

    /**
     * All pages, in the order in which a shopper may come to them.
     *
     * @param base the preview's own address
     */
    static List<Sample> of(String language, URI base, Instant now) {
        var samples = new Samples(language, base, now);
        samples.open();
        samples.handOvers();
        samples.waiting();
        samples.ended();
        samples.refused();
        samples.errors();
        return List.copyOf(samples.all);
    }

    private void open() {
        var open = new Open(Optional.empty());
        add("pay-card", checkouts().card(open), "cvc-stand-in", true);
        add("pay-card-slow", checkouts().card(open), "cvc", true);
        add("pay-card-last-minutes", checkouts(Duration.ofSeconds(100)).card(open), "cvc-stand-in", true);
        add("pay-card-redirect", checkouts().card(open), "cvc", false);
        add("pay-card-long", big().card(open), "cvc-stand-in", true);
        add("pay-card-new", checkouts().cardPage(open), "cvc-stand-in", true);
        add("pay-choice", checkouts().choice(open));
        add("pay-choice-long", big().choice(open));
        var refused = new Failure("10009", Reason.NOT_ENOUGH_MONEY);
        add("pay-choice-refused", checkouts().choice(new Open(Optional.of(refused)), new Refused(refused)));
        add("pay-card-chosen", checkouts().choice(open, new AwaitingCvc()), "cvc-stand-in", true);
        var challenge = SampleCheckouts.challenge();
        add("pay-challenge", checkouts().threeDs(open, new AwaitingAcs(challenge, false)));
        add("pay-challenge-again", checkouts().threeDs(open, new AwaitingAcs(challenge, true)));
        var answer = new BankAnswer(new Secret(""), new Secret("eJzVWFmv"));
        add("pay-unsent", checkouts().threeDs(open, new Unsent(answer)));
    }

    private void handOvers() {
        var checkout = checkouts().card(new Open(Optional.empty()));
        var here = base.toString();
        add("cvc", "cvc", checkout, Map.of("form", new FormView(here, "post", Map.of("pg_payment_id", "7999007883"))));
        add("cvc-wait", "cvc-wait", checkout, Map.of());
        add("cvc-unavailable", "cvc-unavailable", checkout, Map.of("retryUrl", here));
        add("leave-frame", "leave-frame", checkout, Map.of("continueUrl", here));
        add("challenge", "challenge", checkout, Map.of("acsUrl", here, "paReq", "eJxVUstu", "md", "", "termUrl", here));
    }

    private void waiting() {
        add("processing", checkouts().threeDs(new Processing(), new Checking(now.minusSeconds(12))));
        add("processing-doubt", checkouts().threeDs(new Processing(), new Checking(now.minusSeconds(150))));
    }

    private void ended() {
        var receipt = checkouts().receipt();
        add("paid", checkouts().card(new Paid(1), checkouts().captured(receipt, 0)));
        add("paid-long", big().card(new Paid(1), big().captured(receipt, 0)));
        add("paid-refunded", checkouts().card(new Paid(1), checkouts().captured(receipt, 50_000)));
        add("authorized", checkouts().card(new Authorized(1), new Held(receipt)));
        add("canceled", checkouts().card(new Canceled(1), new Released()));
        add("expired", checkouts(Duration.ZERO).card(new Expired()));
    }

    private void refused() {
        for (var reason : Reason.values()) {
            var failure = new Failure("10009", reason);
            var name = "refused-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (failure.retryable()) {
                add(name, checkouts().refused(failure));
            } else {
                add(name, checkouts().threeDs(new Failed(failure)));
            }
        }
        add("refused-for-good", checkouts().threeDs(new Failed(new Failure("10009", Reason.NOT_ENOUGH_MONEY))));
    }

    private void errors() {
        ERRORS.keySet().stream().sorted().forEach(key -> {
            var http = ERRORS.getOrDefault(key, 500);
            all.add(Sample.ofError(http, key, Map.of("error", new HtmlErrors.Shown(http, "error." + key))));
        });
    }

    private void add(String name, Checkout checkout) {
        add(name, checkout, "", true);
    }

    private void add(String name, Checkout checkout, String frame, boolean framed) {
        var addresses = new PayAddresses(
                at(name), at(frame), at("challenge"), base + "/preview/" + name + "/status", base + "/preview/nothing");
        var page = PayPage.of(checkout, addresses, framed, false, () -> Optional.of(SampleCheckouts.cards()));
        add(name, page.template(), checkout, page.model(), addresses);
    }

    private void add(String name, String template, Checkout checkout, Map<String, Object> model) {
        add(name, template, checkout, model, new PayAddresses(at(name), "", "", "", ""));
    }

    private void add(
            String name, String template, Checkout checkout, Map<String, Object> model, PayAddresses addresses) {
        var all = new HashMap<>(model);
        all.put("checkout", CheckoutView.of(checkout, addresses, language, now));
        this.all.add(new Sample(
                name, template, checkout.state().status(), 200, csp -> csp.with("frame-src", "'self'"), all));
    }

    private String at(String name) {
        return base + "/preview/" + name + "?lang=" + language;
    }

    private SampleCheckouts checkouts() {
        return checkouts(Duration.ofMinutes(28));
    }

    private SampleCheckouts checkouts(Duration left) {
        return new SampleCheckouts(language, base.resolve("/"), now, now.plus(left), false);
    }

    private SampleCheckouts big() {
        return new SampleCheckouts(language, base.resolve("/"), now, now.plus(Duration.ofDays(3)), true);
    }
}
