package org.freedomcheckout.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.freedomcheckout.checkout.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets that are taken over anew when their file changes, so that they can be changed while the server runs.
 *
 * <p>A change counts once two looks have seen the same: a file may be read while it is being written. What cannot be used
 * changes nothing.
 */
final class RotatingSecrets implements Supplier<List<Secret>> {

    private static final Logger log = LoggerFactory.getLogger(RotatingSecrets.class);

    private final String name;
    private final Supplier<Setting> setting;
    private final Function<Setting, Optional<List<Secret>>> reader;
    private final Duration grace;
    private final Map<Secret, Instant> replaced = new LinkedHashMap<>();

    private List<Secret> taken;
    private List<Secret> seen;
    private List<String> problems = List.of();
    private volatile List<Secret> believed;

    /**
     * As read at the start.
     *
     * @param name of the setting, for the log
     * @param setting where to look anew
     * @param grace how long a secret that was replaced is still among those that are believed
     */
    RotatingSecrets(
            String name,
            List<Secret> first,
            Supplier<Setting> setting,
            Function<Setting, Optional<List<Secret>>> reader,
            Duration grace) {
        this.name = name;
        this.setting = setting;
        this.reader = reader;
        this.grace = grace;
        this.taken = List.copyOf(first);
        this.seen = taken;
        this.believed = taken;
    }

    /** The secrets of now, the one to sign with first. */
    @Override
    public List<Secret> get() {
        return believed;
    }

    /** Reads them again. */
    synchronized void look(Instant now) {
        var fresh = setting.get();
        var read = reader.apply(fresh);
        if (read.isEmpty()) {
            if (!fresh.problems().equals(problems)) {
                log.error("{} is not taken over, the earlier one stays: {}", name, String.join("; ", fresh.problems()));
            }
            problems = fresh.problems();
            return;
        }
        problems = List.of();
        var settled = read.get().equals(seen);
        seen = read.get();
        if (settled && !seen.equals(taken)) {
            takeOver(now);
        }
        replaced.values().removeIf(until -> !until.isAfter(now));
        believed = withReplaced();
    }

    private void takeOver(Instant now) {
        if (!grace.isZero()) {
            taken.forEach(secret -> replaced.put(secret, now.plus(grace)));
        }
        replaced.keySet().removeAll(seen);
        log.info("{} has changed: {} (was {})", name, fingerprints(seen), fingerprints(taken));
        taken = seen;
    }

    private List<Secret> withReplaced() {
        var all = new ArrayList<>(taken);
        all.addAll(replaced.keySet());
        return List.copyOf(all);
    }

    private static String fingerprints(List<Secret> secrets) {
        return secrets.stream().map(Secret::fingerprint).collect(Collectors.joining(", "));
    }
}
