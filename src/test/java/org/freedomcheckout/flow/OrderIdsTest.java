package org.freedomcheckout.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderIdsTest {

    @Test
    void theyAreCounted() {
        assertThat(OrderIds.next("A1", "A1")).isEqualTo("A1-2");
        assertThat(OrderIds.next("A1", "A1-2")).isEqualTo("A1-3");
        assertThat(OrderIds.next("A1", "A1-8")).isEqualTo("A1-9");
        assertThat(OrderIds.next("A1", "A1-9")).isEqualTo("A1-10");
    }

    @Test
    void aMerchantsOwnMayLookLikeOne() {
        assertThat(OrderIds.next("A1-2", "A1-2")).isEqualTo("A1-2-2");
    }

    @Test
    void theyStayWithinFreedomPaysLimit() {
        var longest = "x".repeat(50);
        assertThat(OrderIds.next(longest, longest)).isEqualTo("x".repeat(48) + "-2");
        assertThat(OrderIds.next("x".repeat(48), "x".repeat(48))).isEqualTo("x".repeat(48) + "-2");
    }
}
