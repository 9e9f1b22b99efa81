package org.freedomcheckout.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.PaymentState.Abandoned;
import org.freedomcheckout.checkout.PaymentState.AwaitingAcs;
import org.freedomcheckout.checkout.PaymentState.AwaitingCard;
import org.freedomcheckout.checkout.PaymentState.AwaitingCvc;
import org.freedomcheckout.checkout.PaymentState.Captured;
import org.freedomcheckout.checkout.PaymentState.Checking;
import org.freedomcheckout.checkout.PaymentState.Confirming;
import org.freedomcheckout.checkout.PaymentState.Contested;
import org.freedomcheckout.checkout.PaymentState.Held;
import org.freedomcheckout.checkout.PaymentState.Planned;
import org.freedomcheckout.checkout.PaymentState.Refused;
import org.freedomcheckout.checkout.PaymentState.Released;
import org.freedomcheckout.checkout.PaymentState.Returned;
import org.freedomcheckout.checkout.PaymentState.Unsent;
import org.freedomcheckout.checkout.PaymentState.Withdrawing;
import org.freedomcheckout.checkout.Terms.CaptureMode;

/** When Freedom Pay is asked about a payment that is not over. */
public final class AskSchedule {

    /** After that an operator is called; elapsed time alone never fails a payment. */
    public static final Duration GIVE_UP = Duration.ofDays(3);

    /** Between two questions about a payment in doubt. */
    public static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    private static final List<Duration> FIRST =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final List<Duration> AFTER_THE_END =
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);
    private static final Duration MINUTES_END = Duration.ofHours(1);

    private AskSchedule() {}

    /** The next instant after {@code now} to ask about this payment; empty if there is nothing to ask. */
    public static Optional<Instant> next(Checkout checkout, Payment payment, Instant now) {
        var operation = checkout.activeOperation().filter(active -> checkout.isMain(payment));
        if (operation.isPresent()) {
            return inDoubt(since(operation.get()), now);
        }
        var expiresAt = checkout.terms().expiresAt();
        return switch (payment.state()) {
            case Planned planned -> inDoubt(planned.since(), now);
            case Confirming confirming -> inDoubt(confirming.since(), now);
            case Withdrawing withdrawing -> inDoubt(withdrawing.since(), now);
            case Returned returned -> inDoubt(returned.since(), now);
            case Checking(var since) -> inDoubt(since, now);
            case Contested contested -> inDoubt(contested.since(), now);
            case AwaitingCvc _, AwaitingCard _, Unsent _ -> whileShopperIsAway(payment.createdAt(), expiresAt, now);
            case AwaitingAcs waiting ->
                waiting.opened() ? whileShopperIsAway(payment.createdAt(), expiresAt, now) : Optional.empty();
            // Freedom Pay takes the money itself, sometimes seconds later.
            case Held(var receipt) ->
                checkout.terms().capture() == CaptureMode.AUTOMATIC
                        ? inDoubt(receipt.paidAt(), now)
                        // Somebody else may have taken or released it.
                        : afterTheEnd(expiresAt, now);
            case Refused _, Abandoned _ -> couldStillBePaid(payment) ? afterTheEnd(expiresAt, now) : Optional.empty();
            case Captured _, Released _ -> Optional.empty();
        };
    }

    private static Instant since(Operation operation) {
        return operation.state() instanceof OperationState.Sent sent ? sent.since() : operation.createdAt();
    }

    private static Optional<Instant> inDoubt(Instant since, Instant now) {
        var elapsed = Duration.between(since, now);
        if (elapsed.compareTo(GIVE_UP) >= 0) {
            return Optional.empty();
        }
        for (var first : FIRST) {
            if (first.compareTo(elapsed) > 0) {
                return Optional.of(since.plus(first));
            }
        }
        var step = elapsed.compareTo(MINUTES_END) < 0 ? EACH_MINUTE : LONGEST_STEP;
        return Optional.of(since.plus(step.multipliedBy(elapsed.dividedBy(step) + 1)));
    }

    /** Freedom Pay's page may still be open somewhere, and take the money after all. */
    private static boolean couldStillBePaid(Payment payment) {
        return payment.id().isPresent() && !(payment.means() instanceof Means.ThreeDs);
    }

    private static Optional<Instant> afterTheEnd(Instant expiresAt, Instant now) {
        return AFTER_THE_END.stream()
                .map(expiresAt::plus)
                .filter(at -> at.isAfter(now))
                .findFirst();
    }

    private static Optional<Instant> whileShopperIsAway(Instant since, Instant expiresAt, Instant now) {
        var minutes = Duration.between(since, now).dividedBy(EACH_MINUTE) + 1;
        var next = since.plus(EACH_MINUTE.multipliedBy(minutes));
        return Optional.of(next).filter(at -> at.isBefore(expiresAt));
    }
}
