package org.freedomcheckout.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files that change under the running server. */
class RotatingSecretsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String FIRST = "the-first-of-all-secrets-the-first";
    private static final String SECOND = "the-second-of-all-secrets-the-second";

    @TempDir
    private Path directory;

    private Path file;
    private SecretSettings settings;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("secret"), FIRST + "\n");
        settings = new SecretSettings(new Setting(
                Map.of("CHECKOUT_API_KEYS", "file:" + file, "FREEDOMPAY_SECRET_KEY", "file:" + file),
                new Properties()));
    }

    private static List<String> revealed(RotatingSecrets secrets) {
        return secrets.get().stream().map(Secret::reveal).toList();
    }

    @Test
    void aChangeCountsOnceItWasSeenTwice() throws IOException {
        var keys = settings.apiKeys().orElseThrow();
        Files.writeString(file, FIRST + "," + SECOND);
        keys.look(NOON);
        assertThat(revealed(keys)).containsExactly(FIRST);
        keys.look(NOON);
        assertThat(revealed(keys)).containsExactly(FIRST, SECOND);
    }

    @Test
    void aKeyThatIsTakenOutOpensNothingAnyMore() throws IOException {
        var keys = settings.apiKeys().orElseThrow();
        Files.writeString(file, SECOND);
        keys.look(NOON);
        keys.look(NOON);
        assertThat(revealed(keys)).containsExactly(SECOND);
    }

    @Test
    void whatCannotBeUsedChangesNothing() throws IOException {
        var keys = settings.apiKeys().orElseThrow();
        for (var useless : List.of("", "short", FIRST + ",short")) {
            Files.writeString(file, useless);
            keys.look(NOON);
            keys.look(NOON);
            assertThat(revealed(keys)).as(useless).containsExactly(FIRST);
        }
        Files.delete(file);
        keys.look(NOON);
        keys.look(NOON);
        assertThat(revealed(keys)).containsExactly(FIRST);
    }

    @Test
    void theGatewaysReplacedSecretIsBelievedForADay() throws IOException {
        var secrets = settings.gateway().orElseThrow();
        Files.writeString(file, SECOND);
        secrets.look(NOON);
        secrets.look(NOON);
        assertThat(revealed(secrets)).containsExactly(SECOND, FIRST);
        secrets.look(NOON.plus(Duration.ofDays(1)).minusMillis(1));
        assertThat(revealed(secrets)).containsExactly(SECOND, FIRST);
        secrets.look(NOON.plus(Duration.ofDays(1)));
        assertThat(revealed(secrets)).containsExactly(SECOND);
    }

    @Test
    void goingBackToTheReplacedSecretDoesNotListItTwice() throws IOException {
        var secrets = settings.gateway().orElseThrow();
        for (var text : List.of(SECOND, FIRST)) {
            Files.writeString(file, text);
            secrets.look(NOON);
            secrets.look(NOON);
        }
        assertThat(revealed(secrets)).containsExactly(FIRST, SECOND);
    }

    @Test
    void aFingerprintTellsSecretsApartAndGivesNoneAway() {
        assertThat(new Secret(FIRST).fingerprint())
                .matches("[0-9a-f]{8}")
                .isNotEqualTo(new Secret(SECOND).fingerprint());
        assertThat(Optional.of(new Secret(FIRST))).hasToString("Optional[***]");
    }
}
