package org.freedomcheckout.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.freedomcheckout.sandbox.SavedCard;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The merchant's server is away for days. */
class WebhookOutageTest {

    static final WebhookReceiver receiver = WebhookReceiver.start();

    @RegisterExtension
    static final RunningCheckout running = new RunningCheckout().withWebhooks(receiver);

    private final String order = MerchantApi.newOrder();

    @AfterAll
    static void close() {
        receiver.close();
    }

    private int tries() {
        return receiver.about(order).size();
    }

    /** Lets time pass in steps, so that each try that falls due in between is made. */
    private void pass(Duration time, Duration step) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            var before = tries();
            running.clock().forward(step);
            Eventually.lookShortly(this::tries, tries -> tries > before);
        }
    }

    @Test
    void afterDaysOfSilenceItStillComesOnce() {
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        receiver.answers(_ -> 500);
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        assertThat(receiver.types(order, 1)).containsExactly("checkout.expired");
        pass(Duration.ofDays(5), Duration.ofHours(15));
        receiver.answers(_ -> 204);
        var before = tries();
        // Twice: where the answer to the last try was still on its way when the clock leapt, the next was put off with
        // it.
        pass(Duration.ofHours(30), Duration.ofHours(15));
        assertThat(Eventually.look(this::tries, tries -> tries > before)).isEqualTo(before + 1);
        running.stop();
        running.start();
        assertThat(Eventually.lookShortly(this::tries, tries -> tries > before + 1))
                .isEqualTo(before + 1);
    }

    @Test
    void aRestartLosesNoWebhook() {
        receiver.answers(_ -> 500);
        var checkout = running.merchant().open(MerchantApi.savedCard(order, SavedCard.PAID));
        assertThat(checkout.post("expire", "").statusCode()).isEqualTo(200);
        assertThat(receiver.types(order, 1)).hasSize(1);
        running.stop();
        receiver.answers(_ -> 204);
        running.start();
        assertThat(receiver.types(order, 2)).hasSize(2);
        assertThat(receiver.about(order).get(1).id())
                .isEqualTo(receiver.about(order).getFirst().id());
    }
}
