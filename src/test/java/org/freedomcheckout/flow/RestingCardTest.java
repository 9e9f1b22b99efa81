package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.CARD;
import static org.freedomcheckout.checkout.Samples.CARD_TOKEN;
import static org.freedomcheckout.checkout.Samples.EXPIRY;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.freedomcheckout.checkout.Means;
import org.freedomcheckout.checkout.Method;
import org.freedomcheckout.checkout.PaymentId;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.flow.CardFlow.CardStep;
import org.freedomcheckout.gateway.InitAnswer;
import org.junit.jupiter.api.Test;

/** A saved card after many refusals. */
class RestingCardTest {

    private static final Method CARD_PAGE = new Method.CardPage();
    private static final InitAnswer REFUSED = new InitAnswer.Refused(Samples.NO_MONEY);
    private static final InitAnswer CREATED = new InitAnswer.Created(new PaymentId("7999007883"), Optional.empty());

    private final FlowInMemory world = new FlowInMemory();
    private final ScriptedFreedomPay freedomPay = world.freedomPay;
    private final CardFlow cards = world.flow.cards;

    private void refuse(int times, Duration ago) {
        var refused = Collections.nCopies(times, world.now().minus(ago));
        world.refusals = (card, begin, limit) -> refused.stream()
                .filter(at -> card.equals(CARD_TOKEN) && begin.isBefore(at))
                .limit(limit)
                .toList();
    }

    @Test
    void aRestingCardIsNotTried() {
        var checkout = world.open(SAVED_CARD);
        refuse(10, Duration.ofMinutes(20));
        assertThat(cards.rest(checkout)).hasValue(Duration.ofMinutes(40));
        assertThat(cards.rest(CARD)).hasValue(Duration.ofMinutes(40));
        assertThat(cards.rest(new Means.CardPage())).isEmpty();
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        var choice = world.open(SAVED_CARD, CARD_PAGE);
        assertThat(cards.rest(choice)).as("there is another way to pay").isEmpty();
        cards.choose(choice, CARD);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
    }

    @Test
    void aRestingCardIsNotTriedAgainEither() {
        var checkout = world.open(SAVED_CARD);
        freedomPay.says(REFUSED);
        world.step(checkout);
        refuse(10, Duration.ofMinutes(20));
        cards.retry(world.now(checkout));
        assertThat(freedomPay.callsUntilNow()).hasSize(1);
    }

    @Test
    void aCardRestsForNobodyWhoDoesNotPayWithIt() {
        var waiting = world.open(SAVED_CARD);
        freedomPay.says(CREATED);
        world.step(waiting);
        var over = world.open(SAVED_CARD);
        refuse(10, Duration.ofMinutes(20));
        assertThat(cards.rest(world.now(waiting))).isEmpty();
        world.pass(Duration.between(NOW, EXPIRY));
        assertThat(cards.rest(over)).isEmpty();
    }

    @Test
    void ofManyTriesAtTheSameMomentTheOneTooManyIsNotSent() {
        var checkout = world.open(SAVED_CARD);
        world.checkouts.beforeNextMove(() -> refuse(11, Duration.ofMinutes(1)));
        assertThat(world.step(checkout)).isInstanceOf(CardStep.Leave.class);
        assertThat(freedomPay.callsUntilNow()).isEmpty();
        assertThat(world.told())
                .containsExactly("shopper payment.planned order_id=A1001", "checkout payment.not_created attempt=1");
    }
}
