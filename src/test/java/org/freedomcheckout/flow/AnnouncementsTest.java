package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freedomcheckout.checkout.Samples.NOW;
import static org.freedomcheckout.checkout.Samples.NO_MONEY;
import static org.freedomcheckout.checkout.Samples.SAVED_CARD;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent.Learned;
import org.freedomcheckout.checkout.CheckoutEvent.ShopperReturned;
import org.freedomcheckout.checkout.CheckoutEvent.TimeUp;
import org.freedomcheckout.checkout.Evidence;
import org.freedomcheckout.checkout.Failure;
import org.freedomcheckout.checkout.Operation.Kind;
import org.freedomcheckout.checkout.OperationAnswer;
import org.freedomcheckout.checkout.Reason;
import org.freedomcheckout.checkout.Receipt;
import org.freedomcheckout.checkout.Samples;
import org.freedomcheckout.checkout.Terms.CaptureMode;
import org.freedomcheckout.store.Webhook;
import org.junit.jupiter.api.Test;

/** Which moves the merchant is told of. */
class AnnouncementsTest {

    private final CheckoutObject object = new CheckoutObject(new PublicUrls(URI.create("https://checkout.shop.kz")));
    private final Announcements announcements = new Announcements(object, true);
    private final Checkout waiting = Samples.waiting(Samples.open(CaptureMode.AUTOMATIC, SAVED_CARD));

    private List<String> types(Checkout before, Checkout after) {
        return announcements.of(before, after).stream().map(Webhook::type).toList();
    }

    private List<String> typesAfter(Evidence evidence) {
        return types(waiting, waiting.after(new Learned(1, evidence, NOW)));
    }

    @Test
    void aWebhookHoldsTheCheckout() {
        var paid = waiting.after(new Learned(1, Samples.captured(0), NOW)).updatedAt(NOW.plusSeconds(5));
        var webhook = announcements.of(waiting, paid).getFirst();
        assertThat(webhook.id()).matches("msg_[0-9A-Za-z]{22}");
        assertThat(webhook.type()).isEqualTo("checkout.paid");
        assertThat(webhook.body())
                .isEqualTo("{\"type\":\"checkout.paid\",\"timestamp\":\"2026-11-21T10:15:35Z\",\"data\":"
                        + object.json(paid) + "}");
    }

    @Test
    void everyEndIsTold() {
        assertThat(typesAfter(Samples.captured(0))).containsExactly("checkout.paid");
        assertThat(typesAfter(new Evidence.Held(Receipt.at(NOW)))).containsExactly("checkout.authorized");
        assertThat(typesAfter(new Evidence.Refused(new Failure("1100", Reason.SHOP_PROBLEM))))
                .containsExactly("checkout.failed");
        assertThat(typesAfter(new Evidence.Released())).containsExactly("checkout.canceled");
        assertThat(types(waiting, waiting.after(new TimeUp(NOW, true)))).containsExactly("checkout.expired");
    }

    @Test
    void whatIsNoEndIsNot() {
        assertThat(types(waiting, waiting.after(new ShopperReturned(1, NOW)))).isEmpty();
        assertThat(typesAfter(new Evidence.Refused(NO_MONEY))).isEmpty();
        var paid = Samples.paid();
        assertThat(types(paid, paid)).isEmpty();
    }

    @Test
    void everyRefundIsTold() {
        var paid = Samples.paid();
        var part = paid.after(new Learned(1, Samples.captured(100), NOW));
        var more = part.after(new Learned(1, Samples.captured(200), NOW));
        assertThat(types(paid, part)).containsExactly("checkout.refunded");
        assertThat(types(part, more)).containsExactly("checkout.refunded");
        assertThat(types(part, part.after(new Learned(1, Samples.captured(100), NOW))))
                .isEmpty();
        assertThat(typesAfter(Samples.captured(100))).containsExactly("checkout.paid", "checkout.refunded");
    }

    @Test
    void aShopWithoutAnAddressIsToldNothing() {
        var paid = waiting.after(new Learned(1, Samples.captured(100), NOW));
        assertThat(new Announcements(object, false).of(waiting, paid)).isEmpty();
    }

    @Test
    void theyAreStoredWithTheMove() {
        var world = new FlowInMemory();
        var held = world.checkouts.insert(Samples.held(CaptureMode.MANUAL));
        assertThat(world.flow.operations.plan(held.id(), Kind.CANCEL, Optional.empty()))
                .isPresent();
        world.freedomPay.says(new OperationAnswer.Done());
        var canceled = world.flow.operations.finish(held.id(), 1);
        assertThat(world.checkouts.webhooks).extracting(Webhook::type).containsExactly("checkout.canceled");
        assertThat(world.checkouts.webhooks.getFirst().body())
                .contains("\"data\":" + new CheckoutObject(SimulatedFlow.URLS).json(canceled));
    }
}
