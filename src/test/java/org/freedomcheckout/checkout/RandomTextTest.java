package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomTextTest {

    private static final Instant NOW = Samples.NOW;

    @Test
    void isLettersAndDigitsAndNeverTheSame() {
        var texts = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            texts.add(RandomText.base62(22));
            texts.add(RandomText.base62(NOW, 22));
        }
        assertThat(texts).hasSize(2_000).allMatch(text -> text.matches("[0-9A-Za-z]{22}"));
    }

    @Test
    void laterOnesSortBehind() {
        var times = List.of(
                Instant.EPOCH,
                NOW,
                NOW.plusMillis(1),
                NOW.plusMillis(61),
                NOW.plusMillis(62),
                NOW.plusSeconds(86_400),
                Instant.parse("2999-12-31T23:59:59Z"));
        var texts = times.stream().map(time -> RandomText.base62(time, 22)).toList();
        assertThat(texts).isSorted();
        assertThat(texts.stream().flatMap(text -> Stream.of(text.substring(0, 8))))
                .doesNotHaveDuplicates();
    }
}
