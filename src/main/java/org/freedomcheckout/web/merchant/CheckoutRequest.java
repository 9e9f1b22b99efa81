package org.freedomcheckout.web.merchant;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedomcheckout.checkout.CardNumbers;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.Terms.Customer;
import tools.jackson.databind.JsonNode;

/** What a merchant sends to open a checkout, read field by field. */
final class CheckoutRequest {

    private static final String SAVED_CARD = "saved_card";
    private static final String THREE_DS = "three_ds";
    private static final String CARD_PAGE = "card_page";

    private static final int MAX_CHALLENGE = 65_536;
    private static final int MAX_METADATA = 50;
    private static final int MAX_URL = 2048;
    private static final URI NOWHERE = URI.create("https://invalid.invalid/");

    private final Terms terms;
    private Optional<PaymentId> payment = Optional.empty();
    private Optional<Challenge> challenge = Optional.empty();

    /**
     * Reads.
     *
     * @throws ApiRefusal 422 naming every wrong field
     */
    CheckoutRequest(JsonNode body, ApiSettings settings, Instant now) {
        var fields = new Fields(body);
        var currency = currency(fields);
        this.terms = new Terms(
                fields.required("order_id", Rules::isOrderId, "must be 1 to 50 of A-Z a-z 0-9 _ . -"),
                amount(fields, currency),
                fields.required(
                        "description",
                        text -> Rules.isPlain(text, 1, 1024) && !CardNumbers.isIn(text),
                        "must be 1 to 1024 characters, without control characters and card numbers"),
                methods(fields, settings),
                capture(fields),
                shopUrl(fields, "success_url", settings),
                shopUrl(fields, "failure_url", settings),
                fields.optional(
                        "language",
                        settings.languages()::contains,
                        "must be one of " + String.join(", ", settings.languages())),
                customer(fields),
                metadata(fields),
                now.plus(expiresIn(fields, settings)));
        fields.nothingElse();
        fields.check();
    }

    Terms terms() {
        return terms;
    }

    /** The payment that waits for a challenge, with method three_ds. */
    Optional<PaymentId> payment() {
        return payment;
    }

    Optional<Challenge> challenge() {
        return challenge;
    }

    private static Currency currency(Fields fields) {
        return fields.optional(
                        "currency",
                        text -> Arrays.stream(Currency.values())
                                .anyMatch(known -> known.name().equals(text)),
                        "must be one of KZT, UZS, KGS, USD, EUR, RUB")
                .map(Currency::valueOf)
                .orElse(Currency.KZT);
    }

    private static Money amount(Fields fields, Currency currency) {
        var text = fields.required(
                "amount",
                decimal -> Money.parse(decimal, currency).isPresent(),
                "must be a decimal string above 0, at most 99999999.00, with at most 2 fraction digits");
        return Money.parse(text, currency).orElse(new Money(0, currency));
    }

    private List<Method> methods(Fields fields, ApiSettings settings) {
        var words = words(fields);
        if (!words.contains(SAVED_CARD)) {
            misplaced(fields, SAVED_CARD);
        }
        if (!words.contains(THREE_DS)) {
            misplaced(fields, THREE_DS);
        }
        var methods = new ArrayList<Method>();
        for (var word : words) {
            switch (word) {
                case SAVED_CARD -> savedCard(fields).ifPresent(methods::add);
                case CARD_PAGE -> methods.add(new Method.CardPage());
                default -> {
                    threeDs(fields, settings);
                    methods.add(new Method.ThreeDs());
                }
            }
        }
        return methods;
    }

    /** {@code method} names one, {@code methods} one or both of those among which a shopper can choose. */
    private static List<String> words(Fields fields) {
        // Generated clients send an empty list where nothing was said.
        if (fields.isAbsent("methods") || fields.isEmptyList("methods")) {
            var word = fields.required(
                    "method",
                    text -> List.of(SAVED_CARD, THREE_DS, CARD_PAGE).contains(text),
                    "must be saved_card, three_ds or card_page");
            return word.isEmpty() ? List.of() : List.of(word);
        }
        if (!fields.isAbsent("method")) {
            fields.wrong("method", "goes without methods only");
        }
        return fields.optionalTexts(
                "methods",
                texts -> List.of(SAVED_CARD, CARD_PAGE).containsAll(texts)
                        && Set.copyOf(texts).size() == texts.size(),
                "must be a list of saved_card and card_page, each once");
    }

