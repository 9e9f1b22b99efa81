package org.freedomcheckout.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    /** Else an update of the operating system could change the order of what an index holds, and nothing is found any more. */
    @Test
    void noIndexDependsOnTheRulesOfALanguage() {
        assumeTrue(settings.url().startsWith("jdbc:postgresql:"), "H2 compares byte by byte");
        try (var database = open()) {
            var others = database.jdbi()
                    .withHandle(handle ->
                            handle.createQuery("""
                            SELECT c.relname || '.' || a.attname
                              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                             WHERE c.relnamespace = CURRENT_SCHEMA::regnamespace AND c.relkind = 'i'
                               AND c.relname NOT LIKE 'flyway%' AND a.attcollation NOT IN (0, '"C"'::regcollation)
                            """).mapTo(String.class).list());
            assertThat(others).isEmpty();
        }
    }

    private void change(String sql) {
        try (var database = open()) {
            assertThat(database.jdbi().<Integer, RuntimeException>withHandle(handle -> handle.execute(sql)))
                    .isEqualTo(1);
        }
    }
}
