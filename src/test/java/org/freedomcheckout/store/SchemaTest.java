package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.testkit.RunningCheckout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tables a database may have when it is opened. */
class SchemaTest {

    @TempDir
    private Path directory;

    private DatabaseSettings settings;

    @BeforeEach
    void create() {
        settings = new DatabaseSettings(RunningCheckout.newDatabase(directory), "", Secret.EMPTY);
    }

    private Database open() {
        return Database.open(settings);
    }

    @Test
    void aSchemaMayBeNewerButNotAnother() {
        change("""
            INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                "checksum", "installed_by", "execution_time", "success")
            SELECT "installed_rank" + 1, '900', 'newer', "type", 'V900__newer.sql', 1, "installed_by", 1, TRUE
              FROM "flyway_schema_history" WHERE "version" = '001'
            """);
        try (var database = open()) {
            assertThat(database.isAlive()).isTrue();
        }
        change("""
            UPDATE "flyway_schema_history" SET "checksum" = 1 WHERE "version" = '001'
            """);
        assertThatThrownBy(() -> open().close()).hasMessageContaining("checksum");
    }

    /** Else each start would ask Flyway, and a script that is not in the list would wait for another to be run. */
    @Test
    void whatWasRunIsKnownWithoutFlyway() throws IOException, SQLException {
        try (var scripts = Files.list(Path.of("src/main/resources/db"))) {
            assertThat(scripts.map(script -> script.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .sorted())
                    .isEqualTo(Schema.scripts());
        }
        try (var database = open()) {
            assertThat(database.jdbi()
                            .<Boolean, SQLException>withHandle(handle -> Schema.isDone(handle.getConnection())))
                    .isTrue();
        }
    }

    @Test
    void aScriptThatFailedIsNotDone() {
        change("""
            UPDATE "flyway_schema_history" SET "success" = FALSE WHERE "version" = '001'
            """);
        assertThatThrownBy(() -> open().close()).hasMessageContaining("failed");
    }

    private void change(String sql) {
        try (var database = open()) {
            assertThat(database.jdbi().<Integer, RuntimeException>withHandle(handle -> handle.execute(sql)))
                    .isEqualTo(1);
        }
    }
}
