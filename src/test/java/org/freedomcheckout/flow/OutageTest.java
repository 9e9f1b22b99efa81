package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutageTest {

    private final Outage outage = new Outage();

    @Test
    void threeQuestionsInARowWithoutAnAnswerAreOne() {
        outage.unanswered();
        outage.unanswered();
        assertThat(outage.lasts()).isFalse();
        outage.unanswered();
        assertThat(outage.lasts()).isTrue();
        assertThat(outage.hasJustEnded()).isFalse();
    }

    @Test
    void itsEndIsToldOnce() {
        for (int n = 0; n < 4; n++) {
            outage.unanswered();
        }
        outage.answered();
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.hasJustEnded()).isTrue();
        assertThat(outage.hasJustEnded()).isFalse();
    }

    @Test
    void answersThatAreLostNowAndThenAreNone() {
        for (int n = 0; n < 10; n++) {
            outage.unanswered();
            outage.unanswered();
            outage.answered();
        }
        assertThat(outage.lasts()).isFalse();
        assertThat(outage.hasJustEnded()).isFalse();
    }
}