    private static void misplaced(Fields fields, String name) {
        if (!fields.isAbsent(name)) {
            fields.wrong(name, "goes with method " + name + " only");
        }
    }

    private static Optional<Method> savedCard(Fields fields) {
        var card = fields.object(SAVED_CARD);
        if (card.isEmpty()) {
            missing(fields, SAVED_CARD);
            return Optional.empty();
        }
        var read = card.get();
        var method = new Method.SavedCard(
                read.optional("token", text -> Rules.isPlain(text, 1, 255), "must be 1 to 255 characters")
                        .map(Secret::new),
                read.required("user_id", Rules::isUserId, "must be 1 to 50 of A-Z a-z 0-9 _ -"),
                read.optional("mask", CardMask::isMask, "must be a masked card number of at most 40 characters"));
        read.nothingElse();
        return Optional.of(method);
    }

    private void threeDs(Fields fields, ApiSettings settings) {
        var threeDs = fields.object(THREE_DS);
        if (threeDs.isEmpty()) {
            missing(fields, THREE_DS);
            return;
        }
        var read = threeDs.get();
        var id = read.required("payment_id", Rules::isPaymentId, "must be 1 to 64 digits");
        var acs = read.required(
                "acs_url",
                text -> Rules.browserUrl(text)
                        .filter(url -> !settings.urls().isOnOurHost(url))
                        .isPresent(),
                "must be an absolute https URL with a host name (http for loopback), not ours");
        var paReq = read.required("pareq", text -> isOpaque(text, 1), "must be 1 to 65536 characters");
        var md = read.optional("md", text -> isOpaque(text, 0), "must be at most 65536 characters");
        read.nothingElse();
        if (!id.isEmpty() && !acs.isEmpty()) {
            payment = Optional.of(new PaymentId(id));
            challenge = Optional.of(new Challenge(URI.create(acs), new Secret(paReq), new Secret(md.orElse(""))));
        }
    }

    private static boolean isOpaque(String text, int min) {
        return text.length() >= min && text.length() <= MAX_CHALLENGE && text.indexOf('\0') < 0;
    }

    private static void missing(Fields fields, String name) {
        if (fields.isAbsent(name)) {
            fields.wrong(name, "is required");
        }
    }

    private static CaptureMode capture(Fields fields) {
        return fields.optional(
                        "capture",
                        text -> text.equals("automatic") || text.equals("manual"),
                        "must be automatic or manual")
                .map(text -> CaptureMode.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(CaptureMode.AUTOMATIC);
    }

    private static URI shopUrl(Fields fields, String name, ApiSettings settings) {
        var text = fields.required(name, settings::isShopUrl, settings.shopUrlShape(MAX_URL));
        return text.isEmpty() ? NOWHERE : URI.create(text);
    }

    private static Customer customer(Fields fields) {
        var customer = fields.object("customer");
        if (customer.isEmpty()) {
            return new Customer(Optional.empty(), Optional.empty(), Optional.empty());
        }
        var read = customer.get();
        var known = new Customer(
                read.optional("email", Rules::isEmail, "must be an e-mail address of at most 254 characters"),
                read.optional("phone", Rules::isPhone, "must be 5 to 15 digits"),
                read.optional("ip", Rules::isIp, "must be an IPv4 or IPv6 address"));
        read.nothingElse();
        return known;
    }

    private static Map<String, String> metadata(Fields fields) {
        var metadata = new HashMap<String, String>();
        fields.object("metadata").ifPresent(read -> {
            for (var name : read.names()) {
                read.optional(
                                name,
                                text -> Rules.isPlain(text, 0, 500) && !CardNumbers.isIn(text),
                                "must be a text of at most 500 characters, without card numbers")
                        .ifPresent(value -> metadata.put(name, value));
                if (!Rules.isPlain(name, 1, 40)) {
                    read.wrong(name, "has a name that is not 1 to 40 characters");
                }
            }
            if (metadata.size() > MAX_METADATA) {
                fields.wrong("metadata", "must have at most " + MAX_METADATA + " entries");
            }
        });
        return metadata;
    }

    private static Duration expiresIn(Fields fields, ApiSettings settings) {
        return fields.optionalNumber(
                        "expires_in", ApiSettings.MIN_EXPIRES_IN.toSeconds(), ApiSettings.MAX_EXPIRES_IN.toSeconds())
                .map(Duration::ofSeconds)
                .orElse(settings.expiresIn());
    }
}
