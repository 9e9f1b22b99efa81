package org.freedomcheckout.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 198.51.100.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002::/64",
        "2001:db8:1:2::, 20010db800010002::/64",
        "2001:db8:1:3::, 20010db800010003::/64",
        "::1, 0000000000000000::/64",
        "::ffff:198.51.100.1, 198.51.100.1",
        "unknown, unknown"
    })
    void oneSubscriberIsOneCaller(String address, String caller) {
        assertThat(ClientAddress.of(address)).isEqualTo(caller);
    }

    @Test
    void whatIsNoAddressIsNotKeptForever() {
        assertThat(ClientAddress.of("x".repeat(1_000))).hasSize(45);
    }
}
