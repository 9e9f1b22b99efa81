package org.freedomcheckout.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.freedomcheckout.checkout.Money.Currency;

/** Amounts that a fuzzer thinks up. */
class MoneyFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void whatIsReadIsWrittenAsTheSameMoney(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var money = Money.parse(text, Currency.KZT);
        money.ifPresent(read -> {
            assertThat(read.minor()).isBetween(1L, 9_999_999_900L);
            assertThat(Money.parse(read.decimal(), Currency.KZT)).hasValue(read);
            assertThat(read.isAmount(text)).isTrue();
            assertThat(Money.minorOf(text)).hasValue(read.minor());
        });
        Money.minorOf(text)
                .ifPresent(minor -> assertThat(new Money(minor, Currency.KZT).isAmount(text))
                        .isTrue());
    }
}
