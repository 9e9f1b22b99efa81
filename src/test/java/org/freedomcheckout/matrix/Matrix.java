package org.freedomcheckout.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** All scenarios, or some of them. */
final class Matrix {

    private Matrix() {}

    static List<Scenario> all() {
        var all = new ArrayList<>(PaymentScenario.all());
        all.addAll(OperationScenario.all());
        return all;
    }

    /**
     * Those that are wanted, in an order that the seed decides.
     *
     * @param wanted {@code all}, or how many
     */
    static List<Scenario> some(String wanted, long seed) {
        var all = all();
        Collections.shuffle(all, new Random(seed));
        return wanted.equals("all") ? all : all.subList(0, Math.min(all.size(), Integer.parseInt(wanted)));
    }

    /** Those with these names, separated by commas. */
    static List<Scenario> named(String names) {
        var wanted = List.of(names.split(",", -1));
        return all().stream()
                .filter(scenario -> wanted.contains(scenario.name()))
                .toList();
    }

    /** A name of these parts that needs no quotes. */
    static String word(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part.toString()
                        .toLowerCase(Locale.ROOT)
                        .replace(' ', '-')
                        .replace('_', '-'))
                .collect(Collectors.joining("/"));
    }

    static <T> T turn(T[] values, int n) {
        return values[n % values.length];
    }
}
