package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.freedomcheckout.checkout.Money.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"1500.00, 150000", "20.1, 2010", "20.10, 2010", "0.01, 1", "99999999.00, 9999999900", "7, 700"})
    void aDecimalIsKeptInMinorUnits(String decimal, long minor) {
        assertThat(Money.parse(decimal, Currency.KZT)).hasValue(new Money(minor, Currency.KZT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "1e3", "0.001", "99999999.01", "١٢", "１２", "1,00", "", " 1", "1.", ".5", "+1", "NaN"})
    void whatIsNoAmountIsRefused(String text) {
        assertThat(Money.parse(text, Currency.KZT)).isEmpty();
    }

    @Test
    void itIsWrittenWithTwoDigits() {
        assertThat(new Money(2010, Currency.UZS).decimal()).isEqualTo("20.10");
    }

    @ParameterizedTest
    @CsvSource({"20, 2000", "20.0, 2000", "20.0000, 2000", "020.1, 2010", "0, 0", "99999999.00, 9999999900"})
    void freedomPaysSpellingsMeanTheSame(String wire, long minor) {
        var money = new Money(minor, Currency.KZT);
        assertThat(Money.minorOf(wire)).hasValue(minor);
        assertThat(money.is(wire, "KZT")).isTrue();
        assertThat(money.is(wire, "USD")).isFalse();
        assertThat(new Money(minor + 1, Currency.KZT).isAmount(wire)).isFalse();
    }

    /** Full-width, Arabic and other digits are none, though Java's own numbers are made of them too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20.001",
                "2e1",
                "20E0",
                "+20",
                "-20",
                "20.",
                ".20",
                "20,00",
                " 20",
                "20 ",
                "٢٠",
                "２０",
                "𝟐𝟎",
                "20.٠",
                "0x14",
                "20d",
                "NaN",
                "99999999.01",
                "100000000",
                "1000000000000000000000",
                "20\n"
            })
    void whatIsNoPlainDecimalIsNoAmountOfFreedomPays(String wire) {
        assertThat(Money.minorOf(wire)).isEmpty();
        assertThat(new Money(2000, Currency.KZT).isAmount(wire)).isFalse();
        assertThat(new Money(2000, Currency.KZT).is(wire, "KZT")).isFalse();
    }

    @Test
    void aMillionDigitsAreNoAmount() {
        assertThat(new Money(2000, Currency.KZT).is("9".repeat(1_000_000), "KZT"))
                .isFalse();
    }

    @Test
    void onlyMoneyOfOneCurrencyIsAdded() {
        var money = new Money(2010, Currency.KZT);
        assertThat(money.plus(new Money(90, Currency.KZT))).isEqualTo(new Money(2100, Currency.KZT));
        assertThatThrownBy(() -> money.plus(new Money(90, Currency.USD))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsMoneyAndLessIsNot() {
        assertThat(new Money(0, Currency.KZT)).hasToString("0.00 KZT");
        assertThatThrownBy(() -> new Money(-1, Currency.KZT)).isInstanceOf(IllegalArgumentException.class);
    }
}
