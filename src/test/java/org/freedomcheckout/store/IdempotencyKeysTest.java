package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.store.Samples.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.freedomcheckout.checkout.CheckoutId;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.IdempotencyKeys.KeyTakenException;
import org.freedomcheckout.store.IdempotencyKeys.Known;
import org.freedomcheckout.store.IdempotencyKeys.Response;
import org.freedomcheckout.testkit.RunningCheckout;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is for one request, whose answer it gives again. */
class IdempotencyKeysTest {

    private static final Instant KEPT_SINCE = NOW.minus(Duration.ofDays(31));

    @TempDir
    private Path directory;

    private Database database;
    private IdempotencyKeys keys;

    @BeforeEach
    void open() {
        var url = RunningCheckout.newDatabase(directory);
        // Else H2 waits two seconds for a lock.
        var impatient = url.startsWith("jdbc:h2:") ? url + ";LOCK_TIMEOUT=20" : url;
        database = Database.open(new DatabaseSettings(impatient, "", Secret.EMPTY));
        keys = new IdempotencyKeys(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Known known(
            Optional<CheckoutId> checkout, Optional<Integer> operation, Optional<Response> response) {
        return new Known("request", checkout, operation, response);
    }

    @Test
    void whatARequestDidAndWasAnsweredIsKnownByItsKey() {
        var id = CheckoutId.at(NOW);
        keys.take("scope", "request", NOW, KEPT_SINCE);
        assertThat(keys.find("scope", KEPT_SINCE))
                .hasValue(known(Optional.empty(), Optional.empty(), Optional.empty()));
        keys.concerns("scope", id, 0);
        assertThat(keys.find("scope", KEPT_SINCE)).hasValue(known(Optional.of(id), Optional.of(0), Optional.empty()));
        var answer = new Response(201, Optional.of("/api/v1/checkouts/1"), "{}");
        keys.answered("scope", answer);
        keys.answered("scope", new Response(409, Optional.empty(), "too late"));
        assertThat(keys.find("scope", KEPT_SINCE))
                .hasValue(known(Optional.of(id), Optional.of(0), Optional.of(answer)));
        assertThat(keys.find("another", KEPT_SINCE)).isEmpty();
    }

    @Test
    void aKeyIsTakenOnceUntilItIsGivenBackOrTooOld() {
        keys.take("scope", "request", NOW, KEPT_SINCE);
        assertThatThrownBy(() -> keys.take("scope", "another", NOW, KEPT_SINCE)).isInstanceOf(KeyTakenException.class);
        assertThat(keys.find("scope", KEPT_SINCE)).map(Known::requestHash).hasValue("request");
        keys.release("scope");
        assertThat(keys.find("scope", KEPT_SINCE)).isEmpty();

        keys.take("scope", "request", KEPT_SINCE.minusMillis(1), KEPT_SINCE);
        assertThat(keys.find("scope", KEPT_SINCE)).isEmpty();
        keys.take("scope", "another", NOW, KEPT_SINCE);
        assertThat(keys.find("scope", KEPT_SINCE)).map(Known::requestHash).hasValue("another");

        keys.take("second", "request", NOW.minusMillis(1), KEPT_SINCE);
        assertThat(keys.forget(NOW)).isEqualTo(1);
        assertThat(keys.find("second", KEPT_SINCE)).isEmpty();
        assertThat(keys.find("scope", KEPT_SINCE)).isPresent();
    }

    @Test
    void aKeyThatAnotherIsJustTakingIsTaken() {
        database.jdbi().useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO idempotency_key (scope_hash, request_hash, created_at) VALUES ('scope', 'request', ?)",
                    Columns.time(NOW));
            var second = CompletableFuture.runAsync(() -> keys.take("scope", "request", NOW, KEPT_SINCE));
            assertThatThrownBy(second::join).hasCauseInstanceOf(KeyTakenException.class);
        });
    }

    @Test
    void anotherErrorOfTheDatabaseIsNoKeyThatIsTaken() {
        assertThatThrownBy(() -> keys.take("s".repeat(65), "request", NOW, KEPT_SINCE))
                .isInstanceOf(UnableToExecuteStatementException.class);
    }
}
