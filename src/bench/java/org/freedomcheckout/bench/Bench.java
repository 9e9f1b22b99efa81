package org.freedomcheckout.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedomcheckout.testkit.RunningCheckout;

/**
 * Measures the built package beside the floors, in one run and on the same cores: gateway stub, database and this load
 * generator included.
 *
 * <p>System properties: {@code bench.step} (seconds for each step, default 8), {@code bench.connections} (64), {@code
 * bench.rate} (whole flows a second, 0 for none, default 100), {@code bench.seconds} (of whole flows, 20), {@code
 * bench.waiting} (shoppers at a slow gateway, default 0), {@code bench.slow} (seconds that it takes, 30; on a slow machine
 * more, so that all have come before the first is done), {@code bench.rows} (stored checkouts to compare with few, default 0),
 * {@code bench.databases} (default {@code h2,postgresql}), {@code bench.postgresql} (settings of its server, {@code
 * wal_compression=lz4,max_wal_size=8GB}), {@code bench.warmups} (rounds before the one that counts, default
 * 1), {@code bench.parts} ({@code false}: no JMH).
 */
final class Bench {

    private static final Duration STEP = Duration.ofSeconds(Integer.getInteger("bench.step", 8));
    private static final int MOST_ORDERS = 1_000_000;
    private static final Duration FOR_ALL = Duration.ofMinutes(10);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    private static final int RATE = Integer.getInteger("bench.rate", 100);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
    private static final int WAITING = Integer.getInteger("bench.waiting", 0);
    static final int SLOW = Integer.getInteger("bench.slow", 30);
    private static final int ALL_COME_WITHIN_SECONDS = SLOW - 5;
    private static final int OTHERS_A_SECOND = 50;
    private static final int WARMUPS = Integer.getInteger("bench.warmups", 1);
    private static final int FEW_ROWS = 1_000;
    private static final int ROWS = Integer.getInteger("bench.rows", 0);
    private static final boolean PARTS = !"false".equals(System.getProperty("bench.parts"));
    private static final List<String> DATABASES =
            List.of(System.getProperty("bench.databases", "h2,postgresql").split(",", -1));

    private static final List<String> POSTGRESQL = Stream.of(
                    System.getProperty("bench.postgresql", "").split(",", -1))
            .filter(setting -> !setting.isEmpty())
            .toList();

    private final Path directory;
    private final Report report;
    private final Child gateway;
    private double floor;
    private long nextPayment = 1_000_000_000;

    private Optional<ProcessHandle> postgres = Optional.empty();

    private Bench(Path directory, Report report, Child gateway) {
        this.directory = directory;
        this.report = report;
        this.gateway = gateway;
    }

