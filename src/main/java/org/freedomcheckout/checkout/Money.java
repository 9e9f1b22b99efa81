package org.freedomcheckout.checkout;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money, kept in minor units (tiyn, tiyin, cents), so that it is never rounded.
 *
 * @param minor hundredths of the currency's unit, 0 or more
 */
public record Money(long minor, Currency currency) {

    /** The currencies Freedom Pay settles in; each has two fraction digits. */
    public enum Currency {
        KZT,
        UZS,
        KGS,
        USD,
        EUR,
        RUB
    }

    /** The largest amount Freedom Pay takes, 99999999.00. */
    private static final long MAX_MINOR = 9_999_999_900L;

    // BigDecimal would take the digits of any script, signs and exponents too.
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,2})?");

    /** As Freedom Pay writes it: with zeros behind. */
    private static final Pattern WIRE = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,2}0{0,16})?");

    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("a negative amount");
        }
    }

    /**
     * Reads a decimal such as {@code 1500.00}, {@code 20.1} or {@code 20}.
     *
     * @return empty unless it is above 0, at most 99999999.00, and has at most two fraction digits
     */
    public static Optional<Money> parse(String decimal, Currency currency) {
        if (!DECIMAL.matcher(decimal).matches()) {
            return Optional.empty();
        }
        var minor = minorOfPlain(decimal);
        return minor > 0 && minor <= MAX_MINOR ? Optional.of(new Money(minor, currency)) : Optional.empty();
    }

    /** The sum; both are of one currency. */
    public Money plus(Money other) {
        if (other.currency != currency) {
            throw new IllegalArgumentException("two currencies");
        }
        return new Money(minor + other.minor, currency);
    }

    /** Whether an amount and a currency of Freedom Pay's, such as {@code 20} or {@code 20.00}, mean this money. */
    public boolean is(String wireAmount, String wireCurrency) {
        return wireCurrency.equals(currency.name()) && isAmount(wireAmount);
    }

    /**
     * An amount of Freedom Pay's, such as {@code 20} or {@code 20.0000}, in minor units.
     *
     * @return empty unless it is a plain decimal from 0 to 99999999.00 that comes out even
     */
    public static Optional<Long> minorOf(String wireAmount) {
        return WIRE.matcher(wireAmount).matches()
                ? Optional.of(minorOfPlain(wireAmount)).filter(minor -> minor <= MAX_MINOR)
                : Optional.empty();
    }

    /** Whether an amount of Freedom Pay's means this one; 20, 20.0 and 20.0000 are the same. */
    public boolean isAmount(String wireAmount) {
        return minorOf(wireAmount).filter(wire -> wire == minor).isPresent();
    }

    private static long minorOfPlain(String decimal) {
        return new BigDecimal(decimal).movePointRight(2).longValueExact();
    }

    /** The amount with two fraction digits and a point: {@code 1500.00}. */
    public String decimal() {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }
}
