package org.freedomcheckout.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time of the processes that serve: unlike rates and latencies it says something on a machine that does other
 * work as well.
 *
 * @param database PostgreSQL's first process, whose children serve one connection each; empty for H2, which is in the server
 */
record Processors(ProcessHandle server, Optional<ProcessHandle> database) {

    /** What both have used so far. */
    record Used(Duration server, Duration database) {

        /** Milliseconds for each of a number of requests. */
        Each since(Used before, long count) {
            return new Each(millis(server.minus(before.server), count), millis(database.minus(before.database), count));
        }

        private static double millis(Duration time, long count) {
            return count == 0 ? 0 : time.toNanos() / 1e6 / count;
        }
    }

    /** Milliseconds for each request. */
    record Each(double server, double database) {

        static final Each UNKNOWN = new Each(0, 0);
    }

    Used used() {
        return new Used(
                of(server),
                database.map(first -> Stream.concat(Stream.of(first), first.children())
                                .map(Processors::of)
                                .reduce(Duration.ZERO, Duration::plus))
                        .orElse(Duration.ZERO));
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
