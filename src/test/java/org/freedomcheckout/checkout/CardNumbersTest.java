package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "4716049999991981, 471604XXXXXX1981",
        "4716-0499-9999-1981, 471604XXXXXX1981",
        "471604999999198, 471604XXXXXX9198",
        "4716-04XX-XXXX-1981, 4716-04XX-XXXX-1981",
        "123456789012, 123456789012",
        "1234567890123, 123456XXXXXX0123"
    })
    void aMaskKeepsTheFirstSixAndTheLastFour(String text, String masked) {
        assertThat(CardNumbers.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "2720990000000007",
                "378282246310005",
                "6200000000000005",
                "2200000000000053",
                "9860010000000009",
                "4000000000000000006"
            })
    void aCardNumberIsFoundWhereverItStands(String number) {
        for (var text : new String[] {number, "a" + number + "b", "card: " + number + ", year 2031", "x=" + number}) {
            assertThat(CardNumbers.isIn(text)).as(text).isTrue();
            assertThat(CardNumbers.scrub(text))
                    .as(text)
                    .doesNotContain(number)
                    .contains("XXXXXX")
                    .contains(number.substring(number.length() - 4));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112", // one digit is wrong
                "1111111111111117", // nobody's
                "2721000000000004", // one above Mastercard's
                "411111111111", // too short
                "41111111111111111111111", // too long
                "1763719530000",
                "77001234567",
                "4716-04XX-XXXX-1981",
                "Order 2026112100001234"
            })
    void allElseStays(String text) {
        assertThat(CardNumbers.isIn(text)).isFalse();
        assertThat(CardNumbers.scrub(text)).isEqualTo(text);
    }

    @Test
    void everyOneOfSeveralIsFound() {
        assertThat(CardNumbers.scrub("4111111111111111,5555555555554444;1234567890123456"))
                .isEqualTo("411111XXXXXX1111,555555XXXXXX4444;1234567890123456");
    }
}
