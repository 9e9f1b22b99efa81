package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code doctor} beside a server, or a Freedom Pay, that is not well. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class DoctorTest {

    private static final String TIME = "{\"time\":\"%s\"}";

    /** Until 2119. */
    private static final String CERTIFICATE = """
        -----BEGIN CERTIFICATE-----
        MIIBTjCB9aADAgECAghQJMj/phC62DAKBggqhkjOPQQDAzAbMRkwFwYDVQQDExBj
        aGVja291dC5zaG9wLmt6MCAXDTIwMDEwMTAwMDAwMFoYDzIxMTkxMjA4MDAwMDAw
        WjAbMRkwFwYDVQQDExBjaGVja291dC5zaG9wLmt6MFkwEwYHKoZIzj0CAQYIKoZI
        zj0DAQcDQgAEGFIJ8InirUk6OXxI/lub5qqthopjUE3XQxTt7wzK9FB5a3gi08+P
        Id8h9q11hiwrFaim3iaBOw7oM9NEo2AG1aMhMB8wHQYDVR0OBBYEFCgVFVcd8KbT
        ektb3zEFufAery5kMAoGCCqGSM49BAMDA0gAMEUCIBpCCCggJHLMrCwMTnqUfQvd
        bpZnFkqIKc+p6mnCFHbJAiEA2Z019Aw7DuUpYlnx2Zkhk+oS+aWCYl9axiF1yeJ8
        gfE=
        -----END CERTIFICATE-----
        """;

    /** In 2020, for a day. */
    private static final String OLD_CERTIFICATE = """
        -----BEGIN CERTIFICATE-----
        MIIBTTCB9KADAgECAgkApPKuRsIrliwwCgYIKoZIzj0EAwMwGzEZMBcGA1UEAxMQ
        Y2hlY2tvdXQuc2hvcC5rejAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMDIwMDAwMDBa
        MBsxGTAXBgNVBAMTEGNoZWNrb3V0LnNob3Aua3owWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARfbGjP5BYic0odOF+JJ/EK9wzWpZueFQUdg4CrniO2HIbyUgTcVYg8
        OlcQBnDtodMSd8xHuT4lZ3uNZEHZePgXoyEwHzAdBgNVHQ4EFgQUD/q7Rw0uiDVM
        4RbLWEUIhYPsHsYwCgYIKoZIzj0EAwMDSAAwRQIhAILCvjR7yN7Qb9FPeOubhBv6
        tb5aeCj5VSjzhhdcUqlIAiBqN0ElkDfPFtGlXoZm5b8bwGRZaHv+0N50Uj4phK0Y
        nQ==
        -----END CERTIFICATE-----
        """;

    @RegisterExtension
    final Terminal terminal = Terminal.ofShop();

    @TempDir
    private Path directory;

    private String databaseUrl;

    /** The management listener of a server that has the database, and Freedom Pay. */
    private PreparedAnswers other;

    @BeforeEach
    void start() throws IOException {
        other = PreparedAnswers.start();
        databaseUrl = "jdbc:h2:file:" + directory.resolve("checkout");
        terminal.settings.put("CHECKOUT_DATABASE_URL", databaseUrl);
        terminal.settings.put("CHECKOUT_MANAGEMENT_PORT", String.valueOf(other.port()));
        terminal.settings.put("FREEDOMPAY_URL", "http://127.0.0.1:" + other.port());
        other.put("/health/live", 200, "");
        other.put("/health/ready", 200, "");
        other.put("/timeline", 200, "{\"position\":7,\"broken\":null}");
    }

    @AfterEach
    void stop() {
        other.close();
    }

    private Map<String, String> doctor() throws IOException {
        assertThat(terminal.run("doctor")).isEqualTo(1);
        return terminal.findings();
    }

    @Test
    void doctorAsksTheServerThatHasTheDatabase() throws IOException {
        assertThat(doctor()).containsEntry("database", "ok").containsEntry("timeline", "ok");
        other.put("/health/ready", 503, "");
        other.put("/timeline", 200, "{\"position\":7,\"broken\":\"entry 3 was changed\"}");
        assertThat(doctor())
                .containsEntry("database", "FAILED: the running server cannot use it, or is stopping")
                .containsEntry("timeline", "FAILED: entry 3 was changed");
        // Nobody has made one beside it.
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void doctorLooksAtADatabaseThatNoServerHas() throws IOException, SQLException {
        other.put("/health/live", 503, "");
        assertThat(doctor()).containsEntry("database", "ok").containsEntry("timeline", "ok");
        try (var connection = DriverManager.getConnection(databaseUrl);
                var change = connection.createStatement()) {
            assertThat(change.executeUpdate("UPDATE chain_end SET position = 1"))
                    .isEqualTo(1);
        }
        assertThat(doctor()).containsEntry("database", "ok").containsEntry("timeline", "FAILED: entry 1 is missing");
    }

    @Test
    void doctorComparesTheClockWithFreedomPays() throws IOException {
        other.put("/status/healthcheck", 200, TIME.formatted(Instant.now().minusSeconds(30)));
        assertThat(doctor()).containsEntry("clock", "ok");
        other.put("/status/healthcheck", 200, TIME.formatted(Instant.now().minusSeconds(7_200)));
        assertThat(doctor().get("clock")).matches("FAILED: differs from Freedom Pay's by 72\\d\\d s");
        other.put("/status/healthcheck", 200, "{}");
        assertThat(doctor()).containsEntry("clock", "FAILED: Freedom Pay's healthcheck gave no time: no_time");
    }

    @Test
    void doctorBelievesNoAnswerWithoutASignature() throws IOException {
        other.put("/g2g/status_v2", 200, "<response><pg_status>ok</pg_status></response>");
        assertThat(doctor().get("gateway")).startsWith("FAILED: gave no answer to be trusted: ");
    }

    @Test
    void doctorComparesAPageWhateverItIs() throws IOException {
        var page = "http://127.0.0.1:" + other.port() + "/pay";
        assertThat(terminal.run("doctor", "--page", page)).isEqualTo(1);
        assertThat(terminal.lines())
                .contains(
                        "page      FAILED: the page was answered with status 404",
                        "page      FAILED: Cache-Control is not no-store",
                        "page      FAILED: Content-Security-Policy lacks default-src 'none'");
    }

    @Test
    void doctorLooksOnlyAtTheAddressOfAPage() throws IOException {
        assertThat(terminal.run("doctor", "--page", "checkout.shop.kz")).isEqualTo(1);
        assertThat(terminal.lines())
                .containsExactly("page      FAILED: cannot be fetched: no absolute address: checkout.shop.kz");
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void doctorReadsTheCertificate() throws IOException {
        var file = directory.resolve("tls.pem");
        terminal.settings.put("CHECKOUT_TLS_CERTIFICATE", file.toString());
        terminal.settings.put("CHECKOUT_TLS_KEY", file.toString());
        Files.writeString(file, CERTIFICATE);
        assertThat(doctor()).containsEntry("tls", "ok");
        Files.writeString(file, OLD_CERTIFICATE);
        assertThat(doctor().get("tls")).startsWith("FAILED: the certificate is not usable: NotAfter");
    }
}
