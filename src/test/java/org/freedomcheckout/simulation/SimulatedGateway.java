package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.SECOND;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.freedomcheckout.gateway.CardPayment;
import org.freedomcheckout.gateway.ConfirmAnswer;
import org.freedomcheckout.gateway.Expected;
import org.freedomcheckout.gateway.InDoubtException;
import org.freedomcheckout.gateway.InitAnswer;
import org.freedomcheckout.gateway.MoneyCalls.Family;
import org.freedomcheckout.gateway.NotSentException;
import org.freedomcheckout.gateway.OperationCalls;
import org.freedomcheckout.gateway.PagePayment;
import org.freedomcheckout.gateway.PaymentCalls;
import org.freedomcheckout.gateway.SignedForm;
import org.freedomcheckout.gateway.StatusAnswer;
import org.freedomcheckout.simulation.Ledger.Entry;
import org.freedomcheckout.simulation.Ledger.Kind;
import org.freedomcheckout.simulation.Ledger.Status;
import org.freedomcheckout.simulation.VirtualTime.Waiting;
import org.jspecify.annotations.Nullable;

/** Freedom Pay as one instance has it at the other end of the wire: slow, disturbed, and with a will of its own. */
final class SimulatedGateway implements PaymentCalls, OperationCalls {

    /** The client gives up. */
    private static final long DEADLINE = 75 * SECOND;

    /** So late Freedom Pay may still do what it was asked, and so old a status may be: together below callEnds. */
    private static final long SLOWEST = 50 * SECOND;

    private static final long OLDEST_STATUS = 35 * SECOND;

    private final World world;
    private final Ledger ledger;
    private final Node node;

    SimulatedGateway(World world, Node node) {
        this.world = world;
        this.ledger = world.ledger;
        this.node = node;
    }

    @Override
    public OperationCalls money() {
        return this;
    }

    @Override
    public InitAnswer init(CardPayment payment) throws NotSentException, InDoubtException {
        return call(
                "init " + payment.orderId(),
                () -> create(
                        payment.orderId(),
                        payment.idempotencyKey(),
                        payment.amount(),
                        payment.manualCapture(),
                        Kind.SAVED_CARD));
    }

    @Override
    public InitAnswer page(PagePayment payment) throws NotSentException, InDoubtException {
        return call(
                "page " + payment.orderId(),
                () -> create(
                        payment.orderId(),
                        payment.idempotencyKey(),
                        payment.amount(),
                        payment.manualCapture(),
                        Kind.CARD_PAGE));
    }

    private InitAnswer create(String orderId, String key, Money amount, boolean manual, Kind kind) {
        var known = ledger.byKey(key);
        if (known.isEmpty() && odd()) {
            return world.random(2) == 0
                    ? new InitAnswer.Unavailable("9998")
                    : new InitAnswer.Refused(new Failure("10009", Reason.NOT_ENOUGH_MONEY));
        }
        if (known.isEmpty()
                && world.weather.uniqueOrders()
                && ledger.byOrder(orderId).isPresent()) {
            return new InitAnswer.OrderIdTaken();
        }
        var entry = known.orElseGet(() -> ledger.create(orderId, key, amount, manual, kind));
        return new InitAnswer.Created(
                entry.id,
                kind == Kind.CARD_PAGE ? Optional.of(new Secret("https://pay/" + entry.id)) : Optional.empty());
    }

    @Override
    public SignedForm cardPay(PaymentId payment) {
        return new SignedForm(URI.create("https://pay/"), Map.of(), false);
    }

    @Override
    public String relayCardPay(PaymentId payment) {
        return "<form>";
    }

    @Override
    public ConfirmAnswer confirm(Expected expected, BankAnswer answer) throws NotSentException, InDoubtException {
        var entry = entry(expected.payment().orElseThrow());
        world.invariants.confirms(entry);
        try {
            return call(
                    "confirm " + entry.id, () -> confirmed(entry, answer.paRes().reveal()));
        } catch (NotSentException e) {
            world.invariants.isYetToConfirm(entry);
            throw e;
        }
    }

