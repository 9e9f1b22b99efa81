package org.freedomcheckout.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.JdbiStatementEvent;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/** The open database, migrated to the schema of this version. */
public final class Database implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    /**
     * Numbers that are taken from an identity at once. H2 writes each taking in a commit of its own, and hands them out in
     * order; PostgreSQL would give each session its own, and those of one checkout could be out of order.
     */
    private static final int IDENTITIES_OF_H2 = 1_024;

    private static final int IDENTITIES_OF_POSTGRESQL = 1;
    private static final ScopedValue<Boolean> TOGETHER = ScopedValue.newInstance();
    private static final DateTimeFormatter BACKUP_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    /** Empty on PostgreSQL. */
    private final Optional<H2File> file;

    private final ReentrantLock oneWriter = new ReentrantLock();

    private Database(HikariDataSource pool, boolean isH2) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.file = isH2
                ? Optional.of(new H2File(pool, pool.getHikariPoolMXBean()::softEvictConnections))
                : Optional.empty();
        // Values of a statement are shoppers' data, and do not belong into a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(TemplateEngine.NOP)
                .setSqlParser(new NamedParameters());
        jdbi.registerArrayType(String.class, "varchar");
    }

    /**
     * Tells the flight recorder of Jdbi's events. Jdbi would do it before its first statement, which would wait for it: Java
     * generates many classes for that.
     */
    public static void prepare() {
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            FlightRecorder.register(JdbiStatementEvent.class);
        }
    }

    /**
     * Opens and migrates. The schema may be that of a newer version, which has only added to it.
     *
     * @throws RuntimeException if the database cannot be reached or has a schema that is none of ours
     */
    public static Database open(DatabaseSettings settings) {
        // Not made of a HikariConfig: that would be copied by reflection, for which Java makes classes at each start.
        var pool = new HikariDataSource();
        pool.setPoolName("checkout");
        pool.setJdbcUrl(settings.completeUrl());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password().reveal());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(5_000);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (settings.isH2()) {
            pool.setExceptionOverride(new LostConnections());
        } else {
            // What is committed is on the disk, whatever the server's own setting. And whoever dies, or stands still,
            // in the middle of a transaction must not hold up all others for the hours that TCP would wait. By itself
            // the server plans the reading of a checkout anew each time, which takes longer than the reading; our
            // statements go by the same indexes whatever their values. They do so from the first day: in a database
            // that is still empty it would plan to read whole tables, and keep to that until it has counted rows.
            pool.setConnectionInitSql("SET synchronous_commit = on; SET lock_timeout = '5s';"
                    + " SET idle_in_transaction_session_timeout = '30s'; SET plan_cache_mode = force_generic_plan;"
                    + " SET enable_seqscan = off");
            // Seconds; a server that does not answer must not hold up a shopper for the minutes that TCP would wait.
            pool.addDataSourceProperty("connectTimeout", "5");
            pool.addDataSourceProperty("socketTimeout", "30");
            // The rows of a batch go as a few statements, each of which is begun and ended once; how many rows each has
            // inserted is not told then.
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
            // Else the text of a refused statement, which is logged, holds the whole row: a shopper's address with it.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
        }
        try {
            connect(pool, settings);
            Schema.migrate(
                    pool,
                    Map.of(
                            "identities",
                            Integer.toString(settings.isH2() ? IDENTITIES_OF_H2 : IDENTITIES_OF_POSTGRESQL),
                            "postgresql",
                            settings.isH2() ? "--" : "",
                            "bytewise",
                            settings.isH2() ? "" : "COLLATE \"C\""));
            return new Database(pool, settings.isH2());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * The pool begins with its first connection: now, so that a database that is away stops the start. H2 makes a file that
     * is not there; but only now: one that is lost later must not be replaced by an empty one.
     */
    private static void connect(HikariDataSource pool, DatabaseSettings settings) {
        try {
            if (settings.isH2()) {
                try (var _ = DriverManager.getConnection(
                        settings.completeUrl(),
                        settings.user(),
                        settings.password().reveal())) {
                    pool.setJdbcUrl(settings.existingUrl());
                    pool.getConnection().close();
                }
            } else {
                pool.getConnection().close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be opened: " + e.getMessage(), e);
        }
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Brings what was committed onto the disk. H2 with WRITE_DELAY=0 writes, but never calls fsync; PostgreSQL has done it
     * when the commit returns. Not within a transaction, which would not be covered.
     */
    void sync() {
        file.ifPresent(H2File::sync);
    }

    /**
     * Makes the file of H2 a step smaller if little of it counts; PostgreSQL looks after its files itself.
     *
     * @param small bytes; a file up to this stays as it is
     * @return whether there is a next step
     */
    boolean compact(long small) {
        return file.isPresent() && alone(() -> file.get().compact(small));
    }

    /** The database's time: of several instances each has a clock of its own, and only this one counts. */
    public Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT CURRENT_TIMESTAMP")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }

    /**
     * Copies the running H2, as it is at one moment, into a zip beside its file.
     *
     * @return where; empty on PostgreSQL, which has tools of its own for that
     */
    public Optional<Path> backup() {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var name = OrderedFiles.plain(jdbi.withHandle(handle ->
                handle.createQuery("CALL DATABASE_PATH()").mapTo(String.class).one()));
        var zip = name + "-" + BACKUP_TIME.format(now()) + ".zip";
        alone(() -> jdbi.withHandle(handle -> handle.execute("BACKUP TO ?", zip)));
        return Optional.of(Path.of(zip));
    }

    /** What about the server would lose committed payments in a power cut; empty if nothing. */
    public Optional<String> danger() {
        if (file.isPresent()) {
            return Optional.empty();
        }
        var fsync = jdbi.withHandle(handle -> handle.createQuery("SELECT current_setting('fsync')")
                .mapTo(String.class)
                .one());
        return fsync.equals("on") ? Optional.empty() : Optional.of("the server runs with fsync=" + fsync);
    }

    /** Runs a task whose writes, through whichever store, are written together or not at all. */
    public <T> T together(Supplier<T> task) {
        return ScopedValue.where(TOGETHER, true).call(() -> write(_ -> task.get()));
    }

    /** While one group of writers waits for the disk of PostgreSQL, the next is on its way to it. */
    int writersAtOnce() {
        return file.isPresent() ? 1 : 2;
    }

    /**
     * Ends a query within {@link #write}: locks its rows, and passes over those that others have locked. On H2 nobody else
     * writes meanwhile, and to lock a row there is to write it.
     */
    String unlocked() {
        return file.isPresent() ? "" : "FOR UPDATE SKIP LOCKED";
    }

    /** Runs what writes, in a transaction; in the one around it if there is one. */
    <T> T write(HandleCallback<T, RuntimeException> task) {
        return alone(() -> jdbi.inTransaction(task));
    }

    /**
     * Lets one write after the other on H2. Each commit there writes all its trees, of tables and indexes, as they are; but it
     * looks at one after the other, and whoever commits meanwhile may be in one of them and not in the next. A kill at that
     * moment left an index that did not fit its table, once in some hundred kills.
     */
    private <T> T alone(Supplier<T> task) {
        if (file.isEmpty()) {
            return task.get();
        }
        oneWriter.lock();
        try {
            return task.get();
        } finally {
            oneWriter.unlock();
        }
    }

    /**
     * Lets a statement wait no longer than so for another transaction. On H2 none does in any case, by its
     * {@code LOCK_TIMEOUT}; and there a limit for one statement would stay with the connection, for all that come after.
     *
     * @param seconds 1 or more
     */
    void limit(SqlStatement<?> statement, int seconds) {
        if (file.isEmpty()) {
            statement.setQueryTimeout(seconds);
        }
    }

    /** Whether a task runs whose writes are written together. */
    boolean isTogether() {
        return TOGETHER.isBound();
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
