package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.freedomcheckout.web.limit.Streams.Place;
import org.junit.jupiter.api.Test;

class StreamsTest {

    private static List<Place> fill(Streams streams, int things, int ofEach) {
        var places = new ArrayList<Place>();
        for (int i = 0; i < things * ofEach; i++) {
            places.add(streams.open(i / ofEach).orElseThrow());
        }
        return places;
    }

    @Test
    void fourAboutOneThingAreEnoughWhateverTheOthersHave() {
        var streams = new Streams(true);
        var places = fill(streams, 3, 4);
        assertThatThrownBy(() -> streams.open(1))
                .isInstanceOfSatisfying(
                        TooManyRequestsException.class,
                        e -> assertThat(e.retryAfter()).isPositive());
        assertThat(streams.open(3)).isPresent();
        places.get(4).close();
        assertThat(streams.open(1)).isPresent();
    }

    @Test
    void fiveThousandInAllAreEnoughWhateverTheyAreAbout() {
        var streams = new Streams(true);
        var places = fill(streams, 1_250, 4);
        assertThat(streams.open("another")).isEmpty();
        places.getLast().close();
        assertThat(streams.open("another")).isPresent();
        assertThat(streams.open("another")).isEmpty();
    }

    @Test
    void withoutLimitsForEachOnlyTheNumberOfAllCounts() {
        var streams = new Streams(false);
        fill(streams, 1, 5_000);
        assertThat(streams.open(0)).isEmpty();
        assertThat(streams.open(1)).isEmpty();
    }

    @Test
    void whoIsRefusedTakesNoPlace() {
        var streams = new Streams(5, 4);
        fill(streams, 1, 4);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> streams.open(0)).isInstanceOf(TooManyRequestsException.class);
        }
        assertThat(streams.open(1)).isPresent();
        assertThat(streams.open(2)).isEmpty();
    }
}
