package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.freedomcheckout.checkout.Secret;
import org.junit.jupiter.api.Test;

class CardRestTest {

    private static final Secret CARD = new Secret("ef741cfc-f85e-41a0-84e6-2ba964912182");
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

    private final List<Instant> refused = new ArrayList<>();
    private final CardRest rest = new CardRest(this::refusals, () -> NOW);

    private List<Instant> refusals(Secret card, Instant begin, int limit) {
        assertThat(card).isEqualTo(CARD);
        return refused.stream()
                .filter(begin::isBefore)
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
    }

    private void refuse(int times, Duration ago) {
        for (int i = 0; i < times; i++) {
            refused.add(NOW.minus(ago));
        }
    }

    @Test
    void nineRefusalsInAnHourAreNotTooMany() {
        refuse(9, Duration.ofMinutes(1));
        assertThat(rest.left(CARD)).isEmpty();
    }

    @Test
    void afterTenInAnHourACardRestsUntilTheFirstOfThemIsAnHourAgo() {
        refuse(1, Duration.ofMinutes(50));
        refuse(9, Duration.ofMinutes(1));
        assertThat(rest.left(CARD)).hasValue(Duration.ofMinutes(10));
    }

    @Test
    void anHourLaterItCanBeUsed() {
        refuse(10, Duration.ofHours(1));
        assertThat(rest.left(CARD)).isEmpty();
    }

    @Test
    void afterTwentyInADayItRestsUntilTheFirstOfThemIsADayAgo() {
        refuse(1, Duration.ofHours(20));
        refuse(19, Duration.ofHours(3));
        assertThat(rest.left(CARD)).hasValue(Duration.ofHours(4));
    }

    @Test
    void whatIsLongerAgoThanADayDoesNotCount() {
        refuse(30, Duration.ofDays(1));
        refuse(9, Duration.ofMinutes(5));
        assertThat(rest.left(CARD)).isEmpty();
    }

    @Test
    void theTenthThatIsStoredMayGoOnAndTheEleventhMayNot() {
        refuse(10, Duration.ofMinutes(1));
        assertThat(rest.isOverfull(CARD)).isFalse();
        refuse(1, Duration.ZERO);
        assertThat(rest.isOverfull(CARD)).isTrue();
    }

    @Test
    void theTwentiethOfADayMayGoOnAndTheNextMayNot() {
        refuse(19, Duration.ofHours(3));
        refuse(1, Duration.ZERO);
        assertThat(rest.isOverfull(CARD)).isFalse();
        refuse(1, Duration.ZERO);
        assertThat(rest.isOverfull(CARD)).isTrue();
    }
}
