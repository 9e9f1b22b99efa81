package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.PaymentId;
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

/** Says what a test has told it to say, one thing for each call, and remembers the calls. */
final class ScriptedFreedomPay implements PaymentCalls, OperationCalls {

    /** Why there is no answer. */
    enum Trouble {
        /** Nobody was there. */
        UNREACHABLE,
        /** The answer did not come. */
        LOST,
        /** What came cannot be believed. */
        UNSIGNED
    }

    /** Each as a line: what was called, and about what. */
    final List<String> calls = new ArrayList<>();

    final List<CardPayment> cardPayments = new ArrayList<>();
    final List<PagePayment> pagePayments = new ArrayList<>();
    final List<Expected> expected = new ArrayList<>();

    private final Deque<Object> script = new ArrayDeque<>();

    /**
     * What comes next.
     *
     * @param answers or troubles, or an exception that nobody expects
     */
    ScriptedFreedomPay says(Object... answers) {
        script.addAll(Arrays.asList(answers));
        return this;
    }

    /** What happens while the next call is under way. */
    ScriptedFreedomPay meanwhile(Runnable task) {
        script.add(task);
        return this;
    }

    /** A status. */
    static StatusAnswer status(Evidence evidence) {
        return new StatusAnswer.Known(evidence, Optional.empty());
    }

    /** All that was called since this was last asked, which is all that the test had an answer for. */
    List<String> callsUntilNow() {
        assertThat(script).as("not asked for").isEmpty();
        var all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    private <T> T answer(String call, Class<T> type) throws NotSentException, InDoubtException {
        calls.add(call);
        var next = script.poll();
        while (next instanceof Runnable task) {
            task.run();
            next = script.poll();
        }
        assertThat(next).as("the answer to " + call).isNotNull();
        if (next instanceof Trouble trouble) {
            fail(trouble);
        }
        if (next instanceof RuntimeException bug) {
            throw bug;
        }
        return type.cast(next);
    }

    private static void fail(Trouble trouble) throws NotSentException, InDoubtException {
        switch (trouble) {
            case UNREACHABLE -> throw new NotSentException("no connection", new ConnectException());
            case LOST -> throw new InDoubtException("deadline", new SocketTimeoutException());
            case UNSIGNED -> throw new InDoubtException("bad_signature");
        }
    }

    @Override
    public InitAnswer init(CardPayment payment) throws NotSentException, InDoubtException {
        cardPayments.add(payment);
        return answer("init " + payment.orderId(), InitAnswer.class);
    }

    @Override
    public InitAnswer page(PagePayment payment) throws NotSentException, InDoubtException {
        pagePayments.add(payment);
        return answer("page " + payment.orderId(), InitAnswer.class);
    }

    @Override
    public SignedForm cardPay(PaymentId payment) {
        var action = URI.create("https://api.freedompay.kz/v1/merchant/570001/card/pay");
        return new SignedForm(action, Map.of("pg_payment_id", payment.value()), false);
    }

    @Override
    public String relayCardPay(PaymentId payment) throws NotSentException, InDoubtException {
        return answer("card/pay " + payment, String.class);
    }

    @Override
    public ConfirmAnswer confirm(Expected wanted, BankAnswer answer) throws NotSentException, InDoubtException {
        expected.add(wanted);
        return answer("confirm " + wanted.orderId() + " " + answer.paRes().reveal(), ConfirmAnswer.class);
    }

    @Override
    public StatusAnswer cardStatus(Expected wanted) throws NotSentException, InDoubtException {
        return status("card status", wanted);
    }

    @Override
    public StatusAnswer gatewayStatus(Expected wanted) throws NotSentException, InDoubtException {
        return status("g2g status", wanted);
    }

    private StatusAnswer status(String call, Expected wanted) throws NotSentException, InDoubtException {
        expected.add(wanted);
        var about = wanted.payment().map(PaymentId::value).orElseGet(wanted::orderId);
        return answer(call + " " + about, StatusAnswer.class);
    }

    @Override
    public OperationCalls money() {
        return this;
    }

    @Override
    public OperationAnswer capture(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        return answer("capture " + payment + " " + amount + " " + family, OperationAnswer.class);
    }

    @Override
    public OperationAnswer cancel(Family family, PaymentId payment) throws NotSentException, InDoubtException {
        return answer("cancel " + payment + " " + family, OperationAnswer.class);
    }

    @Override
    public OperationAnswer refund(Family family, PaymentId payment, Money amount)
            throws NotSentException, InDoubtException {
        return answer("refund " + payment + " " + amount + " " + family, OperationAnswer.class);
    }
}
