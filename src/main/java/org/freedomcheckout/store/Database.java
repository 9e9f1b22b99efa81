package org.freedomcheckout.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** The open database, migrated to the schema of this version. */
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // Values of a statement are shoppers' data, and do not belong into a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * Opens and migrates.
     *
     * @throws RuntimeException if the database cannot be reached or was migrated by a newer version
     */
    public static Database open(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("checkout");
        config.setJdbcUrl(settings.completeUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(5_000);
        var pool = new HikariDataSource(config);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db")
                    .load()
                    .migrate();
            return new Database(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Brings what was committed onto the disk; H2 with WRITE_DELAY=0 writes, but never calls fsync. */
    void sync() {
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    }

    /** Runs a task whose writes, through whichever store, are written together or not at all. */
    public <T> T together(Supplier<T> task) {
        return jdbi.inTransaction(_ -> task.get());
    }

    /** Whether the database answers. */
    public boolean isAlive() {
        try {
            return jdbi.withHandle(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
