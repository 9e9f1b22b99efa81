package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of two instances stands still for longer than every claim lasts, and wakes up in the middle of what it was doing. */
@EnabledIfSystemProperty(named = "chaos.long", matches = "true", disabledReason = "takes minutes: -Pchaos")
class PauseTest {

    private static final Logger log = LoggerFactory.getLogger(PauseTest.class);

    private static final Duration PAUSE = Duration.ofSeconds(90);
    private static final Duration BUSY = Duration.ofSeconds(5);
    private static final int LANES = 12;

    @TempDir
    private Path directory;

    @Test
    void anInstanceThatStoodStillDoesNoHarm() throws Exception {
        try (var installation = new Installation(directory, Databases.POSTGRESQL.create(directory))) {
            var paused = installation.add(Launch.serve());
            installation.add(Launch.serve());
            var traffic = new Traffic(installation, PAUSE.toSeconds());
            traffic.start(LANES);
            LockSupport.parkNanos(BUSY.toNanos());
            paused.pause();
            LockSupport.parkNanos(PAUSE.toNanos());
            paused.resume();
            LockSupport.parkNanos(BUSY.toNanos());
            traffic.stop();
            var findings = new Reckoning(installation, false).settle(traffic.orders(), Duration.ofMinutes(5));
            log.info("Pause: {} orders; {}", traffic.orders().size(), findings);
            assertThat(findings).isEmpty();
        }
    }
}
