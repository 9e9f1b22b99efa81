package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShortHashTest {

    /** FIPS 180-2, appendix B.1: SHA-256 of "abc" begins with ba7816bf 8f01cfea 414140de 5dae2223. */
    @Test
    void isTheFirstHalfOfSha256() {
        assertThat(ShortHash.of("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo("ungWv48Bz-pBQUDeXa4iIw");
    }
}
