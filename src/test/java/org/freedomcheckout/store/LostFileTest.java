package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.Eventually;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostFileTest {

    @TempDir
    private Path directory;

    @Test
    void aFileThatIsGoneIsNotReplacedByAnEmptyOne() throws IOException {
        var url = "jdbc:h2:file:" + directory.resolve("checkout");
        var file = directory.resolve("checkout.mv.db");
        try (var database = Database.open(new DatabaseSettings(url, "", Secret.EMPTY))) {
            var elsewhere = Files.move(file, directory.resolve("elsewhere.mv.db"));
            closeByItself(database);
            assertThat(database.isAlive()).isFalse();
            assertThat(file).doesNotExist();
            Files.move(elsewhere, file);
            assertThat(Eventually.look(database::isAlive, alive -> alive)).isTrue();
            assertThat(count(database)).isZero();
        }
    }

    /** As H2 does after an error of the file. */
    private static void closeByItself(Database database) {
        try {
            database.jdbi().useHandle(handle -> handle.execute("SHUTDOWN IMMEDIATELY"));
        } catch (JdbiException _) {
            // The connection went with it.
        }
    }

    private static int count(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM checkout")
                        .mapTo(Integer.class)
                        .one());
    }
}
