package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.HOUR;
import static org.freedomcheckout.simulation.Weather.MINUTE;
import static org.freedomcheckout.simulation.Weather.SECOND;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.CheckoutKey;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Terms;
import org.freedomcheckout.flow.SimulatedFlow;
import org.freedomcheckout.gateway.CallbackReader;
import org.jspecify.annotations.Nullable;

/** One run: everything in it follows from its seed. */
final class World {

    static final CheckoutKey KEY = new CheckoutKey(new Secret("simulation-simulation-simulation"), Optional.empty());
    static final CallbackReader READER = SimulatedFlow.NOWHERE.callbacks();

    private static final Instant BEGINNING = Instant.parse("2026-11-21T00:00:00Z");
    private static final int MAX_EVENTS = 60_000;
    private static final Method CARD =
            new Method.SavedCard(Optional.of(new Secret("card-token")), "u42", Optional.empty());
    private static final Method CARDS = new Method.SavedCard(Optional.empty(), "u42", Optional.empty());
    private static final Method PAGE = new Method.CardPage();

    final VirtualTime time;
    final Weather weather;
    final Invariants invariants;
    final SimulatedStore store;
    final Ledger ledger;

    private final SplittableRandom random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<CheckoutId> checkouts = new ArrayList<>();
    private final List<Merchant> merchants = new ArrayList<>();
    private final @Nullable Consumer<String> trace;
    private @Nullable String broken;

    World(long seed, VirtualTime time, @Nullable Consumer<String> trace) {
        time.reset(this::failed);
        this.time = time;
        this.trace = trace;
        this.random = new SplittableRandom(seed);
        this.weather = Weather.of(random);
        this.invariants = new Invariants(this);
        this.store = new SimulatedStore(this);
        this.ledger = new Ledger(this);
    }

    /** Runs it; what is broken, if anything is. */
    Optional<String> run() {
        trace(weather.toString());
        for (int i = 0; i < weather.instances(); i++) {
            nodes.add(new Node(this, "instance " + (i + 1)));
        }
        var count = random(4) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            open(i + 1);
        }
        wake();
        time.run();
        if (broken == null) {
            invariants.atRest();
        }
        return Optional.ofNullable(broken);
    }

    /** Both, if there are two, are for the same order: a merchant may try again. */
    private void open(int number) {
        var id = new CheckoutId("co_simulation00000000000" + number);
        var method = random(4);
        var terms = terms(methods(method));
        var token = KEY.payToken(id);
        if (method == 0) {
            var entry = ledger.create("A1001", id + ".3ds", terms.amount(), isManual(terms), Ledger.Kind.THREE_DS);
            var challenge = new Challenge(
                    URI.create("https://acs.bank/"),
                    new Secret("pareq"),
                    random(2) == 0 ? Secret.EMPTY : new Secret("md"));
            store.insert(Checkout.open(id, token, terms, entry.id, challenge, instant()));
        } else {
            store.insert(Checkout.open(id, token, terms, instant()));
        }
        trace(id + ": " + terms.methods() + " " + terms.capture() + " until " + terms.expiresAt());
        checkouts.add(id);
        new Shopper(this, id).come();
        var merchant = new Merchant(this, id);
        merchants.add(merchant);
        merchant.begin();
    }

    private List<Method> methods(int which) {
        return switch (which) {
            case 0 -> List.of(new Method.ThreeDs());
            case 1 -> List.of(CARD);
            case 2 -> List.of(PAGE);
            default -> random(2) == 0 ? List.of(CARDS, PAGE) : List.of(CARD, PAGE);
        };
    }

    private Terms terms(List<Method> methods) {
        return new Terms(
                "A1001",
                new Money(150_000, Money.Currency.KZT),
                "Order A1001",
                methods,
                random(3) == 0 ? Terms.CaptureMode.MANUAL : Terms.CaptureMode.AUTOMATIC,
                URI.create("https://shop.kz/ok"),
                URI.create("https://shop.kz/fail"),
                Optional.empty(),
                new Terms.Customer(Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of(),
                instantAt(between(5 * MINUTE, 40 * MINUTE)));
    }

    private static boolean isManual(Terms terms) {
        return terms.capture() == Terms.CaptureMode.MANUAL;
    }

    List<CheckoutId> checkouts() {
        return checkouts;
    }

    /** A request to any instance that runs; lost if none does. */
    void request(String what, Consumer<SimulatedFlow> body, Runnable after) {
        var node = nodes.get(random(nodes.size()));
        if (!node.isAlive()) {
            node = nodes.getFirst();
        }
        if (node.isAlive()) {
            node.request(what, body, after);
        } else {
            trace(what + ": nobody is there");
        }
    }

    /** Recovery looks again when it has to do something. */
    void wake() {
        nodes.forEach(Node::wake);
    }

    /** A checkout was stored. */
    void moved(Checkout checkout) {
        if (time.seen() > MAX_EVENTS) {
            broken("it does not come to rest");
        }
        wake();
        merchants.get(checkouts.indexOf(checkout.id())).moved(checkout);
    }

    private void failed(Throwable problem) {
        if (!(problem instanceof SimulatedStore.Outage)) {
            broken("nobody expects " + problem);
            if (isTracing()) {
                for (var frame : problem.getStackTrace()) {
                    trace("    at " + frame);
                }
            }
        }
    }

    void broken(String why) {
        if (broken == null) {
            broken = why;
            trace("BROKEN: " + why);
            time.stop();
            nodes.forEach(Node::kill);
        }
    }

    boolean isFaulty() {
        return time.now() < weather.faultsUntil();
    }

    /** True one time in so many; never for 0. */
    boolean chance(int oneIn) {
        return oneIn > 0 && random.nextInt(oneIn) == 0;
    }

    int random(int bound) {
        return random.nextInt(bound);
    }

    long between(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    /** Mostly soon, sometimes late. */
    long aWhile() {
        return switch (random(10)) {
            case 0 -> between(0, HOUR);
            case 1, 2 -> between(0, 10 * MINUTE);
            case 3, 4, 5 -> between(0, MINUTE);
            default -> between(0, 10 * SECOND);
        };
    }

    Instant instant() {
        return instantAt(time.now());
    }

    private static Instant instantAt(long micros) {
        return BEGINNING.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return (instant.getEpochSecond() - BEGINNING.getEpochSecond()) * SECOND + instant.getNano() / 1000;
    }

    boolean isTracing() {
        return trace != null;
    }

    void trace(String what) {
        if (trace != null) {
            trace.accept(String.format(Locale.ROOT, "%12.6f  %s", time.now() / 1e6, what));
        }
    }

    static String tell(Checkout checkout) {
        return checkout.id().value().substring(24) + " v" + checkout.version() + " " + checkout.state()
                + checkout.attention().map(why -> " " + why).orElse("")
                + checkout.payments().stream()
                        .map(payment -> " | " + payment.attempt() + " "
                                + payment.id().map(Object::toString).orElse("-") + " " + payment.state())
                        .collect(Collectors.joining())
                + checkout.operations().stream()
                        .map(operation -> " | " + operation.kind().word() + " "
                                + operation.amount().minor() + " " + operation.state())
                        .collect(Collectors.joining());
    }
}
