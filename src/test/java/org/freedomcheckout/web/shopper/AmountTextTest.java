package org.freedomcheckout.web.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import org.freedomcheckout.checkout.Money;
import org.freedomcheckout.checkout.Money.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An amount reads as people write it; an underscore stands for a space at which no line ends. */
class AmountTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5           | KZT | ru | 0,05_₸",
                "10          | KZT | ru | 0,10_₸",
                "100         | KZT | ru | 1_₸",
                "99900       | KZT | ru | 999_₸",
                "100000      | KZT | ru | 1_000_₸",
                "150050      | KZT | kk | 1_500,50_₸",
                "150009      | KZT | en | 1_500.09_₸",
                "9999999900  | KZT | ru | 99_999_999_₸",
                "25000000    | UZS | uz | 250_000_soʻm",
                "25000000    | UZS | ru | 250_000_сум",
                "25000000    | UZS | en | 250_000_UZS",
                "345050      | KGS | ky | 3_450,50_сом",
                "345050      | KGS | uz | 3_450,50_som",
                "345050      | KGS | en | 3_450.50_KGS",
                "150050      | USD | en | $1,500.50",
                "150050      | USD | ru | 1_500,50_$",
                "99900       | EUR | en | €999",
                "99900       | EUR | kk | 999_€",
                "150000      | RUB | en | 1_500_₽",
            })
    void whereTheCurrencyIsAtHome(long minor, Currency currency, String language, String text) {
        assertThat(AmountText.of(new Money(minor, currency), language).replace('\u00a0', '_'))
                .isEqualTo(text);
    }
}
