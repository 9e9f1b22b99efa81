package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.freedomcheckout.store.Samples.ENTRY;
import static org.freedomcheckout.store.Samples.KEY;
import static org.freedomcheckout.store.Samples.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.CheckoutEvent;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.store.CheckoutStore.News;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file of H2, from its opening to its end. */
class DatabaseTest {

    @TempDir
    private Path directory;

    private Database open(String name) {
        return Database.open(new DatabaseSettings("jdbc:h2:file:" + directory.resolve(name), "", Secret.EMPTY));
    }

    @Test
    void aBackupIsTheDatabaseAsItWas() throws IOException, DuplicatePaymentException {
        var stored = Samples.challenge(1);
        var later = Samples.challenge(2);
        Path zip;
        try (var database = open("checkout")) {
            var store = new CheckoutStore(database, KEY);
            store.insert(stored, ENTRY);
            zip = database.backup().orElseThrow();
            store.insert(later, ENTRY);
            assertThat(database.danger()).isEmpty();
        }
        assertThat(zip.getFileName().toString()).matches("checkout-\\d{8}-\\d{6}\\.zip");
        try (var file = new ZipFile(zip.toFile());
                var in = file.getInputStream(file.getEntry("checkout.mv.db"))) {
            Files.copy(in, directory.resolve("restored.mv.db"));
        }
        try (var restored = open("restored")) {
            var store = new CheckoutStore(restored, KEY);
            assertThat(store.find(stored.id())).map(Checkout::payments).hasValue(stored.payments());
            assertThat(store.find(later.id())).isEmpty();
        }
    }

    @Test
    void itAnswersUntilItIsClosed() {
        var database = open("checkout");
        assertThat(database.isAlive()).isTrue();
        assertThat(database.now()).isAfter(NOW.minusSeconds(1_000_000_000));
        database.close();
        assertThat(database.isAlive()).isFalse();
    }

    @Test
    void whatDidNotComeOntoTheDiskIsNotBelievedToBeThere() throws DuplicatePaymentException {
        var settings = new DatabaseSettings(FailingFiles.url(directory.resolve("checkout")), "", Secret.EMPTY);
        try (var database = Database.open(settings)) {
            var store = new CheckoutStore(database, KEY);
            var open = Samples.challenge(1);
            store.insert(open, ENTRY);
            var opened = open.after(new CheckoutEvent.ChallengeOpened(1));
            FailingFiles.fail(true);
            assertThatThrownBy(() -> store.saveOnDisk(open, opened, NOW, new News(ENTRY, List.of())))
                    .hasRootCauseInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(causes(e)).hasAtLeastOneElementOfType(SQLException.class));
            FailingFiles.fail(false);
            // The next one would find nothing wrong, so the file was closed; it is opened anew.
            database.sync();
            assertThat(store.find(open.id())).isPresent();
        }
    }

    private static List<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).toList();
    }
}
