package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutState.Paid;
import org.freedomcheckout.checkout.CheckoutState.Processing;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.checkout.TimelineEntry.Actor;
import org.junit.jupiter.api.Test;

/** Whoever moves a checkout moves it as it is stored, and nobody's move is lost. */
class MovesTest {

    private static final CheckoutEvent RETURNED = new ShopperReturned(1, NOW);
    private static final CheckoutEvent PAID = new Learned(1, Samples.captured(0), NOW);

    private final FlowInMemory world = new FlowInMemory();
    private final Moves moves = world.flow.moves;
    private final Checkout waiting =
            world.checkouts.insert(Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD)));

    @Test
    void aMoveIsStoredWithItsTime() {
        world.pass(Duration.ofSeconds(5));
        var moved = moves.apply(waiting.id(), RETURNED, Actor.SHOPPER);
        assertThat(moved).isEqualTo(world.now(waiting));
        assertThat(moved.updatedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(world.checkouts.timeline).extracting("at").containsExactly(NOW.plusSeconds(5));
        assertThat(world.told()).containsExactly("shopper shopper.returned attempt=1 status=processing");
    }

    @Test
    void whatChangesNothingIsNotStored() {
        moves.apply(waiting.id(), PAID, Actor.GATEWAY);
        world.told();
        var paid = world.now(waiting);
        assertThat(moves.apply(waiting.id(), RETURNED, Actor.SHOPPER)).isEqualTo(paid);
        assertThat(moves.apply(paid, RETURNED, Actor.SHOPPER)).isEqualTo(paid);
        assertThat(moves.move(waiting.id(), RETURNED, Actor.SHOPPER)).isEmpty();
        assertThat(moves.claim(paid, RETURNED, Actor.SHOPPER)).isEmpty();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void whoIsOvertakenMovesWhatIsThereThen() {
        world.checkouts.letAnotherBeFirst(waiting.id(), RETURNED);
        assertThat(moves.apply(waiting.id(), PAID, Actor.GATEWAY).state()).isEqualTo(new Paid(1));
        assertThat(world.told()).containsExactly("gateway payment.captured attempt=1 status=paid");
    }

    @Test
    void whoHasReadSomethingOldDoesToo() {
        world.checkouts.letAnotherBeFirst(waiting.id(), RETURNED);
        assertThat(moves.apply(waiting, PAID, Actor.GATEWAY).state()).isEqualTo(new Paid(1));
        assertThat(moves.apply(waiting, new Learned(1, Samples.captured(100), NOW), Actor.GATEWAY)
                        .settlement())
                .hasValueSatisfying(
                        settlement -> assertThat(settlement.refunded().minor()).isEqualTo(100));
    }

    @Test
    void whoeverIsOvertakenByTheSameMoveHasMovedNothing() {
        world.checkouts.letAnotherBeFirst(waiting.id(), RETURNED);
        assertThat(moves.move(waiting.id(), RETURNED, Actor.SHOPPER)).isEmpty();
        assertThat(world.now(waiting).state()).isEqualTo(new Processing());
    }

    @Test
    void aClaimIsLostToWhoeverIsFirst() {
        world.checkouts.letAnotherBeFirst(waiting.id(), RETURNED);
        assertThat(moves.claim(waiting, RETURNED, Actor.SHOPPER)).isEmpty();
        assertThat(world.told()).isEmpty();
    }

    @Test
    void openPagesHearOfEachMove() {
        var heard = new AtomicInteger();
        try (var _ = world.flow.changes.subscribe(waiting.id(), heard::incrementAndGet)) {
            moves.claim(waiting, RETURNED, Actor.SHOPPER);
            assertThat(heard).hasValue(1);
            moves.apply(waiting.id(), RETURNED, Actor.SHOPPER);
            assertThat(heard).hasValue(1);
            moves.apply(waiting.id(), PAID, Actor.GATEWAY);
            assertThat(heard).hasValue(2);
        }
        moves.apply(waiting.id(), new Learned(1, Samples.captured(100), NOW), Actor.GATEWAY);
        assertThat(heard).hasValue(2);
    }

    @Test
    void eachPageForItself() {
        var first = new AtomicInteger();
        var second = new AtomicInteger();
        var other = new AtomicInteger();
        var changes = world.flow.changes;
        var one = changes.subscribe(waiting.id(), first::incrementAndGet);
        try (var _ = changes.subscribe(waiting.id(), second::incrementAndGet);
                var _ = changes.subscribe(Samples.paid().id(), other::incrementAndGet)) {
            one.close();
            changes.changed(waiting.id());
        }
        assertThat(first).hasValue(0);
        assertThat(second).hasValue(1);
        assertThat(other).hasValue(0);
    }

    @Test
    void onlyNewStatesAreCounted() {
        moves.apply(waiting.id(), PAID, Actor.GATEWAY);
        moves.apply(waiting.id(), new Learned(1, Samples.captured(100), NOW), Actor.GATEWAY);
        assertThat(world.counted("checkout.moves", "status", "paid")).isOne();
        assertThat(world.told())
                .containsExactly(
                        "gateway payment.captured attempt=1 status=paid", "gateway payment.captured attempt=1");
    }

    @Test
    void theTimelineSaysWhatFreedomPaySaid() {
        moves.apply(waiting.id(), new Learned(1, new Evidence.Refused(NO_MONEY), NOW), Actor.GATEWAY);
        moves.apply(waiting.id(), new Learned(1, new Evidence.Mismatched(), NOW), Actor.GATEWAY);
        assertThat(world.told())
                .containsExactly(
                        "gateway payment.refused attempt=1 code=10009 status=open",
                        "gateway payment.mismatched attempt=1 attention=amount_mismatch");
    }

    @Test
    void whatIsGoneCannotBeMoved() {
        assertThatThrownBy(() -> moves.current(Samples.paid().id())).isInstanceOf(IllegalStateException.class);
    }
}
