package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What an operator types beside a server, as it answers in turn. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ManagementCommandsTest {

    @RegisterExtension
    final Terminal terminal = Terminal.ofShop();

    /** The management listener. */
    private PreparedAnswers other;

    @BeforeEach
    void start() throws IOException {
        other = PreparedAnswers.start();
        terminal.settings.put("CHECKOUT_MANAGEMENT_PORT", String.valueOf(other.port()));
    }

    @AfterEach
    void stop() {
        other.close();
    }

    @Test
    void aBackupIsAskedForWithTheKey() throws IOException {
        other.put("/backup", 200, "{\"file\":\"/data/checkout-1.zip\"}");
        assertThat(terminal.run("backup")).isZero();
        assertThat(terminal.lines()).containsExactly("/data/checkout-1.zip");
        assertThat(other.requests()).containsExactly("POST /backup Bearer " + Terminal.KEY);
    }

    @Test
    void whatTheServerSaysAgainstItIsTold() throws IOException {
        other.put("/backup", 409, "");
        assertThat(terminal.run("backup")).isEqualTo(1);
        assertThat(terminal.complaint()).contains("use pg_dump");
        other.put("/backup", 500, "no space left\n");
        assertThat(terminal.run("backup")).isEqualTo(1);
        assertThat(terminal.complaint().lines()).containsExactly("no space left");
        assertThat(terminal.lines()).isEmpty();
    }

    @Test
    void webhooksAreAskedForByStateAndNumber() throws IOException {
        other.put("/webhooks", 200, "{\"data\":[]}");
        assertThat(terminal.run("webhooks", "list", "--state", "dead", "--limit", "3"))
                .isZero();
        assertThat(terminal.run("webhooks", "list")).isZero();
        assertThat(other.requests())
                .containsExactly(
                        "GET /webhooks?limit=3&state=dead Bearer " + Terminal.KEY,
                        "GET /webhooks?limit=20 Bearer " + Terminal.KEY);
    }
}