    private ConfirmAnswer confirmed(Entry entry, String paRes) {
        if (entry.challengeUsed) {
            return again(entry, paRes);
        }
        entry.challengeUsed = true;
        if (paRes.equals("good") || world.random(2) == 0) {
            ledger.pay(entry, paRes.equals("good"));
        }
        if (odd()) {
            return new ConfirmAnswer.Ambiguous("120");
        }
        return switch (entry.status) {
            case HELD, CAPTURED ->
                world.random(4) == 0
                        ? new ConfirmAnswer.Accepted()
                        : new ConfirmAnswer.Decided(
                                evidence(entry.viewAt(world.time.now()).orElseThrow(), entry));
            case FAILED -> {
                var failure = entry.failure.orElseThrow();
                yield failure.reason() == Reason.NOT_ENOUGH_MONEY || failure.reason() == Reason.WRONG_CARD_DATA
                        ? new ConfirmAnswer.Decided(new Evidence.Refused(failure))
                        : new ConfirmAnswer.Ambiguous(failure.code());
            }
            case NEW -> {
                ledger.fail(entry, new Failure("10004", Reason.BANK_CODE_FAILED));
                yield new ConfirmAnswer.Decided(new Evidence.Refused(entry.failure.orElseThrow()));
            }
            case PROCESS, RELEASED -> new ConfirmAnswer.Accepted();
        };
    }

    /** The second order to take the money: refused because the first worked, or, at the worst, taken twice. */
    private ConfirmAnswer again(Entry entry, String paRes) {
        if (paRes.equals("good") && world.random(4) == 0 && (entry.hasMoney() || entry.status == Status.PROCESS)) {
            ledger.authorize(entry);
        }
        return switch (world.random(3)) {
            case 0 -> new ConfirmAnswer.Ambiguous("10015");
            case 1 -> new ConfirmAnswer.Ambiguous("120");
            default -> new ConfirmAnswer.Decided(new Evidence.Refused(new Failure("10004", Reason.BANK_CODE_FAILED)));
        };
    }

