package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.freedomcheckout.flow.StillTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How often each may ask, as {@code docs/limits.md} says. */
class RateLimitsTest {

    private final StillTime time = new StillTime();

    static Stream<Arguments> limits() {
        var second = Duration.ofSeconds(1);
        var minute = Duration.ofMinutes(1);
        return Stream.of(
                limit("pages of a checkout", 60, minute, (limits, who) -> limits.page("co_" + who)),
                limit("pages to an address", 300, minute, (limits, who) -> limits.pageTo("198.51.100." + who)),
                limit("its status", 120, minute, (limits, who) -> limits.status("co_" + who)),
                limit("returns of a payment", 20, minute, (limits, who) -> limits.returned("co_" + who + ":1")),
                limit("unknown tokens", 30, minute, (limits, who) -> limits.unknown("198.51.100." + who)),
                limit("calls with a key", 100, second, (limits, who) -> limits.call("key " + who)),
                limit("wrong keys", 10, minute, (limits, who) -> limits.wrongKey("198.51.100." + who)));
    }

    private static Arguments limit(String what, int most, Duration period, ObjIntConsumer<RateLimits> ask) {
        return Arguments.argumentSet(what, most, period, ask);
    }

    private static int allowed(RateLimits limits, int who, ObjIntConsumer<RateLimits> ask) {
        for (int asked = 0; asked < 1_000; asked++) {
            try {
                ask.accept(limits, who);
            } catch (TooManyRequestsException e) {
                assertThat(e.retryAfter()).isPositive();
                return asked;
            }
        }
        return 1_000;
    }

    @ParameterizedTest
    @MethodSource("limits")
    void eachCallerHasItsOwn(int most, Duration period, ObjIntConsumer<RateLimits> ask) {
        var limits = new RateLimits(true, time);
        assertThat(allowed(limits, 1, ask)).isEqualTo(most);
        assertThat(allowed(limits, 2, ask)).isEqualTo(most);
        time.forward(period.dividedBy(most));
        assertThat(allowed(limits, 1, ask)).isEqualTo(1);
        time.forward(period.multipliedBy(2));
        assertThat(allowed(limits, 1, ask)).isEqualTo(most);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theySwitchOffTogether(int most, Duration period, ObjIntConsumer<RateLimits> ask) {
        assertThat(allowed(new RateLimits(false, time), 1, ask))
                .as("more than %d in %s", most, period)
                .isEqualTo(1_000);
    }

    @Test
    void reportsAreLimitedForAllTogetherWhateverTheSetting() {
        for (var on : new boolean[] {true, false}) {
            var limits = new RateLimits(on, time);
            assertThat(limits.on()).isEqualTo(on);
            assertThat(allowed(limits, 1, (all, _) -> all.report())).isEqualTo(10);
            assertThatThrownBy(limits::report)
                    .isInstanceOfSatisfying(
                            TooManyRequestsException.class,
                            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMillis(100)));
        }
    }
}
