package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shopper reads the name that stands on the card. */
class CardBrandTest {

    @ParameterizedTest
    @CsvSource({
        "VI, 4716-04XX-XXXX-1981, Visa",
        "MASTERCARD, 5335-21XX-XXXX-7703, Mastercard",
        "UNIONPAY, '', UnionPay",
        "American Express, '', American Express",
        // A word that we do not know is not shown; the number tells.
        "<b>, 4716-04XX-XXXX-1981, Visa",
        ", 4000-00XX-XXXX-0000, Visa",
        ", 4999-00XX-XXXX-0000, Visa",
        ", 5100-00XX-XXXX-0000, Mastercard",
        ", 5599-00XX-XXXX-0000, Mastercard",
        ", 2221-00XX-XXXX-0000, Mastercard",
        ", 2720-00XX-XXXX-0000, Mastercard",
        ", 2200-00XX-XXXX-0000, Мир",
        ", 2204-00XX-XXXX-0000, Мир",
        ", 8600-00XX-XXXX-0000, Uzcard",
        ", 9860-00XX-XXXX-0000, Humo",
        ", 9417-00XX-XXXX-0000, Элкарт",
        ", 3782-00XX-XXXX-0000, American Express",
        ", 6224-46XX-XXXX-1278, UnionPay",
    })
    void isKnownByWordOrNumber(String word, String mask, String name) {
        assertThat(CardBrand.name(Optional.ofNullable(word), mask)).hasValue(name);
    }

    @ParameterizedTest
    @CsvSource({
        ", 2205-00XX-XXXX-0000",
        ", 2220-00XX-XXXX-0000",
        ", 2721-00XX-XXXX-0000",
        ", 3999-00XX-XXXX-0000",
        ", 5099-00XX-XXXX-0000",
        ", 5600-00XX-XXXX-0000",
        ", XXXX-XXXX-XXXX-1981",
        ", ''",
        "?, 9999-00XX-XXXX-0000"
    })
    void nothingIsGuessed(String word, String mask) {
        assertThat(CardBrand.name(Optional.ofNullable(word), mask)).isEmpty();
    }
}
