package org.freedomcheckout.gateway;

import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;

/**
 * Takes, releases and gives back money. Each call is sent once; after {@link InDoubtException} the status tells, and a
 * second call might move the money twice.
 */
public final class MoneyCalls implements OperationCalls {

    private final SignedCalls calls;

    MoneyCalls(SignedCalls calls) {
        this.calls = calls;
    }

    /** Which of Freedom Pay's APIs has made a payment, and therefore serves it. */
    public enum Family {
        /** {@code init_payment.php}, {@code card/init}. */
        MERCHANT_API,
        /** {@code g2g/payment}. */
        GATEWAY_API
    }

    /**
     * Takes held money.
     *
     * @param amount above 0, at most what is held
     * @see <a href="https://docs.freedompay.kz/">"Clearing" in the Gateway API and in the Merchant API</a>
     */
    @Override
    public OperationAnswer capture(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        var fields = about(payment).with("pg_clearing_amount", amount.decimal());
        return send(family == Family.GATEWAY_API ? "g2g/clearing" : "do_capture.php", fields, payment);
    }

    /**
     * Releases held money, or closes a payment that nobody has begun to pay.
     *
     * @see <a href="https://docs.freedompay.kz/">"Cancel" in the Gateway API and in the Merchant API</a>
     */
    @Override
    public OperationAnswer cancel(Family family, PaymentId payment) throws NotSentException, InDoubtException {
        return send(family == Family.GATEWAY_API ? "g2g/cancel" : "cancel.php", about(payment), payment);
    }

    /**
     * Gives taken money back.
     *
     * @param amount above 0, at most what was taken and not given back
     * @see <a href="https://docs.freedompay.kz/">"Refund" in the Gateway API and in the Merchant API</a>
     */
    @Override
    public OperationAnswer refund(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        return switch (family) {
            case GATEWAY_API -> {
                var fields = about(payment)
                        .with("pg_amount", amount.decimal())
                        .with("pg_currency", amount.currency().name());
                yield send("g2g/refund", fields, payment);
            }
            case MERCHANT_API -> send("revoke.php", about(payment).with("pg_refund_amount", amount.decimal()), payment);
        };
    }

    private Fields about(PaymentId payment) {
        return calls.request().with("pg_payment_id", payment.value());
    }

    private OperationAnswer send(String path, Fields fields, PaymentId payment)
            throws NotSentException, InDoubtException {
        var answered = calls.post(calls.url(path), fields, OperationResponse.class);
        return answered.message().answer(payment, answered.isSigned());
    }
}