    /** Arguments: the package, and the folder for the report. */
    static void main(String[] args) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("freedom-checkout-bench");
        var report = new Report();
        try {
            var packed = Path.of(args[0]);
            report.figure("package MB", Files.size(packed) / 1_000_000);
            var unpacked = new ProcessBuilder(
                            "tar", "-xzf", packed.toAbsolutePath().toString(), "--strip-components=1")
                    .directory(directory.toFile())
                    .start();
            if (unpacked.waitFor() != 0) {
                throw new IOException("cannot unpack " + packed);
            }
            var port = Child.freePort();
            try (var gateway = Child.ofClass(GatewayStub.class, "2g", port, directory, Integer.toString(port))) {
                new Bench(directory, report, gateway).run();
            }
            if (PARTS) {
                Parts.measure(report);
            }
            report.write(Path.of(args[1]));
        } finally {
            delete(directory);
        }
    }

    private void run() throws IOException {
        floors();
        for (var database : DATABASES) {
            if (database.equals("postgresql")) {
                try (var server = postgresql()) {
                    System.setProperty("testkit.postgresql", server.getJdbcUrl("postgres", "postgres"));
                    postgres = Optional.of(firstProcess(server));
                    application("PostgreSQL");
                    postgres = Optional.empty();
                }
            } else {
                application("H2");
            }
        }
    }

    /** It sorts by the rules of a language, as most servers do. */
    private static EmbeddedPostgres postgresql() throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setLocaleConfig("locale-provider", "icu")
                .setLocaleConfig("icu-locale", "en-US")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        for (var setting : POSTGRESQL) {
            var parts = setting.split("=", 2);
            builder.setServerConfig(parts[0], parts[1]);
        }
        return builder.start();
    }

    /** The one that all connections' processes are children of. */
    private static ProcessHandle firstProcess(EmbeddedPostgres server) throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void floors() throws IOException {
        try (var server = floor()) {
            for (var round = 1; round <= WARMUPS + 1; round++) {
                var section = round > WARMUPS ? "floor" : "floor, warm-up " + round;
                asFastAsPossible(section, "bare servlet", server, redirected(Wire.get("/")));
                floor = asFastAsPossible(section, "bare servlet + gateway call", server, redirected("/call"))
                        .rate();
            }
        }
    }

    /** The least that a durable return can be made of; on H2 nobody can tell, since ours does not sync all that it writes. */
    private void durableFloors(String name) throws IOException {
        var files = directory.resolve(name + " floor");
        Files.createDirectories(files);
        try (var server = floor(RunningCheckout.newDatabase(files))) {
            for (var round = 1; round <= WARMUPS + 1; round++) {
                var section = name + (round > WARMUPS ? " floor" : " floor, warm-up " + round);
                asFastAsPossible(section, "call, 2 durable writes", server, redirected("/durable"));
                asFastAsPossible(section, "2 calls, 3 durable writes", server, redirected("/told"));
            }
        }
    }

    private Child floor(String... database) throws IOException {
        var port = Child.freePort();
        var ports = Stream.of(port, gateway.port()).map(String::valueOf);
        var arguments = Stream.concat(ports, Stream.of(database)).toArray(String[]::new);
        return Child.ofClass(Floor.class, "512m", port, directory, arguments);
    }

    private static Load.Step redirected(String path) {
        return redirected(Wire.postForm(path, "MD=&PaRes=x"));
    }

    private static Load.Step redirected(byte[] request) {
        return (wire, _) -> wire.send(request).status() == 303;
    }

    private Measured asFastAsPossible(String section, String name, Child server, Load.Step step) {
        return asFastAsPossible(section, name, server, Integer.MAX_VALUE, STEP, step);
    }

    private Measured asFastAsPossible(
            String section, String name, Child server, int requests, Duration atMost, Load.Step step) {
        var processors = new Processors(server.process(), postgres);
        var before = processors.used();
        var measured = Load.asFastAsPossible(name, server.port(), CONNECTIONS, requests, atMost, step);
        measured.processor(processors.used().since(before, measured.count()));
        return report.add(section, measured);
    }

    private void application(String name) throws IOException {
        if (name.equals("PostgreSQL")) {
            durableFloors(name);
        }
        var files = directory.resolve(name);
        var database = RunningCheckout.newDatabase(files);
        // The first start makes the AOT cache; the second one is what every later one is like.
        try (var first = start(database)) {
            report.figure(name + ": first start of all, ms", first.firstPage().toMillis());
        }
        try (var app = start(database)) {
            report.figure(name + ": start to first page, ms", app.firstPage().toMillis());
            for (var round = 1; round <= WARMUPS; round++) {
                steps(name + ", warm-up " + round, app);
            }
            var ratio = steps(name, app) / floor;
            report.figure(name + ": ACS return / floor, %", Math.round(ratio * 100));
            if (RATE > 0) {
                flows(name, app);
            }
            if (WAITING > 0) {
                waiting(name, app);
            }
            report.figure(name + ": resident MB after all that", app.child().residentMegabytes());
            if (name.equals("H2")) {
                report.figure("H2: its file, MB", Files.size(files.resolve("checkout.mv.db")) / 1_000_000);
            }
            report.figure(name + ": warnings logged", app.child().logged(" WARN "));
        }
        if (ROWS > 0 && name.equals("PostgreSQL")) {
            growth(name, files);
        }
    }

    /** The same steps with few and with many stored checkouts, in turn: the machine is not as fast at all times. */
    private void growth(String name, Path files) throws IOException {
        var fewRows = filled(files.resolve("few"), FEW_ROWS);
        var manyRows = filled(files.resolve("many"), ROWS);
        try (var few = start(fewRows);
                var many = start(manyRows)) {
            for (var round = 1; round <= WARMUPS + 1; round++) {
                var section = name + (round > WARMUPS ? "" : ", warm-up " + round) + ", with ";
                steps(section + FEW_ROWS + " checkouts", few);
                steps(section + ROWS + " checkouts", many);
            }
            if (RATE > 0) {
                flowsBeside(name, few, many);
            }
        }
    }

    private String filled(Path files, int rows) throws IOException {
        var database = RunningCheckout.newDatabase(files);
        // The first start makes the tables.
        start(database).close();
        Growth.fill(database, rows);
        return database;
    }

    private Application start(String database) throws IOException {
        return Application.start(directory, database, gateway.port());
    }

    private Shoppers shoppers(int count) {
        var shoppers = new Shoppers(nextPayment, count);
        nextPayment += count;
        return shoppers;
    }

    /**
     * One step after the other, each as fast as possible and with those who came so far; the rate of the ACS return. Whoever
     * went to the bank comes back, however long that takes: about those who do not, Freedom Pay would be asked once a minute, and
     * the next round would pay for it.
     */
    private double steps(String section, Application app) {
        var rate = 0.0;
        var shoppers = shoppers(MOST_ORDERS);
        var here = MOST_ORDERS;
        for (var step : shoppers.steps()) {
            var atMost = step.name().equals("acs return") ? FOR_ALL : STEP;
            var measured = asFastAsPossible(section, step.name(), app.child(), here, atMost, step::run);
            here = measured.count();
            rate = step.name().equals("acs return") ? measured.rate() : rate;
        }
        return rate;
    }

    private void flows(String name, Application app) throws IOException {
        var count = RATE * SECONDS;
        var flows = new Flows(shoppers(count), RATE, count, app.port());
        var before = webhooks();
        var callsBefore = app.calls();
        flows.run();
        var section = name + ", " + RATE + " flows/s for " + SECONDS + " s";
        flows.addTo(report, section);
        report.figure(section + ": webhooks received by then, of " + count, webhooks() - before);
        var call = app.calls().meanMillisSince(callsBefore);
        report.figure(section + ": a call to Freedom Pay, mean ms", hundredths(call));
        report.figure(
                section + ": an ACS return without it, mean ms",
                hundredths(flows.of("acs return").meanMillis() - call));
    }

    private static double hundredths(double millis) {
        return Math.round(millis * 100) / 100.0;
    }

    /** At the same time, each at half the pace: whatever else the machine does, it does to both. */
    private void flowsBeside(String name, Application few, Application many) {
        var half = RATE / 2.0;
        var count = RATE * SECONDS / 2;
        var withFew = new Flows(shoppers(count), half, count, few.port());
        var withMany = new Flows(shoppers(count), half, count, many.port());
        var beside = Thread.ofVirtual().start(withFew);
        withMany.run();
        join(beside);
        var section = ", each " + half + " flows/s for " + SECONDS + " s";
        withFew.addTo(report, name + " with " + FEW_ROWS + " checkouts" + section);
        withMany.addTo(report, name + " with " + ROWS + " checkouts" + section);
    }

    private long webhooks() throws IOException {
        return counts(1);
    }

    /** What the gateway's stub has counted: confirmed payments, webhooks, calls under way. */
    private long counts(int which) throws IOException {
        try (var wire = new Wire(gateway.port())) {
            return Long.parseLong(wire.send(Wire.get("/counts")).body().split(" ", -1)[which]);
        }
    }

    private void delay(Duration delay) throws IOException {
        try (var wire = new Wire(gateway.port())) {
            wire.send(Wire.get("/delay?ms=" + delay.toMillis()));
        }
    }

    /**
     * Shoppers come back from the bank, one after the other, to a Freedom Pay so slow that all wait before the first has an
     * answer. Meanwhile others want to see their pages.
     */
    private void waiting(String name, Application app) throws IOException {
        var section = name + ", " + WAITING + " waiting at a " + SLOW + " s gateway";
        var shoppers = shoppers(WAITING);
        for (var before : shoppers.steps().subList(0, 3)) {
            Load.asFastAsPossible(before.name(), app.port(), CONNECTIONS, WAITING, FOR_ALL, before::run);
        }
        delay(Duration.ofSeconds(SLOW));
        var back = new Measured("acs return");
        var pages = new Measured("page of another");
        var coming = Thread.ofVirtual()
                .start(() -> atPace(
                        back,
                        app,
                        (double) WAITING / ALL_COME_WITHIN_SECONDS,
                        WAITING,
                        shoppers.acsReturn().step()));
        atPace(pages, app, OTHERS_A_SECOND, OTHERS_A_SECOND * ALL_COME_WITHIN_SECONDS, shoppers.page());
        report.figure(section + ": calls waiting there", counts(2));
        report.figure(section + ": resident MB", app.child().residentMegabytes());
        join(coming);
        report.add(section, pages);
        report.add(section, back);
        delay(Duration.ZERO);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Latency counts from when a request should have been sent. */
    private static void atPace(Measured measured, Application app, double perSecond, int count, Shoppers.Step step) {
        measured.took(Load.atPace(perSecond, count, app.port(), (wires, nth, appointed) -> {
            var number = nth % WAITING;
            try {
                if (step.isRight(number, wires.send(step.request(number)))) {
                    measured.add(System.nanoTime() - appointed);
                } else {
                    measured.addError();
                }
            } catch (IOException e) {
                measured.addError();
            }
        }));
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
