package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.freedomcheckout.testkit.BankAnswers;
import org.freedomcheckout.testkit.Checkout;
import org.freedomcheckout.testkit.Eventually;
import org.freedomcheckout.testkit.Http;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.WebhookReceiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines of two instances have wrong clocks, which jump while a payment is in doubt; PostgreSQL's is right. */
class ClockTest {

    /** Of Debian's package {@code libfaketime}. */
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

    @TempDir
    private Path directory;

    private final String order = MerchantApi.newOrder();
    private Path ahead;
    private Path behind;

    @BeforeEach
    void setClocks() throws IOException {
        assumeTrue(Files.exists(LIBRARY), "there is no libfaketime here");
        ahead = set(directory.resolve("ahead"), "+24h");
        behind = set(directory.resolve("behind"), "-24h");
    }

    private static Path set(Path clock, String offset) throws IOException {
        return Files.writeString(clock, offset);
    }

    /** Reads its machine's time from a file, and counts seconds as everybody does. */
    private static Launch with(Path clock) {
        return Launch.serve()
                .under(List.of(
                        "env",
                        "LD_PRELOAD=" + LIBRARY,
                        "FAKETIME_TIMESTAMP_FILE=" + clock,
                        "FAKETIME_CACHE_DURATION=1",
                        "FAKETIME_DONT_FAKE_MONOTONIC=1",
                        "FAKETIME_FORCE_MONOTONIC_FIX=0"));
    }

    @Test
    void onlyTheDatabasesTimeCounts() throws Exception {
        try (var installation = new Installation(directory, Databases.POSTGRESQL.create(directory))) {
            var first = installation.add(with(ahead));
            var second = installation.add(with(behind));
            var merchant = installation.merchant(first);
            var waiting = merchant.open(merchant.threeDs(order + "-waiting"));
            var doubt = merchant.open(merchant.threeDs(order));
            assertThat(Duration.between(Instant.now(), time(doubt, "created_at"))
                            .abs())
                    .isLessThan(Duration.ofMinutes(5));
            installation.sandbox().fault(order, "paymentAcs", "drop");
            installation.sandbox().fault(order, "status_v2", "status_503", "times", 2L);
            var bank = BankAnswers.confirmed(doubt);
            Http.post(installation.at(second, bank.termUrl()), bank.form());

            set(ahead, "-1h");
            set(behind, "+5m");
            assertThat(doubt.statusOnce("paid")).isEqualTo("paid");
            assertThat(installation.sandbox().calls(order, "paymentAcs")).isEqualTo(1);
            assertThat(Eventually.lookShortly(waiting::status, status -> !status.equals("open")))
                    .isEqualTo("open");
            var late = BankAnswers.confirmed(waiting);
            Http.post(installation.at(first, late.termUrl()), late.form());
            assertThat(waiting.statusOnce("paid")).isEqualTo("paid");
            // Their signatures hold the time, which the receiver checks.
            assertThat(Eventually.look(installation::webhooks, webhooks -> webhooks.size() == 2))
                    .extracting(WebhookReceiver.Delivery::type)
                    .containsOnly("checkout.paid");
        }
    }

    private static Instant time(Checkout checkout, String name) {
        return Instant.parse((String) checkout.read().get(name));
    }
}
