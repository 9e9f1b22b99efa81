package org.freedomcheckout.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Latencies and errors of one step under one load. */
final class Measured {

    private static final long LONGEST = Duration.ofMinutes(5).toNanos();
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final String name;
    private final Histogram nanos = new ConcurrentHistogram(LONGEST, 3);
    private final LongAdder errors = new LongAdder();
    private Duration took = Duration.ZERO;
    private Processors.Each processor = Processors.Each.UNKNOWN;

    Measured(String name) {
        this.name = name;
    }

    void add(long latency) {
        nanos.recordValue(Math.clamp(latency, 1, LONGEST));
    }

    void addError() {
        errors.increment();
    }

    void took(Duration time) {
        this.took = time;
    }

    void processor(Processors.Each each) {
        this.processor = each;
    }

    /** Of server and database for each; 0 where nobody looked. */
    Processors.Each processor() {
        return processor;
    }

    String name() {
        return name;
    }

    /** How many there were, numbered from 0 on. */
    int count() {
        return Math.toIntExact(nanos.getTotalCount());
    }

    long errors() {
        return errors.sum();
    }

    /** Per second. */
    double rate() {
        return nanos.getTotalCount() / (took.toNanos() / 1e9);
    }

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double meanMillis() {
        return nanos.getMean() / 1e6;
    }

    Map<String, Object> asMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("count", nanos.getTotalCount());
        map.put("errors", errors());
        map.put("per_second", Math.round(rate()));
        for (var percentile : PERCENTILES) {
            map.put("p" + percentile + "_ms", Math.round(millis(percentile) * 1000) / 1000.0);
        }
        map.put("server_processor_ms", Math.round(processor.server() * 1000) / 1000.0);
        map.put("database_processor_ms", Math.round(processor.database() * 1000) / 1000.0);
        return map;
    }
}
