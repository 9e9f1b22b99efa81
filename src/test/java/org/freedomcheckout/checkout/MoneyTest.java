package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(strings = {"0", "-1", "1e3", "0.001", "99999999.01", "١٢", "1,00", "", " 1", "1.", ".5", "+1", "NaN"})
    void whatIsNoAmountIsRefused(String text) {
        assertThat(Money.parse(text, Currency.KZT)).isEmpty();
    }

    @Test
    void itIsWrittenWithTwoDigits() {
        assertThat(new Money(2010, Currency.UZS).decimal()).isEqualTo("20.10");
    }

    @Test
    void freedomPaysSpellingsMeanTheSame() {
        var money = new Money(2000, Currency.KZT);
        assertThat(money.is("20", "KZT")).isTrue();
        assertThat(money.is("20.0000", "KZT")).isTrue();
        assertThat(money.is("20.001", "KZT")).isFalse();
        assertThat(money.is("20", "USD")).isFalse();
        assertThat(money.is("", "KZT")).isFalse();
        assertThat(money.is("9".repeat(1_000_000), "KZT")).isFalse();
    }
}
