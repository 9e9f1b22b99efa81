package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void secretsAreEqualIfTheirTextsAre() {
        assertThat(new Secret("PaRes"))
                .isEqualTo(new Secret("PaRes"))
                .hasSameHashCodeAs(new Secret("PaRes"))
                .isNotEqualTo(new Secret("pares"))
                .isNotEqualTo("PaRes");
        assertThat(new Secret("PaRes").hashCode()).isNotEqualTo(new Secret("pares").hashCode());
    }

    @Test
    void onlyTheEmptyOneIsEmpty() {
        assertThat(Secret.EMPTY.isEmpty()).isTrue();
        assertThat(Secret.EMPTY.length()).isZero();
        assertThat(new Secret(" ").isEmpty()).isFalse();
        assertThat(new Secret("PaRes").length()).isEqualTo(5);
    }

    /** The first digits of SHA-256, as {@code sha256sum} prints them. */
    @Test
    void aFingerprintTellsSecretsApartWithoutGivingThemAway() {
        assertThat(new Secret("abc").fingerprint()).isEqualTo("ba7816bf");
        assertThat(Secret.EMPTY.fingerprint()).isEqualTo("e3b0c442");
    }
}
