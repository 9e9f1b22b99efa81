package org.freedomcheckout.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What the parts of a request cost by themselves. */
final class Parts {

    private Parts() {}

    static void measure(Report report) {
        var options = new OptionsBuilder()
                .include("org\\.freedomcheckout\\..*Benchmark")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .build();
        try {
            for (var result : new Runner(options).run()) {
                var label = result.getPrimaryResult().getLabel()
                        + String.join(
                                " ",
                                result.getParams().getParamsKeys().stream()
                                        .map(key -> " " + result.getParams().getParam(key))
                                        .toList());
                report.figure(
                        label + ", µs", Math.round(result.getPrimaryResult().getScore() * 10) / 10.0);
            }
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
