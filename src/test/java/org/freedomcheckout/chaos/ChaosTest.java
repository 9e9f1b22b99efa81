package org.freedomcheckout.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.freedomcheckout.chaos.Finding.Kind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application is killed again and again while it is used, and nothing is lost or done twice.
 *
 * <p>{@code chaos.kills} says how often; {@code chaos.seed} makes clients, network and supervisor choose as in another run
 * (what meets what is the machine's affair); {@code chaos.database} names one database.
 */
class ChaosTest {

    private static final Logger log = LoggerFactory.getLogger(ChaosTest.class);

    /** A long run has the time to wait for recovery. */
    private static final boolean LONG = Boolean.getBoolean("chaos.long");

    private static final int KILLS = Integer.getInteger("chaos.kills", LONG ? 1_000 : 4);
    /** On PostgreSQL; several share the cores of one machine, and their starts take longer. */
    private static final int INSTANCES = Integer.getInteger("chaos.instances", 2);

    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);

    /** What has been lost five times is given up half an hour later; nearly all is settled within seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(35);

    /** Who is killed between a claim and its end leaves it for half a minute, and the next in order waits for it. */
    private static final Duration HURRY = Duration.ofSeconds(75);

    private static final int LANES = 16;
    private static final double BADNESS = 0.15;

    @TempDir
    private Path directory;

    static List<Databases> databases() {
        return Databases.wanted().toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("databases")
    void nothingIsLostAndNothingIsDoneTwice(Databases database) throws Exception {
        var replay = "mvn -q verify -Pchaos -Dchaos.database=" + database.word() + " -Dchaos.kills=" + KILLS
                + " -Dchaos.instances=" + INSTANCES + " -Dchaos.seed=" + SEED;
        log.info("Chaos: {}", replay);
        var weather = new Weather(SEED, BADNESS, harmful());
        try (var installation = new Installation(directory, database.create(directory), weather::next)) {
            var launch = LONG ? Launch.packaged(directory) : Launch.serve();
            installation.add(launch);
            for (int more = 1; more < INSTANCES && installation.isOnPostgres(); more++) {
                installation.add(launch);
            }
            var traffic = new Traffic(installation, SEED);
            traffic.start(LANES);
            var supervisor = new Supervisor(installation, weather, traffic, SEED, KILLS);
            supervisor.run();
            weather.calmDown();
            traffic.stop();
            var findings = new Reckoning(installation, !LONG).settle(traffic.orders(), LONG ? PATIENCE : HURRY);
            log.info("Chaos: {}", report(installation, supervisor, traffic, findings));
            assertThat(findings).as(replay).isEmpty();
            assertThat(traffic.orders()).anyMatch(order -> order.statuses().contains("paid"));
            installation.instances().forEach(Instance::checkTimeline);
        }
    }

    private static List<NetworkFault.Kind> harmful() {
        return Arrays.stream(NetworkFault.Kind.values())
                .filter(kind -> kind != NetworkFault.Kind.NONE)
                .toList();
    }

    private static String report(
            Installation installation, Supervisor supervisor, Traffic traffic, List<Finding> findings) {
        var accounts = Account.all(installation.sandbox()).values();
        var starts = supervisor.starts();
        var statuses = traffic.orders().stream()
                .map(order ->
                        order.statuses().stream().reduce((_, last) -> last).orElse("none"))
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        var kinds = Arrays.stream(Kind.values())
                .map(kind -> findings.stream().filter(f -> f.kind() == kind).count() + " "
                        + kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return "%d kills, %d pauses, %d connections harmed; %d orders, last seen %s; %d authorizations, %d refunds, %d webhooks; %s; kill to ready p50 %d ms, p99 %d ms"
                .formatted(
                        supervisor.kills(),
                        supervisor.pauses(),
                        installation.gateway().harmed() + installation.network().harmed(),
                        traffic.orders().size(),
                        statuses,
                        accounts.stream().mapToLong(Account::authorizations).sum(),
                        accounts.stream()
                                .mapToLong(account -> account.refunds().size())
                                .sum(),
                        installation.webhooks().size(),
                        kinds,
                        percentile(starts, 50).toMillis(),
                        percentile(starts, 99).toMillis());
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
