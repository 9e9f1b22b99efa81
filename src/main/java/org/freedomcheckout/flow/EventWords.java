package org.freedomcheckout.flow;

import java.util.HashMap;
import java.util.Map;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutEvent.ChallengeOpened;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationAccepted;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationNotSent;
import org.freedomcheckout.checkout.CheckoutEvent.ConfirmationSent;
import org.freedomcheckout.checkout.CheckoutEvent.CreationLost;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRefused;
import org.freedomcheckout.checkout.CheckoutEvent.CreationRepeated;
import org.freedomcheckout.checkout.CheckoutEvent.DoubtTooOld;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.OperationEvent;
import org.freedomcheckout.checkout.CheckoutEvent.OperationPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.OrderIdTaken;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentEvent;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentNotCreated;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentPlanned;
import org.freedomcheckout.checkout.CheckoutEvent.PaymentWithdrawn;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.SuccessNotified;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalFailed;
import org.freedomcheckout.checkout.CheckoutEvent.WithdrawalSent;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.OperationState;

/** The timeline's words for what can happen to a checkout. */
final class EventWords {

    private EventWords() {}

    /**
     * What has happened.
     *
     * @param after the checkout with it
     */
    static String type(CheckoutEvent event, Checkout after) {
        return switch (event) {
            case PaymentPlanned _ -> "payment.planned";
            case CreationRepeated _ -> "payment.planned_again";
            case OrderIdTaken _ -> "payment.order_id_taken";
            case CreationLost _ -> "payment.creation_in_doubt";
            case CreationRefused _ -> "payment.refused";
            case PaymentCreated _ -> "payment.created";
            case WithdrawalSent _ -> "withdrawal.sent";
            case PaymentWithdrawn _ -> "payment.withdrawn";
            case WithdrawalFailed _ -> "withdrawal.failed";
            case PaymentNotCreated _ -> "payment.not_created";
            case ChallengeOpened _ -> "challenge.opened";
            case ShopperReturned _ -> "shopper.returned";
            case SuccessNotified _ -> "notify.success";
            case ConfirmationSent _ -> "confirmation.sent";
            case ConfirmationNotSent _ -> "confirmation.not_sent";
            case ConfirmationAccepted _ -> "confirmation.accepted";
            case Learned learned -> "payment." + word(learned.evidence());
            case DoubtTooOld _ -> "payment.in_doubt_too_long";
            case TimeUp _ -> "checkout.expired";
            case OperationPlanned planned -> planned.kind().word() + ".planned";
            case OperationEvent operationEvent -> {
                var operation = after.operation(operationEvent.number());
                yield operation.kind().word() + "." + word(operation.state());
            }
        };
    }

    private static String word(OperationState state) {
        return switch (state) {
            case OperationState.Planned _ -> "planned";
            case OperationState.Sent sent -> sent.missedAt().isPresent() ? "missed" : "sent";
            case OperationState.Done _ -> "done";
            case OperationState.Refused _ -> "refused";
            case OperationState.NotDone _ -> "not_done";
        };
    }

    static Map<String, String> details(CheckoutEvent event, Checkout after) {
        return switch (event) {
            case PaymentPlanned planned -> Map.of("order_id", planned.orderId());
            case PaymentCreated created ->
                Map.of("attempt", text(created), "payment_id", created.id().value());
            case CreationRefused refused ->
                Map.of("attempt", text(refused), "code", refused.failure().code());
            case OrderIdTaken taken -> Map.of("attempt", text(taken), "next_order_id", taken.nextOrderId());
            case Learned learned
            when learned.evidence() instanceof Evidence.Refused(var failure) ->
                Map.of("attempt", text(learned), "code", failure.code());
            case PaymentEvent other -> Map.of("attempt", text(other));
            case TimeUp _ -> Map.of();
            case OperationPlanned _ -> details(after.operations().getLast());
            case OperationEvent operationEvent -> details(after.operation(operationEvent.number()));
        };
    }

    private static Map<String, String> details(Operation operation) {
        var details = new HashMap<String, String>();
        details.put("operation", Integer.toString(operation.number()));
        details.put("amount", operation.amount().decimal());
        if (operation.state() instanceof OperationState.Refused(var code)) {
            details.put("code", code);
        }
        return details;
    }

    static String word(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Captured _ -> "captured";
            case Evidence.Held _ -> "held";
            case Evidence.Refused _ -> "refused";
            case Evidence.Released _ -> "released";
            case Evidence.NotBegun _ -> "not_begun";
            case Evidence.Undecided _ -> "undecided";
            case Evidence.Mismatched _ -> "mismatched";
        };
    }

    private static String text(PaymentEvent event) {
        return Integer.toString(event.attempt());
    }
}
