package org.freedomcheckout.store;

import java.time.Instant;
import org.freedomcheckout.checkout.BankAnswer;
import org.freedomcheckout.checkout.Challenge;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.PaymentState;
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
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.Settlement;
import org.jspecify.annotations.Nullable;

/** The name of a payment's state and its facts, each null where the state has none. */
final class PaymentFacts {

    private String name = "";

    @Nullable
    Instant since;

    @Nullable
    Integer sends;

    @Nullable
    Boolean opened;

    @Nullable
    Boolean lost;

    @Nullable
    Boolean announced;

    @Nullable
    String acsUrl;

    @Nullable
    Secret paReq;

    @Nullable
    Secret md;

    @Nullable
    Secret paRes;

    @Nullable
    Failure failure;

    @Nullable
    Receipt receipt;

    @Nullable
    Settlement settlement;

    @Nullable
    Secret page;

    private PaymentFacts since(Instant instant) {
        since = instant;
        return this;
    }

    private PaymentFacts lost(boolean wasLost) {
        lost = wasLost;
        return this;
    }

    private PaymentFacts announced(boolean wasAnnounced) {
        announced = wasAnnounced;
        return this;
    }

    private PaymentFacts sent(Instant instant, int times) {
        sends = times;
        return since(instant);
    }

    private PaymentFacts challenge(Challenge challenge, boolean wasOpened) {
        acsUrl = challenge.acsUrl().toString();
        paReq = challenge.paReq();
        md = challenge.md();
        opened = wasOpened;
        return this;
    }

    private PaymentFacts answer(BankAnswer answer) {
        md = answer.md();
        paRes = answer.paRes();
        return this;
    }

    private PaymentFacts failure(Failure why) {
        failure = why;
        return this;
    }

    private PaymentFacts receipt(Receipt proof) {
        receipt = proof;
        return this;
    }

    private PaymentFacts settlement(Settlement amounts) {
        settlement = amounts;
        return this;
    }

    private PaymentFacts page(@Nullable Secret url) {
        page = url;
        return this;
    }

    private PaymentFacts named(String state) {
        name = state;
        return this;
    }

    static PaymentFacts of(PaymentState state) {
        var facts = new PaymentFacts();
        return switch (state) {
            case Planned planned ->
                facts.lost(planned.lost())
                        .sent(planned.since(), planned.sends())
                        .named("planned");
            case AwaitingCvc _ -> facts.named("awaiting_cvc");
            case AwaitingCard(var page) -> facts.page(page).named("awaiting_card");
            case AwaitingAcs(var challenge, var opened) ->
                facts.challenge(challenge, opened).named("awaiting_acs");
            case Unsent(var answer) -> facts.answer(answer).named("unsent");
            case Confirming(var answer, var since, var sends) ->
                facts.answer(answer).sent(since, sends).named("confirming");
            case Withdrawing(var since, var page) ->
                facts.since(since).page(page.orElse(null)).named("withdrawing");
            case Returned(var since, var page) ->
                facts.since(since).page(page.orElse(null)).named("returned");
            case Checking(var since) -> facts.since(since).named("checking");
            case Held(var receipt) -> facts.receipt(receipt).named("held");
            case Captured(var receipt, var settlement) ->
                facts.receipt(receipt).settlement(settlement).named("captured");
            case Refused(var failure) -> facts.failure(failure).named("refused");
            case Released _ -> facts.named("released");
            case Abandoned _ -> facts.named("abandoned");
            case Contested(var since, var announced) ->
                facts.since(since).announced(announced).named("contested");
        };
    }

    /** The state's name. */
    String name() {
        return name;
    }
}