    @Override
    public StatusAnswer cardStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(expected);
    }

    @Override
    public StatusAnswer gatewayStatus(Expected expected) throws NotSentException, InDoubtException {
        return status(expected);
    }

    private StatusAnswer status(Expected expected) throws NotSentException, InDoubtException {
        return call("status " + expected.payment().map(PaymentId::value).orElse(expected.orderId()), () -> {
            if (odd()) {
                return new StatusAnswer.Refused("9998");
            }
            var entry = expected.payment().isPresent()
                    ? ledger.find(expected.payment().get())
                    : ledger.byOrder(expected.orderId());
            var lag = world.isFaulty() && world.chance(world.weather.lagging()) ? world.between(0, OLDEST_STATUS) : 0;
            return entry.flatMap(found -> found.viewAt(world.time.now() - lag)
                            .<StatusAnswer>map(view -> new StatusAnswer.Known(
                                    odd() ? strange() : evidence(view, found), Optional.of(found.id))))
                    .orElseGet(StatusAnswer.NotFound::new);
        });
    }

    /** A word that is not documented, or the amount of another order. */
    private Evidence strange() {
        return world.random(4) == 0 ? new Evidence.Mismatched() : new Evidence.Undecided();
    }

    private Evidence evidence(Ledger.View view, Entry entry) {
        var receipt = Receipt.at(world.instant());
        var currency = entry.amount.currency();
        return switch (view.status()) {
            case NEW -> {
                world.invariants.isYetToConfirm(entry);
                yield new Evidence.NotBegun();
            }
            case PROCESS -> new Evidence.Undecided();
            case HELD -> new Evidence.Held(receipt);
            case CAPTURED ->
                new Evidence.Captured(
                        receipt,
                        Optional.of(new Settlement(
                                new Money(view.captured(), currency), new Money(view.refunded(), currency))),
                        List.of());
            case FAILED -> new Evidence.Refused(view.failure().orElseThrow());
            case RELEASED -> new Evidence.Released();
        };
    }

    @Override
    public OperationAnswer capture(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        return operation(Operation.Kind.CAPTURE, payment, amount.minor());
    }

    @Override
    public OperationAnswer cancel(Family family, PaymentId payment) throws NotSentException, InDoubtException {
        return operation(Operation.Kind.CANCEL, payment, 0);
    }

    @Override
    public OperationAnswer refund(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        return operation(Operation.Kind.REFUND, payment, amount.minor());
    }

    private OperationAnswer operation(Operation.Kind kind, PaymentId payment, long minor)
            throws NotSentException, InDoubtException {
        var entry = entry(payment);
        world.invariants.operates(entry, kind);
        return call(kind.word() + " " + payment, () -> operated(kind, entry, minor));
    }

    private OperationAnswer operated(Operation.Kind kind, Entry entry, long minor) {
        if (odd()) {
            return world.random(2) == 0 ? new OperationAnswer.Refused("10029") : new OperationAnswer.Ambiguous("120");
        }
        var isPossible = switch (kind) {
            case CAPTURE -> entry.status == Status.HELD;
            case CANCEL -> entry.status == Status.HELD || entry.status == Status.NEW;
            case REFUND -> entry.status == Status.CAPTURED;
        };
        if (!isPossible) {
            return world.random(2) == 0 ? new OperationAnswer.Ambiguous("10033") : new OperationAnswer.Refused("10029");
        }
        switch (kind) {
            case CAPTURE -> ledger.capture(entry, minor);
            case CANCEL -> {
                if (entry.status == Status.HELD) {
                    ledger.release(entry);
                } else {
                    ledger.fail(entry, Ledger.CLOSED);
                }
            }
            case REFUND -> ledger.refund(entry, minor);
        }
        return odd() ? new OperationAnswer.Ambiguous("120") : new OperationAnswer.Done();
    }

    private Entry entry(PaymentId id) {
        return ledger.find(id).orElseThrow(() -> new IllegalStateException("Freedom Pay never made payment " + id));
    }

    private boolean odd() {
        return world.isFaulty() && world.chance(world.weather.odd());
    }

    /** One call: not sent, lost on the way there or back, slow, or in order. */
    private <T> T call(String what, Supplier<T> process) throws NotSentException, InDoubtException {
        node.leave("before " + what);
        if (world.isTracing()) {
            world.trace("  calls " + what);
        }
        var fate = world.isFaulty() && world.chance(world.weather.disturbed()) ? world.random(4) : -1;
        if (fate == 0) {
            world.time.sleep(world.between(0, 10 * SECOND));
            node.step("not sent");
            world.trace("  not sent");
            throw new NotSentException("no connection", new ConnectException());
        }
        var exchange = new Exchange<T>();
        var there = latency();
        if (fate != 1) {
            world.time.at(there, () -> {
                exchange.answer = process.get();
                if (fate != 2) {
                    world.time.at(latency() / 2, () -> {
                        exchange.isBack = true;
                        world.time.wake(exchange.waiting);
                    });
                }
            });
        }
        var isCut = fate == 3 || (fate > 0 && world.random(2) == 0);
        world.time.await(exchange.waiting, isCut ? world.between(0, 3 * SECOND) : DEADLINE);
        node.step("after " + what);
        var answer = exchange.answer;
        if (!exchange.isBack || answer == null) {
            world.trace("  no answer to " + what);
            throw isCut
                    ? new InDoubtException("connection_lost", new SocketException())
                    : new InDoubtException("deadline", new SocketTimeoutException());
        }
        if (world.isTracing()) {
            world.trace("  answer to " + what + ": " + answer);
        }
        return answer;
    }

    private long latency() {
        return world.isFaulty() && world.chance(world.weather.slow())
                ? world.between(0, SLOWEST)
                : world.between(20_000, 300_000);
    }

    private static final class Exchange<T> {
        private final Waiting waiting = new Waiting();
        private @Nullable T answer;
        private boolean isBack;
    }
}
