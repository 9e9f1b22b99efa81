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
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutState;
import org.freedomcheckout.checkout.CheckoutState.Authorized;
import org.freedomcheckout.checkout.CheckoutState.Canceled;
import org.freedomcheckout.checkout.CheckoutState.Expired;
import org.freedomcheckout.checkout.CheckoutState.Failed;
import org.freedomcheckout.checkout.CheckoutState.Open;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.flow.SavedCards.Choice;
import org.freedomcheckout.web.HtmlErrors;
import org.freedomcheckout.web.shopper.CheckoutView;
import org.freedomcheckout.web.shopper.FormView;
import org.freedomcheckout.web.shopper.HandOverPage;
import org.freedomcheckout.web.shopper.PayAddresses;
import org.freedomcheckout.web.shopper.PayPage;

/** Every state of every page, drawn by the same code as in earnest. */
final class Samples {

    private static final Map<String, Integer> ERRORS = Map.of(
            "not_found", 404,
            "unavailable", 503,
            "internal", 500,
            "too_many", 429,
            "card_rests", 429,
            "bad_request", 400,
            "md_mismatch", 400,
            "method", 405,
            "too_large", 413);

    /** What stands in the frame instead of Freedom Pay's page. */
    static final String CVC_STAND_IN = "cvc-stand-in";

    static final String CARD_STAND_IN = "card-stand-in";

    private static final Optional<List<Choice>> CARDS = Optional.of(SampleCheckouts.cards());
    private static final Optional<List<Choice>> NONE = Optional.of(List.of());
    private static final Optional<List<Choice>> UNKNOWN = Optional.empty();

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
        add("pay-card", checkouts().card(open), CVC_STAND_IN);
        add("pay-card-slow", checkouts().card(open), "cvc");
        add("pay-card-last-minutes", checkouts(Duration.ofSeconds(100)).card(open), CVC_STAND_IN);
        add("pay-card-redirect", checkouts().card(open), "cvc", false, CARDS);
        add("pay-card-long", big().card(open), CVC_STAND_IN);
        add("pay-card-new", checkouts().cardPage(open), CARD_STAND_IN);
        add("pay-card-new-redirect", checkouts().cardPage(open), "cvc", false, CARDS);
        choices(open);
        var challenge = SampleCheckouts.challenge();
        add("pay-challenge", checkouts().threeDs(open, new AwaitingAcs(challenge, false)));
        add("pay-challenge-again", checkouts().threeDs(open, new AwaitingAcs(challenge, true)));
        var answer = new BankAnswer(new Secret(""), new Secret("eJzVWFmv"));
        add("pay-unsent", checkouts().threeDs(open, new Unsent(answer)));
    }

    private void choices(CheckoutState open) {
        add("pay-choice", checkouts().choice(open));
        add("pay-choice-long", big().choice(open));
        add("pay-choice-new-only", checkouts().choice(open), "", true, NONE);
        add("pay-choice-unknown", checkouts().choice(open), "", true, UNKNOWN);
        add("pay-no-cards", checkouts().savedCards(open), "", true, NONE);
        add("pay-no-cards-unknown", checkouts().savedCards(open), "", true, UNKNOWN);
        var refused = new Failure("10009", Reason.NOT_ENOUGH_MONEY);
        var after = checkouts().savedCards(new Open(Optional.of(refused)), new Refused(refused));
        add("pay-no-cards-refused", after, "", true, UNKNOWN);
        add("pay-choice-refused", checkouts().choice(new Open(Optional.of(refused)), new Refused(refused)));
        add("pay-card-chosen", checkouts().choice(open, new AwaitingCvc()), CVC_STAND_IN);
        var page = new AwaitingCard(new Secret("sample"));
        add("pay-card-new-chosen", checkouts().newCardChosen(open, page), CARD_STAND_IN);
    }

    private void handOvers() {
        var checkout = checkouts().card(new Open(Optional.empty()));
        var here = base.toString();
        var form = new FormView(here, "post", Map.of("pg_payment_id", "7999007883"));
        add(HandOverPage.cvc(form), checkout);
        add(HandOverPage.cvcWait(), checkout);
        add(HandOverPage.cvcUnavailable(here), checkout);
        add(HandOverPage.leaveFrame(here), checkout);
        var challenge = new Challenge(URI.create(here), new Secret("eJxVUstu"), Secret.EMPTY);
        add(HandOverPage.challenge(challenge, here), checkout);
    }

    private void waiting() {
        add("processing", checkouts().threeDs(new Processing(), new Checking(now.minusSeconds(12))));
        add("processing-doubt", checkouts().threeDs(new Processing(), new Checking(now.minusSeconds(150))));
    }

    private void ended() {
        add("paid", paid(checkouts().captured()));
        add("paid-long", big().card(new Paid(1), big().captured()));
        add("paid-in-part", paid(checkouts().captured(60, 0)));
        add("paid-refunded-in-part", paid(checkouts().captured(100, 40)));
        add("paid-in-part-refunded-in-part", paid(checkouts().captured(60, 50)));
        add("paid-refunded", paid(checkouts().captured(100, 100)));
        add(
                "authorized",
                checkouts().card(new Authorized(1), new Held(checkouts().receipt())));
        add("canceled", checkouts().card(new Canceled(1), new Released()));
        add("expired", checkouts(Duration.ZERO).card(new Expired()));
    }

    private Checkout paid(Captured captured) {
        return checkouts().card(new Paid(1), captured);
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
        add(name, checkout, "");
    }

    private void add(String name, Checkout checkout, String frame) {
        add(name, checkout, frame, true, CARDS);
    }

    private void add(String name, Checkout checkout, String frame, boolean framed, Optional<List<Choice>> cards) {
        var addresses = new PayAddresses(
                at(name), at(frame), at("challenge"), base + "/preview/" + name + "/status", base + "/preview/nothing");
        var page = PayPage.of(checkout, addresses, framed, false, () -> cards);
        add(name, page, checkout, addresses);
    }

    private void add(PayPage page, Checkout checkout) {
        add(page.template(), page, checkout, new PayAddresses(at(page.template()), "", "", "", ""));
    }

    private void add(String name, PayPage page, Checkout checkout, PayAddresses addresses) {
        var all = new HashMap<>(page.model());
        all.put("checkout", CheckoutView.of(checkout, addresses, language, now));
        this.all.add(new Sample(
                name, page.template(), checkout.state().status(), 200, csp -> csp.with("frame-src", "'self'"), all));
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
