package org.freedomcheckout.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Checkout;
import org.freedomcheckout.checkout.Operation;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.checkout.ShortHash;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.store.IdempotencyKeys;
import org.freedomcheckout.store.IdempotencyKeys.KeyTakenException;
import org.freedomcheckout.store.IdempotencyKeys.Known;
import org.freedomcheckout.store.IdempotencyKeys.Response;

/**
 * Does what a request asks for once, however often it comes: the key is kept in the transaction of what was done, so that
 * neither a race nor a crash can part the two.
 */
public final class Idempotency {

    private static final Duration KEPT = Duration.ofDays(31);

    private final Database database;
    private final IdempotencyKeys keys;
    private final Moves moves;
    private final Operations operations;
    private final InstantSource clock;

    Idempotency(Database database, IdempotencyKeys keys, Moves moves, Operations operations, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.moves = moves;
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * A request that may come again.
     *
     * @param scopeHash of who asks, where, and the key
     * @param requestHash of the body
     */
    public record Key(String scopeHash, String requestHash) {

        /** Hashes: neither the merchant's bearer key nor the body is kept. */
        public static Key of(Secret apiKey, String path, String key, byte[] body) {
            var scope = ShortHash.of(apiKey.reveal().getBytes(StandardCharsets.UTF_8)) + "\n" + path + "\n" + key;
            return new Key(ShortHash.of(scope.getBytes(StandardCharsets.UTF_8)), ShortHash.of(body));
        }
    }

    /** What is to be answered. */
    public sealed interface Reply {

        /** The answer to the first request. */
        record First(Response response) implements Reply {}

        /** The same answer again. */
        record Replayed(Response response) implements Reply {}

        /** The first request has no answer yet. */
        record Running() implements Reply {}

        /** The key was used for another body. */
        record OtherBody() implements Reply {}
    }

    /** Does something in the database in one transaction, once. */
    public Reply once(Optional<Key> key, Supplier<Response> work) {
        if (key.isEmpty()) {
            return new Reply.First(work.get());
        }
        return known(key.get(), _ -> Optional.of(new Reply.Running())).orElseGet(() -> {
            try {
                return new Reply.First(database.together(() -> {
                    take(key.get());
                    var response = work.get();
                    keys.answered(key.get().scopeHash(), response);
                    return response;
                }));
            } catch (KeyTakenException e) {
                return known(key.get(), _ -> Optional.of(new Reply.Running())).orElseGet(Reply.Running::new);
            }
        });
    }

    /**
     * Plans an operation once, finishes it, and tells how it ended.
     *
     * @param plan in the database only; the operation is the last of the checkout
     * @param answer how the end of an operation is answered
     */
    public Reply operation(Optional<Key> key, Supplier<Checkout> plan, Function<Ended, Answer> answer) {
        if (key.isEmpty()) {
            return new Reply.First(finish(database.together(plan), answer).response());
        }
        var scope = key.get().scopeHash();
        return known(key.get(), known -> derived(scope, known, answer)).orElseGet(() -> {
            try {
                var planned = database.together(() -> {
                    take(key.get());
                    var checkout = plan.get();
                    keys.concerns(scope, checkout.id(), checkout.operations().size());
                    return checkout;
                });
                return new Reply.First(kept(scope, finish(planned, answer)));
            } catch (KeyTakenException e) {
                return known(key.get(), known -> derived(scope, known, answer)).orElseGet(Reply.Running::new);
            }
        });
    }

    /** An operation and its checkout, after it has ended or was waited for long enough. */
    public record Ended(Checkout checkout, Operation operation) {}

    /** An answer, and what it means for the key. */
    public record Answer(Response response, Use use) {}

    /** What an answer means for the key of its request. */
    public enum Use {
        /** It is the answer from now on. */
        FINAL,
        /** The end is not known: whoever asks later gets a better one. */
        PENDING,
        /** Nothing has happened: the same request may be tried again. */
        RELEASED
    }

    private Answer finish(Checkout planned, Function<Ended, Answer> answer) {
        var number = planned.operations().size();
        var checkout = operations.finish(planned.id(), number);
        return answer.apply(new Ended(checkout, checkout.operation(number)));
    }

    private void take(Key key) {
        keys.take(key.scopeHash(), key.requestHash(), clock.instant(), keptSince());
    }

    private Instant keptSince() {
        return clock.instant().minus(KEPT);
    }

    private Response kept(String scopeHash, Answer answer) {
        switch (answer.use()) {
            case FINAL -> keys.answered(scopeHash, answer.response());
            case RELEASED -> keys.release(scopeHash);
            case PENDING -> {
                // The operation itself tells later.
            }
        }
        return answer.response();
    }

    /** What a known key answers; empty if the request is to be done as if it were new. */
    private Optional<Reply> known(Key key, Function<Known, Optional<Reply>> derive) {
        return keys.find(key.scopeHash(), keptSince()).flatMap(known -> {
            if (!known.requestHash().equals(key.requestHash())) {
                return Optional.of(new Reply.OtherBody());
            }
            return known.response().isPresent() ? known.response().map(Reply.Replayed::new) : derive.apply(known);
        });
    }

    /** A crash can take the answer away, and an end may come late: how the operation stands is known all the same. */
    private Optional<Reply> derived(String scopeHash, Known known, Function<Ended, Answer> answer) {
        if (known.checkout().isEmpty() || known.operation().isEmpty()) {
            return Optional.of(new Reply.Running());
        }
        var checkout = moves.current(known.checkout().get());
        var operation = checkout.operation(known.operation().get());
        if (operation.isActive()
                && clock.instant().isBefore(operation.createdAt().plus(Operations.PATIENCE))) {
            return Optional.of(new Reply.Running());
        }
        var now = answer.apply(new Ended(checkout, operation));
        var response = kept(scopeHash, now);
        return now.use() == Use.RELEASED ? Optional.empty() : Optional.of(new Reply.Replayed(response));
    }

    /** Forgets what is old enough. */
    void tidy() {
        keys.forget(keptSince());
    }
}
